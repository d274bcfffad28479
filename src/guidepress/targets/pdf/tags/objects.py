"""PDF objects in our words.

Takes plain values; gives objects that the engine writes. Text strings are written as ISO 32000-1, 7.9.2.2 asks.
"""

from __future__ import annotations

from abc import ABC, abstractmethod

from guidepress.engine.objects import PDF, Array, Dictionary, Object, Stream, String, plain_bytes

__all__ = [
    "PDF",
    "Array",
    "Dictionary",
    "Drawn",
    "Object",
    "Stream",
    "String",
    "add_output_intent",
    "added",
    "forbid_interpolation",
    "plain_bytes",
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
