"""Declarations in C: those that the shortcuts add, and the types that the engine names most, parsed at one go.

cffi parses the name of a type with every type that it knows, five milliseconds for each name.
"""

from __future__ import annotations

from importlib import import_module

_FUNCTIONS = """
    PangoLayout* pango_layout_copy(PangoLayout *layout);
    gpointer g_object_ref(gpointer object);
"""
_TYPES = """
    typedef struct { int length; char items[]; } guidepress_chars;
    typedef struct { int length; PangoLogAttr items[]; } guidepress_attributes;
    typedef struct { int length; hb_codepoint_t items[]; } guidepress_numbers;
    typedef struct {
        PangoFcFontMap *font_map; PangoRectangle *rectangle; unsigned int *count; gpointer pointer;
        hb_tag_t tags[100]; char tag[4];
        guidepress_chars *chars; guidepress_attributes *attributes; guidepress_numbers *numbers;
    } guidepress_types;
"""
_NAMES = {
    "font_map": "PangoFcFontMap *",
    "rectangle": "PangoRectangle *",
    "count": "unsigned int *",
    "pointer": "gpointer",
    "tags": "hb_tag_t[100]",
    "tag": "char[4]",
    "chars": "char[]",
    "attributes": "PangoLogAttr[]",
    "numbers": "hb_codepoint_t[]",
}
"""The names under which the engine asks for the types of the fields above."""


def declare() -> None:
    """Declares functions, and makes types known under their names, where this cffi keeps them so."""
    ffi = import_module("weasyprint.text.ffi").ffi
    ffi.cdef(_FUNCTIONS + _TYPES)
    fields = ffi.typeof("guidepress_types").fields
    known = getattr(ffi, "_parsed_types", {})
    if not isinstance(known.get("guidepress_types"), tuple):
        return
    _, *more = known["guidepress_types"]
    for field, described in fields:
        kind = described.type
        flexible = kind.kind == "pointer" and kind.item.kind == "struct" and "guidepress" in kind.item.cname
        kind = dict(kind.item.fields)["items"].type if flexible else kind
        known.setdefault(_NAMES[field], (kind, *more))
