"""Options that several commands share."""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from guidepress.core.errors import UsageError

Function = TypeVar("Function", bound=Callable[..., Any])


class Limit(click.FloatRange):
    """A number within limits; one that is none, as `nan` or `inf`, lies within none."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:  # noqa: ANN401
        """Gives the number, or fails as click does."""
        number = super().convert(value, param, ctx)
        if not math.isfinite(number):
            self.fail(f"{value} is no number.", param, ctx)
        return number


def project_options(function: Function) -> Function:
    """Adds `--project` and `--styles`."""
    project = click.option(
        "--project",
        type=click.Path(file_okay=False, exists=True, path_type=Path),
        default=Path(),
        show_default="here",
        help="The folder that holds guides/.",
        is_eager=True,  # --help lists the project's editions
    )
    styles = click.option(
        "--styles",
        type=click.Path(file_okay=False, path_type=Path),
        default=None,
        show_default="styles/ of the project",
        help="The folder with the theme's files that the project has of its own.",
        is_eager=True,  # as above
    )
    return project(styles(function))


def format_option(function: Function) -> Function:
    """Adds `--format`."""
    return click.option(
        "--format",
        "form",
        type=click.Choice(["text", "json", "github"]),
        default="text",
        show_default=True,
        help="Text for people; JSON or GitHub's annotations for machines.",
    )(function)


def output_folder(named: Path | None, project: Path) -> Path:
    """Gives the output folder as an absolute path: the one that was named, or `output` of the project.

    Raises UsageError where nobody named it and the project's own is a link that leads out of the project.
    """
    if named is not None:
        return named.resolve()
    try:
        folder = (project / "output").resolve()
    except RuntimeError as error:  # before Python 3.13, of a link that leads to itself
        raise UsageError(f"'{project / 'output'}' is a link that leads to itself. Take it away") from error
    if not folder.is_relative_to(project.resolve()):
        hint = f"If its files are meant to be there, add --output '{folder}'"
        raise UsageError(f"the project's folder output is a link that leads out of the project. {hint}")
    return folder


def folders(project: Path, styles: Path | None) -> tuple[Path, Path]:
    """Gives the project's and the styles' folder as absolute paths; the latter need not exist if nobody named it.

    Raises UsageError for a folder of styles that is named and not there.
    """
    project = project.resolve()
    if styles is None:
        return project, project / "styles"
    if not styles.is_dir():
        raise UsageError(f"there is no folder '{styles}' that --styles could mean")
    return project, styles.resolve()
