"""Boxes that nothing in the file points at."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from guidepress.engine.patch import replace
from guidepress.engine.patches.drawing.asking import ask_once


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
