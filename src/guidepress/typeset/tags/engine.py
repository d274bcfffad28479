"""The door to WeasyPrint's boxes and drawing, for the exact version that it was written against.

Takes laid-out pages; gives them as `Piece`s in the order of the page, and as pages that draw themselves with the
marked content of a plan. Uses what the engine offers for that: a subclass of `Page` that overrides `paint`, a
subclass of `Stream` that overrides `marked` and `artifact`, and `Document.copy`. The engine's own tags stay off.
Because boxes and streams are not a public interface, `check_engine` refuses another version.
"""

# ruff: noqa: E402  # the engine is loaded by its own door before any of its modules is imported

from __future__ import annotations

import hashlib
import inspect
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import Enum
from importlib.resources import files
from typing import Any, TypeAlias
from xml.etree.ElementTree import Element

from guidepress.typeset.library import load_weasyprint
from guidepress.typeset.tags.joins import SOFT_HYPHEN, SPACE
from guidepress.typeset.tags.nodes import Leaf
from guidepress.typeset.tags.objects import Dictionary, Drawn, text

weasyprint = load_weasyprint()

from weasyprint.document import Document, Page
from weasyprint.draw import draw_block_level, draw_inline_level, draw_stacking_context
from weasyprint.draw.text import draw_first_line, draw_text
from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder
from weasyprint.logger import LOGGER
from weasyprint.pdf.stream import Stream

Box: TypeAlias = Any
"""A box of the engine's layout; outside of this module only ever used as a key, or handed back."""
Link: TypeAlias = tuple[str, str, tuple[float, float, float, float], Box]
"""The engine's record of a link: kind, target, rectangle and box."""
__all__ = [
    "ENGINE_FINGERPRINT",
    "ENGINE_VERSION",
    "POINTS_PER_PIXEL",
    "Box",
    "Canvas",
    "Document",
    "EngineChangedError",
    "Kind",
    "Piece",
    "TaggedStream",
    "check_engine",
    "complain",
    "engine_fingerprint",
    "is_shown",
    "links_of",
    "list_style",
    "pieces",
    "rectangle_of",
    "root_element", "srgb_profile",
    "tagged_document",
    "text_of",
]  # fmt: skip

ENGINE_VERSION = "70.0"
"""The version of WeasyPrint whose inner workings this module relies on."""
ENGINE_FINGERPRINT = "159ee1333a2967be"
"""A digest of the engine's functions that this module overrides or counts on."""
_COUNTED_ON: tuple[Callable[..., Any], ...] = (
    Stream.marked, Stream.artifact, Stream.clone, Stream.add_group, Stream.set_font_size, Page.paint,
    Document.copy, Document.write_pdf, draw_inline_level, draw_block_level, draw_stacking_context,
    draw_text, draw_first_line,
)  # fmt: skip

POINTS_PER_PIXEL = 0.75
_LAST_GLYPH = re.compile(rb"^\[(.*?)(?:>([-0-9.]+)<)?([0-9a-f]{4})>([^<]*)\] TJ$", re.DOTALL)
"""Shown text: all but the last glyph, the kerning before that, the glyph, the kerning after it."""


class EngineChangedError(Exception):
    """The installed WeasyPrint is not the one that tagging was written and tested for."""


def check_engine() -> None:
    """Raises `EngineChangedError` unless the installed engine has the version that this room knows."""
    if weasyprint.__version__ != ENGINE_VERSION:
        raise EngineChangedError(
            f"tagging was written for WeasyPrint {ENGINE_VERSION}, but {weasyprint.__version__} is installed; "
            f"run tests/tags and look through typeset/tags/engine.py before raising ENGINE_VERSION"
        )


def engine_fingerprint() -> str:
    """A digest of the source of every engine function that this module counts on."""
    sources = "".join(inspect.getsource(function) for function in _COUNTED_ON)
    return hashlib.sha256(sources.encode()).hexdigest()[:16]


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
    if isinstance(box, boxes.TextBox):
        kind = Kind.TEXT
    elif isinstance(box, boxes.ReplacedBox):
        kind = Kind.PICTURE
    else:
        kind = Kind.BOX
    pseudo = box.element_tag.partition("::")[2] if box.element_tag else ""
    walk.pieces.append(Piece(kind, box, box.element, pseudo, walk.page, line, artifact))
    for child in box.children:
        _visit(walk, child, line, artifact)


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


