"""How a finished PDF is found one's way about in: destinations, outline, labels, title, language.

Takes the bytes of a PDF; gives a `Navigation`. Reads with pikepdf, like the rest of this room.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass

import pikepdf


@dataclass(frozen=True, slots=True)
class Navigation:
    """What a reader's program shows beside the pages."""

    title: str
    """The document's title."""
    shows_title: bool
    """Whether the window shows the title and not the file's name (ISO 14289-1, 7.1)."""
    language: str
    """The natural language of the whole."""
    labels: tuple[str, ...]
    """The label of each page."""
    outline: tuple[str, ...]
    """The titles of all bookmarks, in order."""
    pages: Mapping[str, int]
    """The page, counted from 1, of each named destination."""


def navigation_of(pdf: bytes) -> Navigation:
    """Reads a PDF's navigation."""
    with pikepdf.open(io.BytesIO(pdf)) as file:
        numbers: dict[object, int] = {page.objgen: number for number, page in enumerate(file.pages, 1)}
        with file.open_outline() as outline:
            titles = tuple(_titles(outline.root))
        preferences = file.Root.get("/ViewerPreferences", pikepdf.Dictionary())
        return Navigation(
            title=str(file.docinfo.get("/Title", "")),
            shows_title=bool(preferences.get("/DisplayDocTitle", False)),
            language=str(file.Root.get("/Lang", "")),
            labels=tuple(str(page.label) for page in file.pages),
            outline=titles,
            pages=_destinations(file, numbers),
        )


def _titles(items: list[pikepdf.OutlineItem]) -> list[str]:
    return [title for item in items for title in (item.title, *_titles(item.children))]


def _destinations(file: pikepdf.Pdf, numbers: Mapping[object, int]) -> dict[str, int]:
    if "/Names" not in file.Root or "/Dests" not in file.Root.Names:
        return {}
    found = {}
    for name, destination in pikepdf.NameTree(file.Root.Names.Dests).items():
        target = destination.get("/D") if isinstance(destination, pikepdf.Dictionary) else destination
        if target is not None:
            found[str(name)] = numbers.get(target[0].objgen, 0)
    return found
