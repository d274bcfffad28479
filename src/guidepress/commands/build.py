"""`guidepress build`: typeset guides."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from guidepress.commands.editions import chosen_editions
from guidepress.commands.options import folders, format_option, project_options
from guidepress.commands.printing import ProgressBar, exit_code, file_size, print_problems, say, say_aside, shown
from guidepress.core.errors import UsageError
from guidepress.core.model import EDITIONS, OFFICE_SHEETS, Edition, Imposition, edition_named
from guidepress.make.executors.local import cores

if TYPE_CHECKING:
    from guidepress.core.problems import Problem
    from guidepress.make.request import Outcome, Output, Request

EPILOG = (
    """\b
Editions:
"""
    + "\n".join(f"  {edition.name:12} {edition.purpose}" for edition in EDITIONS)
    + """

\b
Examples:
  guidepress build
  guidepress build first-guide second-guide --edition large-print
  guidepress build --edition all --jobs 4
  guidepress build --edition booklet --creep 1.5
"""
)


@click.command(epilog=EPILOG)
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
    type=click.FloatRange(0, 10),
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
    type=click.FloatRange(min=1),
    default=600,
    show_default=True,
    metavar="SECONDS",
    help="How long one output may take.",
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
    project: Path,
    styles: Path | None,
    form: str,
) -> int:
    """Typeset guides to PDF; all of them where none is named. Only what has changed is made again."""
    from guidepress.core.problems import strictly
    from guidepress.make.request import Request
    from guidepress.make.run import build as run_build
    from guidepress.make.unchanged import up_to_date

    chosen = _imposed_with(Imposition(creep, marks), chosen_editions(editions or ("standard",)))
    project, styles = folders(project, styles)
    folder = (output or project / "output").resolve()
    request = Request(project, styles, folder, guides, chosen, jobs or cores(), time_limit)
    with ProgressBar(form == "text") as bar:
        outcome = run_build(request, bar, say_aside)
    differences = _differences(request, outcome) if verify else ()
    if form == "text":
        for made in outcome.made:
            pages = f"{made.pages} page{'s' * (made.pages != 1)}"
            say(
                f"made {shown(made.path)} ({pages}, {file_size(made.size)})"
                + (f": {made.reason}" if explain else "")
            )
            if not marks:  # those sheets go to a print shop, which knows
                _say_how_to_print(made)
        if explain:
            for kept in outcome.kept:
                say(f"left {shown(kept.path)}: nothing that shapes it has changed")
            for stray in outcome.strays:
                say(f"left {shown(stray)}: no guide or edition asks for it now; guidepress clean removes it")
        elif outcome.kept and not outcome.made and not outcome.problems:
            say(up_to_date(len(outcome.kept), shown(folder)))
    files = [
        {"file": shown(item.path), "pages": item.pages, "made": bool(item.reason)}
        for item in (*outcome.made, *outcome.kept)
    ]
    problems = (*outcome.problems, *differences)
    problems = strictly(problems) if strict else problems
    print_problems(problems, form, {"outputs": files})
    return exit_code(problems)


def _differences(request: Request, outcome: Outcome) -> tuple[Problem, ...]:
    from guidepress.make.verify import CONDITIONS, differences

    outputs = (*outcome.made, *outcome.kept)
    found = differences(request, outputs)
    if outputs and not found:
        say_aside(f"built {len(CONDITIONS)} times more in other conditions: every byte is the same")
    return found


def _imposed_with(imposition: Imposition, editions: tuple[Edition, ...]) -> tuple[Edition, ...]:
    """Gives the editions with the options for sheets; raises UsageError where none of them is put on sheets."""
    if imposition == OFFICE_SHEETS:
        return editions
    if not any(edition.imposed for edition in editions):
        names = ", ".join(edition.name for edition in EDITIONS if edition.imposed)
        raise UsageError(f"--creep and --marks are for sheets that are folded. Add --edition {names}")
    return tuple(replace(edition, imposition=imposition) if edition.imposed else edition for edition in editions)


def _say_how_to_print(made: Output) -> None:
    edition = edition_named(made.name.partition("/")[0])
    if edition is not None and edition.imposed:
        from guidepress.targets.pdf.impose.instructions import printing_line

        say(f"    {printing_line(made.pages)}")
