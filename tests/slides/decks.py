"""Decks of the project `hour`, for the tests of this folder."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from guidepress.checks.slides.rules import Expected
from guidepress.compose.guide import compose
from guidepress.compose.session import plan_session
from guidepress.compose.templates import Templates
from guidepress.compose.words import words_of
from guidepress.core.document import Document
from guidepress.core.model import Series
from guidepress.sources.project import read_project
from guidepress.targets.slides.deck import Colours, Deck
from guidepress.targets.slides.planning import deck_of_guide, deck_of_session
from projects import FOLDER

HOUR = FOLDER / "hour"
PLUM = Colours(accent="#5b2a66", tint="#f6f0f7")


@cache
def series() -> Series:
    found = read_project(HOUR, HOUR / "styles").series
    assert found is not None
    return found


def document(markdown: str | None = None, **fields: object) -> Document:
    """Gives the first guide composed, or another text in its place."""
    guide = series().guides[0]
    if markdown is not None:
        guide = replace(guide, markdown=markdown, stories=(), **fields)  # type: ignore[arg-type]
    return compose(series(), guide, Templates(HOUR / "styles"))


def guide_deck(markdown: str | None = None) -> Deck:
    return deck_of_guide(document(markdown), series(), words_of(series()))


def session_deck(name: str) -> Deck:
    words = words_of(series())
    planned = plan_session(document(), series().sessions[name], series(), words)
    return deck_of_session(planned, series(), words)


def pages_of(deck: Deck) -> dict[str, int]:
    """Gives a page for each slide, as a guide would have them."""
    return {slide.title: number for number, slide in enumerate(deck.slides, 1)}


def expected_of(deck: Deck) -> Expected:
    return Expected(
        language=deck.language,
        title=deck.title,
        authors=deck.authors,
        page_words=deck.page_words,
        pages=pages_of(deck),
        addresses=frozenset(str(story.url) for story in series().stories.values() if story.url),
        blanks=() if deck.title == "Listening" else ("your chosen story", "chosen story 1", "chosen story 2"),
        questions=frozenset(slide.title for slide in deck.slides if slide.title.startswith("Question ")),
    )
