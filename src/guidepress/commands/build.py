"""`guidepress build`: typeset guides."""

from __future__ import annotations

from pathlib import Path

import click

from guidepress.commands.editions import chosen_editions, cores
from guidepress.commands.options import folders, format_option, project_options
from guidepress.commands.printing import ProgressBar, exit_code, file_size, print_problems, say, say_aside, shown
from guidepress.model import EDITIONS, edition_named

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
"""
)


@click.command(epilog=EPILOG)
@click.argument("guides", nargs=-1, metavar="[GUIDE]...")
@click.option("--edition", "editions", multiple=True, metavar="NAME", help="An edition, or all. May be repeated.")
@click.option(
    "--output", type=click.Path(file_okay=False, path_type=Path), help="Where to write.  [default: output/]"
)
@click.option(
    "--jobs", type=click.IntRange(1, 64), help="How many guides to typeset at once.  [default: the cores]"
)
@click.option("--explain", is_flag=True, help="Say of each output why it was made or left.")
@project_options
@format_option
def build(
    guides: tuple[str, ...],
    editions: tuple[str, ...],
    output: Path | None,
    jobs: int | None,
    explain: bool,
    project: Path,
    styles: Path | None,
    form: str,
) -> int:
    """Typeset guides to PDF; all of them where none is named. Only what has changed is made again."""
    from guidepress.build.quick import up_to_date
    from guidepress.build.run import Request
    from guidepress.build.run import build as run_build

    chosen = chosen_editions(editions or ("standard",))
    project, styles = folders(project, styles)
    folder = (output or project / "output").resolve()
    request = Request(project, styles, folder, guides, chosen, jobs or cores())
    with ProgressBar(form == "text") as bar:
        outcome = run_build(request, bar, say_aside)
    if form == "text":
        for made in outcome.made:
            pages = f"{made.pages} page{'s' * (made.pages != 1)}"
            say(
                f"made {shown(made.path)} ({pages}, {file_size(made.size)})"
                + (f": {made.reason}" if explain else "")
            )
        if explain:
            for kept in outcome.kept:
                say(f"left {shown(kept.path)}: nothing that shapes it has changed")
        elif outcome.kept and not outcome.made and not outcome.problems:
            say(up_to_date(len(outcome.kept), Path(shown(folder))))
        for edition in {made.name.partition("/")[0]: None for made in outcome.made}:
            _say_how_to_print(
                edition, max(made.pages for made in outcome.made if made.name.startswith(edition + "/"))
            )
    files = [
        {"file": shown(item.path), "pages": item.pages, "made": bool(item.reason)}
        for item in (*outcome.made, *outcome.kept)
    ]
    print_problems(outcome.problems, form, {"outputs": files})
    return exit_code(outcome.problems)


def _say_how_to_print(edition: str, pages: int) -> None:
    found = edition_named(edition)
    if found is not None and found.imposed:
        from guidepress.impose.instructions import printing_line

        say(f"{edition}: {printing_line(pages)}")
