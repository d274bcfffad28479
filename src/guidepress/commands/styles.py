"""`guidepress styles`: the theme's files, and copies of them to change."""

from __future__ import annotations

from pathlib import Path

import click

from guidepress.commands.options import folders, project_options
from guidepress.commands.printing import say, shown
from guidepress.core.errors import UsageError
from guidepress.core.theme import DEFAULT_THEME, Theme
from guidepress.sources.nearest import did_you_mean

EPILOG = """\b
Examples:
  guidepress styles                                     the theme's files; * marks the project's own
  guidepress styles --copy templates/cover.html.jinja   a copy of one of them, to change
"""


@click.command(epilog=EPILOG)
@click.option(
    "--copy", "names", multiple=True, metavar="FILE", help="Copy this file of the default theme. May be repeated."
)
@project_options
def styles(names: tuple[str, ...], project: Path, styles: Path | None) -> int:
    """List the theme's files, or copy some of them into the project to change them there."""
    _, folder = folders(project, styles)
    theme = Theme(folder)
    if not names:
        _list(theme)
        return 0
    for name in dict.fromkeys(names):
        _refuse_what_cannot_be_copied(theme, name)
    for name in dict.fromkeys(names):
        target = folder / name
        if styles is None and not target.parent.resolve().is_relative_to(project.resolve()):
            hint = "Name the folder that is meant with --styles"
            raise UsageError(f"a link leads the project's own folder of {name} out of the project. {hint}")
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("xb") as file:  # which never writes over a file, not even one made this moment
            file.write((DEFAULT_THEME / name).read_bytes())
        say(f"copied {shown(target)}")
    return 0


def _list(theme: Theme) -> None:
    known = set(Theme(DEFAULT_THEME).names())
    for name in theme.names():
        if not theme.overrides(name):
            say(f"  {name}")
        else:
            say(f"* {name}" + ("" if name in known else "  (not in the default theme)"))
    say(f"\n* the project's own, in {shown(theme.styles)}; the others are the default theme's")


def _refuse_what_cannot_be_copied(theme: Theme, name: str) -> None:
    known = Theme(DEFAULT_THEME).names()
    if name not in known:
        hint = did_you_mean(name, known, "guidepress styles lists them")
        raise UsageError(f"the default theme has no file '{name}'. {hint}")
    if (theme.styles / name).exists():
        raise UsageError(f"{shown(theme.styles / name)} is there already, and stays as it is")
