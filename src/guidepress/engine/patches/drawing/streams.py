"""Content streams: states, colours and text."""

from __future__ import annotations

from importlib import import_module
from typing import Any, NamedTuple

from guidepress.engine.patch import put, replace

_RGB_SPACES = frozenset(("srgb", "hsl", "hwb"))
"""The colour spaces whose colours are written as red, green and blue."""


class _Stacked:
    """Keeps a stream's state for a block of code; takes less time than a generator."""

    __slots__ = ("stream",)

    def __init__(self, stream: Any) -> None:
        self.stream = stream

    def __enter__(self) -> None:
        self.stream.push_state()

    def __exit__(self, *_: object) -> None:
        self.stream.pop_state()


def keep_states() -> None:
    """States are kept and given back without a generator and without asking the class above."""
    stream_class = import_module("weasyprint.pdf.stream").Stream

    def push_state(stream: Any) -> None:
        stream.stream.append(b"q")
        stream._ctm_stack.append(stream._ctm_stack[-1])

    def stacked(stream: Any) -> _Stacked:
        return _Stacked(stream)

    put(stream_class, "stacked", stacked)
    put(stream_class, "push_state", push_state)


class _Ink(NamedTuple):
    """How a colour is set."""

    colour: tuple[Any, ...]
    """What the stream remembers it by."""
    alpha: str
    """What the stream remembers its opacity by."""
    operator: bytes
    """The operator, with its operands."""


def set_colours_once() -> None:
    """The operator of each colour of text and surfaces is formatted once."""
    to_bytes = import_module("pydyf")._to_bytes
    stream_class = import_module("weasyprint.pdf.stream").Stream
    whole = stream_class.set_color
    inks: dict[tuple[Any, ...], _Ink] = {}

    def set_color(stream: Any, color: Any, stroke: bool = False) -> None:
        if stroke or color.space not in _RGB_SPACES:
            whole(stream, color, stroke)
            return
        key = (color.space, color.coordinates, color.alpha)
        ink = inks.get(key)
        if ink is None:
            *channels, alpha = color
            operands = (*map(to_bytes, color.to("srgb").coordinates), b"rg")
            ink = inks[key] = _Ink((color.space, *channels), f"a{alpha}", b" ".join(operands))
        if ink.alpha != stream._current_alpha:
            stream.set_alpha(color.alpha)
        if ink.colour != stream._current_color:
            stream._current_color = ink.colour
            stream.stream.append(ink.operator)

    put(stream_class, "set_color", set_color)


def look_fonts_up_once() -> None:
    """A font is described once a document, not for each line; it is kept, so that no other takes its address."""
    text = import_module("weasyprint.text.ffi")
    stream_class = import_module("weasyprint.pdf.stream").Stream
    whole = stream_class.add_font
    last: dict[str, Any] = {"fonts": None}

    def add_font(stream: Any, pango_font: Any) -> Any:
        if last["fonts"] is not stream._fonts:
            last.update(fonts=stream._fonts, known={})
        found = last["known"].get(pango_font)
        if found is None:
            text.gobject.g_object_ref(pango_font)
            kept = text.ffi.gc(text.ffi.cast("gpointer", pango_font), text.gobject.g_object_unref)
            found = last["known"][pango_font] = (*whole(stream, pango_font), kept)
        return found[:2]

    put(stream_class, "add_font", add_font)


class _Place:
    """A matrix that turns letters upright and moves them; has the one property that drawing a line asks for."""

    __slots__ = ("values",)

    def __init__(self, x: float, y: float) -> None:
        self.values = (1, 0, 0, -1, x, y)


def draw_plain_text() -> None:
    """Text without decoration is drawn straight away."""
    text = import_module("weasyprint.draw.text")
    whole = text.draw_text

    def draw_text(stream: Any, textbox: Any, offset_x: Any, text_overflow: Any, block_ellipsis: Any) -> None:
        style = textbox.style
        if style["text_decoration_line"] != "none" or not style["font_size"]:
            whole(stream, textbox, offset_x, text_overflow, block_ellipsis)
            return
        if style["visibility"] != "visible":
            return
        x, y = textbox.position_x, textbox.position_y + textbox.baseline
        stream.set_color(style["color"])
        layout = textbox.pango_layout
        layout.reactivate(style)
        stream.begin_text()
        emojis = text.draw_first_line(stream, textbox, text_overflow, block_ellipsis, _Place(x, y))
        stream.end_text()
        if emojis:
            text.draw_emojis(stream, style, x, y, emojis)
        layout.deactivate()

    replace(text, "draw_text", draw_text)
