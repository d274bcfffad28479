"""The patches of the engine: mends of what it prints, and shortcuts through it, the same bytes in less time.

WeasyPrint shapes every line several times: to find its break, to measure it, and to draw it. It makes a Pango
context and a font description for each, asks every style for dozens of values through the whole cascade, and
formats each glyph anew. The shortcuts take the common cases another way and leave all others to the engine's
own. `tests/engine/test_random_pages.py` holds that no byte changes. Each patch names all that it stands on, and is
left out where that has changed (`patch`); one that no longer pays for its lines is to be deleted.
"""

from __future__ import annotations

from guidepress.engine.patch import Patch
from guidepress.engine.patches.boxes import measure_boxes, pass_where_nothing_floats
from guidepress.engine.patches.declarations import declare
from guidepress.engine.patches.drawing.boxes import pass_quiet_boxes
from guidepress.engine.patches.drawing.lines import draw_cut_lines
from guidepress.engine.patches.drawing.paths import draw_straight_paths_quickly
from guidepress.engine.patches.drawing.streams import (
    draw_plain_text,
    keep_states,
    look_fonts_up_once,
    set_colours_once,
)
from guidepress.engine.patches.drawing.values import format_by_type, multiply_without_loops
from guidepress.engine.patches.fonts import copy_layouts, keep_struts
from guidepress.engine.patches.lengths import resolve_lengths
from guidepress.engine.patches.line_breaks import mend_line_breaks
from guidepress.engine.patches.lines import cut_lines
from guidepress.engine.patches.parsing import keep_regular_expressions, read_as_xml
from guidepress.engine.patches.pictures import name_pictures_by_content
from guidepress.engine.patches.sharing import share_styles
from guidepress.engine.patches.styles import find_unset_values


def _in(module: str, *names: str) -> tuple[str, ...]:
    """Names of one module of the engine's."""
    return tuple(f"weasyprint.{module}:{name}" for name in names)


_LAYOUT = _in("text.line_break", "Layout")
_BOXES = "formatting_structure.boxes"
_TEXT = (
    *_LAYOUT,
    *_in("text.line_break", "split_first_line", "first_line_metrics", "create_layout", "line_size"),
)

MENDS = (
    Patch("pictures named by content", _in("images", "RasterImage.__init__"),
          apply=name_pictures_by_content, is_shortcut=False),
    Patch("line breaks", _in("text.line_break", "split_first_line"), _TEXT,
          apply=mend_line_breaks, is_shortcut=False),
)  # fmt: skip
"""What prints something else than the engine would; wanted without shortcuts too."""

