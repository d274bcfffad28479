"""The door to WeasyPrint, for the exact version that tagging was written against.

Gives the engine's own classes under their own names, and refuses another version: what `pieces` reads and what
`painting` overrides is not a public interface.
"""

# ruff: noqa: E402  # the engine is loaded by its own door before any of its modules is imported

from __future__ import annotations

import ast
import hashlib
from importlib.resources import files
from typing import Any, TypeAlias

from guidepress.engine.library import load_weasyprint

weasyprint = load_weasyprint()

from weasyprint import DEFAULT_OPTIONS
from weasyprint.document import Document, Page
from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder
from weasyprint.logger import LOGGER
from weasyprint.pdf import generate_pdf
from weasyprint.pdf.stream import Stream

__all__ = [
    "DEFAULT_OPTIONS", "AbsolutePlaceholder", "Box", "Document", "Link", "Page", "Stream", "boxes", "generate_pdf",
]  # fmt: skip

Box: TypeAlias = Any
"""A box of the engine's layout."""
Link: TypeAlias = tuple[str, str, tuple[float, float, float, float], Box]
"""The engine's record of a link: kind, target, left, top, right and bottom edges, box."""

ENGINE_VERSION = "70.0"
"""The version of WeasyPrint whose inner workings this room relies on."""
ENGINE_FINGERPRINT = "fdd1146ce953b252"
"""A digest of the engine's functions that this room overrides or counts on."""
_COUNTED_ON = (
    ("pdf.stream", "Stream.marked"), ("pdf.stream", "Stream.artifact"), ("pdf.stream", "Stream.clone"),
    ("pdf.stream", "Stream.add_group"), ("pdf.stream", "Stream.set_font_size"), ("document", "Page.paint"),
    ("document", "Document.copy"), ("pdf.__init__", "generate_pdf"), ("draw.__init__", "draw_inline_level"),
    ("draw.__init__", "draw_block_level"), ("draw.__init__", "draw_stacking_context"), ("draw.text", "draw_text"),
    ("draw.text", "draw_first_line"),
)  # fmt: skip


class EngineChangedError(Exception):
    """The installed WeasyPrint is not the one that tagging was written and tested for."""


def check_engine() -> None:
    """Raises `EngineChangedError` unless the installed engine has the version that this room knows."""
    if weasyprint.__version__ != ENGINE_VERSION:
        raise EngineChangedError(
            f"tagging was written for WeasyPrint {ENGINE_VERSION}, but {weasyprint.__version__} is installed; "
            f"run tests/targets/tags and look through pieces and painting before raising ENGINE_VERSION"
        )


def engine_fingerprint() -> str:
    """A digest of the source of every engine function that this module counts on.

    The source is read from the engine's files, since `shortcuts` puts others in the place of some of them.
    """
    sources = "".join(_source(module, name) for module, name in _COUNTED_ON)
    return hashlib.sha256(sources.encode()).hexdigest()[:16]


def _source(module: str, name: str) -> str:
    """The lines of a function or method, its decorators first."""
    text = (files("weasyprint") / f"{module.replace('.', '/')}.py").read_text("utf-8")
    place: Any = ast.parse(text)
    for part in name.split("."):
        place = next(node for node in place.body if getattr(node, "name", "") == part)
    first = min(node.lineno for node in (place, *place.decorator_list))
    return "".join(text.splitlines(keepends=True)[first - 1 : place.end_lineno])


def complain(message: str) -> None:
    """Adds an error to the engine's log, which is where those of the layout are gathered from."""
    LOGGER.error(message)


def srgb_profile() -> bytes:
    """The sRGB colour profile that comes with the engine."""
    return (files("weasyprint.pdf") / "sRGB2014.icc").read_bytes()