def text_of(piece: Piece) -> str:
    """The text of a piece as laid out, or an empty string where nothing of it is drawn."""
    shown: str = piece.box.text if is_shown(piece) and piece.box.style["font_size"] else ""
    return shown


def complain(message: str) -> None:
    """Adds an error to the engine's log, which is where those of the layout are gathered from."""
    LOGGER.error(message)


def list_style(piece: Piece) -> str:
    """The list style that made a marker, such as `decimal`; empty where it has no name."""
    style = piece.box.style["list_style_type"]
    return style if isinstance(style, str) else ""


def srgb_profile() -> bytes:
    """The sRGB colour profile that comes with the engine."""
    return (files("weasyprint.pdf") / "sRGB2014.icc").read_bytes()


def rectangle_of(box: Box) -> tuple[float, float, float, float]:
    """A box's content area: left, top, right and bottom in CSS pixels from the page's top left corner."""
    left, top = box.content_box_x(), box.content_box_y()
    return (left, top, left + box.width, top + box.height)


@dataclass(slots=True)
class Canvas:
    """What painting needs to know of the plan, and what it tells of itself."""

    leaves: Mapping[Box, Leaf]
    """The leaf of every box that belongs to the tree."""
    artifacts: Mapping[Box, str | None]
    """The artifact properties of every box that does not; None where nothing is drawn."""
    streams: list[TaggedStream] = field(default_factory=list)
    """Every content stream that was painted on, in the order of painting."""


class TaggedStream(Stream):  # type: ignore[misc]  # the engine carries no types
    """A content stream whose marked content follows a plan."""

    canvas: Canvas
    page: int
    drawn: list[Leaf]

    @classmethod
    def adopt(cls, stream: Stream, canvas: Canvas, page: int) -> TaggedStream:
        """A tagged stream that draws into the same lists as the engine's own one."""
        tagged = cls.__new__(cls)
        tagged.__dict__.update(stream.__dict__)
        tagged.canvas, tagged.page, tagged.drawn = canvas, page, []
        canvas.streams.append(tagged)
        return tagged

    def clone(self, **changes: object) -> TaggedStream:
        """A stream for a group or a pattern, tagged in its turn."""
        return self.adopt(super().clone(**changes), self.canvas, self.page)

    @contextmanager
    def marked(self, box: Box, tag: str) -> Iterator[None]:  # noqa: ARG002  # the engine's own signature
        """Marks what is drawn of a box as its leaf's content, as an artifact, or not at all where it is blank."""
        leaf = self.canvas.leaves.get(box)
        if leaf is not None:
            leaf.stream, leaf.mcid = self, len(self.drawn)
            self.drawn.append(leaf)
            self.begin_marked_content(leaf.kind, Dictionary({"MCID": leaf.mcid}))
            start = len(self.stream)
            if leaf.is_right_to_left:
                self.begin_marked_content("Span", Dictionary({"ActualText": text(leaf.text)}))
            yield
            if leaf.is_right_to_left:
                self.end_marked_content()
            self._end_line(leaf, start)
            self.end_marked_content()
            return
        properties = self.canvas.artifacts[box]
        if properties is None:
            yield
            return
        self.begin_marked_content("Artifact", f"<<{properties}>>")
        yield
        self.end_marked_content()

    @contextmanager
    def artifact(self) -> Iterator[None]:
        """Marks backgrounds, borders and rules (ISO 32000-1, 14.8.2.2)."""
        self.begin_marked_content("Artifact", "<</Type /Layout>>")
        yield
        self.end_marked_content()

    def _end_line(self, leaf: Leaf, start: int) -> None:
        """Draws the space that the line's end swallowed, or names the last hyphen a soft one."""
        if not leaf.joint:
            return
        for place in range(len(self.stream) - 1, start - 1, -1):
            item = self.stream[place]
            if isinstance(item, bytes) and item.endswith(b"] TJ"):
                if leaf.joint == SPACE:
                    self.stream.insert(place + 1, _SpaceGlyph(self._fonts, self._old_font))
                elif leaf.joint == SOFT_HYPHEN:
                    self.stream[place] = _soft_hyphen(item)
                return


