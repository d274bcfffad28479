"""Boxes that have no background, and boxes that nothing in the file points at."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from guidepress.engine.patches.drawing.asking import ask_once, leaves_unset
from guidepress.engine.patches.replacing import replace

_CORNERS = ("top_left", "top_right", "bottom_right", "bottom_left")
_DECORATIONS = (
    "border_image_source", "mask_border_source", "background_color", "background_image", "box_shadow",
    *(f"border_{corner}_radius" for corner in _CORNERS),
)  # fmt: skip
"""What gives a box a background, or needs a picture."""
_NO_BACKGROUND = {"background": None, **{f"border_{corner}_radius": (0, 0) for corner in _CORNERS}}
"""What the engine's own function would set on a box without decoration."""


def pass_bare_boxes() -> None:
    """A box whose style has no background is passed over."""
    background = import_module("weasyprint.layout.background")
    border = import_module("weasyprint.draw.border")
    whole, whole_mask = background.layout_box_backgrounds, border.set_mask_border
    undecorated = leaves_unset(_DECORATIONS)

    @ask_once
    def is_bare(style: Any) -> bool:
        return undecorated(style)

    def layout_box_backgrounds(
        page: Any, box: Any, get_image: Any, layout_children: bool = True, style: Any = None
    ) -> None:  # fmt: skip
        own = box.__dict__
        mine = own.get("style")  # a placeholder has none of its own
        if style is not None or not layout_children or box is page or mine is None or not is_bare(mine):
            whole(page, box, get_image, layout_children, style)
            return
        own.update(_NO_BACKGROUND)
        for child in box.all_children():
            layout_box_backgrounds(page, child, get_image)

    def set_mask_border(stream: Any, box: Any) -> None:
        if not is_bare(box.style):
            whole_mask(stream, box)

    replace(border, "set_mask_border", set_mask_border)
    background.layout_box_backgrounds = layout_box_backgrounds  # type: ignore[attr-defined]


def pass_quiet_boxes() -> None:
    """A box that is no link, anchor, bookmark or form is passed over."""
    anchors = import_module("weasyprint.anchors")
    whole = anchors.gather_anchors

    @ask_once
    def is_quiet(style: Any) -> bool:
        return not style["transform"] and style["appearance"] != "auto"

    def gather_anchors(
        box: Any, found: Any, links: Any, bookmarks: Any, forms: Any, matrix: Any = None, form: Any = None,
        link: Any = None,
    ) -> None:  # fmt: skip
        style = box.style
        # elements that differ in their anchors alone share what is kept with their styles
        if link or box.link or box.bookmark_label or style["anchor"] or not is_quiet(style) or box.is_form():
            whole(box, found, links, bookmarks, forms, matrix, form, link)
            return
        for child in box.all_children():
            gather_anchors(child, found, links, bookmarks, forms, matrix, form)

    replace(anchors, "gather_anchors", gather_anchors)
