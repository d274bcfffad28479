"""Shortcuts through the engine: the same bytes in less time.

WeasyPrint sets every line three times: to find its break, to measure it, and to draw it. It makes a Pango context
and a font description for each, asks every style for dozens of values through the whole cascade, and formats each
glyph anew. The functions here take the common cases a shorter way and leave all others to the engine's own.
`tests/build/test_shortcuts.py` holds that no byte changes; `pyproject.toml` pins the engine's version.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from importlib import import_module
from math import inf
from typing import Any, TypeAlias, cast

_SPECIAL_KEYS = frozenset({"float", "display", "position", "page"})
_PARAGRAPH_ENDS = ("\n", "\r", "\u2029")
_SHAPING_KEYS = (
    "font_family", "font_style", "font_stretch", "font_weight", "font_size", "font_kerning",
    "font_variant_ligatures", "font_variant_position", "font_variant_caps", "font_variant_numeric",
    "font_variant_alternates", "font_variant_east_asian", "font_feature_settings",
    "font_variation_settings", "font_language_override", "lang", "direction",
)  # fmt: skip
"""What the engine's own `Layout.setup` asks a style for, beside whether the text is decorated."""
_EVERY_LENGTH = 0xFFFFFFFF
"""Pango's own word for the end of any text."""
_GLYPH_INFO = 5
"""How many 32-bit numbers describe a glyph in Pango: its number, width, two offsets, attributes."""
_Shape: TypeAlias = tuple[Any, float, int, int]
"""A font, its size, a glyph's number and its advance."""
_EMPTY_OR_UNKNOWN = 0x0FFFFFFF
"""Glyph numbers from here on stand for nothing or for missing glyphs."""


def take_shortcuts() -> None:
    """Puts the shortcuts into the engine's modules, once."""
    line_break = import_module("weasyprint.text.line_break")
    if hasattr(line_break.Layout, "guidepress"):
        return
    line_break.Layout.guidepress = True
    _parsing()
    _styles()
    _percentages()
    _layouts(line_break)
    _struts(line_break)
    _drawing()
    _writing()


class _Regexes(dict[Any, Any]):
    """Regular expressions by the characters they stop at, each compiled once."""

    def __missing__(self, key: tuple[Iterable[str], bool]) -> re.Pattern[str]:
        characters, opposite = key
        inside = "".join(f"\\x{ord(character):02x}" for character in characters)
        self[key] = re.compile(f"[{'' if opposite else '^'}{inside}]+")
        return cast("re.Pattern[str]", self[key])


def _parsing() -> None:
    """tinyhtml5 means to keep its regular expressions, but files each under itself and finds none."""
    import_module("tinyhtml5.inputstream").characters_until_regex = _Regexes()  # type: ignore[attr-defined]


def _struts(line_break: Any) -> None:  # noqa: ANN401
    """The height of a style's empty line is kept with the style."""
    whole = line_break.strut

    def strut(style: Any) -> Any:  # noqa: ANN401
        known = style.__dict__.get("guidepress_strut")
        if known is None:
            known = style.guidepress_strut = whole(style)
        return known

    _replace(line_break, "strut", strut)


def _writing() -> None:
    """Numbers and names become bytes by their type, the commonest first."""
    pydyf = import_module("pydyf")
    whole = pydyf._to_bytes

    def to_bytes(item: Any) -> bytes:  # noqa: ANN401
        kind = item.__class__
        if kind is bytes:
            return cast(bytes, item)
        if kind is str:
            return cast(str, item).encode("ascii")
        if kind is int:
            return b"%d" % item
        if kind is float and not item.is_integer():
            return (b"%f" % item).rstrip(b"0")
        return cast(bytes, whole(item))

    pydyf._to_bytes = to_bytes  # type: ignore[attr-defined]


def _styles() -> None:
    """Values that no rule sets come straight from the parent or from the list of initial values."""
    css = import_module("weasyprint.css")
    physical = css.PHYSICAL_FUNCTIONS
    logical = {function(block="ttb", inline=inline) for function in physical.values() for inline in ("ltr", "rtl")}
    simple = {
        key: value
        for key, value in css.INITIAL_VALUES.items()
        if key not in _SPECIAL_KEYS and not key.startswith("text_decoration_") and not css.check_math(value)
    }
    inherited = frozenset(key for key in simple if key in css.INHERITED and key not in physical)
    initial = {
        key: (value, css.COMPUTER_FUNCTIONS.get(key) if key in css.INITIAL_NOT_COMPUTED else None)
        for key, value in simple.items()
        if key not in css.INHERITED and value not in ("initial", "inherit")
    }
    whole = css.ComputedStyle.__missing__

    def missing(style: Any, key: str) -> Any:  # noqa: ANN401
        if key not in style.cascaded:
            if key in inherited:
                if style.parent_style is not None:
                    value = style[key] = style.parent_style[key]
                    return value
            elif key in initial and (key not in physical or logical.isdisjoint(style.cascaded)):
                value, compute = initial[key]
                if compute is not None:
                    value = compute(style, key, value)
                style[key] = value
                return value
        return whole(style, key)

    css.ComputedStyle.__missing__ = missing


