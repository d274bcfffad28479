"""Mends where the engine breaks a line far too early.

WeasyPrint 70.0 measures a text with the space at its end, while Pango lets one space character hang over the
line's end. Where all of a text fits but for that space, the engine believes that not even its first word has
room, breaks behind that word and leaves the line nearly empty. Two rules mend it: a space that collapses takes
no room at a line's end (CSS Text 3, 4.1.2), so the text is set without it; any other space is part of its line,
so the text is broken as it would be with a letter behind it. `tests/engine/test_line_breaks.py` sees whether the
engine still has the fault.
"""

from __future__ import annotations

from functools import wraps
from math import inf
from typing import Any

from guidepress.engine.patch import engine_module, replace

_HANGING = frozenset("\u00a0\u1680\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B))))
"""Spaces beside U+0020 that Pango lets hang."""


def mend_line_breaks() -> None:
    """Puts the mended measuring around `split_first_line`."""
    line_break = engine_module("text.line_break")
    whole = line_break.split_first_line

    @wraps(whole)
    def split_first_line(
        text: str, style: Any, context: Any, max_width: float | None, *more: Any, **named: Any
    ) -> Any:
        found = whole(text, style, context, max_width, *more, **named)
        _, _, resume_at, width, *_ = found
        hangs = text[-1:]
        if max_width is None or max_width == inf or not (hangs == " " or hangs in _HANGING):
            return found
        if style["white_space"] != "normal" or (resume_at is None and (width <= max_width or text[0] == " ")):
            return found
        if hangs == " ":
            stripped = text.rstrip(" ")
            if not stripped:
                return found
            again = split_first_line(stripped, style, context, max_width, *more, **named)
            fits = again[2] is None and again[3] <= max_width
            return again if fits or stripped[-1] in _HANGING else found
        again = whole(f"{text}x", style, context, max_width, *more, **named)
        is_later = again[2] is not None and (resume_at or 0) < again[2] < len(text.encode())
        return again if is_later else found

    replace(line_break, "split_first_line", split_first_line)
