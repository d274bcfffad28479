"""Boxes: questions that are asked of every box, many times, are answered at once in the commonest case."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from typing import Any

from guidepress.engine.patch import put, replace

_IN_FLOW = frozenset({"static", "relative"})
"""The positions that leave a box where it is, if it does not float."""


def measure_boxes() -> None:
    """The sums of a box's sides are taken in one step, in the engine's order."""
    box_class = import_module("weasyprint.formatting_structure.boxes").Box
    whole = box_class.is_in_normal_flow

    def is_in_normal_flow(box: Any) -> bool:
        style = box.style
        if style["float"] == "none" and style["position"] in _IN_FLOW:
            return True
        return bool(whole(box))

    def margin_width(box: Any) -> Any:
        inside = box.width + box.padding_left + box.padding_right + box.border_left_width + box.border_right_width
        return inside + box.margin_left + box.margin_right

    def margin_height(box: Any) -> Any:
        inside = box.height + box.padding_top + box.padding_bottom + box.border_top_width + box.border_bottom_width
        return inside + box.margin_top + box.margin_bottom

    def descendants(box: Any, placeholders: bool = False) -> Iterator[Any]:
        """Goes through a box and all that it holds in one generator instead of one for each box."""
        waiting = [box]
        while waiting:
            box = waiting.pop()
            yield box
            if placeholders or isinstance(box, box_class):
                waiting.extend(reversed(box.children))

    put(box_class, "is_in_normal_flow", is_in_normal_flow)
    put(box_class, "descendants", descendants)
    put(box_class, "margin_width", margin_width)
    put(box_class, "margin_height", margin_height)


def pass_where_nothing_floats() -> None:
    """Where nothing floats, a line has the whole width of what holds it."""
    floats = import_module("weasyprint.layout.float")
    line_box = import_module("weasyprint.formatting_structure.boxes").LineBox
    whole = floats.avoid_collisions

    def avoid_collisions(context: Any, box: Any, containing_block: Any, outer: bool = True) -> Any:
        if (
            outer
            or context.excluded_shapes
            or box.__class__ is not line_box
            or containing_block.style["direction"] == "rtl"
        ):
            return whole(context, box, containing_block, outer)
        x = containing_block.content_box_x()
        start, end = x + box.margin_left, x + containing_block.width - box.margin_right
        return start - box.margin_left, box.border_box_y() - box.margin_top, end - start

    replace(floats, "avoid_collisions", avoid_collisions)