_WIDTHS = (
    "margin_left", "margin_right", "padding_left", "padding_right", "width", "min_width", "max_width",
)  # fmt: skip
_VERTICAL = ("margin_top", "margin_bottom", "padding_top", "padding_bottom")
_BORDERS = ("border_top_width", "border_right_width", "border_bottom_width", "border_left_width")


def _percentages() -> None:
    """Lengths and percentages are told apart on the spot; only calculations go to the engine's functions."""
    percent = import_module("weasyprint.layout.percent")
    boxes = import_module("weasyprint.formatting_structure.boxes")
    dimension = import_module("weasyprint.css.properties").Dimension
    percentage, check_math, adjust_box_sizing = percent.percentage, percent.check_math, percent.adjust_box_sizing
    box_class, page_class = boxes.Box, boxes.PageBox

    def used(style: Any, name: str, whole: Any) -> Any:  # noqa: ANN401
        value = style[name]
        if value.__class__ is dimension:
            return whole * value[0] / 100 if value[1] == "%" else value[0]
        return value if value == "auto" or value is None else percentage(value, style, whole)

    def resolve_percentages(box: Any, containing_block: Any) -> None:  # noqa: ANN401
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

    _replace(percent, "resolve_percentages", resolve_percentages)


def _replace(module: Any, name: str, function: Any) -> None:  # noqa: ANN401
    """Puts a function in another's place in every module of the engine that has imported it."""
    old = getattr(module, name)
    for other_name, other in list(sys.modules.items()):
        if other_name.startswith("weasyprint.") and getattr(other, name, None) is old:
            setattr(other, name, function)


def _layouts(line_break: Any) -> None:  # noqa: ANN401
    """A line's layout is copied from one of the same font, and is kept from measuring to drawing."""
    text = import_module("weasyprint.text.ffi")
    ffi, pango, gobject = text.ffi, text.pango, text.gobject
    ffi.cdef("PangoLayout* pango_layout_copy(PangoLayout *layout);")
    layout_class, styles = line_break.Layout, import_module("weasyprint.css").Style
    whole_setup, whole_set_text = layout_class.setup, layout_class.set_text
    whole_deactivate, whole_reactivate = layout_class.deactivate, layout_class.reactivate

    def no_hyphens(layout: Any) -> None:  # noqa: ANN401
        """Lets words be broken without a hyphen, as the engine's `Layout.set_text` does for each text."""
        attributes = pango.pango_layout_get_attributes(layout)
        if attributes == ffi.NULL:
            attributes = ffi.gc(pango.pango_attr_list_new(), pango.pango_attr_list_unref)
        attribute = pango.pango_attr_insert_hyphens_new(False)
        attribute.start_index, attribute.end_index = 0, _EVERY_LENGTH
        pango.pango_attr_list_change(attributes, attribute)
        pango.pango_layout_set_attributes(layout, attributes)

    def pattern_of(style: Any) -> Any:  # noqa: ANN401
        """Gives a layout of the style's font to copy, and whether its words and letters are spaced as usual."""
        known = style.font_config.__dict__.setdefault("guidepress_layouts", {})
        breaks_words = style["overflow_wrap"] != "normal"
        key = (breaks_words, style["text_decoration_line"] == "none", *[style[name] for name in _SHAPING_KEYS])
        pattern = known.get(key)
        if pattern is None:
            pattern = known[key] = object.__new__(layout_class)
            whole_setup(pattern, style)
            del pattern.style
            if breaks_words:
                no_hyphens(pattern.layout)
        plain = style["word_spacing"] == 0 and style["letter_spacing"] in ("normal", 0)
        style.guidepress_pattern = pattern, plain
        return style.guidepress_pattern

    def setup(layout: Any, style: Any) -> None:  # noqa: ANN401
        if not isinstance(style, styles):  # a drawing's own
            whole_setup(layout, style)
            layout.guidepress_plain = False
            return
        pattern, layout.guidepress_plain = style.__dict__.get("guidepress_pattern") or pattern_of(style)
        layout.__dict__.update(pattern.__dict__)
        layout.style = style
        layout.layout = ffi.gc(pango.pango_layout_copy(pattern.layout), gobject.g_object_unref)

    def set_text(layout: Any, text: str, justify: bool = False) -> None:  # noqa: ANN401
        if not layout.guidepress_plain or (justify and layout.justification_spacing) or "\n" in text:
            whole_set_text(layout, text, justify)
            return
        layout.text = text
        content = text.encode().replace(b"\0", b"")
        pango.pango_layout_set_text(layout.layout, content, -1)
        if b"\t" in content:
            layout.set_tabs()

    def deactivate(layout: Any) -> None:  # noqa: ANN401
        text = layout.text
        if not layout.guidepress_plain or any(end in text for end in _PARAGRAPH_ENDS):
            whole_deactivate(layout)

    def reactivate(layout: Any, style: Any) -> None:  # noqa: ANN401
        kept = (
            layout.guidepress_plain and layout.__dict__.get("style") is style and not layout.justification_spacing
        )
        layout.guidepress_kept = kept
        if not kept:
            whole_reactivate(layout, style)

    layout_class.setup, layout_class.set_text = setup, set_text
    layout_class.deactivate, layout_class.reactivate = deactivate, reactivate


