"""A deck as the HTML that is typeset: a page a slide, or the slide above its notes."""

from __future__ import annotations

from collections.abc import Mapping

from guidepress.compose.qr import qr_svg
from guidepress.compose.templates import Templates, safe
from guidepress.compose.words import Words
from guidepress.core.model import Edition
from guidepress.core.problems import Problem
from guidepress.targets.slides.deck import Deck

TEMPLATE = "slides.html.jinja"


def deck_page(
    deck: Deck, pages: Mapping[str, int], edition: Edition, words: Words, templates: Templates
) -> tuple[str, tuple[Problem, ...]]:
    """Gives the HTML and what is wrong with its template; `pages` has the guide's page for each title."""
    codes = {
        slide.title: safe(qr_svg(slide.code.address, slide.code.alternative))
        for slide in deck.slides
        if slide.code
    }
    values = {
        "deck": deck,
        "edition": edition,
        "codes": codes,
        "pages": pages,
        "say": words.say,
        "with_notes": edition.with_notes,
    }
    return templates.render(TEMPLATE, values)
