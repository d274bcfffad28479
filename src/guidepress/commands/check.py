"""`guidepress check`: everything up to HTML and no further, or the finished files."""

from __future__ import annotations

from pathlib import Path

import click

from guidepress.commands.editions import ListsEditions, chosen_editions
from guidepress.commands.options import folders, format_option, output_folder, project_options
from guidepress.commands.printing import exit_code, print_problems, say, shown
from guidepress.core.model import Edition, Series
from guidepress.core.problems import Problem, has_errors, in_file_order, strictly
from guidepress.make.executors.local import cores

EPILOG = """\b
Examples:
  guidepress check                       what is wrong with the sources
  guidepress check --output              the finished files too: pages, print, accessibility
  guidepress check --output --report     and write an accessibility report beside each file
  guidepress check --format github
"""


@click.command(cls=ListsEditions, epilog=EPILOG)
@click.option("--output", "finished", is_flag=True, help="Examine the finished files too.")
@click.option(
    "--output-folder",
    "output",
    type=click.Path(file_okay=False, path_type=Path),
    help="Where they are.  [default: output/]",
)
@click.option("--edition", "editions", multiple=True, metavar="NAME", help="Only this edition. May be repeated.")
@click.option("--strict", is_flag=True, help="Take warnings for errors.")
@click.option("--report", "reports", is_flag=True, help="Write an accessibility report beside each tagged file.")
@click.option(
    "--jobs", type=click.IntRange(1, 64), help="How many files to examine at once.  [default: the cores]"
)
@project_options
@format_option
def check(
    finished: bool,
    output: Path | None,
    editions: tuple[str, ...],
    strict: bool,
    reports: bool,
    jobs: int | None,
    project: Path,
    styles: Path | None,
    form: str,
) -> int:
    """Say what is wrong with the sources, or with the finished files: all problems in one run."""
    from guidepress.checks.sources.project import examine

    project, styles = folders(project, styles)
    examined = examine(project, styles)
    problems = list(strictly(examined.problems) if strict else examined.problems)
    series = examined.series
    if (finished or reports or output) and series is not None and not has_errors(problems):
        folder = output_folder(output, project)
        known = examined.editions
        chosen = chosen_editions(editions, known) if editions else _made(folder, known)
        problems += _check_files(
            series, project, styles, folder, chosen, form=form, reports=reports, jobs=jobs or cores()
        )
    problems = list(strictly(problems)) if strict else problems
    print_problems(in_file_order(problems), form)
    if form == "text" and not problems and series is not None:
        say(f"{_counts(series)}: all well")
    return exit_code(problems)


def _counts(series: Series) -> str:
    counts = (
        (len(series.guides), "guide", "guides"),
        (len(series.stories), "story", "stories"),
        (len(series.references), "reference", "references"),
    )
    return ", ".join(f"{count} {one if count == 1 else more}" for count, one, more in counts)


def _made(folder: Path, known: tuple[Edition, ...]) -> tuple[Edition, ...]:
    """Gives the editions that have been made, or the standard one for the message that it has not."""
    return tuple(edition for edition in known if (folder / edition.name).is_dir()) or known[:1]


def _check_files(
    series: Series,
    project: Path,
    styles: Path,
    folder: Path,
    editions: tuple[Edition, ...],
    *,
    form: str,
    reports: bool,
    jobs: int,
) -> list[Problem]:
    from guidepress.make.examining import examine_outputs
    from guidepress.targets.base import Bundle
    from guidepress.targets.registry import outputs_of

    problems: list[Problem] = []
    outputs = outputs_of(series, editions)
    for found in examine_outputs(
        series, Bundle(project, styles), folder, outputs, shown=shown, reports=reports, jobs=jobs
    ):
        problems += found.problems
        if form == "text":
            say(f"{found.name}: {found.figures or 'not examined'}")
            for report in found.reports:
                say(f"    report: {shown(report)}")
    return problems
