"""The names of the typefaces that installed font packages have, and whether each is under an open licence."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path

from guidepress.engine.font_files import FONT_GROUP, folder_of

_FAMILY, _TYPOGRAPHIC_FAMILY = 1, 16
_WINDOWS = 3
"""The platform whose names are UTF-16."""


@cache
def packaged_typefaces() -> Mapping[str, bool]:
    """Gives the typefaces that packages have, each with whether its package is under the SIL Open Font License."""
    found: dict[str, bool] = {}
    for entry in sorted(entry_points(group=FONT_GROUP), key=lambda entry: entry.module):
        is_open = _is_open(entry)
        folder = folder_of(entry.module)
        for path in sorted(folder.rglob("*.ttf")) if folder else ():
            found |= dict.fromkeys(_families(path), is_open)
    return found


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
