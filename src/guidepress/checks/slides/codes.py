"""Pictures of a deck to the texts of their QR codes."""

from __future__ import annotations

import struct
import zlib

from guidepress.checks.pdf.pages.codes import texts_in


def decoded(png: bytes) -> frozenset[str]:
    """Gives the texts of all codes in a PNG of greys; none for another kind of file or a damaged one."""
    try:
        width, height, pixels = _greys(png)
    except (struct.error, zlib.error, ValueError):
        return frozenset()
    return texts_in(memoryview(pixels).cast("B", (height, width)))


def _greys(png: bytes) -> tuple[int, int, bytes]:
    """Gives width, height and pixels of a PNG of 8-bit greys whose rows are stored as they are (ISO/IEC 15948)."""
    if not png.startswith(b"\x89PNG\r\n\x1a\n") or png[24:26] != b"\x08\0":
        raise ValueError("not a PNG of 8-bit greys")
    width, height = struct.unpack(">II", png[16:24])
    at, data = 8, b""
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        if png[at + 4 : at + 8] == b"IDAT":
            data += png[at + 8 : at + 8 + length]
        at += 12 + length
    rows = zlib.decompress(data)
    starts = range(0, height * (width + 1), width + 1)
    if len(rows) != height * (width + 1) or any(rows[start] for start in starts):
        raise ValueError("rows that are filtered")
    return width, height, b"".join(rows[start + 1 : start + 1 + width] for start in starts)
