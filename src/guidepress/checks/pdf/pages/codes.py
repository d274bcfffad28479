"""The door to zxing-cpp: QR codes read from rendered pages, as a telephone reads them from paper.

Takes a rendering; gives what each code on it decodes to and how large its symbol is.
"""

from __future__ import annotations

from math import hypot
from typing import Final

import zxingcpp

from guidepress.checks.pdf.pages.open_file import Picture
from guidepress.core.measures import POINTS_PER_INCH, Length

QR_ONLY: Final = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)


def codes_in(picture: Picture) -> list[tuple[str, Length]]:
    """Gives the text and the side of every QR code on the picture (ISO/IEC 18004), in no set order."""
    pixels = memoryview(picture.pixels).cast("B", (picture.height, picture.width))
    found = zxingcpp.read_barcodes(pixels, formats=QR_ONLY, try_invert=False)
    return [(code.text, _side(code.position, picture.dots_per_inch)) for code in found]


def texts_in(pixels: memoryview) -> frozenset[str]:
    """Gives the texts of all QR codes on a picture of greys, row by row."""
    return frozenset(code.text for code in zxingcpp.read_barcodes(pixels, formats=QR_ONLY, try_invert=False))


def _side(corners: zxingcpp.Position, dots_per_inch: int) -> Length:
    points = (corners.top_left, corners.top_right, corners.bottom_right, corners.bottom_left)
    following = (*points[1:], points[0])
    edges = [hypot(end.x - start.x, end.y - start.y) for start, end in zip(points, following, strict=True)]
    return Length(sum(edges) / len(edges) * POINTS_PER_INCH / dots_per_inch)
