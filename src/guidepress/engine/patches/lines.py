"""Lines: cut from a text that is shaped once, where the engine shapes each line several times.

Texts that are set in any unusual way are left to the engine: spaced out, hyphenated, right to left, with
characters that rule their line, or with words too long for it.
"""

from __future__ import annotations

from functools import lru_cache, wraps
from importlib import import_module
from math import inf
from typing import Any

from guidepress.engine.patch import put, replace
from guidepress.engine.patches.shaping import Cut, ShapedText, is_usual, shape

_BREAKS_LINES = {"normal": True, "nowrap": False}
"""The values of `white-space` under which spaces collapse and no line is kept, and whether lines are broken."""
_MOST_PAIRS = 4096
"""How many pairs of letters are remembered, with whether a line may end between them."""


def cut_lines() -> None:
    """Puts the cutting of lines in the place of `split_text_box`, `split_first_line` and `get_next_linebox`."""
    line_break, inline = import_module("weasyprint.text.line_break"), import_module("weasyprint.layout.inline")
    cutter = LineCutter()
    whole_box, whole_line = inline.split_text_box, line_break.split_first_line
    whole_next = inline.get_next_linebox

    @wraps(whole_box)
    def split_text_box(context: Any, box: Any, available_width: Any, skip: Any, is_line_start: bool = True) -> Any:
        found = None if box.justification_spacing else cutter.shaped_text(box.text, box.style, context)
        if found is None:
            return whole_box(context, box, available_width, skip, is_line_start)
        shaped, first = found
        start = first + (skip or 0)
        if start >= len(shaped.content):
            return None, None, False
        cut = cutter.cut(shaped, start, box.style, available_width, is_line_start)
        if cut is None:
            return whole_box(context, box, available_width, skip, is_line_start)
        resume = None if cut.resume is None else cut.resume - first
        return cutter.text_box(box, cut, available_width), resume, False

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
        found = None if justification_spacing or not context else cutter.shaped_text(text, style, context)
        cut = found and cutter.cut(*found, style, max_width, is_line_start, minimum)
        if not found or not cut:
            return whole_line(text, style, context, max_width, justification_spacing, is_line_start, minimum)
        shaped, start = found
        resume = None
        if cut.resume is not None:
            resume = cut.resume - start
            rest = shaped.content[cut.resume :].decode()
            context.guidepress_texts[style.guidepress_pattern, rest] = shaped, cut.resume
        layout = cutter.layout_class(cut, style, max_width)
        width = cut.width * cutter.from_units
        return layout, cut.stop - cut.start, resume, width, shaped.height, shaped.baseline

    @wraps(whole_next)
    def get_next_linebox(
        context: Any,
        linebox: Any,
        position_y: float,
        bottom_space: float,
        skip_stack: Any,
        containing_block: Any,
        *more: Any,
    ) -> Any:
        if more[2:] == (None, None) and cutter.holds_one_text(context, linebox, containing_block):
            found = cutter.line_of_one_text(context, linebox, position_y, skip_stack, containing_block)
            if found:
                return found
        return whole_next(context, linebox, position_y, bottom_space, skip_stack, containing_block, *more)

    replace(line_break, "can_break_text", lru_cache(_MOST_PAIRS)(line_break.can_break_text))
    put(line_break.Layout, "cut", None)
    replace(inline, "split_text_box", split_text_box)
    replace(inline, "get_next_linebox", get_next_linebox)
    replace(line_break, "split_first_line", split_first_line)


