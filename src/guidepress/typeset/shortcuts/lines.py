"""Lines: cut from a text that is shaped once, where the engine shapes each line several times.

Texts that are set in any unusual way are left to the engine: spaced out, hyphenated, right to left, with
characters that rule their line, or with words too long for it.
"""

from __future__ import annotations

from functools import lru_cache, wraps
from importlib import import_module
from math import inf
from typing import Any

from guidepress.typeset.shortcuts.replacing import replace
from guidepress.typeset.shortcuts.shaping import Cut, ShapedText, is_usual, shape

_BREAKS_LINES = {"normal": True, "nowrap": False}
"""The values of `white-space` under which spaces collapse and no line is kept, and whether lines are broken."""
_MOST_PAIRS = 4096
"""How many pairs of letters are remembered, with whether a line may end between them."""


def cut_lines() -> None:
    """Puts the cutting of lines in the place of `split_text_box` and `split_first_line`."""
    line_break, inline = import_module("weasyprint.text.line_break"), import_module("weasyprint.layout.inline")
    units, from_units = line_break.TO_UNITS, line_break.FROM_UNITS
    layout_class, styles = line_break.Layout, import_module("weasyprint.css").Style
    whole_box, whole_line = inline.split_text_box, line_break.split_first_line

    class CutLayout(layout_class):  # type: ignore[misc, valid-type]
        """What the engine keeps of a line; a layout of Pango's only where Pango has to draw it."""

        def __init__(self, cut: Cut, style: Any, max_width: float | None) -> None:
            self.cut, self.cut_style, self.text = cut, style, cut.text
            self.justification_spacing, self.max_width = 0, max_width

        def __getattr__(self, name: str) -> Any:
            if name in ("layout", "language", "style", "cut_style"):
                raise AttributeError(name)
            return getattr(self.cut_style.guidepress_pattern, name)

        def deactivate(self) -> None:
            if "layout" in self.__dict__:
                super().deactivate()

        def reactivate(self, style: Any) -> None:
            if style is not self.cut_style:
                super().reactivate(style)

    def shaped_text(text: str, style: Any, context: Any) -> tuple[ShapedText, int] | None:
        """Gives the shaped text that a text is all or the last part of, and the byte where it starts there."""
        if not style.__dict__.get("guidepress_cuts", True):
            return None
        if "guidepress_cuts" not in style.__dict__:
            layout_class(style)
            style.guidepress_cuts = isinstance(style, styles) and _is_set_plainly(style)
            if not style.guidepress_cuts:
                return None
        pattern = style.guidepress_pattern
        known = context.__dict__.setdefault("guidepress_texts", {}) if context else {}
        key = (pattern, text)
        if key not in known:
            shaped = shape(text, layout_class(style), pattern) if text and is_usual(text) else None
            known[key] = shaped and (shaped, 0)
        found: tuple[ShapedText, int] | None = known[key]
        return found

    def cut_of(
        shaped: ShapedText,
        start: int,
        style: Any,
        width: float | None,
        may_break_words: bool,
    ) -> Cut | None:
        if width is None or width == inf or not _BREAKS_LINES[style["white_space"]]:
            return shaped.rest(start)
        if width < 0:
            return None
        cut = shaped.line(start, int(width * units))
        return cut if cut or may_break_words else shaped.shortest(start)

    @wraps(whole_box)
    def split_text_box(
        context: Any,
        box: Any,
        available_width: float | None,
        skip: int | None,
        is_line_start: bool = True,
    ) -> Any:
        style = box.style
        found = None if box.justification_spacing else shaped_text(box.text, style, context)
        if found is None:
            return whole_box(context, box, available_width, skip, is_line_start)
        shaped, first = found
        start = first + (skip or 0)
        if start >= len(shaped.content):
            return None, None, False
        may_break_words = is_line_start and style["overflow_wrap"] != "normal"
        cut = shaped.may_start(start) and cut_of(shaped, start, style, available_width, may_break_words)
        if not cut:
            return whole_box(context, box, available_width, skip, is_line_start)
        box = box.copy_with_text(cut.text)
        box.width = cut.width * from_units
        box.pango_layout = CutLayout(cut, style, available_width)
        box.height = shaped.height
        half_leading = (line_break.strut(style)[0] - shaped.height) / 2
        box.margin_top = box.margin_bottom = half_leading
        box.baseline = shaped.baseline + half_leading
        return box, None if cut.resume is None else cut.resume - first, False

    @wraps(whole_line)
    def split_first_line(
        text: str,
        style: Any,
        context: Any,
        max_width: float | None,
        justification_spacing: float,
        is_line_start: bool = True,
        minimum: bool = False,
    ) -> Any:
        found = None if justification_spacing or not context else shaped_text(text, style, context)
        if found is None:
            return whole_line(text, style, context, max_width, justification_spacing, is_line_start, minimum)
        shaped, start = found
        wrap = style["overflow_wrap"]
        may_break_words = is_line_start and (wrap == "anywhere" or (wrap == "break-word" and not minimum))
        cut = cut_of(shaped, start, style, max_width, may_break_words)
        if cut is None:
            return whole_line(text, style, context, max_width, justification_spacing, is_line_start, minimum)
        resume = None
        if cut.resume is not None:
            resume = cut.resume - start
            rest = shaped.content[cut.resume :].decode()
            context.guidepress_texts[style.guidepress_pattern, rest] = shaped, cut.resume
        layout = CutLayout(cut, style, max_width)
        return layout, cut.stop - cut.start, resume, cut.width * from_units, shaped.height, shaped.baseline

    replace(line_break, "can_break_text", lru_cache(_MOST_PAIRS)(line_break.can_break_text))
    layout_class.cut = None
    replace(inline, "split_text_box", split_text_box)
    replace(line_break, "split_first_line", split_first_line)


def _is_set_plainly(style: Any) -> bool:
    """Says whether a style's usual texts are set word by word, with nothing added between letters or words."""
    return bool(
        style.guidepress_plain
        and style["white_space"] in _BREAKS_LINES
        and style["direction"] == "ltr"
        and style["hyphens"] != "auto"
        and style["word_break"] == "normal"
        and style["font_size"]
    )
