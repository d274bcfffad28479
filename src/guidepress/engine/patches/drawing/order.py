"""The order in which boxes are painted (CSS 2, appendix E)."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from guidepress.engine.patches.drawing.asking import ask_once


def sort_without_asking() -> None:
    """Boxes in the common order are sorted without asking their style again, and copied only where they change."""
    boxes = import_module("weasyprint.formatting_structure.boxes")
    stacking = import_module("weasyprint.stacking")
    whole = stacking._dispatch
    parent_box, block_box, cell_box = boxes.ParentBox, boxes.BlockLevelBox, boxes.TableCellBox
    atomic = (boxes.InlineBlockBox, boxes.InlineFlexBox, boxes.InlineGridBox)

    @ask_once
    def is_in_order(style: Any) -> bool:
        return bool(
            style["position"] == "static" and style["z_index"] == "auto" and style["opacity"] >= 1
            and not style["transform"] and style["overflow"] == "visible" and style["float"] == "none"
        )  # fmt: skip

    def dispatch(box: Any, page: Any, contexts: Any, blocks: Any, floats: Any, inside: Any) -> Any:
        style = box.__dict__.get("style")  # a placeholder has none of its own
        if style is None or not is_in_order(style) or isinstance(box, atomic):
            return whole(box, page, contexts, blocks, floats, inside)
        if not isinstance(box, (block_box, cell_box)):
            return dispatch_children(box, page, contexts, blocks, floats, inside)
        own: dict[Any, Any] = {}
        if isinstance(box, block_box):
            place = len(blocks)
            box = dispatch_children(box, page, contexts, blocks, floats, own)
            blocks.insert(place, box)
        else:
            box = dispatch_children(box, page, contexts, blocks, floats, own)
        inside[box] = own
        return box

    def dispatch_children(box: Any, page: Any, contexts: Any, blocks: Any, floats: Any, inside: Any) -> Any:
        if not isinstance(box, parent_box):
            return box
        kept, changed = [], False
        for child in box.children:
            result = dispatch(child, page, contexts, blocks, floats, inside)
            if result is not child:
                changed = True
            if result is not None:
                kept.append(result)
        return box.copy_with_children(kept) if changed else box

    stacking._dispatch, stacking._dispatch_children = dispatch, dispatch_children  # type: ignore[attr-defined]
