"""Projects that tests are made from; `small` has a series, templates and words of its own."""

from __future__ import annotations

from pathlib import Path
from shutil import copytree

from guidepress.core import model
from guidepress.core.model import Edition
from guidepress.theme.editions import read_editions

FOLDER = Path(__file__).parent
REPOSITORY = FOLDER.parents[1]
SMALL = FOLDER / "small"
CYMRAEG = FOLDER / "cymraeg"


def copy_of_small(folder: Path) -> Path:
    """Gives a copy of the small project that a test may change."""
    return Path(copytree(SMALL, folder / "small"))


ALL_EDITIONS = read_editions(REPOSITORY / "styles").known
"""The editions of the default theme."""
EDITIONS = tuple(edition for edition in ALL_EDITIONS if edition.target == "pdf")
"""Those whose files are PDFs of guides."""


def edition_named(name: str) -> Edition | None:
    """Gives the default theme's edition of that name."""
    return model.edition_named(ALL_EDITIONS, name)
