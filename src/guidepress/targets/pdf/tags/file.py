"""The file itself: objects as bytes, in the order and with the tables of ISO 32000-1, 7.5.

Takes a PDF of pydyf's whose objects are complete; gives the bytes of the file. Every object is formatted once,
where pydyf formats it again for the file's identifier; the bytes are those that pydyf writes, but for how hard
streams are compressed. Promises that no stream ends with a carriage return: data that ends so would run into the
end-of-line marker after it, and its length could be read in two ways (ISO 19005-2, 6.1.7.1).
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Mapping, Sequence
from hashlib import md5
from typing import Any

from guidepress.targets.pdf.tags.objects import PDF, Array, Dictionary, Stream, String, plain_bytes

COMPRESSION = 7
"""zlib's level: for the series, 9 makes files 1.4 % smaller and takes more than twice as long."""
_BINARY = b"%\xf0\x9f\x96\xa4"
"""A comment that tells programs that the file is not text (7.5.2)."""


def write_file(pdf: PDF, version: str) -> bytes:
    """Gives the bytes of a file of PDF 1.5 or later, with an object stream and an identifier made of its bytes."""
    if pdf.info:
        pdf.add_object(pdf.info)
    settle(pdf)
    numbered = [candidate for candidate in pdf.objects if candidate.free != "f"]
    data = [formatted(candidate) for candidate in numbered]
    file = _File(b"%PDF-" + version.encode(), _BINARY)
    packed: list[tuple[int, bytes]] = []
    places = {0: (0, 0, 65535)}
    for candidate, content in zip(numbered, data, strict=True):
        if candidate.compressible:
            places[candidate.number] = (2, len(pdf.objects), len(packed))
            packed.append((candidate.number, content))
        else:
            places[candidate.number] = (1, file.length, 0)
            file.add_object(candidate.number, content)
    holder = formatted(_object_stream(packed))
    places[len(pdf.objects)] = (1, file.length, 0)
    file.add_object(len(pdf.objects), holder)
    identifier = b"(" + md5(b"".join((*data, holder)), usedforsecurity=False).hexdigest().encode() + b")"
    start = file.length
    places[len(pdf.objects) + 1] = (1, start, 0)
    entries = {"Root": pdf.catalog.reference, **({"Info": pdf.info.reference} if pdf.info else {})}
    table = _references([places[number] for number in range(len(places))], start, len(packed), entries, identifier)
    file.add_object(len(pdf.objects) + 1, formatted(table))
    file.add(b"startxref", b"%d" % start, b"%%EOF")
    return file.bytes()


class _File:
    """Lines of a file, and how long they are together."""

    def __init__(self, *lines: bytes) -> None:
        self.lines: list[bytes] = []
        self.length = 0
        self.add(*lines)

    def add(self, *lines: bytes) -> None:
        """Adds lines, each of which gets an end-of-line marker."""
        self.lines += lines
        self.length += sum(map(len, lines)) + len(lines)

    def add_object(self, number: int, content: bytes) -> None:
        """Adds an indirect object (7.3.10)."""
        self.add(b"%d 0 obj" % number, content, b"endobj")

    def bytes(self) -> bytes:
        """The whole file."""
        return b"\n".join((*self.lines, b""))


def _object_stream(packed: Sequence[tuple[int, bytes]]) -> Stream:
    """The stream that holds all objects that are no streams (7.5.7)."""
    index, position = [], 0
    for number, content in packed:
        index.append(b"%d %d" % (number, position))
        position += len(content) + 1
    head = b" ".join(index)
    extra = {"Type": "/ObjStm", "N": len(packed), "First": len(head) + 1}
    return _compressed(Stream([head, *(content for _, content in packed)], extra))


def _references(
    places: Sequence[tuple[int, int, int]],
    start: int,
    packed: int,
    entries: Mapping[str, bytes],
    identifier: bytes,
) -> Stream:
    """The cross-reference stream, which is the trailer too (7.5.8)."""
    widths = (1, _width(start), _width(max(packed, 65535)))
    lines = b"".join(
        value.to_bytes(width, "big") for place in places for value, width in zip(place, widths, strict=True)
    )
    extra = {
        "Type": "/XRef", "Index": Array((0, len(places))), "W": Array(widths), "Size": len(places), **entries,
        "ID": Array((identifier, identifier)),
    }  # fmt: skip
    return _compressed(Stream([lines], extra))


def _width(greatest: int) -> int:
    """How many bytes hold a number."""
    return (greatest.bit_length() + 7) // 8


def settle(pdf: PDF) -> None:
    """Compresses all streams that want it."""
    for candidate in pdf.objects:
        if isinstance(candidate, Stream) and candidate.compress:
            _compressed(candidate)


def _compressed(stream: Stream) -> Stream:
    """Replaces a stream's content by its compressed form."""
    packed = zlib.compress(_content(stream), COMPRESSION)
    if packed.endswith(b"\r"):
        packed += b"\n"
    stream.stream, stream.compress = [packed], False
    stream.extra = Dictionary({**stream.extra, "Filter": "/FlateDecode"})
    return stream


def _content(stream: Stream) -> bytes:
    return b"\n".join([item if item.__class__ is bytes else formatted(item) for item in stream.stream])


def formatted(item: object) -> bytes:
    """An object or plain value as it stands in a file (7.3)."""
    form = _FORMS.get(item.__class__, plain_bytes)
    return form(item)


def _dictionary(item: Any) -> bytes:  # noqa: ANN401  # pydyf has no types
    return b"<<%b>>" % b"".join(
        [
            b"/%b %b" % (key.encode(), value if value.__class__ is bytes else formatted(value))
            for key, value in item.items()
        ]
    )


def _array(item: Any) -> bytes:  # noqa: ANN401
    return b"[%b]" % b" ".join([value if value.__class__ is bytes else formatted(value) for value in item])


def _float(item: float) -> bytes:
    return b"%d" % item if item.is_integer() else (b"%f" % item).rstrip(b"0")


def _string(item: Any) -> bytes:  # noqa: ANN401
    value = item.string
    if value.__class__ is str and value.isascii() and not ("(" in value or ")" in value or "\\" in value):
        return b"(%b)" % value.encode()
    return plain_bytes(item)


def _stream(item: Any) -> bytes:  # noqa: ANN401
    content = _content(item)
    return b"%b\nstream\n%b\nendstream" % (_dictionary({**item.extra, "Length": len(content)}), content)


_FORMS: Mapping[type, Callable[[Any], bytes]] = {
    bytes: bytes,
    str: str.encode,
    int: b"%d".__mod__,
    float: _float,
    Dictionary: _dictionary,
    Array: _array,
    String: _string,
    Stream: _stream,
}
"""How values are formatted, by their type; all others are left to pydyf."""
