"""The door to pydyf: PDF objects in our words.

Takes plain values; gives objects that pydyf writes. Text strings are written as ISO 32000-1, 7.9.2.2 asks.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterable
from copy import copy
from typing import Any

import pydyf

Dictionary = pydyf.Dictionary
Array = pydyf.Array
Stream = pydyf.Stream


def text(value: str) -> Any:
    """A text string: ASCII as it stands, anything else as UTF-16."""
    return pydyf.String(value)


def array(values: Iterable[Any]) -> Any:
    """An array of values that pydyf can write."""
    return pydyf.Array(values)


def added(pdf: Any, values: dict[str, Any]) -> Any:
    """A dictionary that is an indirect object of the file."""
    dictionary = pydyf.Dictionary(values)
    pdf.add_object(dictionary)
    return dictionary


class Drawn(pydyf.Object):  # type: ignore[misc]  # pydyf carries no types
    """Operators within a content stream that are only known when the file is written."""

    def operators(self) -> bytes:
        """The operators, as they stand in the stream."""
        raise NotImplementedError

    @property
    def data(self) -> bytes:
        """What pydyf writes."""
        return self.operators()


def forbid_interpolation(pdf: Any) -> None:
    """Takes smoothing off every image (ISO 19005-2, 6.2.8)."""
    for candidate in pdf.objects:
        if isinstance(candidate, pydyf.Stream) and candidate.extra.get("Subtype") == "/Image":
            candidate.extra["Interpolate"] = "false"


def settle(pdf: Any, version: str) -> None:
    """Compresses all streams for good, and sees that none ends with a carriage return.

    Data that ends so would run into the end-of-line marker after it, and its length could be read in two ways
    (ISO 19005-2, 6.1.7.1). pydyf compresses every stream each time it is asked for, which is twice; from here on it
    is not. The two streams that pydyf adds when it writes are tried out, and moved by a blank until they end well.
    """
    for candidate in pdf.objects:
        if isinstance(candidate, pydyf.Stream) and candidate.compress:
            _compress(candidate)
    language = pdf.catalog["Lang"].data
    for blanks in range(16):
        pdf.catalog["Lang"] = language + b" " * blanks
        trial, output = copy(pdf), io.BytesIO()
        trial.objects = list(pdf.objects)
        trial.write(output, version, True, True)
        if b"\r\nendstream" not in output.getvalue():
            return


def _compress(stream: Any) -> None:
    """Replaces a stream's content by its compressed form."""
    content = b"\n".join(_bytes(item) for item in stream.stream)
    packed = zlib.compress(content, 9)
    if packed.endswith(b"\r"):
        packed += b"\n"
    stream.stream, stream.compress = [packed], False
    stream.extra = pydyf.Dictionary({**stream.extra, "Filter": "/FlateDecode"})


def _bytes(item: Any) -> bytes:
    if isinstance(item, bytes):
        return item
    if isinstance(item, pydyf.Object):
        data: bytes = item.data
        return data
    return str(item).encode("ascii")
