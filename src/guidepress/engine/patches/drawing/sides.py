"""Borders and outlines."""

from __future__ import annotations

from importlib import import_module
from operator import attrgetter
from typing import Any

from guidepress.engine.patches.drawing.asking import ask_once, leaves_unset
from guidepress.engine.patches.replacing import replace

_RULES = ("column_width", "column_count", "border_image_source")
"""What makes a box draw more than its four sides."""
_BORDER_WIDTHS = ("border_top_width", "border_right_width", "border_bottom_width", "border_left_width")
_DRAWN_SIDES = ((2, "bottom"), (3, "left"), (1, "right"), (0, "top"))
"""The sides of a box in the order in which the engine draws them, with their places among the widths."""


def draw_sides_that_are_there() -> None:
    """Boxes without borders and outlines are passed over, and so are the sides that a border has not."""
    unruled = leaves_unset(_RULES)
    border = import_module("weasyprint.draw.border")
    box_class = import_module("weasyprint.formatting_structure.boxes").Box
    border_widths = attrgetter(*_BORDER_WIDTHS)
    whole_border, whole_outline = border.draw_border, border.draw_outline

    @ask_once
    def is_unruled(style: Any) -> bool:
        return unruled(style)

    def draw_border(stream: Any, box: Any) -> None:
        style = box.style
        widths = border_widths(box) if is_unruled(style) and style["visibility"] == "visible" else ()
        if 0 not in widths:
            whole_border(stream, box)
        elif any(widths):
            draw_sides(stream, box, widths)

    def draw_sides(stream: Any, box: Any, widths: tuple[float, ...]) -> None:
        """Draws the sides that there are, as the engine does where one of them is missing."""
        rounded = box.rounded_border_box()
        for number, side in _DRAWN_SIDES:
            if widths[number]:
                color = border.get_color(box.style, f"border_{side}_color")
                kind = color.alpha and box.style[f"border_{side}_style"]
                with stream.artifact(), stream.stacked():
                    border.clip_border_segment(
                        stream, kind, widths[number], side, rounded[:4], widths, rounded[4:]
                    )
                    border.draw_rounded_border(stream, box, kind, border.styled_color(kind, color, side))

    def draw_outline(stream: Any, box: Any) -> None:
        if box.style["outline_width"]:
            whole_outline(stream, box)
            return
        for child in box.children:
            if isinstance(child, box_class):
                draw_outline(stream, child)

    replace(border, "draw_border", draw_border)
    replace(border, "draw_outline", draw_outline)
