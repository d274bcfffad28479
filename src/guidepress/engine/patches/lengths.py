"""Used lengths: those that no container changes are found once for each style."""

from __future__ import annotations

from importlib import import_module
from math import inf
from typing import Any, NamedTuple

from guidepress.engine.patch import replace

_WIDTHS = (
    "margin_left", "margin_right", "padding_left", "padding_right", "width", "min_width", "max_width",
)  # fmt: skip
_VERTICAL = ("margin_top", "margin_bottom", "padding_top", "padding_bottom")
_HEIGHTS = ("height", "min_height", "max_height")
_BORDERS = ("border_top_width", "border_right_width", "border_bottom_width", "border_left_width")


class _Lengths(NamedTuple):
    """A style's lengths in pixels, and the names of those that depend on the container."""

    fixed: dict[str, Any]
    widths: list[str]
    vertical: list[str]
    heights: list[str]
    collapse: bool
    resize: bool


def resolve_lengths() -> None:
    """Puts used lengths into boxes at once; only percentages and calculations are worked out for each box."""
    percent = import_module("weasyprint.layout.percent")
    boxes = import_module("weasyprint.formatting_structure.boxes")
    dimension = import_module("weasyprint.css.properties").Dimension
    percentage, adjust_box_sizing = percent.percentage, percent.adjust_box_sizing
    box_class, page_class = boxes.Box, boxes.PageBox

    def lengths_of(style: Any) -> _Lengths:
        fixed: dict[str, Any] = {}

        def keep(names: tuple[str, ...]) -> list[str]:
            """Keeps what is the same in every container; gives the names of the others."""
            others = []
            for name in names:
                value = style[name]
                if value.__class__ is dimension and value[1] != "%":
                    fixed[name] = value[0]
                elif value == "auto" or value is None:
                    fixed[name] = 0 if name.startswith("min_") else value
                else:
                    others.append(name)
            return others

        widths, vertical, heights = keep(_WIDTHS), keep(_VERTICAL), keep(_HEIGHTS)
        collapse = style["border_collapse"] == "collapse"
        if not collapse:
            fixed.update((name, style[name]) for name in _BORDERS)
        resize = style["box_sizing"] != "content-box"
        style.guidepress_lengths = _Lengths(fixed, widths, vertical, heights, collapse, resize)
        return style.guidepress_lengths  # type: ignore[no-any-return]

    def used(style: Any, name: str, whole: Any) -> Any:
        value = style[name]
        return whole * value[0] / 100 if value.__class__ is dimension else percentage(value, style, whole)

    def resolve_percentages(box: Any, containing_block: Any) -> None:
        style, values = box.style, box.__dict__
        fixed, widths, vertical, heights, collapse, resize = style.__dict__.get(
            "guidepress_lengths"
        ) or lengths_of(style)
        values.update(fixed)
        if widths or vertical or heights:
            if isinstance(containing_block, box_class):
                width, height = containing_block.width, containing_block.height
            else:
                width, height = containing_block
            for name in widths:
                values[name] = used(style, name, width)
            for name in vertical:
                values[name] = used(style, name, height if isinstance(box, page_class) else width)
            for name in heights:
                if height == "auto":
                    rest = {"height": None, "min_height": 0, "max_height": inf}[name]
                    values[name] = "auto" if rest is None else used(style, name, rest)
                else:
                    values[name] = used(style, name, height)
        if collapse:
            for name in _BORDERS:
                if not hasattr(box, name):
                    values[name] = style[name]
        if resize:
            adjust_box_sizing(box, "width")
            adjust_box_sizing(box, "height")

    replace(percent, "resolve_percentages", resolve_percentages)
