"""The door to pydyf: PDF objects in our words.

Takes plain values; gives objects that pydyf writes. Text strings are written as ISO 32000-1, 7.9.2.2 asks.
"""

from __future__ import annotations

import io
import zlib
from abc import ABC, abstractmethod
from copy import copy

from pydyf import PDF, Array, Dictionary, Object, Stream, String

__all__ = [
    "PDF",
    "Array",
    "Dictionary",
    "Drawn",
    "Object",
    "Stream",
    "add_output_intent",
    "added",
    "forbid_interpolation",
    "settle",
    "text",
]


def text(value: str) -> String:
    """A text string: ASCII as it stands, anything else as UTF-16."""
    return String(value)


def added(pdf: PDF, values: dict[str, object]) -> Dictionary:
    """A dictionary that is an indirect object of the file."""
    dictionary = Dictionary(values)
    pdf.add_object(dictionary)
    return dictionary


class Drawn(Object, ABC):  # type: ignore[misc]  # pydyf carries no types
    """Operators within a content stream that are only known when the file is written."""

    @abstractmethod
    def operators(self) -> bytes:
        """The operators, as they stand in the stream."""

    @property
    def data(self) -> bytes:
        """What pydyf writes."""
        return self.operators()


def add_output_intent(pdf: PDF, profile: bytes) -> None:
    """Says which colours are meant: those of an RGB profile (ISO 19005-2, 6.2.3)."""
    stream = Stream([profile], {"N": 3}, True)
    pdf.add_object(stream)
    intent = Dictionary({"Type": "/OutputIntent", "S": "/GTS_PDFA1", "DestOutputProfile": stream.reference})
    intent["OutputConditionIdentifier"] = intent["Info"] = text("sRGB IEC61966-2.1")
    pdf.catalog["OutputIntents"] = Array([intent])


def forbid_interpolation(pdf: PDF) -> None:
    """Takes smoothing off every image (ISO 19005-2, 6.2.8)."""
    for candidate in pdf.objects:
        if isinstance(candidate, Stream) and candidate.extra.get("Subtype") == "/Image":
            candidate.extra["Interpolate"] = "false"


def settle(pdf: PDF, version: str) -> None:
    """Compresses all streams for good, and sees that none ends with a carriage return.

    Data that ends so would run into the end-of-line marker after it, and its length could be read in two
    ways (ISO 19005-2, 6.1.7.1). pydyf compresses every stream each time it is asked for, which is twice; from
    here on it does not. The two streams that pydyf adds when it writes are tried out, and moved by a blank until
    they end well.
    """
    for candidate in pdf.objects:
        if isinstance(candidate, Stream) and candidate.compress:
            _compress(candidate)
    language = pdf.catalog["Lang"].data
    for blanks in range(16):
        pdf.catalog["Lang"] = language + b" " * blanks
        trial, output = copy(pdf), io.BytesIO()
        trial.objects = list(pdf.objects)
        trial.write(output, version, True, True)
        if b"\r\nendstream" not in output.getvalue():
            return


def _compress(stream: Stream) -> None:
    """Replaces a stream's content by its compressed form."""
    content = b"\n".join(_bytes(item) for item in stream.stream)
    packed = zlib.compress(content, 9)
    if packed.endswith(b"\r"):
        packed += b"\n"
    stream.stream, stream.compress = [packed], False
    stream.extra = Dictionary({**stream.extra, "Filter": "/FlateDecode"})


def _bytes(item: object) -> bytes:
    if isinstance(item, bytes):
        return item
    if isinstance(item, Object):
        data: bytes = item.data
        return data
    return str(item).encode("ascii")