class LineCutter:
    """Cuts lines, and makes the engine's boxes of them."""

    def __init__(self) -> None:
        self.line_break = import_module("weasyprint.text.line_break")
        self.inline = import_module("weasyprint.layout.inline")
        self.css = import_module("weasyprint.css")
        self.text_class = import_module("weasyprint.formatting_structure.boxes").TextBox
        self.units, self.from_units = self.line_break.TO_UNITS, self.line_break.FROM_UNITS
        self.layout_class = _cut_layout_class(self.line_break.Layout)

    def shaped_text(self, text: str, style: Any, context: Any) -> tuple[ShapedText, int] | None:
        """Gives the shaped text that a text is all or the last part of, and the byte where it starts there."""
        if not style.__dict__.get("guidepress_cuts", True):
            return None
        layout_class = self.line_break.Layout
        if "guidepress_cuts" not in style.__dict__:
            layout_class(style)
            style.guidepress_cuts = isinstance(style, self.css.Style) and _is_set_plainly(style)
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

    def cut(
        self,
        shaped: ShapedText,
        start: int,
        style: Any,
        width: float | None,
        is_line_start: bool,
        minimum: bool = False,
    ) -> Cut | None:
        """Cuts a line of some width in pixels; None where the engine has to break a word, or begins within one."""
        if not shaped.may_start(start):
            return None
        if width is None or width == inf or not _BREAKS_LINES[style["white_space"]]:
            return shaped.rest(start)
        if width < 0:
            return None
        cut = shaped.line(start, int(width * self.units))
        if cut is not None and cut.resume is None and shaped.is_between_spaces(start):
            return cut if cut.stop == len(shaped.content) else None
        if cut is None:
            wrap = style["overflow_wrap"]
            may_break = is_line_start and (wrap == "anywhere" or (wrap == "break-word" and not minimum))
            return None if may_break else shaped.shortest(start)
        return cut

    def text_box(self, box: Any, cut: Cut, width: float | None) -> Any:
        """Makes the laid-out box of a line from the box of its text."""
        style, shaped = box.style, cut.shaped
        layout = self.layout_class(cut, style, width)
        half_leading = (self.line_break.strut(style)[0] - shaped.height) / 2
        box = box.copy_with_text(layout.text)
        box.width, box.height = cut.width * self.from_units, shaped.height
        box.pango_layout = layout
        box.margin_top = box.margin_bottom = half_leading
        box.baseline = shaped.baseline + half_leading
        return box

    def holds_one_text(self, context: Any, linebox: Any, containing_block: Any) -> bool:
        """Says whether a line box holds one plain text and nothing floats beside it."""
        children = linebox.children
        if len(children) != 1 or children[0].__class__ is not self.text_class or context.excluded_shapes:
            return False
        style = children[0].style
        return bool(
            linebox.style.__class__ is self.css.AnonymousStyle
            and style["vertical_align"] == "baseline"
            and style["text_align_all"] != "justify"
            and containing_block.style["direction"] == "ltr"
            and children[0].is_in_normal_flow()
        )

    def line_of_one_text(
        self, context: Any, linebox: Any, position_y: float, skip_stack: Any, containing_block: Any
    ) -> Any:
        """Makes the next line, as `get_next_linebox` does in many small steps; None where it must do so."""
        child = linebox.children[0]
        found = None if child.justification_spacing else self.shaped_text(child.text, child.style, context)
        if found is None:
            return None
        shaped, first = found
        content, end = shaped.content, len(shaped.content)
        inner = next(iter(skip_stack.values())) if skip_stack else None
        start = first + (next(iter(inner)) if inner else 0)
        if start == end:
            return None, None
        while start < end and content[start] == 32:
            start += 1
        if start == end or content[-1] == 32:
            return None
        inline = self.inline
        linebox.position_y, linebox.width, linebox.height = position_y, 0, 0
        x, y, available = inline.avoid_collisions(context, linebox, containing_block, outer=False)
        linebox.position_x, linebox.position_y = x, y
        child.position_x, child.position_y = x + linebox.text_indent, y
        inline.resolve_percentages(child, containing_block)
        room = (x + available) * (1 + 1e-9) - child.position_x  # as the engine makes up for rounding
        cut = self.cut(shaped, start, child.style, room, True)
        if cut is None:
            return None
        text = self.text_box(child, cut, room)
        line = linebox.copy_with_children([text])
        line.remove_decoration(start=start > first, end=cut.resume is not None)
        line.width = text.position_x + text.margin_width() - line.content_box_x()
        inline._adjust_line_height(line)
        linebox.width, linebox.height = line.width, line.height
        offset = inline.text_align(context, line, available, last=cut.resume is None)
        top = min(-text.baseline, -line.baseline)
        bottom = max(-text.baseline + text.margin_height(), -line.baseline + line.margin_height())
        text.position_y = -text.baseline
        line.baseline, line.position_y, line.height = -top, top, bottom - top
        line.margin_top = line.margin_bottom = 0
        line.translate(offset, y - top)
        line.position_y = y
        return line, None if cut.resume is None else {0: {cut.resume - first: None}}


def _cut_layout_class(layout_class: Any) -> Any:
    class CutLayout(layout_class):  # type: ignore[misc]
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

    return CutLayout


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
