"""Addresses to QR codes as inline SVG: the door to zxing-cpp for writing them.

The library chooses the version and the mask (ISO/IEC 18004:2015, 7.8) in compiled code, in a third of a
millisecond; that it writes what the standard says is held by a test that reads the symbol by hand.
"""

from __future__ import annotations

import re
from functools import cache
from html import escape
from struct import pack
from zlib import compress, crc32

import zxingcpp

QUIET_ZONE = 4
"""Modules left blank around the code (ISO/IEC 18004:2015, 9.1)."""

_DARK_RUN = re.compile(rb"\x00+")


@cache
def qr_path(address: str) -> tuple[int, str]:
    """Gives a code's side in modules, quiet zone included, and the SVG path that draws it in strokes of width 1.

    Each stroke is a run of dark modules of one row, written as `engine.patches.drawing.paths` reads it
    quickly; it runs along the row's upper edge, half a module too high. Error correction is level M: about 15 %
    of the code may be damaged (ISO/IEC 18004:2015, 7.5.1). Raises ValueError for an address that fits into no
    code.
    """
    code = zxingcpp.create_barcode(address, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    picture = memoryview(code.to_image(scale=1, add_quiet_zones=False))  # type: ignore[arg-type]  # a buffer
    modules, side = picture.tobytes(), len(picture)
    strokes = [
        f"M{run.start() + QUIET_ZONE} {row + QUIET_ZONE}H{run.end() + QUIET_ZONE}"
        for row in range(side)
        for run in _DARK_RUN.finditer(modules[row * side : (row + 1) * side])
    ]
    return side + 2 * QUIET_ZONE, "".join(strokes)


@cache
def qr_png(address: str, scale: int = 12) -> bytes:
    """Gives the code as a PNG with its quiet zone, so many pixels a module; raises ValueError as `qr_path`."""
    code = zxingcpp.create_barcode(address, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    picture = memoryview(code.to_image(scale=scale, add_quiet_zones=True))  # type: ignore[arg-type]  # a buffer
    return grey_png(picture.tobytes(), len(picture.tobytes()) // len(picture), len(picture))


def grey_png(pixels: bytes, width: int, height: int) -> bytes:
    """Gives greys of one byte each as a PNG (ISO/IEC 15948, 11.2): no dates, and the same bytes every time."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return pack(">I", len(data)) + kind + data + pack(">I", crc32(kind + data))

    rows = b"".join(b"\0" + pixels[row * width : (row + 1) * width] for row in range(height))
    header = pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", compress(rows, 9)) + chunk(b"IEND", b"")


def qr_svg(address: str, title: str) -> str:
    """Gives the code as an SVG element with its alternative text."""
    side, path = qr_path(address)
    return (
        f'<svg class="qr" role="img" viewBox="0 -0.5 {side} {side}" xmlns="http://www.w3.org/2000/svg">'
        f'<title>{escape(title)}</title><path d="{path}" stroke="#000" fill="none"/></svg>'
    )
