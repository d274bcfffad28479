"""Which font files there are, and which characters they have.

Packages follow the convention of `fonts` on PyPI: an entry point in the group `fonts_ttf`. Fallback fonts, for
characters that none of those has, come from packages that the extra `fonts` installs; they are looked at
only where a text needs them, so that a guide without such characters is the same with them and without.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from importlib import import_module
from importlib.metadata import entry_points
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from unicodedata import category

FONT_GROUP = "fonts_ttf"
FALLBACK_PACKAGES = ("manimgx_fonts", "pylopdf_fonts_jp", "pylopdf_fonts_ko", "pylopdf_fonts_zh_cn")
"""Noto's fonts under the SIL Open Font License: scripts, symbols and emoji in black; Japanese, Korean, Chinese."""
_SCRIPTS = re.compile(r"NotoEmoji|NotoSans(?:Symbols|Armenian|Ethiopic|Georgian|Hebrew|Thai|JP|KR|SC)?")
FONT_ENDINGS = (".ttf", ".otf", ".woff", ".woff2")
UNUSUAL = re.compile(
    "[^\\s!-~\u00a0-\u017e\u2010\u2011\u2013\u2014\u2018-\u201a\u201c-\u201e\u2020-\u2022\u2026\u2030\u20ac\u2122]"
)
"""What some font may lack; all else is in every font of a package that guidepress is set in."""


def font_folders() -> tuple[Path, ...]:
    """Gives the folders of installed font packages, in the order of their names."""
    packages = sorted({entry.module for entry in entry_points(group=FONT_GROUP)})
    return tuple(folder for package in packages if (folder := folder_of(package)) is not None)


def folder_of(package: str) -> Path | None:
    """Gives the folder of a package; None for one that is not installed."""
    spec = find_spec(package)
    return Path(spec.origin).parent if spec is not None and spec.origin is not None else None


def font_files() -> tuple[Path, ...]:
    """Gives the TrueType files of installed font packages, in the order of their names."""
    return tuple(path for folder in font_folders() for path in sorted(folder.rglob("*.ttf")))


@cache
def fallback_files() -> tuple[Path, ...]:
    """Gives the files of the installed fallback packages whose scripts come out whole, in a fixed order.

    Arabic and the scripts of India are left out: what is drawn of them has no text that can be read aloud.
    """
    folders = [folder for package in FALLBACK_PACKAGES if (folder := folder_of(package)) is not None]
    files = [path for folder in folders for path in sorted(folder.iterdir()) if path.suffix in FONT_ENDINGS]
    return tuple(path for path in files if _SCRIPTS.fullmatch(path.name.partition("[")[0].partition("-")[0]))


@cache
def characters_of(path: Path) -> frozenset[str]:
    """Gives the characters that a font has; none where its file can't be read."""
    from fontTools.ttLib import TTFont, TTLibError  # here, since few texts need it and it takes long to load

    try:
        with TTFont(path, lazy=True) as font:
            return frozenset(map(chr, font.getBestCmap() or ()))
    except (OSError, TTLibError, ImportError, AssertionError, ValueError, KeyError):
        return frozenset()


def without_font(text: str, files: Iterable[Path]) -> frozenset[str]:
    """Gives the characters of a text that need a shape and that none of these fonts has."""
    rare = {
        sign for sign in set(UNUSUAL.findall(text)) if category(sign) not in {"Cf", "Cc", "Zs", "Zl", "Zp", "Mn"}
    }
    for path in files if rare else ():
        rare -= characters_of(path)
        if not rare:
            break
    return frozenset(rare)


def keep_no_dates() -> None:
    """Lets fontTools date no font that it cuts out of a variable one: the same fonts would get other bytes."""
    head: Any = import_module("fontTools.ttLib.tables._h_e_a_d")
    head.timestampNow = lambda: 0


def needs_fallback(html: str) -> bool:
    """Tells whether a page holds characters that only fallback fonts may have."""
    return bool(fallback_files()) and bool(without_font(html, font_files()))
