"""Proof that the pages which notes name exist and hold what their slides show, from the guide's finished file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from guidepress.checks.pdf.pages.open_file import UnreadableError, opened
from guidepress.core.letters import letters_of
from guidepress.pdfread.navigation import navigation_of
from guidepress.targets.slides.deck import Deck
from guidepress.targets.slides.writing import pages_of


def pages_in(deck: Deck, guide: bytes) -> dict[str, int]:
    """Gives the guide's page of each slide by its title, from the destinations of the guide's file."""
    return pages_of(deck, {"anchors": navigation_of(guide).pages})


def proved_pages(deck: Deck, pages: Mapping[str, int], guide: bytes) -> dict[str, int]:
    """Gives those of the pages that hold the words of their slides."""
    texts = _letters_on_pages(guide)
    return {slide.title: page for slide in deck.slides if _holds(texts, page := pages[slide.title], slide.needle)}


@lru_cache(maxsize=2)  # the decks of one guide are examined one after another
def _letters_on_pages(pdf: bytes) -> tuple[str, ...]:
    try:
        with opened(pdf) as file:
            return tuple(letters_of("".join(run.text for run in file.runs(side))) for side in range(len(file)))
    except UnreadableError:
        return ()


def _holds(texts: Sequence[str], page: int, needle: str) -> bool:
    return 0 < page <= len(texts) and letters_of(needle) in texts[page - 1]


def addresses_in(deck: Deck) -> Mapping[str, str]:
    """Gives the address of each code by the title of its slide."""
    return {slide.title: slide.code.address for slide in deck.slides if slide.code}
