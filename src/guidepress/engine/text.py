"""A text set by itself, for what is known only once a document is laid out."""

from __future__ import annotations

from typing import Any

from guidepress.engine.library import load_weasyprint
from guidepress.engine.patch import engine_module


def layout_of(text: str, style: Any) -> tuple[Any, float] | None:  # noqa: ANN401  # the engine has no types
    """Gives the engine's layout of a text on one line, and its width in CSS pixels; None where it has none.

    `style` is the style of one of the engine's boxes.
    """
    load_weasyprint()
    try:
        layout, _, _, width, _, _ = engine_module("text.line_break").split_first_line(text, style, None, None, 0)
    except (ImportError, AttributeError, TypeError, ValueError):  # another version of the engine
        return None
    return layout, width
