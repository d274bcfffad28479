"""Fonts: a Pango layout is copied from one of the same font, and a style's line height is found once."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from guidepress.engine.patch import put, replace

_SHAPING_KEYS = (
    "font_family", "font_style", "font_stretch", "font_weight", "font_size", "font_kerning",
    "font_variant_ligatures", "font_variant_position", "font_variant_caps", "font_variant_numeric",
    "font_variant_alternates", "font_variant_east_asian", "font_feature_settings",
    "font_variation_settings", "font_language_override", "lang", "direction",
)  # fmt: skip
"""What the engine's own `Layout.setup` asks a style for, beside whether the text is decorated."""
_EVERY_LENGTH = 0xFFFFFFFF
"""Pango's own word for the end of any text."""


def keep_struts() -> None:
    """The height of a style's empty line is kept with the style."""
    line_break = import_module("weasyprint.text.line_break")
    whole = line_break.strut

    def strut(style: Any) -> Any:
        known = style.__dict__.get("guidepress_strut")
        if known is None:
            known = style.guidepress_strut = whole(style)
        return known

    replace(line_break, "strut", strut)


def copy_layouts() -> None:
    """A layout for a style is copied from its pattern: the first that was made for such a font."""
    line_break = import_module("weasyprint.text.line_break")
    text = import_module("weasyprint.text.ffi")
    ffi, pango, gobject = text.ffi, text.pango, text.gobject
    layout_class, styles = line_break.Layout, import_module("weasyprint.css").Style
    whole_setup, whole_set_text = layout_class.setup, layout_class.set_text

    def no_hyphens(layout: Any) -> None:
        """Lets words be broken without a hyphen, as the engine's `Layout.set_text` does for each text."""
        attributes = pango.pango_layout_get_attributes(layout)
        if attributes == ffi.NULL:
            attributes = ffi.gc(pango.pango_attr_list_new(), pango.pango_attr_list_unref)
        attribute = pango.pango_attr_insert_hyphens_new(False)
        attribute.start_index, attribute.end_index = 0, _EVERY_LENGTH
        pango.pango_attr_list_change(attributes, attribute)
        pango.pango_layout_set_attributes(layout, attributes)

    def new_pattern(style: Any) -> Any:
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
        return pattern

    def setup(layout: Any, style: Any) -> None:
        if not isinstance(style, styles):  # a drawing's own
            whole_setup(layout, style)
            layout.guidepress_plain = False
            return
        pattern = style.__dict__.get("guidepress_pattern")
        if pattern is None:
            pattern = style.guidepress_pattern = new_pattern(style)
            style.guidepress_plain = style["word_spacing"] == 0 and style["letter_spacing"] in ("normal", 0)
        layout.__dict__.update(pattern.__dict__)
        layout.style, layout.guidepress_plain = style, style.guidepress_plain
        layout.layout = ffi.gc(pango.pango_layout_copy(pattern.layout), gobject.g_object_unref)

    def set_text(layout: Any, text: str, justify: bool = False) -> None:
        if not layout.guidepress_plain or (justify and layout.justification_spacing) or "\n" in text:
            whole_set_text(layout, text, justify)
            return
        layout.text = text
        content = text.encode().replace(b"\0", b"")
        pango.pango_layout_set_text(layout.layout, content, -1)
        if b"\t" in content:
            layout.set_tabs()

    put(layout_class, "setup", setup)
    put(layout_class, "set_text", set_text)
