"""The pictures of a guide for outputs that carry them along: read from the project, from nowhere else.

Takes markup and the folder of the guide; gives the pictures by the addresses that the markup names them by.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from html import escape, unescape
from pathlib import Path
from urllib.parse import unquote

from guidepress.core.problems import Place, Problem
from guidepress.core.uses import note_path

LARGEST = 32 * 1024 * 1024
"""The largest picture that is read, in bytes."""
MEDIA_TYPES = {
    ".gif": "image/gif",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".webp": "image/webp",
}
_SOURCE = re.compile(r'(<img\b[^>]*?\bsrc=")([^"]*)(")')


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of a guide."""

    name: str
    """Its file's name."""
    content: bytes
    """Its bytes."""
    media_type: str
    """What it is, such as `image/png`."""


def with_pictures(
    html: str, project: Path, guide_path: str, place: Callable[[Picture], str]
) -> tuple[str, tuple[Problem, ...]]:
    """Gives the markup with `place(picture)` as each picture's address, and a problem for each that can't be read.

    An address on the web stays as it is; `check` has said what it thinks of that (M006).
    """
    problems: list[Problem] = []

    def placed(image: re.Match[str]) -> str:
        address = unquote(unescape(image[2]))
        if ":" in address:
            return image[0]
        picture = _read(project, (project / guide_path).parent / address)
        if picture is None:
            message = f"the picture '{address}' can't be taken along"
            hint = f"it has to lie in the project and be one of {', '.join(sorted(MEDIA_TYPES))}"
            problems.append(Problem("M006", message, Place(guide_path), hint))
            return image[0]
        return f"{image[1]}{escape(place(picture))}{image[3]}"

    return _SOURCE.sub(placed, html), tuple(problems)


def _read(project: Path, path: Path) -> Picture | None:
    try:
        note_path(path, project)
        real = path.resolve()
        media_type = MEDIA_TYPES.get(real.suffix.lower())
        if not real.is_relative_to(project.resolve()) or media_type is None or real.stat().st_size > LARGEST:
            return None
        return Picture(real.name, real.read_bytes(), media_type)
    except OSError:
        return None
