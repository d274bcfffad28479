"""Shortcuts through the engine's drawing and writing.

WeasyPrint asks each box for some thirty values of its style before it finds that most have no background, no
border, no outline and no stacking context of their own, and does so three times: when backgrounds are laid out,
when boxes are sorted by what lies on top, and when they are painted. The functions here ask each style once, keep
the answer with it, and leave every box that has something to draw to the engine's own functions.
"""

from __future__ import annotations

from guidepress.engine.patches.drawing.boxes import pass_bare_boxes, pass_quiet_boxes
from guidepress.engine.patches.drawing.lines import draw_cut_lines
from guidepress.engine.patches.drawing.order import sort_without_asking
from guidepress.engine.patches.drawing.paths import draw_straight_paths_quickly
from guidepress.engine.patches.drawing.sides import draw_sides_that_are_there
from guidepress.engine.patches.drawing.streams import (
    draw_plain_text,
    keep_states,
    look_fonts_up_once,
    set_colours_once,
)
from guidepress.engine.patches.drawing.values import (
    format_by_type,
    make_subsets_of_one_type,
    multiply_without_loops,
    validate_once,
)

SHORTCUTS = (
    format_by_type,
    multiply_without_loops,
    validate_once,
    make_subsets_of_one_type,
    keep_states,
    set_colours_once,
    look_fonts_up_once,
    draw_cut_lines,
    draw_plain_text,
    draw_straight_paths_quickly,
    pass_bare_boxes,
    pass_quiet_boxes,
    sort_without_asking,
    draw_sides_that_are_there,
)
"""Each puts one kind of shortcut into the engine's modules."""
