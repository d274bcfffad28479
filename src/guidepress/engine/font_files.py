"""The fonts of installed font packages: their files, and the names of their typefaces.

Packages follow the convention of `fonts` on PyPI: an entry point in the group `fonts_ttf`.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from importlib.util import find_spec
from pathlib import Path

FONT_GROUP = "fonts_ttf"
_FAMILY, _TYPOGRAPHIC_FAMILY = 1, 16
_WINDOWS = 3
"""The platform whose names are UTF-16."""


def font_folders() -> tuple[Path, ...]:
    """Gives the folders of installed font packages, in the order of their names."""
    packages = sorted({entry.module for entry in entry_points(group=FONT_GROUP)})
    return tuple(folder for package in packages for folder in _folders(package))


def font_files() -> tuple[Path, ...]:
    """Gives the TrueType files of installed font packages, in the order of their names."""
    return tuple(path for folder in font_folders() for path in sorted(folder.rglob("*.ttf")))


@cache
def packaged_typefaces() -> Mapping[str, bool]:
    """Gives the typefaces that packages have, each with whether its package is under the SIL Open Font License."""
    found: dict[str, bool] = {}
    for entry in sorted(entry_points(group=FONT_GROUP), key=lambda entry: entry.module):
        is_open = _is_open(entry)
        for folder in _folders(entry.module):
            for path in sorted(folder.rglob("*.ttf")):
                found |= dict.fromkeys(_families(path), is_open)
    return found


def _folders(package: str) -> Iterator[Path]:
    spec = find_spec(package)
    if spec is not None and spec.origin is not None:
        yield Path(spec.origin).parent


def _is_open(entry: EntryPoint) -> bool:
    if entry.dist is None:
        return False
    told = entry.dist.metadata
    return any("OFL" in words for key in ("License", "Classifier") for words in told.get_all(key) or ())


def _families(path: Path) -> set[str]:
    """Gives the family names in a font's `name` table (OpenType 1.9, name)."""
    try:
        data = path.read_bytes()
        (tables,) = struct.unpack_from(">H", data, 4)
        entries = {
            data[at : at + 4]: struct.unpack_from(">II", data, at + 8) for at in range(12, 12 + 16 * tables, 16)
        }
        start, _ = entries[b"name"]
        _, count, strings = struct.unpack_from(">HHH", data, start)
        found = set()
        for at in range(count):
            platform, _, _, name, length, offset = struct.unpack_from(">6H", data, start + 6 + 12 * at)
            if platform == _WINDOWS and name in {_FAMILY, _TYPOGRAPHIC_FAMILY}:
                begin = start + strings + offset
                found.add(data[begin : begin + length].decode("utf-16-be"))
    except (OSError, struct.error, KeyError, UnicodeDecodeError):
        return set()  # no font, or a damaged one, which the engine passes over too
    return found
