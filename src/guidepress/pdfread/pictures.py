"""Pictures of a PDF's pages, for covers and for pages that changed: this room's door to pypdfium2 and Pillow.

Takes the bytes of a PDF; gives digests of its pages as they are drawn, pictures as PNG, and each page's text
without what comes back on page after page. Nothing is written.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from hashlib import sha256
from typing import Any, Final

import pypdfium2  # type: ignore[import-untyped]
from PIL import Image, ImageDraw

from guidepress.core.letters import letters_of
from guidepress.core.measures import POINTS_PER_INCH

COMPARED_AT: Final = 96
"""Dots per inch at which two pages are held against each other."""
_MARK: Final = (255, 214, 10, 110)
_EDGE: Final = (122, 62, 0, 255)
_FURNITURE_SHARE: Final = 0.5


@contextmanager
def _opened(pdf: bytes) -> Iterator[Any]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        yield document
    finally:
        document.close()


def page_digests(pdf: bytes, dots_per_inch: int = COMPARED_AT) -> tuple[str, ...]:
    """Gives a digest of each page's picture: two pages that look the same have the same one."""
    with _opened(pdf) as document:
        return tuple(_digest(page, dots_per_inch) for page in document)


def _digest(page: Any, dots_per_inch: int) -> str:  # noqa: ANN401  # pypdfium2 has no types
    bitmap = page.render(scale=dots_per_inch / POINTS_PER_INCH)
    return sha256(b"%d %d " % (bitmap.width, bitmap.height) + bytes(bitmap.buffer)).hexdigest()


def page_bodies(pdf: bytes) -> tuple[str, ...]:
    """Gives the letters of each page without running heads and folios.

    These are the highest and the lowest line, where lines stand at the same height on most pages.
    """
    with _opened(pdf) as document:
        pages = [_lines(page) for page in document]
    heights = Counter(
        height for lines in pages for height in {_edge(lines, first=first) for first in (True, False)}
    )
    needed = max(2, round(len(pages) * _FURNITURE_SHARE))
    return tuple(
        "".join(
            letters_of(text)
            for height, text in lines
            if height not in (_edge(lines, first=True), _edge(lines, first=False)) or heights[height] < needed
        )
        for lines in pages
    )


def _lines(page: Any) -> list[tuple[int, str]]:  # noqa: ANN401
    """Gives each line of a page with its height over the foot in points, from head to foot."""
    texts = page.get_textpage()
    found: dict[int, list[str]] = {}
    for at in range(texts.count_rects()):
        left, bottom, right, top = texts.get_rect(at)
        found.setdefault(round(bottom), []).append(texts.get_text_bounded(left, bottom, right, top))
    return [(height, "".join(found[height])) for height in sorted(found, reverse=True)]


def _edge(lines: Sequence[tuple[int, str]], *, first: bool) -> int:
    return lines[0 if first else -1][0] if lines else -1


def page_picture(pdf: bytes, page: int, width: int, marked: Iterable[str] = ()) -> bytes:
    """Gives a page, counted from 1, as a PNG so many pixels wide, with the texts marked that stand on it."""
    with _opened(pdf) as document:
        drawn = document[page - 1]
        scale = width / drawn.get_width()
        picture = drawn.render(scale=scale).to_pil().convert("RGB")
        boxes = [box for text in marked for box in _boxes(drawn, text)]
        if boxes:
            _mark(picture, boxes, drawn.get_height(), scale)
    packed = io.BytesIO()
    picture.quantize(64, dither=Image.Dither.NONE).save(packed, "PNG", optimize=True)
    return packed.getvalue()


def _mark(picture: Image.Image, boxes: Iterable[Sequence[float]], height: float, scale: float) -> None:
    """Tints the boxes and draws a line at their foot, so that they are not told by colour alone."""
    drawing = ImageDraw.Draw(picture, "RGBA")
    for left, bottom, right, top in boxes:
        corners = (left * scale - 1, (height - top) * scale - 1, right * scale + 1, (height - bottom) * scale + 1)
        drawing.rectangle(corners, fill=_MARK)
        drawing.line((corners[0], corners[3], corners[2], corners[3]), fill=_EDGE, width=2)


def _boxes(page: Any, text: str) -> Iterator[Sequence[float]]:  # noqa: ANN401
    """Gives the boxes of a text's lines on a page, in points; none where it does not stand there in one piece."""
    texts = page.get_textpage()
    letters, places = [], []
    for at, character in enumerate(texts.get_text_range()):
        for letter in letters_of(character):
            letters.append(letter)
            places.append(at)
    wanted = letters_of(text)
    start = "".join(letters).find(wanted) if wanted else -1
    if start >= 0:
        first, last = places[start], places[start + len(wanted) - 1]
        for at in range(texts.count_rects(first, last - first + 1)):
            yield texts.get_rect(at)
