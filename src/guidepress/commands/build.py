"""`guidepress build`: make guides in the editions asked for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from guidepress.commands.editions import ListsEditions, chosen_editions
from guidepress.commands.options import Limit, folders, format_option, output_folder, project_options
from guidepress.commands.printing import ProgressBar, exit_code, file_size, print_problems, say, say_aside, shown
from guidepress.core.errors import UsageError
from guidepress.core.model import Edition
from guidepress.core.problems import has_errors
from guidepress.make.executors.local import cores
from guidepress.theme.editions import read_editions

if TYPE_CHECKING:
    from guidepress.core.problems import Problem
    from guidepress.make.account import Fate, Outcome
    from guidepress.make.plan import Request
    from guidepress.targets.base import Option

EPILOG = """\b
Examples:
  guidepress build
  guidepress build first-guide second-guide --edition large-print
  guidepress build --edition all --jobs 4
  guidepress build --edition booklet --creep 1.5
"""


@click.command(cls=ListsEditions, epilog=EPILOG)
@click.argument("guides", nargs=-1, metavar="[GUIDE]...")
@click.option("--edition", "editions", multiple=True, metavar="NAME", help="An edition, or all. May be repeated.")
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
    from guidepress.core.problems import strictly
    from guidepress.make.building import build as run_build
    from guidepress.make.plan import Request
    from guidepress.make.unchanged import up_to_date
    from guidepress.targets.base import Bundle

    project, styles = folders(project, styles)
    known = read_editions(styles)
    if has_errors(known.problems):
        from guidepress.checks.sources.project import examine

        print_problems(examine(project, styles).problems, form)
        return exit_code(known.problems)
    chosen = chosen_editions(editions or ("standard",), known.known)
    options = _options_for_sheets(creep, chosen, known.known, marks=marks)
    folder = output_folder(output, project)
    bundle = Bundle(project, styles)
    limits = (time_limit, memory_limit)
    request = Request(bundle, folder, guides, chosen, jobs or cores(), *limits, options, known.known)
    with ProgressBar(form == "text") as bar:
        outcome = run_build(request, bar, say_aside)
    differences = _differences(request, outcome) if verify else ()
    if form == "text":
        for made in outcome.made:
            _say_made(made, explain=explain)
        kept = [file for fate in outcome.kept for file in fate.files]
        if explain:
            for file in kept:
                say(f"left {shown(file.path)}: nothing that shapes it has changed")
            for stray in outcome.strays:
                say(f"left {shown(stray)}: no guide or edition asks for it now; guidepress clean removes it")
        elif kept and not outcome.made and not outcome.problems:
            say(up_to_date(len(kept), shown(folder)))
    files = [
        {"file": shown(file.path), **fate.counts, "made": bool(fate.reason)}
        for fate in (*outcome.made, *outcome.kept)
        for file in fate.files
    ]
    problems = (*outcome.problems, *differences)
    problems = strictly(problems) if strict else problems
    print_problems(problems, form, {"outputs": files})
    return exit_code(problems)


def _say_made(fate: Fate, *, explain: bool) -> None:
    counts = [f"{count} {name.removesuffix('s') if count == 1 else name}" for name, count in fate.counts.items()]
    for file in fate.files:
        say(
            f"made {shown(file.path)} ({', '.join([*counts, file_size(file.size)])})"
            + f": {fate.reason}" * explain
        )
    for line in fate.advice:
        say(f"    {line}")


def _differences(request: Request, outcome: Outcome) -> tuple[Problem, ...]:
    from guidepress.make.verify import CONDITIONS, differences

    outputs = (*outcome.made, *outcome.kept)
    found = differences(request, outputs)
    if outputs and not found:
        say_aside(f"built {len(CONDITIONS)} times more in other conditions: every byte is the same")
    return found


def _options_for_sheets(
    creep: float, editions: tuple[Edition, ...], known: tuple[Edition, ...], *, marks: bool
) -> dict[str, dict[str, Option]]:
    """Gives the options of the editions that are put on sheets; raises UsageError where none of them is."""
    options: dict[str, Option] = {name: value for name, value in (("creep", creep), ("marks", marks)) if value}
    if options and not any(edition.imposed for edition in editions):
        names = ", ".join(edition.name for edition in known if edition.imposed)
        raise UsageError(f"--creep and --marks are for sheets that are folded. Add --edition {names}")
    return {edition.name: options for edition in editions if edition.imposed and options}
