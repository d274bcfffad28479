"""The marks of a question: how deep it goes, in brackets before it, and a second, quieter line behind it.

Takes the text of one item of a list of questions; gives its parts. Both the composer and the rules read by this.
"""

from __future__ import annotations

import re

DEPTHS = ("gentle", "middling", "deep")
"""How far a question reaches, from the one that costs least to answer."""

_DEPTH = re.compile(r"\s*\((?P<depth>[^\W\d_]+)\)\s+(?P<question>\S.*)", re.DOTALL)
FOLLOW_UP = re.compile(r"(?:\A|\n)[ \t]*follow[- ]?up[ \t]*:[ \t]*", re.IGNORECASE)
"""How a line begins that is a question's follow-up."""


def split_depth(text: str) -> tuple[str, str]:
    """Gives a question's depth and its words; an empty depth where it has none that is known."""
    found = _DEPTH.fullmatch(text)
    depth = found["depth"].lower() if found else ""
    return (depth, found["question"]) if found and depth in DEPTHS else ("", text)


def word_in_brackets(text: str) -> str:
    """Gives the one word that stands in brackets before a question; empty where there is none."""
    found = _DEPTH.fullmatch(text)
    return found["depth"] if found else ""


def split_follow_up(text: str) -> tuple[str, str]:
    """Gives the words before the first line that begins `follow-up:`, and those behind its sign."""
    first, *rest = FOLLOW_UP.split(text, maxsplit=1)
    return (first.rstrip(), rest[0].strip()) if rest else (text, "")


def follow_ups(text: str) -> int:
    """Gives how many lines of a question begin `follow-up:`."""
    return len(FOLLOW_UP.findall(text))
