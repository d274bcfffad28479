"""`guidepress check`: everything up to HTML, and no PDF."""

from __future__ import annotations

from pathlib import Path

import click

from guidepress.commands.options import folders, format_option, project_options
from guidepress.commands.printing import exit_code, print_problems, say

EPILOG = """\b
Examples:
  guidepress check
  guidepress check --format github
"""


@click.command(epilog=EPILOG)
@project_options
@format_option
def check(project: Path, styles: Path | None, form: str) -> int:
    """Say what is wrong with the sources: all problems of all files in one run."""
    from guidepress.checks.project import examine

    examined = examine(*folders(project, styles))
    print_problems(examined.problems, form)
    if form == "text" and not examined.problems and examined.series is not None:
        series = examined.series
        say(
            f"{len(series.guides)} guides, {len(series.stories)} stories, "
            f"{len(series.references)} references: all well"
        )
    return exit_code(examined.problems)
