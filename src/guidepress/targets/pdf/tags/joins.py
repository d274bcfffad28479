"""What stands between two lines of one paragraph.

Takes the paragraph's source text and the words on both sides of a line's end; gives a space, a soft hyphen or
nothing. Pure. The engine drops the space at a line's end and adds a hyphen where it divides a word; ISO 32000-1
(14.8.2.2.3 and 14.8.2.5) wants words to stay apart and soft hyphens to be told from hard ones.
"""

from __future__ import annotations

from unicodedata import bidirectional

SOFT_HYPHEN = "\u00ad"
SPACE = " "
HYPHENS = ("-", "\u2010")
FIRST_RIGHT_TO_LEFT = "\u0590"
REACH = 24
"""How many letters on each side are looked up."""


def runs_right_to_left(text: str) -> bool:
    """Tells whether any letter is of a script that runs from right to left, such as Hebrew or Arabic."""
    if text.isascii() or max(text) < FIRST_RIGHT_TO_LEFT:
        return False
    return any(bidirectional(letter) in ("R", "AL") for letter in text)


def plain(text: str) -> str:
    """Text as it is compared: spaces collapsed, soft hyphens gone, letters without case."""
    return " ".join(text.replace(SOFT_HYPHEN, "").casefold().split())


def joint(source: str, before: str, after: str) -> str:
    """What joins two lines, by looking both sides up in the source (as given by `plain`).

    A line that can't be found, such as one of generated text, is followed by a space.
    """
    if not before or not after or before[-1].isspace() or after[0].isspace():
        return ""
    left, right = plain(before[-REACH:]), plain(after[:REACH])
    if len(right) > 1 and right[-1] in HYPHENS:
        right = right[:-1]  # the next line may end in a divided word, too
    if f"{left} {right}" in source:
        return SPACE
    if left + right in source:
        return ""
    if left[-1:] in HYPHENS and left[:-1] + right in source:
        return SOFT_HYPHEN
    return SPACE
