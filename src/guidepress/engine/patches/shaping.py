"""A text shaped once: its glyphs, where each stands, and where its lines may end.

Takes a text and a style that sets it plainly from left to right; gives a `ShapedText`, from which any line of that
text can be cut without asking Pango again. Where a line ends, its last glyph gets back the width that it has
without a neighbour, as it would if the line were shaped by itself.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cache
from importlib import import_module
from itertools import accumulate, compress
from typing import Any, NamedTuple

_USUAL = re.compile(
    r"[ -~\u00a0-\u00ac\u00ae-\u024f\u1e00-\u1eff\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\u2190-\u21ff]+"
)
"""Latin letters, figures and their punctuation: shaped glyph by glyph, with no character that rules its line."""
_GLYPH_INFO = 5
"""How many 32-bit numbers describe a glyph in Pango: its number, width, two offsets, attributes."""
_EMPTY_OR_UNKNOWN = 0x0FFFFFFF
"""Glyph numbers from here on stand for nothing or for missing glyphs."""
_SPACE = 32
_FIRST_BITS = bytes(number & 1 for number in range(256))
"""The first bit of Pango's attributes of a character says that a line may be broken before it."""


class Cut(NamedTuple):
    """A line cut from a shaped text. Places are bytes of the UTF-8 text, widths Pango units."""

    shaped: ShapedText
    """The text that it is cut from."""
    start: int
    """Where the line starts."""
    stop: int
    """Where its last visible character ends."""
    resume: int | None
    """Where the next line starts; None where there is none."""
    width: int
    """How wide the line is."""

    @property
    def text(self) -> str:
        """The line's own text."""
        return self.shaped.content[self.start : self.stop].decode()

    def glyphs(self) -> tuple[list[int], list[int]]:
        """Gives the numbers of the line's glyphs, and their widths."""
        shaped = self.shaped
        first, last = bisect_left(shaped.places, self.start), bisect_left(shaped.places, self.stop)
        widths = shaped.widths[first:last]
        if widths:
            widths[-1] = self.width - (shaped.sums[last - 1] - shaped.sums[first])
        return shaped.numbers[first:last], widths

    def text_of(self, number: int) -> str:
        """Gives the characters that a glyph of the line stands for, by its number in the line."""
        shaped = self.shaped
        places = shaped.places
        at = bisect_left(places, self.start) + number
        end = places[at + 1] if at + 1 < len(places) else len(shaped.content)
        return shaped.content[places[at] : min(end, self.stop)].decode()


class ShapedText(NamedTuple):
    """A whole text in one font. Places are bytes of the UTF-8 text, widths Pango units."""

    content: bytes
    """The text."""
    layout: Any
    """Pango's layout, kept so that the font lives."""
    font: Any
    """Pango's font."""
    numbers: list[int]
    """The glyphs' numbers."""
    widths: list[int]
    """The glyphs' widths, kerning included."""
    places: list[int]
    """Where the characters of each glyph start."""
    sums: list[int]
    """How far each glyph stands from the text's start, and the whole width at the end."""
    breaks: list[int]
    """Where a line may start, and the text's end."""
    stops: list[int]
    """For each break, where a line that ends there stops: before the spaces."""
    ends: list[int]
    """For each break, how far from the text's start a line that ends there reaches."""
    height: float
    """How high a line is, in pixels."""
    baseline: float
    """How far its baseline is from its top, in pixels."""

    def may_start(self, start: int) -> bool:
        """Says whether a line may start at a place; within a word, letters could be joined in another way."""
        return not start or self.breaks[bisect_left(self.breaks, start)] == start

    def rest(self, start: int) -> Cut:
        """Cuts all from a place on, spaces at the end included."""
        end = len(self.content)
        return Cut(self, start, end, None, self.sums[-1] - self.sums[bisect_left(self.places, start)])

    def line(self, start: int, room: float) -> Cut | None:
        """Cuts as much from a place on as there is room for, in Pango units; None where no break leaves enough."""
        before = self.sums[bisect_left(self.places, start)]
        if self.sums[-1] - before <= room:
            return self.rest(start)
        last = bisect_right(self.ends, before + room) - 1
        if last < 0 or self.stops[last] <= start:
            return None
        return self._up_to(last, start, before)

    def is_between_spaces(self, start: int) -> bool:
        """Says whether all from a place on has a space at both ends; the engine keeps the last one by chance."""
        return self.content[start] == _SPACE and self.content[-1] == _SPACE

    def shortest(self, start: int) -> Cut | None:
        """Cuts the shortest line from a place on; None where it would be empty."""
        first = bisect_right(self.breaks, start)
        if first == len(self.breaks) or self.stops[first] <= start:
            return None
        return self._up_to(first, start, self.sums[bisect_left(self.places, start)])

    def _up_to(self, number: int, start: int, before: int) -> Cut:
        resume = self.breaks[number]
        is_last = resume >= len(self.content)
        return Cut(self, start, self.stops[number], None if is_last else resume, self.ends[number] - before)


