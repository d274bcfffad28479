"""What the web page and the e-book put into their templates alike: the body with its cards, and shared passages.

Takes a composed guide; gives markup whose links lead where readers on a screen want to go.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from html import escape

from guidepress.compose.cards import cards_of
from guidepress.compose.templates import Templates
from guidepress.compose.words import Words
from guidepress.core.document import Block, Document, Kind, for_readers
from guidepress.core.model import Series
from guidepress.core.problems import Problem

_GUIDE_LINK = re.compile(r'<a\b(?=[^>]*\bdata-guide="([^"]+)")[^>]*>')
_ASIDE = re.compile(r"<aside\b(?![^>]*\brole=)")
_HREF = re.compile(r'\bhref="[^"]*"')


@dataclass(frozen=True, slots=True)
class Parts:
    """A guide's own words as markup."""

    blocks: tuple[tuple[Block, str], ...]
    """Each block of the body with its markup; story cards are filled in."""
    shared: dict[str, str]
    """The shared passages as markup, by their ids."""
    problems: tuple[Problem, ...]
    """What showed on the way."""


def parts_of(
    series: Series, document: Document, words: Words, templates: Templates, address_of: Callable[[str], str]
) -> Parts:
    """Gives the markup of a guide; `address_of` gives where a link to another guide leads, by its id."""
    problems: list[Problem] = []
    blocks = []
    for block in for_readers(document.blocks):
        html = block.html
        if block.kind is Kind.CARDS:
            html, found = cards_of(series, block.stories, words, templates)
            problems += found
        blocks.append((block, _for_readers(html, address_of)))
    shared = {
        name: _for_readers("\n".join(block.html for block in for_readers(passage)), address_of)
        for name, passage in document.shared.items()
    }
    return Parts(tuple(blocks), shared, tuple(problems))


def _for_readers(html: str, address_of: Callable[[str], str]) -> str:
    """Leads links to guides to where these are; an aside is a note there, and no landmark beside others."""

    def led(link: re.Match[str]) -> str:
        return _HREF.sub(f'href="{escape(address_of(link[1]))}"', link[0])

    return _ASIDE.sub('<aside role="note"', _GUIDE_LINK.sub(led, html))
