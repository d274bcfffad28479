"""How far texts reach: which pictures they show, and what templates ask for beyond the guide at hand.

Read off the words of Markdown and templates. Where in doubt these functions give more than is needed, so that an
output is made once too often and never once too seldom.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath

from guidepress.core.model import Guide, Series
from guidepress.core.theme import Theme

_PICTURE = re.compile(r"!\[[^\]]*\]\(\s*(?:<([^>\n]+)>|([^)>\s]+))|\bsrc\s*=\s*[\"']?([^\"'\s>]+)")
_PICTURE_BY_NAME = re.compile(r"^ {0,3}\[[^\]]+\]:\s*(?:<([^>\n]+)>|([^>\s]+))", re.MULTILINE)
_LOOP_OVER_GUIDES = re.compile(r"\bfor\s+(\w+)\s+in\s+series\.guides\b")
_ALL_OF = r"\bfor\s[\w\s,]+\bin\s+series\.{0}\b|\bseries\.{0}\.(?:values|items)\b|\bseries\.{0}\s*\|"


@dataclass(frozen=True, slots=True)
class Reach:
    """What templates ask for beyond the guide at hand."""

    of_guides: tuple[str, ...]
    """The fields of all guides that shape each guide."""
    all_stories: bool
    """Whether every story shapes every guide."""
    all_references: bool
    """Whether every reference shapes every guide."""


def reach_of(theme: Theme) -> Reach:
    """Gives how far the templates of a theme reach."""
    files = map(theme.path, theme.names("templates"))
    text = "\n".join(path.read_text("utf-8", "replace") for path in files)
    names = set(_LOOP_OVER_GUIDES.findall(text))
    fields = {field for name in names for field in re.findall(rf"\b{name}\.(\w+)", text)}
    known = {field for field in fields if field in Guide.__dataclass_fields__}
    return Reach(
        tuple(sorted({"id", "title"} | known)),
        *(re.search(_ALL_OF.format(kind), text) is not None for kind in ("stories", "references")),
    )


def pictures_in(texts: Iterable[str]) -> tuple[str, ...]:
    """Gives the addresses of the pictures that Markdown shows, as they are written."""
    found = set()
    for text in texts:
        found |= {name for pair in _PICTURE.findall(text) for name in pair if name}
        found |= {name for pair in _PICTURE_BY_NAME.findall(text) for name in pair if name}
    return tuple(sorted(name for name in found if ":" not in name and not name.startswith("#")))


def picture_files(series: Series) -> dict[str, tuple[str, ...]]:
    """Gives by guide, or by `blocks`, the pictures shown, as paths relative to the project."""
    blocks = pictures_in(block.markdown for block in series.blocks.values())
    files = {"blocks": _from_guides(blocks)}
    return files | {str(guide.id): _from_guides(pictures_in([guide.markdown])) for guide in series.guides}


def _from_guides(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(_plain(PurePosixPath("guides", name)) for name in names)


def _plain(path: PurePosixPath) -> str:
    parts: list[str] = []
    for part in path.parts:
        if part == ".." and parts and parts[-1] != "..":
            parts.pop()
        else:
            parts.append(part)
    return "/".join(parts)
