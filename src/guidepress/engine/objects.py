"""The door to pydyf: the objects that PDF files are made of."""

from __future__ import annotations

from pydyf import PDF, Array, Dictionary, Object, Stream, String, _to_bytes

__all__ = ["PDF", "Array", "Dictionary", "Object", "Stream", "String", "plain_bytes"]


def plain_bytes(item: object) -> bytes:
    """An object or value as pydyf formats it."""
    data: bytes = _to_bytes(item)
    return data
