"""Pages that paint themselves with the marked content of a plan.

Takes a laid-out document and, for every box, its leaf or its artifact; gives a copy of the document whose pages
draw the same, marked. Uses what the engine offers for that: a subclass of `Page` that overrides `paint`, a
subclass of `Stream` that overrides `marked` and `artifact`, and `Document.copy`. The engine's own tags stay off.
Once a page is painted, what it draws is put in the order of the tags (`ordering`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Any
from xml.etree.ElementTree import Element

from guidepress.pdfread.generated import GENERATED
from guidepress.targets.pdf.tags.engine import Box, Document, Link, Page, Stream
from guidepress.targets.pdf.tags.joins import SOFT_HYPHEN, SPACE
from guidepress.targets.pdf.tags.nodes import Leaf, Node
from guidepress.targets.pdf.tags.objects import Dictionary, Drawn, text
from guidepress.targets.pdf.tags.ordering import Block, in_order

_LAST_GLYPH = re.compile(rb"^\[(.*?)(?:>([-0-9.]+)<)?([0-9a-f]{4})>([^<]*)\] TJ$", re.DOTALL)
"""Shown text: all but the last glyph, the kerning before that, the glyph, the kerning after it."""


@dataclass(slots=True)
class Canvas:
    """What painting needs to know of the plan, and what it tells of itself."""

    leaves: Mapping[Box, Leaf]
    """The leaf of every box that belongs to the tree."""
    artifacts: Mapping[Box, str | None]
    """The artifact properties of every box that does not; None where nothing is drawn."""
    follows: Mapping[Box, Leaf]
    """The leaf that each text among the content that is an artifact stands behind."""
    names: Mapping[Leaf, Leaf]
    """The name, to be heard and not seen, that comes before a leaf."""
    streams: list[TaggedStream] = field(default_factory=list)
    """Every content stream that was painted on, in the order of painting."""
    settled: int = 0
    """How many of them are in the order of reading."""

    def settle(self) -> None:
        """Puts all streams that were painted since the last call in the order of reading."""
        for stream in reversed(self.streams[self.settled :]):  # groups before what draws them
            stream.settle()
        self.settled = len(self.streams)


class TaggedStream(Stream):  # type: ignore[misc]  # the engine carries no types
    """A content stream whose marked content follows a plan."""

    canvas: Canvas
    page: int
    drawn: list[Leaf]
    """The leaves whose content it holds, by their identifiers."""
    blocks: list[Block]
    """What was marked, in the order of painting."""
    depth: int
    """How many marked sequences are open."""

    @classmethod
    def adopt(cls, stream: Stream, canvas: Canvas, page: int) -> TaggedStream:
        """A tagged stream that draws into the same lists as the engine's own one."""
        tagged = cls.__new__(cls)
        tagged.__dict__.update(stream.__dict__)
        tagged.canvas, tagged.page = canvas, page
        tagged.drawn, tagged.blocks, tagged.depth = [], [], 0
        canvas.streams.append(tagged)
        return tagged

    def clone(self, **changes: object) -> TaggedStream:
        """A stream for a group or a pattern, tagged in its turn."""
        return self.adopt(super().clone(**changes), self.canvas, self.page)

    def marked(self, box: Box, tag: str) -> AbstractContextManager[None]:
        """Marks what is drawn of a box as its leaf's content, as an artifact, or not at all where it is blank."""
        leaf = self.canvas.leaves.get(box)
        if leaf is not None and leaf.stream is None:
            return _Content(self, leaf, box)
        properties = self.canvas.artifacts[box]
        if properties is None:
            return _Blank(self)
        return _Artifact(self, properties, box, self.canvas.follows.get(box), is_text=tag == "Span")

    def artifact(self) -> AbstractContextManager[None]:
        """Marks backgrounds, borders and rules (ISO 32000-1, 14.8.2.2)."""
        return _Artifact(self, "/Type /Layout")

    def draw_x_object(self, reference: str) -> None:
        """Draws a picture or a group; a group that stands by itself is a block of what is marked in it."""
        group = self._resources["XObject"].get(reference)
        if self.depth or not isinstance(group, TaggedStream):
            super().draw_x_object(reference)
            return
        start = len(self.stream)
        super().draw_x_object(reference)
        self.blocks.append(Block(start, len(self.stream), self.ctm, inner=group.blocks))

    def forget_state(self) -> None:
        """Makes whatever is drawn next set its colour, face and opacity itself."""
        self._current_color = self._current_color_stroke = None
        self._current_alpha = self._current_alpha_stroke = None
        self._current_font = None

    def settle(self) -> None:
        """Puts what was drawn in the order of reading, and numbers the contents in it."""
        blocks: Sequence[Block] = self.blocks
        ordered = in_order(self.stream, blocks)
        if ordered is not None:
            self.stream[:], blocks = ordered
        self.drawn = [block.leaf for block in blocks if block.leaf is not None]
        for number, leaf in enumerate(self.drawn):
            leaf.mcid = number

    def end_line(self, leaf: Leaf, start: int) -> None:
        """Draws the space that the line's end swallowed, or names the last hyphen a soft one."""
        for place in range(len(self.stream) - 1, start - 1, -1):
            item = self.stream[place]
            if isinstance(item, bytes) and item.endswith(b"] TJ"):
                if leaf.joint == SPACE:
                    self.stream.insert(place + 1, _SpaceGlyph(self._fonts, self._old_font))
                elif leaf.joint == SOFT_HYPHEN:
                    self.stream[place] = _soft_hyphen(item)
                return


