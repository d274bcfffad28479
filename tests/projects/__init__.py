"""Projects that tests are made from; `small` has a series, templates and words of its own."""

from __future__ import annotations

from pathlib import Path
from shutil import copytree

FOLDER = Path(__file__).parent
REPOSITORY = FOLDER.parents[1]
SMALL = FOLDER / "small"
CYMRAEG = FOLDER / "cymraeg"


def copy_of_small(folder: Path) -> Path:
    """Gives a copy of the small project that a test may change."""
    return Path(copytree(SMALL, folder / "small"))
