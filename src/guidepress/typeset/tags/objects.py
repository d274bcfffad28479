"""The door to pydyf: PDF objects in our words.

Takes plain values; gives objects that pydyf writes. Text strings are written as ISO 32000-1, 7.9.2.2 asks.
"""

from __future__ import annotations

from collections.abc import Iterable
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
