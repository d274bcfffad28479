"""Marks of the PDF's pages in HTML, so that whoever is told 'page 7' finds the place.

Takes HTML in its plain serialised form and the letters of the standard edition's pages; gives the HTML with a mark
where each page starts. A mark stands before the block that the page starts with, or within the line.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import unescape

from guidepress.core.letters import letters_of, letters_of_character
from guidepress.pdfread.page_letters import FEWEST, PageLetters

_TAG = re.compile(r"<!--.*?-->|<(?P<end>/?)(?P<name>[a-zA-Z][\w:-]*)(?:[^\">]|\"[^\"]*\")*>", re.DOTALL)
_TEXT = re.compile(r"&[#\w]+;|[^&]", re.DOTALL)
_SILENT = frozenset(("script", "style", "svg", "title", "head"))
_NOT_BESIDE = "li tr td th thead tbody tfoot caption dt dd figcaption"
_NO_MARK_BEFORE = frozenset(_NOT_BESIDE.split())
"""What nothing but their own kind may stand beside (HTML, 4.4 and 4.9)."""
_LANDMARKS = frozenset(("body", "header", "main", "nav"))
"""Parts of a page that a mark must not stand outside of, for listeners who go from part to part."""
_LONGEST_LOOK = 48


@dataclass(frozen=True, slots=True)
class _Letters:
    letters: str
    """All letters of the markup."""
    offsets: tuple[int, ...]
    """Where in the markup each stands."""


def with_page_marks(html: str, pages: PageLetters, mark: Callable[[int], str]) -> tuple[str, tuple[int, ...]]:
    """Gives the HTML with `mark(page)` where each page starts, and the pages that got one, in their order."""
    found = _letters_in(html)
    places: dict[int, int] = {}
    after = 0
    for page, start in pages.heads():
        at = _place(pages.letters[start : start + _LONGEST_LOOK], found.letters, after)
        if at is not None:
            places[page] = at
            after = max(after, at)
    pieces, done = [], 0
    for offset, page in sorted((_before_blocks(html, found.offsets[at]), page) for page, at in places.items()):
        pieces += [html[done:offset], mark(page)]
        done = offset
    return "".join([*pieces, html[done:]]), tuple(sorted(places))


def _place(head: str, letters: str, after: int) -> int | None:
    """Finds a page's first letters: as many of them as are there, from `after` on first."""
    for length in range(len(head), min(FEWEST, len(head)) - 1, -6):
        for start in (after, 0):
            at = letters.find(head[:length], start)
            if at >= 0:
                return at
    return None


def _letters_in(html: str) -> _Letters:
    letters: list[str] = []
    offsets: list[int] = []
    for start, end in _texts(html):
        for piece in _TEXT.finditer(html, start, end):
            text = piece[0]
            plain = letters_of(unescape(text)) if len(text) > 1 else letters_of_character(text)
            letters.append(plain)
            offsets += [piece.start()] * len(plain)
    return _Letters("".join(letters), tuple(offsets))


def _texts(html: str) -> Iterator[tuple[int, int]]:
    done, silent = 0, ""
    for tag in _TAG.finditer(html):
        if not silent:
            yield done, tag.start()
        done = tag.end()
        name = tag["name"]
        if silent and tag["end"] and name == silent:
            silent = ""
        elif not silent and name in _SILENT and not tag["end"] and not tag[0].endswith("/>"):
            silent = name
    yield done, len(html)


def _before_blocks(html: str, offset: int) -> int:
    """Goes back from a block's first letter over the tags that open there, as far as a mark may stand."""
    best = offset
    while True:
        gap = html[:offset].rstrip()
        if not gap.endswith(">"):
            return best
        opened = gap.rfind("<")
        tag = _TAG.fullmatch(gap, opened)
        if tag is None or tag["end"] or not tag["name"] or tag["name"] in _LANDMARKS:
            return best
        offset = opened
        if tag["name"] not in _NO_MARK_BEFORE:
            best = opened