def is_usual(text: str) -> bool:
    """Says whether a text can be shaped here; beside a space, the engine lets a no-break space hang."""
    return _USUAL.fullmatch(text) is not None and "\u00a0 " not in text and " \u00a0" not in text


def shape(text: str, layout: Any, pattern: Any) -> ShapedText | None:
    """Shapes a usual text; None where its glyphs are not all of one font, missing, or moved from their line.

    `layout` is a layout of the engine's for the text's style, and `pattern` the one that it was copied from.
    """
    ffi, pango = _pango()
    content = text.encode()
    pango.pango_layout_set_text(layout.layout, content, -1)
    line = pango.pango_layout_get_line_readonly(layout.layout, 0)
    run = line.runs
    if run == ffi.NULL or run.next != ffi.NULL:
        return None
    item, glyphs = run.data.item, run.data.glyphs
    count = glyphs.num_glyphs
    known = memoryview(ffi.buffer(glyphs.glyphs, count * _GLYPH_INFO * 4)).cast("i").tolist()
    numbers, widths = known[0::_GLYPH_INFO], known[1::_GLYPH_INFO]
    moved = any(known[2::_GLYPH_INFO]) or any(known[3::_GLYPH_INFO])
    if moved or max(numbers) >= _EMPTY_OR_UNKNOWN or min(numbers) < 0 or item.analysis.level % 2:
        return None
    places = memoryview(ffi.buffer(glyphs.log_clusters, count * 4)).cast("i").tolist()
    sums = list(accumulate(widths, initial=0))
    breaks = _breaks(text, layout, places)
    if b"  " in content:
        stops = [len(content[:end].rstrip(b" ")) for end in breaks]
    else:
        stops = [end - 1 if content[end - 1] == _SPACE else end for end in breaks]
    one_by_one = len(places) == len(content)
    lasts = [stop - 1 if one_by_one else bisect_left(places, stop) - 1 for stop in stops]
    font = item.analysis.font
    alone = pattern.__dict__.get("guidepress_alone")
    if alone is None or alone.font != font:
        alone = pattern.guidepress_alone = _Alone(layout.layout, font, line)
    ends = [sums[last] + alone[numbers[last]] if last >= 0 else 0 for last in lasts]
    return ShapedText(
        content,
        layout.layout,
        font,
        numbers,
        widths,
        places,
        sums,
        breaks,
        stops,
        ends,
        alone.height,
        alone.baseline,
    )


def _breaks(text: str, layout: Any, places: list[int]) -> list[int]:
    """Gives the bytes before which a line may be broken (UAX #14), and the text's end."""
    ffi, pango = _pango()
    length = len(text)
    attributes = pango.pango_layout_get_log_attrs_readonly(layout.layout, ffi.NULL)
    is_break = bytes(ffi.buffer(attributes, length * 4))[4::4].translate(_FIRST_BITS)
    breaks = list(compress(range(1, length), is_break))
    breaks.append(length)
    if text.isascii():
        return breaks
    if len(places) == length:
        return [*(places[number] for number in breaks[:-1]), len(text.encode())]
    sizes = (len(text[start:end].encode()) for start, end in zip([0, *breaks[:-1]], breaks, strict=True))
    return list(accumulate(sizes))


@cache
def _pango() -> tuple[Any, Any]:
    engine = import_module("weasyprint.text.ffi")
    return engine.ffi, engine.pango


class _Alone(dict[int, int]):
    """A font's measures, and the width of each of its glyphs without neighbours, in Pango units."""

    def __init__(self, layout: Any, font: Any, line: Any) -> None:
        ffi, pango = _pango()
        from_units = import_module("weasyprint.text.ffi").FROM_UNITS
        self.layout, self.font = layout, font  # the one keeps the other alive
        self.rectangle = ffi.new("PangoRectangle *")
        pango.pango_layout_line_get_extents(line, ffi.NULL, self.rectangle)
        self.height = self.rectangle.height * from_units
        self.baseline = pango.pango_layout_get_baseline(layout) * from_units

    def __missing__(self, glyph: int) -> int:
        ffi, pango = _pango()
        pango.pango_font_get_glyph_extents(self.font, glyph, ffi.NULL, self.rectangle)
        self[glyph] = self.rectangle.width
        return self[glyph]
