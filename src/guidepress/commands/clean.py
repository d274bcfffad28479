"""`guidepress clean`: remove what was built."""

from __future__ import annotations

from pathlib import Path

import click

from guidepress.commands.options import folders, output_folder, project_options
from guidepress.commands.printing import exit_code, print_problems, say, say_aside, shown


@click.command(epilog="\b\nExample:\n  guidepress clean")
@click.option(
    "--output", type=click.Path(file_okay=False, path_type=Path), help="The folder to clean.  [default: output/]"
)
@project_options
def clean(output: Path | None, project: Path, styles: Path | None) -> int:
    """Remove the files that builds have made, and nothing else."""
    from guidepress.make.cleaning import clean_output

    project, _ = folders(project, styles)
    folder = output_folder(output, project)
    removed, problems = clean_output(folder, say_aside)
    say(f"removed {removed} file{'s' * (removed != 1)} from {shown(folder)}")
    print_problems(problems, "text")
    return exit_code(problems)
