"""Laid-out pages as a flat list of pieces, in our words.

Takes a `weasyprint.Document`; gives a `Piece` for every box of its pages, in the order of their box tree. Tells
content from what is repeated from page to page.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from functools import cache
from xml.etree.ElementTree import Element

from guidepress.targets.pdf.tags.engine import AbsolutePlaceholder, Box, Document, boxes


class Kind(Enum):
    """What a piece of a page is."""

    BOX = "box"
    """A box with nothing of its own to draw but decoration."""
    TEXT = "text"
    """Text on one line."""
    PICTURE = "picture"
    """An image or drawing."""


@dataclass(slots=True, eq=False)
class Piece:
    """One box of a laid-out page."""

    kind: Kind
    """What it is."""
    box: Box
    """The engine's box."""
    element: Element | None
    """The HTML element that it belongs to."""
    pseudo: str
    """The pseudo-element's name, such as `marker` or `before`; empty for the element itself."""
    page: int
    """The page, counted from 0."""
    line: int
    """The line box it stands in, numbered through the document; -1 outside of lines."""
    artifact: str
    """Properties of the artifact that the layout makes it; empty for content of the document."""


@dataclass(slots=True)
class _Walk:
    """Where the walk through the pages stands."""

    pieces: list[Piece] = field(default_factory=list)
    page: int = 0
    lines: int = 0
    groups: dict[Element, int] = field(default_factory=dict)
    """The page on which each table head or foot was first met."""


def pieces(document: Document) -> list[Piece]:
    """All boxes of a `weasyprint.Document`, page by page in the order of their box tree."""
    walk = _Walk()
    for number, page in enumerate(document.pages):
        walk.page = number
        for child in page._page_box.children:
            _visit(walk, child, -1, "")
    return walk.pieces


def _visit(walk: _Walk, box: Box, line: int, artifact: str) -> None:
    if isinstance(box, AbsolutePlaceholder):
        box = box._box
    if isinstance(box, boxes.LineBox):
        walk.lines += 1
        line = walk.lines
    artifact = artifact or _artifact(walk, box)
    tag = box.element_tag
    pseudo = tag.partition("::")[2] if tag and ":" in tag else ""
    walk.pieces.append(Piece(_kind(box.__class__), box, box.element, pseudo, walk.page, line, artifact))
    for child in box.children:
        _visit(walk, child, line, artifact)


@cache
def _kind(box_class: type) -> Kind:
    """What the boxes of a class are."""
    if issubclass(box_class, boxes.TextBox):
        return Kind.TEXT
    return Kind.PICTURE if issubclass(box_class, boxes.ReplacedBox) else Kind.BOX


def _artifact(walk: _Walk, box: Box) -> str:
    """Artifact properties of leaders, and of what is repeated from page to page (ISO 32000-1, 14.8.2.2.2)."""
    if box.is_leader:
        return "/Type /Layout"
    if isinstance(box, boxes.MarginBox):
        where = {"@top": "Header", "@bot": "Footer"}.get(box.at_keyword[:4])
        return f"/Type /Pagination /Subtype /{where}" if where else "/Type /Pagination"
    if box.style["position"] == "fixed":
        return "/Type /Pagination"
    repeats = getattr(box, "is_header", False) or getattr(box, "is_footer", False)
    if repeats and walk.groups.setdefault(box.element, walk.page) != walk.page:
        return "/Type /Pagination"
    return ""


def is_shown(piece: Piece) -> bool:
    """Tells whether the style sheet lets the piece be seen."""
    return bool(piece.box.style["visibility"] == "visible")


def is_decorated(piece: Piece) -> bool:
    """Tells whether a line is drawn under, over or through the piece, which blank text has too."""
    return bool(piece.box.style["text_decoration_line"] != "none")


def text_of(piece: Piece) -> str:
    """The text of a piece as laid out, or an empty string where nothing of it is drawn."""
    shown: str = piece.box.text if is_shown(piece) and piece.box.style["font_size"] else ""
    return shown


def list_style(piece: Piece) -> str:
    """The list style that made a marker, such as `decimal`; empty where it has no name."""
    style = piece.box.style["list_style_type"]
    return style if isinstance(style, str) else ""


def rectangle_of(box: Box) -> tuple[float, float, float, float]:
    """A box's content area: left, top, right and bottom in CSS pixels from the page's top left corner."""
    left, top = box.content_box_x(), box.content_box_y()
    return (left, top, left + box.width, top + box.height)


def root_element(document: Document) -> Element:
    """The `html` element that a document was laid out from."""
    element: Element = document.pages[0]._page_box.children[0].element
    return element
