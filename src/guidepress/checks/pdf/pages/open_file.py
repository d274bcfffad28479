"""The door to pypdfium2: text and pictures out of finished pages.

Takes a PDF's bytes; gives its sides, the runs of text on them and renderings. All coordinates are those of
the file's default user space, whatever scaling or nesting of form XObjects a run is drawn through.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final

import pypdfium2  # type: ignore[import-untyped]
import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

from guidepress.checks.pdf.pages.records import Run
from guidepress.core.measures import POINTS_PER_INCH
from guidepress.targets.pdf.impose.sheet import Box

DEEPEST_FORM: Final = 12
GREY_TOLERANCE: Final = 4
"""How far, of 255, a pixel's parts may differ: what converting a grey from another colour space may add."""
_SUBSET_TAG_LENGTH: Final = 6


class UnreadableError(Exception):
    """The bytes are no PDF that can be read; the message says why."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A rendering in grey."""

    width: int
    """Pixels in a row."""
    height: int
    """Rows."""
    pixels: bytes
    """One byte a pixel, row by row from the head: 0 is black, 255 is white."""
    dots_per_inch: int
    """The resolution."""


class OpenFile:
    """A PDF while it is open; made by `opened`."""

    def __init__(self, document: Any) -> None:  # noqa: ANN401  # pypdfium2 has no types
        self._document = document
        self._pages: dict[int, Any] = {}

    def _page(self, side: int) -> Any:  # noqa: ANN401  # pypdfium2 reads a page anew each time it is asked for
        if side not in self._pages:
            self._pages[side] = self._document[side]
        return self._pages[side]

    def __len__(self) -> int:
        return len(self._document)

    def boxes(self, side: int) -> tuple[Box, Box]:
        """Gives the MediaBox and the TrimBox of a page of the file, counted from 0."""
        page = self._page(side)
        return Box(*page.get_mediabox()), Box(*page.get_trimbox())

    def runs(self, side: int) -> list[Run]:
        """Gives the runs of text on a page of the file in the order of drawing, but for spaces alone."""
        page = self._page(side)
        texts = page.get_textpage()
        objects = page.get_objects([pdfium.FPDF_PAGEOBJ_TEXT], max_depth=DEEPEST_FORM, textpage=texts)
        return [run for run in map(_run, objects) if run is not None]

    def pictures(self, side: int) -> list[Box]:
        """Gives the boxes of the pictures on a page of the file; drawings are none."""
        objects = self._page(side).get_objects([pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=DEEPEST_FORM)
        return [_around(_placed(item)[1]) for item in objects]

    def picture(self, side: int, area: Box, dots_per_inch: int, *, smooth: bool = True) -> Picture:
        """Renders an area of a page in grey; unless `smooth`, every pixel is either inked in full or not."""
        bitmap = self._render(side, area, dots_per_inch, smooth=smooth, grayscale=True)
        return Picture(bitmap.width, bitmap.height, _rows(bitmap, 1), dots_per_inch)

    def is_coloured(self, side: int, area: Box, dots_per_inch: int) -> bool:
        """Tells whether a rendering of the area shows anything that is not a grey."""
        pixels = _rows(self._render(side, area, dots_per_inch, smooth=False), 3)
        parts = (pixels[0::3], pixels[1::3], pixels[2::3])
        if parts[0] == parts[1] == parts[2]:
            return False
        return any(max(colour) - min(colour) > GREY_TOLERANCE for colour in set(zip(*parts, strict=True)))

    def _render(  # the bitmap has no type
        self, side: int, area: Box, dots_per_inch: int, *, smooth: bool, **options: bool
    ) -> Any:  # noqa: ANN401
        page = self._page(side)
        view = Box(*page.get_cropbox())
        crop = (
            area.left - view.left,
            area.bottom - view.bottom,
            view.right - area.right,
            view.top - area.top,
        )
        if not smooth:
            options |= {"no_smoothtext": True, "no_smoothpath": True, "no_smoothimage": True}
        scale = dots_per_inch / POINTS_PER_INCH
        return page.render(scale=scale, crop=tuple(max(0, edge) for edge in crop), **options)


@contextmanager
def opened(pdf: bytes) -> Iterator[OpenFile]:
    """Opens a PDF. Raises UnreadableError for bytes that are none."""
    try:
        document = pypdfium2.PdfDocument(pdf)
    except pypdfium2.PdfiumError as error:
        raise UnreadableError(str(error)) from error
    try:
        yield OpenFile(document)
    finally:
        document.close()


def _rows(bitmap: Any, bytes_a_pixel: int) -> bytes:  # noqa: ANN401
    """Gives the pixels without the padding that rows may end in."""
    pixels, row = bytes(bitmap.buffer), bitmap.width * bytes_a_pixel
    if bitmap.stride == row:
        return pixels
    return b"".join(pixels[start : start + row] for start in range(0, len(pixels), bitmap.stride))


def _run(text_object: Any) -> Run | None:  # noqa: ANN401
    if pdfium.FPDFTextObj_GetTextRenderMode(text_object) == pdfium.FPDF_TEXTRENDERMODE_INVISIBLE:
        return None
    matrix, bounds = _placed(text_object)
    text = text_object.extract() if _has_text(text_object) else ""
    box = _around(bounds)
    if (text and not text.strip()) or box.width <= 0 or box.height <= 0:
        return None
    height = math.hypot(matrix.c, matrix.d)
    font = text_object.get_font().get_base_name()
    return Run(
        text=text,
        box=box,
        baseline=matrix.f,
        size=text_object.get_font_size() * height,
        font=font[_SUBSET_TAG_LENGTH + 1 :] if font[_SUBSET_TAG_LENGTH : _SUBSET_TAG_LENGTH + 1] == "+" else font,
        slanted=_is_slanted(matrix),
    )


def _placed(item: Any) -> tuple[Any, list[tuple[float, float]]]:  # noqa: ANN401
    """Gives the matrix of an object and its corners, through all forms around it."""
    matrix, bounds = item.get_matrix(), _corners(*item.get_bounds())
    container = item.container
    while container is not None:
        outer = container.get_matrix()
        matrix = matrix.multiply(outer)
        bounds = [outer.on_point(*corner) for corner in bounds]
        container = container.container
    return matrix, bounds


def _has_text(text_object: Any) -> bool:  # noqa: ANN401
    return bool(pdfium.FPDFTextObj_GetText(text_object, text_object.textpage, None, 0))


def _is_slanted(matrix: Any) -> bool:  # noqa: ANN401
    """Tells whether letters lean: whether their feet and their stems are not at a right angle."""
    lean = matrix.a * matrix.c + matrix.b * matrix.d
    return bool(abs(lean) > 0.02 * math.hypot(matrix.a, matrix.b) * math.hypot(matrix.c, matrix.d))


def _corners(left: float, bottom: float, right: float, top: float) -> list[tuple[float, float]]:
    return [(left, bottom), (right, bottom), (right, top), (left, top)]


def _around(points: list[tuple[float, float]]) -> Box:
    across, up = [x for x, _ in points], [y for _, y in points]
    return Box(min(across), min(up), max(across), max(up))
