"""Shortcuts through the engine: the same bytes in less time.

WeasyPrint shapes every line several times: to find its break, to measure it, and to draw it. It makes a Pango
context and a font description for each, asks every style for dozens of values through the whole cascade, and
formats each glyph anew. The modules here take the common cases a shorter way and leave all others to the engine's
own. `tests/make/test_shortcuts.py` holds that no byte changes; `pyproject.toml` pins the engine's version.
"""

from __future__ import annotations

from importlib import import_module

from guidepress.engine.patches import drawing
from guidepress.engine.patches.boxes import measure_boxes, pass_where_nothing_floats
from guidepress.engine.patches.declarations import declare
from guidepress.engine.patches.fonts import copy_layouts, keep_struts
from guidepress.engine.patches.lengths import resolve_lengths
from guidepress.engine.patches.lines import cut_lines
from guidepress.engine.patches.parsing import keep_regular_expressions, read_as_xml
from guidepress.engine.patches.sharing import share_styles
from guidepress.engine.patches.styles import find_unset_values

SHORTCUTS = (
    declare,
    keep_regular_expressions,
    read_as_xml,
    find_unset_values,
    share_styles,
    resolve_lengths,
    measure_boxes,
    pass_where_nothing_floats,
    copy_layouts,
    keep_struts,
    cut_lines,
    *drawing.SHORTCUTS,
)
"""Each puts one kind of shortcut into the engine's modules."""


def take_shortcuts() -> None:
    """Puts the shortcuts into the engine's modules, once."""
    layout_class = import_module("weasyprint.text.line_break").Layout
    if hasattr(layout_class, "guidepress"):
        return
    layout_class.guidepress = True
    for shortcut in SHORTCUTS:
        shortcut()
