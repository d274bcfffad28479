"""Straight quotation marks to curled ones, in plain strings such as titles; Markdown's text has its own way."""

from __future__ import annotations

import re

_OPENING_SINGLE = re.compile(r"(^|[\s(\[{–—“/-])'(?=\S)(?!\d\ds\b)")  # not before '90s
_OPENING_DOUBLE = re.compile(r"(^|[\s(\[{–—‘/-])\"(?=\S)")
_RANGE = re.compile(r"(?<=\d)-(?=\d)")


def curl(text: str) -> str:
    """Gives the text with quotation marks and apostrophes curled and three dots made one sign."""
    text = _OPENING_DOUBLE.sub(r"\1“", text).replace('"', "”")
    text = _OPENING_SINGLE.sub(r"\1‘", text).replace("'", "’")
    return text.replace("...", "…")


def en_ranges(text: str) -> str:
    """Gives the text with hyphens between digits made en dashes, as in `726–727`."""
    return _RANGE.sub("–", text)


def short_address(url: str) -> str:
    """Gives an address as people read it out: without scheme, `www.` and a closing slash."""
    return re.sub(r"^https?://(?:www\.)?", "", url).rstrip("/")