def _drawing() -> None:
    """A line that was kept is drawn from the glyphs that it was measured with, each glyph formatted once."""
    drawing = import_module("weasyprint.draw.text")
    text = import_module("weasyprint.text.ffi")
    ffi, pango, from_units = text.ffi, text.pango, text.FROM_UNITS
    whole = drawing.draw_first_line

    def draw_first_line(stream: Any, box: Any, overflow: str, ellipsis: Any, matrix: Any) -> Any:  # noqa: ANN401
        layout = box.pango_layout
        if not layout.__dict__.get("guidepress_kept"):
            return whole(stream, box, overflow, ellipsis, matrix)
        if not layout.text.strip() or box.style["font_size"] < 1e-6:
            return []
        runs = None
        if overflow != "ellipsis" and ellipsis == "none":
            line, _ = layout.get_first_line()
            runs = pieces_of(stream, layout, line)
        if runs is None:
            style = box.style
            layout.setup(style)
            layout.set_text(layout.text, justify=True)
            return whole(stream, box, overflow, ellipsis, matrix)
        stream.set_text_matrix(*matrix.values)
        string, font_before = "", None
        for font, size, pieces in runs:
            if font is not font_before:
                if string:
                    stream.show_text(string)
                string = ""
                stream.set_font_size(font.hash, size)
                font_before = font
            string += f"<{pieces}"
            string = string[:-1] if string[-1] == "<" else string + ">"
        stream.show_text(string)
        return []

    def pieces_of(stream: Any, layout: Any, line: Any) -> list[tuple[Any, float, str]] | None:  # noqa: ANN401
        """Gives each run's font, its size and its glyphs; None where the engine's own way is needed."""
        found = []
        run = line.runs[0] if line.runs != ffi.NULL else ffi.NULL
        while run != ffi.NULL:
            item = run.data
            run = run.next
            pango_font = item.item.analysis.font
            font, size = stream.add_font(pango_font)
            if font.bitmap or font.svg or font.png or font.colr:
                return None
            glyphs = item.glyphs
            count = glyphs.num_glyphs
            numbers = memoryview(ffi.buffer(glyphs.glyphs, count * _GLYPH_INFO * 4)).cast("i").tolist()
            if any(numbers[2::_GLYPH_INFO]) or any(numbers[3::_GLYPH_INFO]):
                return None
            known = font.__dict__.setdefault("guidepress_pieces", {}).setdefault(size, {})
            pieces = []
            for at, (glyph, width) in enumerate(
                zip(numbers[0::_GLYPH_INFO], numbers[1::_GLYPH_INFO], strict=True)
            ):
                piece = known.get((glyph, width))
                if piece is None:
                    if not 0 <= glyph < _EMPTY_OR_UNKNOWN:
                        return None
                    piece = known[glyph, width] = new_piece(stream, layout, item, at, (font, size, glyph, width))
                pieces.append(piece)
            found.append((font, size, "".join(pieces)))
        return found

    def new_piece(stream: Any, layout: Any, item: Any, at: int, shape: _Shape) -> str:  # noqa: ANN401
        font, size, glyph, width = shape
        if glyph not in font.to_unicode:
            clusters, length = item.glyphs.log_clusters, item.item.length
            last = item.glyphs.num_glyphs - 1
            if item.item.analysis.level % 2:
                end = length if at == 0 else clusters[at - 1]
            else:
                end = length if at == last else clusters[at + 1]
            start = item.item.offset
            font.to_unicode[glyph] = layout.text.encode()[start + clusters[at] : start + end].decode()
        if glyph not in font.widths:
            pango.pango_font_get_glyph_extents(
                item.item.analysis.font, glyph, stream.ink_rect, stream.logical_rect
            )
            font.widths[glyph] = round(stream.logical_rect.width * 1000 * from_units / size)
        kerning = font.widths[glyph] - width * 1000 * from_units / size
        return f"{glyph:04x}>{int(kerning)}<" if kerning else f"{glyph:04x}"

    drawing.draw_first_line = draw_first_line  # type: ignore[attr-defined]