def _soft_hyphen(shown: bytes) -> bytes:
    """Text whose last glyph, a hyphen, is read as a soft hyphen (ISO 32000-1, 14.9.4)."""
    parts = _LAST_GLYPH.match(shown)
    if parts is None:
        return shown
    before, kerning, glyph, after = parts.groups(b"")
    return (
        b"[" + before + b">] TJ\n/Span <</ActualText <FEFF00AD>>> BDC\n"
        b"[" + kerning + b"<" + glyph + b">" + after + b"] TJ\nEMC"
    )  # fmt: skip


class _SpaceGlyph(Drawn):
    """A space at a line's end, whose glyph is looked up once all fonts are known."""

    def __init__(self, fonts: Mapping[object, Any], current: tuple[str, float]) -> None:
        super().__init__()
        self._fonts = fonts
        self._current = current

    def operators(self) -> bytes:
        """The space in the line's own font or, where that has none in this document, in any other."""
        name, size = self._current
        ordered = sorted(self._fonts.values(), key=lambda font: (font.hash != name, font.hash))
        for font in ordered:
            for glyph, meaning in font.to_unicode.items():
                if meaning == SPACE and not font.bitmap:
                    shown = f"[<{glyph:04x}>] TJ"
                    if font.hash != name:
                        shown = f"/{font.hash} 1 Tf {shown} /{name} {size} Tf"
                    return shown.encode()
        return b""


class TaggedPage(Page):  # type: ignore[misc]  # the engine carries no types
    """A laid-out page that draws itself with the marked content of a plan."""

    def __init__(self, page: Page, number: int, canvas: Canvas) -> None:
        self.__dict__.update(page.__dict__)
        self.number = number
        self.canvas = canvas

    def paint(self, stream: Stream, scale: float = 1) -> None:
        """Paints the page into the engine's stream."""
        super().paint(TaggedStream.adopt(stream, self.canvas, self.number), scale)


@dataclass(frozen=True, slots=True)
class DrawnLink:
    """A link annotation that the engine wrote."""

    annotation: Dictionary
    """Its PDF dictionary."""
    element: Element
    """The HTML element of the box that it covers."""
    page: int
    """The page, counted from 0."""
    target: str
    """An anchor's name within the document, or an address."""
    internal: bool
    """Whether the target is an anchor's name."""


def links_of(document: Document) -> Iterator[DrawnLink]:
    """All link annotations of a document that was just painted."""
    for number, page in enumerate(document.pages):
        for kind, target, _, box in page.links:
            if box.link_annotation is not None:
                yield DrawnLink(box.link_annotation, box.element, number, target, kind == "internal")


def root_element(document: Document) -> Element:
    """The `html` element that a document was laid out from."""
    element: Element = document.pages[0]._page_box.children[0].element
    return element


def tagged_document(document: Document, canvas: Canvas, is_tagged: Callable[[Element], bool]) -> Document:
    """A copy of the document whose pages draw themselves tagged.

    Keeps the links of elements that `is_tagged` accepts, and of those the outermost: the engine also makes one for
    every inline box within a link.
    """
    tagged = [TaggedPage(page, number, canvas) for number, page in enumerate(document.pages)]
    for page in tagged:
        kept = [link for link in page.links if link[3].element is not None and is_tagged(link[3].element)]
        own = [link for link in kept if link[3].link]
        page.links = [link for link in kept if link[3].link or not any(_covers(outer, link) for outer in own)]
    return document.copy(tagged)


def _covers(outer: Link, inner: Link) -> bool:
    """Tells whether a link to the same target lies around another, give or take a line's leading."""
    left, top, right, bottom = outer[2]
    x1, y1, x2, y2 = inner[2]
    middle = (y1 + y2) / 2
    return bool(outer[1] == inner[1] and left - 1 <= x1 and x2 <= right + 1 and top <= middle <= bottom)