class _Marked:
    """A block of what is drawn within."""

    __slots__ = ("box", "is_text", "start", "stream")

    def __init__(self, stream: TaggedStream, box: Box = None, *, is_text: bool = False) -> None:
        self.stream, self.box, self.is_text, self.start = stream, box, is_text, 0

    def open(self, mark: object) -> None:
        """Begins the sequence, whose operators count on no state that was set before."""
        stream = self.stream
        stream.forget_state()
        stream.depth += 1
        self.start = len(stream.stream)
        stream.stream.append(mark)

    def close(self, leaf: Leaf | None = None, after: Leaf | None = None) -> None:
        """Ends it, and keeps a note of it where it stands in no other."""
        stream = self.stream
        stream.stream.append(b"EMC")
        stream.depth -= 1
        if not stream.depth:
            end = len(stream.stream)
            block = Block(self.start, end, stream.ctm, leaf, self.box, after, is_text=self.is_text)
            stream.blocks.append(block)
        stream.forget_state()


class _Content(_Marked):
    """Marks what is drawn within as a leaf's content."""

    __slots__ = ("leaf",)

    def __init__(self, stream: TaggedStream, leaf: Leaf, box: Box) -> None:
        super().__init__(stream, box, is_text=leaf.line >= 0)
        self.leaf = leaf

    def __enter__(self) -> None:
        stream, leaf = self.stream, self.leaf
        leaf.stream = stream
        self.open(_Start(leaf))
        if leaf.is_right_to_left:
            stream.begin_marked_content("Span", Dictionary({"ActualText": text(leaf.text)}))

    def __exit__(self, *_: object) -> None:
        stream, leaf = self.stream, self.leaf
        if leaf.is_right_to_left:
            stream.stream.append(b"EMC")
        if leaf.joint:
            stream.end_line(leaf, self.start)
        font = stream._old_font
        self.close(leaf)
        name = stream.canvas.names.get(leaf)
        if name is not None and font is not None:
            _draw_name(stream, name, self.box, font)


def _draw_name(stream: TaggedStream, name: Leaf, box: Box, font: tuple[str, float]) -> None:
    """Draws a space that is read as a name, where a box begins (ISO 32000-1, 14.9.4)."""
    name.stream = stream
    marked = _Marked(stream, box, is_text=True)
    marked.open(_Start(name))
    stream.begin_marked_content("Span", Dictionary({"ActualText": text(name.text)}))
    stream.begin_text()
    stream.set_text_matrix(1, 0, 0, -1, box.position_x, box.position_y + box.baseline)
    stream.set_font_size(*font)
    stream.stream.append(_SpaceGlyph(stream._fonts, font))
    stream.end_text()
    stream.stream.append(b"EMC")
    marked.close(name)
    stream.blocks[-1].covers_nothing()


