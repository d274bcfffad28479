"""Greys drawn as greys, for printers that set coloured black with coloured ink.

The engine writes every colour as red, green and blue. This writes the grey of the same lightness instead (`g` and
`G` for `rg` and `RG`; ISO 32000-1, 8.6.8), also in gradients. Style sheets give each colour as a grey already;
photographs and drawings, which no style sheet reaches, get theirs here. Colours in other spaces stay, for the
preflight to find.
"""

# the engine is loaded by its own door before any of its modules is imported

from __future__ import annotations

import re
import struct
import zlib
from io import BytesIO
from typing import Any

from PIL import Image

from guidepress.engine.streams import Stream

JPEG_QUALITY = 90
"""Of 100: what is lost by it shows on no office printer."""

_COLOUR = re.compile(rb"(?<![^\s])([\d.]+) ([\d.]+) ([\d.]+) (rg|RG)(?![^\s])")
_WEIGHTS = (0.299, 0.587, 0.114)
"""How light red, green and blue are, as pictures are turned into greys (ITU-R BT.601)."""
_CHANNELS = {"/DeviceRGB": 3, "/DeviceCMYK": 4}


def draw_in_grey(_: Any, pdf: Any) -> None:  # noqa: ANN401  # a finisher of WeasyPrint: document, pydyf.PDF
    """Rewrites the colour operators of every content stream, and the pixels of every coloured picture."""
    for item in pdf.objects:
        if isinstance(item, Stream):
            item.stream = [_in_grey(part) if isinstance(part, bytes) else part for part in item.stream]
        elif _is_coloured_picture(item):
            _turn_grey(item)
        elif isinstance(item, dict):
            _gradient_in_grey(item)


def _in_grey(content: bytes) -> bytes:
    return _COLOUR.sub(_grey_operator, content)


def _grey_operator(match: re.Match[bytes]) -> bytes:
    operator = b" g" if match[4] == b"rg" else b" G"
    if match[1] == match[2] == match[3]:
        return match[1] + operator
    return f"{lightness(*(float(channel) for channel in match.groups()[:3])):.4f}".encode() + operator


def lightness(red: float, green: float, blue: float) -> float:
    """Gives the grey of a colour; all values are from 0 to 1."""
    return sum(weight * channel for weight, channel in zip(_WEIGHTS, (red, green, blue), strict=True))


def _gradient_in_grey(item: Any) -> None:  # noqa: ANN401  # a pydyf.Dictionary
    """Gives a shading one channel, and its functions one value (ISO 32000-1, 7.10.3 and 8.7.4.5)."""
    if "ShadingType" in item and item.get("ColorSpace") == "/DeviceRGB":
        item["ColorSpace"] = "/DeviceGray"
        _function_in_grey(item["Function"])


def _function_in_grey(function: Any) -> None:  # noqa: ANN401  # a pydyf.Dictionary
    for part in function.get("Functions", ()):
        _function_in_grey(part)
    for end in ("C0", "C1"):
        if end in function:
            function[end][:] = [lightness(*function[end])]


def _is_coloured_picture(item: Any) -> bool:  # noqa: ANN401  # pydyf has no types
    extra = getattr(item, "extra", {})
    return extra.get("Subtype") == "/Image" and extra.get("ColorSpace") in _CHANNELS


def _turn_grey(picture: Any) -> None:  # noqa: ANN401  # a pydyf.Stream
    """Gives an image XObject one channel (ISO 32000-1, 8.9.5); transparency is an object of its own and stays."""
    extra = picture.extra
    content = b"".join(part if isinstance(part, bytes) else part.data for part in picture.stream)
    is_photograph = extra["Filter"] == "/DCTDecode"
    file = content if is_photograph else _as_png(content, extra["Width"], extra["Height"])
    try:
        grey = Image.open(BytesIO(file)).convert("L")
    except (OSError, SyntaxError, ValueError):  # of a kind that the engine can't write either
        return
    if is_photograph:
        out = BytesIO()
        grey.save(out, format="JPEG", quality=JPEG_QUALITY)
        picture.stream = [out.getvalue()]
    else:
        picture.stream = [zlib.compress(grey.tobytes(), 9)]
    extra["ColorSpace"] = "/DeviceGray"
    for key in ("Decode", "DecodeParms"):
        extra.pop(key, None)


def _as_png(content: bytes, width: int, height: int) -> bytes:
    """Gives a PNG file of red, green and blue around its own compressed data, which is all that a PDF keeps."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", content), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in chunks)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
