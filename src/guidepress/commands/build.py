"""`guidepress build`: make guides in the editions asked for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from guidepress.commands.building import make_and_tell
from guidepress.commands.editions import ListsEditions, chosen_editions
from guidepress.commands.options import Limit, folders, format_option, output_folder, project_options
from guidepress.commands.printing import exit_code, print_problems
from guidepress.core.errors import UsageError
from guidepress.core.model import Edition
from guidepress.core.problems import has_errors
from guidepress.make.executors.local import cores
from guidepress.theme.editions import read_editions

if TYPE_CHECKING:
    from guidepress.targets.base import Option

EPILOG = """\b
Examples:
  guidepress build
  guidepress build first-guide second-guide --edition large-print
  guidepress build --edition all --jobs 4
  guidepress build first-guide --edition slides
  guidepress build --sessions
  guidepress build --edition booklet --creep 1.5
"""


@click.command(cls=ListsEditions, epilog=EPILOG)
@click.argument("guides", nargs=-1, metavar="[GUIDE]...")
@click.option("--edition", "editions", multiple=True, metavar="NAME", help="An edition, or all. May be repeated.")
@click.option("--sessions", is_flag=True, help="All sessions: handouts, facilitator's sheets and slides.")
@click.option(
    "--output", type=click.Path(file_okay=False, path_type=Path), help="Where to write.  [default: output/]"
)
@click.option(
    "--jobs",
    type=click.IntRange(1, 64),
    help="How many guides to typeset at once; where that is all cores, the last share them.  [default: the cores]",
)
@click.option(
    "--creep",
    type=Limit(0, 10),
    default=0,
    metavar="MM",
    help="For a booklet: how far folding pushes the innermost leaf outwards.",
)
@click.option("--marks", is_flag=True, help="For a booklet: larger sheets (SRA4) with fold and crop marks.")
@click.option("--strict", is_flag=True, help="Take warnings for errors.")
@click.option("--explain", is_flag=True, help="Say of each output why it was made or left.")
@click.option("--verify", is_flag=True, help="Build twice more in other conditions and compare every byte.")
@click.option(
    "--time-limit",
    type=Limit(1, 1_000_000),
    default=600,
    show_default=True,
    metavar="SECONDS",
    help="How long one output may take.",
)
@click.option(
    "--memory-limit",
    type=click.IntRange(min=512),
    default=2048,
    show_default=True,
    metavar="MIB",
    help="How much memory a worker may have.",
)
@project_options
@format_option
def build(
    guides: tuple[str, ...],
    editions: tuple[str, ...],
    sessions: bool,
    output: Path | None,
    jobs: int | None,
    creep: float,
    marks: bool,
    strict: bool,
    explain: bool,
    verify: bool,
    time_limit: float,
    memory_limit: int,
    project: Path,
    styles: Path | None,
    form: str,
) -> int:
    """Make guides in the editions asked for; all where none is named. Only what has changed is made again."""
    from guidepress.make.plan import Request
    from guidepress.targets.base import Bundle

    project, styles = folders(project, styles)
    known = read_editions(styles)
    if has_errors(known.problems):
        from guidepress.checks.sources.project import examine

        print_problems(examine(project, styles).problems, form)
        return exit_code(known.problems)
    chosen = chosen_editions((*editions, *(["sessions"] * sessions)) or ("standard",), known.known)
    options = _options_for_sheets(creep, chosen, known.known, marks=marks)
    folder = output_folder(output, project)
    bundle = Bundle(project, styles)
    limits = (time_limit, memory_limit)
    request = Request(bundle, folder, guides, chosen, jobs or cores(), *limits, options, known.known)
    return make_and_tell(request, form, explain=explain, verify=verify, strict=strict)


def _options_for_sheets(
    creep: float, editions: tuple[Edition, ...], known: tuple[Edition, ...], *, marks: bool
) -> dict[str, dict[str, Option]]:
    """Gives the options of the editions that are put on sheets; raises UsageError where none of them is."""
    options: dict[str, Option] = {name: value for name, value in (("creep", creep), ("marks", marks)) if value}
    if options and not any(edition.imposed for edition in editions):
        names = ", ".join(edition.name for edition in known if edition.imposed)
        raise UsageError(f"--creep and --marks are for sheets that are folded. Add --edition {names}")
    return {edition.name: options for edition in editions if edition.imposed and options}
