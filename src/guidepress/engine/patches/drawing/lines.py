"""Drawing text: a line that was cut from a shaped text is drawn from its glyphs, each formatted once."""

from __future__ import annotations

from importlib import import_module
from typing import Any, TypeAlias

from guidepress.engine.patch import put
from guidepress.engine.patches.shaping import Cut

_Shape: TypeAlias = tuple[int, int]
"""A glyph's number and its width."""


def draw_cut_lines() -> None:
    """Puts the drawing of cut lines in front of the engine's `draw_first_line`."""
    drawing = import_module("weasyprint.draw.text")
    text = import_module("weasyprint.text.ffi")
    pango, from_units = text.pango, text.FROM_UNITS
    whole = drawing.draw_first_line

    def draw_first_line(stream: Any, box: Any, overflow: str, ellipsis: Any, matrix: Any) -> Any:
        layout = box.pango_layout
        cut: Cut | None = layout.cut
        if cut is None or "layout" in layout.__dict__:
            return whole(stream, box, overflow, ellipsis, matrix)
        if not layout.text.strip() or box.style["font_size"] < 1e-6:
            return []
        font, size = stream.add_font(cut.shaped.font)
        if overflow == "ellipsis" or ellipsis != "none" or font.bitmap or font.svg or font.png or font.colr:
            layout.setup(box.style)
            layout.set_text(layout.text)
            return whole(stream, box, overflow, ellipsis, matrix)
        known: dict[_Shape, str] = font.__dict__.setdefault("guidepress_pieces", {}).setdefault(size, {})
        shapes = list(zip(*cut.glyphs(), strict=True))
        try:
            pieces = "".join([known[shape] for shape in shapes])
        except KeyError:
            for at, shape in enumerate(shapes):
                if shape not in known:
                    known[shape] = new_piece(stream, cut, font, size, at, shape)
            pieces = "".join([known[shape] for shape in shapes])
        stream.set_text_matrix(*matrix.values)
        stream.set_font_size(font.hash, size)
        string = f"<{pieces}"
        stream.show_text(string[:-1] if string[-1] == "<" else string + ">")
        return []

    def new_piece(stream: Any, cut: Cut, font: Any, size: float, at: int, shape: _Shape) -> str:
        glyph, width = shape
        if glyph not in font.to_unicode:
            font.to_unicode[glyph] = cut.text_of(at)
        if glyph not in font.widths:
            pango.pango_font_get_glyph_extents(cut.shaped.font, glyph, stream.ink_rect, stream.logical_rect)
            font.widths[glyph] = round(stream.logical_rect.width * 1000 * from_units / size)
        kerning = font.widths[glyph] - width * 1000 * from_units / size
        return f"{glyph:04x}>{int(kerning)}<" if kerning else f"{glyph:04x}"

    put(drawing, "draw_first_line", draw_first_line)
