"""Used lengths: percentages are told from lengths on the spot; only calculations go to the engine's functions."""

from __future__ import annotations

from importlib import import_module
from math import inf
from typing import Any

from guidepress.typeset.shortcuts.replacing import replace

_WIDTHS = (
    "margin_left", "margin_right", "padding_left", "padding_right", "width", "min_width", "max_width",
)  # fmt: skip
_VERTICAL = ("margin_top", "margin_bottom", "padding_top", "padding_bottom")
_BORDERS = ("border_top_width", "border_right_width", "border_bottom_width", "border_left_width")


def resolve_lengths() -> None:
    """Lengths and percentages are told apart on the spot; only calculations go to the engine's functions."""
    percent = import_module("weasyprint.layout.percent")
    boxes = import_module("weasyprint.formatting_structure.boxes")
    dimension = import_module("weasyprint.css.properties").Dimension
    percentage, check_math, adjust_box_sizing = percent.percentage, percent.check_math, percent.adjust_box_sizing
    box_class, page_class = boxes.Box, boxes.PageBox

    def used(style: Any, name: str, whole: Any) -> Any:
        value = style[name]
        if value.__class__ is dimension:
            return whole * value[0] / 100 if value[1] == "%" else value[0]
        return value if value == "auto" or value is None else percentage(value, style, whole)

    def resolve_percentages(box: Any, containing_block: Any) -> None:
        if isinstance(containing_block, box_class):
            width, height = containing_block.width, containing_block.height
        else:
            width, height = containing_block
        style, values = box.style, box.__dict__
        vertical = height if isinstance(box, page_class) else width
        for name in _WIDTHS:
            values[name] = used(style, name, width)
        for name in _VERTICAL:
            values[name] = used(style, name, vertical)
        if height == "auto":
            own = style["height"]
            relative = own == "auto" or check_math(own) or own.unit == "%"
            values["height"] = "auto" if relative else own.value
            values["min_height"] = used(style, "min_height", 0)
            values["max_height"] = used(style, "max_height", inf)
        else:
            for name in ("height", "min_height", "max_height"):
                values[name] = used(style, name, height)
        for name in ("min_width", "min_height"):
            if values[name] == "auto":
                values[name] = 0
        collapse = style["border_collapse"] == "collapse"
        for name in _BORDERS:
            if not (collapse and hasattr(box, name)):
                values[name] = style[name]
        if style["box_sizing"] != "content-box":
            adjust_box_sizing(box, "width")
            adjust_box_sizing(box, "height")

    replace(percent, "resolve_percentages", resolve_percentages)