SHORTCUTS = (
    Patch("declarations", (), _in("text.ffi", "ffi"), apply=declare),
    Patch("regular expressions", ("tinyhtml5.inputstream:characters_until_regex",),
          ("tinyhtml5.inputstream:HTMLUnicodeInputStream.chars_until",), apply=keep_regular_expressions),
    Patch("HTML read as XML", ("tinyhtml5.parser:parse",),
          ("tinyhtml5.parser:HTMLParser", "weasyprint:HTML.__init__"), apply=read_as_xml),
    Patch("unset values", _in("css", "ComputedStyle.__init__", "ComputedStyle.__missing__",
                              "AnonymousStyle.__init__"),
          _in("css", "Style", "ComputedStyle", "AnonymousStyle", "InitialStyle"),
          apply=find_unset_values),
    Patch("shared styles", _in("css", "StyleFor.__init__", "StyleFor.__call__", "StyleFor.set_computed_styles"),
          _in("css", "StyleFor", "ComputedStyle", "find_style_attributes", "declaration_precedence",
              "preprocess_stylesheet"), apply=share_styles),
    Patch("used lengths", _in("layout.percent", "resolve_percentages"),
          _in("layout.percent", "percentage", "adjust_box_sizing", "resolve_one_percentage"),
          apply=resolve_lengths),
    Patch("sums of boxes", _in(_BOXES, "Box.is_in_normal_flow", "Box.margin_width", "Box.margin_height",
                               "Box.descendants"),
          _in(_BOXES, "Box", "ParentBox"), apply=measure_boxes),
    Patch("lines where nothing floats", _in("layout.float", "avoid_collisions"),
          _in(_BOXES, "LineBox", "Box"), apply=pass_where_nothing_floats),
    Patch("copied layouts", _in("text.line_break", "Layout.setup", "Layout.set_text"),
          (*_LAYOUT, *_in("text.fonts", "get_font_description", "font_features")),
          needs=("declarations",), apply=copy_layouts),
    Patch("kept struts", _in("text.line_break", "strut"), _TEXT, apply=keep_struts),
    Patch("lines cut from shaped texts",
          (*_in("layout.inline", "split_text_box", "get_next_linebox"),
           *_in("text.line_break", "split_first_line", "can_break_text")),
          (*_TEXT, *_in("text.line_break", "strut", "get_next_break_point", "get_next_break_point_from_text",
                        "get_log_attrs"),
           *_in("layout.inline", "split_inline_box", "_adjust_line_height", "text_align", "line_box_verticality",
                "aligned_subtree_verticality", "inline_box_verticality", "skip_first_whitespace",
                "remove_last_whitespace", "first_letter_to_box", "is_phantom_linebox"),
           *_in(_BOXES, "Box", "ParentBox", "TextBox", "LineBox"),
           *_in("layout.preferred", "trailing_whitespace_size", "inline_line_widths"),
           *_in("draw.text", "draw_text", "draw_first_line"), *_in("layout.float", "avoid_collisions")),
          needs=("copied layouts", "line breaks"), apply=cut_lines),
    Patch("number formats", ("pydyf:_to_bytes",), apply=format_by_type),
    Patch("products of matrices", _in("matrix", "Matrix.__matmul__", "Matrix.transform_point"),
          _in("matrix", "Matrix"), apply=multiply_without_loops),
    Patch("kept states", _in("pdf.stream", "Stream.stacked", "Stream.push_state"),
          ("pydyf:Stream.push_state", *_in("pdf.stream", "Stream.pop_state")), apply=keep_states),
    Patch("colours", _in("pdf.stream", "Stream.set_color"),
          ("pydyf:_to_bytes", "pydyf:Stream.set_color_rgb", *_in("pdf.stream", "Stream.set_alpha")),
          apply=set_colours_once),
    Patch("fonts looked up once", _in("pdf.stream", "Stream.add_font"), needs=("declarations",),
          apply=look_fonts_up_once),
    Patch("cut lines drawn", _in("draw.text", "draw_first_line"),
          (*_in("pdf.stream", "Stream.add_font", "Stream.set_font_size"), *_in("pdf.fonts", "Font")),
          needs=("lines cut from shaped texts",), apply=draw_cut_lines),
    Patch("plain text", _in("draw.text", "draw_text"), _in("draw.text", "draw_first_line", "draw_emojis"),
          apply=draw_plain_text),
    Patch("straight paths", _in("svg", "TAGS"), _in("svg.path", "path"), apply=draw_straight_paths_quickly),
    Patch("quiet boxes", _in("anchors", "gather_anchors"), _in(_BOXES, "Box.is_form"), apply=pass_quiet_boxes),
)  # fmt: skip
"""What only saves time."""

TAGS = Patch(
    "tags",
    (),
    (
        *_in("pdf.stream", "Stream.marked", "Stream.artifact", "Stream.clone", "Stream.add_group",
             "Stream.set_font_size"),
        *_in("document", "Page", "Document"), *_in("pdf", "generate_pdf"),
        *_in("layout.absolute", "AbsolutePlaceholder"),
        *_in(_BOXES, "Box", "LineBox", "TextBox", "ReplacedBox", "MarginBox"),
        *_in("draw", "draw_inline_level", "draw_block_level", "draw_stacking_context"),
        *_in("draw.text", "draw_text", "draw_first_line"), *_in("anchors", "gather_anchors"),
    ),
    is_shortcut=False,
)  # fmt: skip
"""What `targets.pdf.tags` overrides and counts on; it puts nothing in place."""

PATCHES = (*MENDS, *SHORTCUTS, TAGS)
"""All of them, each after those that it needs."""
