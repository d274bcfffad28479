"""The style sheet of web pages: the theme's colours and `web.css`, as one text to stand in a page."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from guidepress.core.theme import Theme

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_ACCENT = re.compile(r"\.accent-[\w-]+\s*\{[^}]*\}")


def accents_of(tokens: Path) -> str:
    """Gives the rules of a style sheet that set the guides' colours."""
    try:
        return _accents_in(tokens.read_text("utf-8", "replace"))
    except OSError:
        return ""


@lru_cache(maxsize=4)
def _accents_in(css: str) -> str:
    return "\n".join(_ACCENT.findall(_COMMENT.sub("", css)))


def web_style(styles: Path, names: Iterable[str]) -> str:
    """Gives the style sheet of a web page, put together from sheets of the theme such as `web.css`."""
    theme = Theme(styles)
    sheets = [theme.path(name) for name in names]
    texts = [_COMMENT.sub("", path.read_text("utf-8", "replace")) for path in sheets if path.is_file()]
    base = ":root { --accent: #1a1a1a; --tint: #f2f2f2; --on-accent: #ffffff }"
    lines = "\n".join([base, accents_of(theme.path("tokens.css")), *texts]).splitlines()
    return "\n".join(line for line in map(str.strip, lines) if line).replace("</", "<\\/")
