"""The engine's own classes of laid-out documents, under their own names, for targets that look inside."""

# ruff: noqa: E402  # the engine is loaded by its own door before any of its modules is imported

from __future__ import annotations

from importlib.resources import files
from typing import Any, TypeAlias

from guidepress.engine.library import load_weasyprint

load_weasyprint()

from weasyprint import DEFAULT_OPTIONS
from weasyprint.document import Document, Page
from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder
from weasyprint.logger import LOGGER
from weasyprint.pdf import generate_pdf

from guidepress.engine.streams import Stream

__all__ = [
    "DEFAULT_OPTIONS", "AbsolutePlaceholder", "Box", "Document", "Link", "Page", "Stream", "boxes", "complain",
    "generate_pdf", "srgb_profile",
]  # fmt: skip

Box: TypeAlias = Any
"""A box of the engine's layout."""
Link: TypeAlias = tuple[str, str, tuple[float, float, float, float], Box]
"""The engine's record of a link: kind, target, left, top, right and bottom edges, box."""


def complain(message: str) -> None:
    """Adds an error to the engine's log, which is where those of the layout are gathered from."""
    LOGGER.error(message)


def srgb_profile() -> bytes:
    """The sRGB colour profile that comes with the engine."""
    return (files("weasyprint.pdf") / "sRGB2014.icc").read_bytes()
