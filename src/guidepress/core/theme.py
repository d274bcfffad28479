"""Where a theme's files are: a project's own folder lies over the default theme, file by file.

Takes the project's styles' folder, which need not exist; gives paths by names such as `text.css` and
`templates/cover.html.jinja`, and what messages call them. Reads no file's content.
"""

from __future__ import annotations

import os.path
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from guidepress.core.uses import LISTING, note, note_style

DEFAULT_THEME = Path(__file__).parents[1] / "theme" / "default"
"""The folder of the theme that comes with guidepress."""


@dataclass(frozen=True, slots=True)
class Theme:
    """The default theme with one project's files over it."""

    styles: Path
    """The project's folder; it may be missing or hold a few files only."""

    @property
    def folders(self) -> tuple[Path, Path]:
        """The folders in which a file is looked for, the first one first."""
        return (self.styles, DEFAULT_THEME)

    def overrides(self, name: str) -> bool:
        """Tells whether the project has a file of this name."""
        note_style(name)
        return os.path.isfile(self.styles / name)  # noqa: PTH113  # Path.is_file fails on a name that is too long

    def path(self, name: str) -> Path:
        """Gives the file of this name: the project's where it has one, else the default theme's, there or not."""
        return (self.styles if self.overrides(name) else DEFAULT_THEME) / name

    def shown(self, name: str) -> str:
        """Names a file as messages do: `styles/…` for the project's, `theme/…` for the default theme's."""
        project_has_it = self.overrides(name) or not os.path.isfile(DEFAULT_THEME / name)  # noqa: PTH113  # as above
        return f"styles/{name}" if project_has_it else f"theme/{name}"

    def names(self, below: str = "") -> tuple[str, ...]:
        """Gives the names of all files, or of those below one folder such as `templates`, sorted."""
        note(LISTING + below)
        return tuple(sorted({name for folder in self.folders for name in _names(folder, below)}))


def _names(folder: Path, below: str) -> Iterator[str]:
    for path in (folder / below).rglob("*"):
        inner = path.relative_to(folder)
        if path.is_file() and not any(part.startswith((".", "__pycache__")) for part in inner.parts):
            yield inner.as_posix()


def languages(theme: Theme) -> tuple[str, ...]:
    """Gives the languages that a theme has words in, sorted."""
    return tuple(Path(name).stem for name in theme.names("languages") if name.endswith(".yaml"))


def language_file(theme: Theme, language: str) -> str | None:
    """Gives the name of the file with the words of a language.

    A region without a file has its language's: `de-CH` that of `de`, else that of another region of German, the
    first by name. None where the theme does not have the language at all.
    """
    known = languages(theme)
    plain = language.partition("-")[0]
    wanted = [language, plain, *(name for name in known if name.startswith(f"{plain}-"))]
    found = next((name for name in wanted if name in known), None)
    return None if found is None else f"languages/{found}.yaml"
