"""Writing PDF: numbers and names become bytes by their type, the commonest first."""

from __future__ import annotations

from importlib import import_module
from typing import Any, cast


def format_quickly() -> None:
    """Numbers and names become bytes by their type, the commonest first."""
    pydyf = import_module("pydyf")
    whole = pydyf._to_bytes

    def to_bytes(item: Any) -> bytes:
        kind = item.__class__
        if kind is bytes:
            return cast(bytes, item)
        if kind is str:
            return cast(str, item).encode("ascii")
        if kind is int:
            return b"%d" % item
        if kind is float and not item.is_integer():
            return (b"%f" % item).rstrip(b"0")
        return cast(bytes, whole(item))

    pydyf._to_bytes = to_bytes  # type: ignore[attr-defined]
