"""Mends where the engine breaks a line far too early.

WeasyPrint 70.0 measures a text with the space at its end. Where the words before an inline element fill their line
so that only that space does not fit, it falls back to a break after the first word and leaves the line nearly
empty. A space at a line's end takes no room (CSS Text 3, 4.1.2), so the text is measured again without it.
`tests/targets/tags` pins the engine's version; look here when it moves.
"""

from __future__ import annotations

from functools import wraps
from typing import Any


def mend_line_breaks(inline_layout: Any) -> None:  # noqa: ANN401  # a module of the engine
    """Puts the mended measuring into the engine's module `weasyprint.layout.inline`, once."""
    split = inline_layout.split_first_line
    if hasattr(split, "mends"):
        return

    @wraps(split)
    def without_last_space(text: str, style: Any, *rest: Any, **named: Any) -> Any:  # noqa: ANN401  # the engine's own
        found = split(text, style, *rest, **named)
        layout, _, resume_at, *_ = found
        if resume_at is None or not text.endswith(" ") or style["white_space"] != "normal":
            return found
        if " " in layout.text.strip():
            return found
        again = split(text.rstrip(" "), style, *rest, **named)
        return again if again[2] is None else found

    without_last_space.mends = True  # type: ignore[attr-defined]
    inline_layout.split_first_line = without_last_space
