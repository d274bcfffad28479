"""Texts reduced to what survives typesetting, so that a source and its pages can be compared.

Takes text from HTML or from a PDF; gives its letters and figures alone: no spaces, punctuation, accents or
case. Line breaks, curled quotation marks and ligatures then make no difference. "Letters" means both here.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache


def letters_of(text: str) -> str:
    """Gives a text's letters and figures, lower case, compatibility forms taken apart (UAX #15, NFKD)."""
    if text.isascii():
        return "".join(filter(str.isalnum, text.casefold()))
    return "".join(map(letters_of_character, text))


@lru_cache(maxsize=4096)
def letters_of_character(character: str) -> str:
    """Gives the letters that one character stands for: none for a comma, two for the ligature of f and i."""
    plain = unicodedata.normalize("NFKD", character.casefold())
    return "".join(part for part in plain if part.isalnum())