class _Start(Drawn):
    """The start of a leaf's content, which has its number once the whole stream is in order."""

    def __init__(self, leaf: Leaf) -> None:
        super().__init__()
        self._leaf = leaf

    def operators(self) -> bytes:
        """The tag with its identifier."""
        leaf = self._leaf
        mark = b"/%b true" % GENERATED.encode() if leaf.generated else b""
        return b"/%b\n<</MCID %d%b>>\nBDC" % (leaf.kind.encode(), leaf.mcid, mark)


class _Artifact(_Marked):
    """Marks what is drawn within as an artifact."""

    __slots__ = ("after", "properties")

    def __init__(
        self,
        stream: TaggedStream,
        properties: str,
        box: Box = None,
        after: Leaf | None = None,
        *,
        is_text: bool = False,
    ) -> None:
        super().__init__(stream, box, is_text=is_text)
        self.properties, self.after = properties, after

    def __enter__(self) -> None:
        self.open(b"/Artifact\n<<%b>>\nBDC" % self.properties.encode())

    def __exit__(self, *_: object) -> None:
        self.close(after=self.after)


class _Blank:
    """Leaves out what is drawn within, of which nothing can be seen."""

    __slots__ = ("start", "stream")

    def __init__(self, stream: TaggedStream) -> None:
        self.stream, self.start = stream, 0

    def __enter__(self) -> None:
        self.stream.forget_state()
        self.start = len(self.stream.stream)

    def __exit__(self, *_: object) -> None:
        del self.stream.stream[self.start :]
        self.stream.forget_state()


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
        self.canvas.settle()


@dataclass(frozen=True, slots=True)
class DrawnLink:
    """A link on one page, which is one annotation however many lines it runs over."""

    node: Node
    """The structure element that it belongs to."""
    box: Box
    """The engine's first box of it, which has its annotation once the page is painted."""
    page: int
    """The page, counted from 0."""
    target: str
    """An anchor's name within the document, or an address."""
    internal: bool
    """Whether the target is an anchor's name."""
    areas: tuple[tuple[float, float, float, float], ...]
    """What of the page leads there: left, top, right and bottom edges in CSS pixels; at least one."""

    @property
    def annotation(self) -> Dictionary:
        """Its PDF dictionary."""
        return self.box.link_annotation


def tagged_document(
    document: Document, canvas: Canvas, node_of: Callable[[Element], Node | None]
) -> tuple[Document, list[DrawnLink]]:
    """A copy of the document whose pages draw themselves tagged, and the links on them.

    Keeps the links of elements that `node_of` knows the structure element of, and of those the outermost: the
    engine also makes one for every inline box within a link, and for every line.
    """
    tagged = [TaggedPage(page, number, canvas) for number, page in enumerate(document.pages)]
    found: list[DrawnLink] = []
    for number, page in enumerate(tagged):
        page.links = list(_one_a_page(page.links, node_of, number, found))
    return document.copy(tagged), found


def _one_a_page(
    links: Sequence[Link], node_of: Callable[[Element], Node | None], page: int, found: list[DrawnLink]
) -> Iterator[Link]:
    """Gives the links of a page, those of one element and to one target as one around them all."""
    together: dict[tuple[Node, str], list[Link]] = {}
    for link in links:
        node = node_of(link[3].element) if link[3].element is not None else None
        if node is not None:
            together.setdefault((node, link[1]), []).append(link)
    for (node, target), same in together.items():
        own = [link for link in same if link[3].link]
        kept = [link for link in same if link[3].link or not any(_covers(outer, link) for outer in own)]
        areas = tuple(link[2] for link in kept)
        left, top, right, bottom = zip(*areas, strict=True)
        kind, _, _, box = kept[0]
        found.append(DrawnLink(node, box, page, target, kind == "internal", areas))
        yield (kind, target, (min(left), min(top), max(right), max(bottom)), box)


def _covers(outer: Link, inner: Link) -> bool:
    """Tells whether a link lies around another, give or take a line's leading."""
    left, top, right, bottom = outer[2]
    x1, y1, x2, y2 = inner[2]
    middle = (y1 + y2) / 2
    return bool(left - 1 <= x1 and x2 <= right + 1 and top <= middle <= bottom)
