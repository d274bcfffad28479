"""The cards of stories: what the catalogue says of each, with a code that leads to it."""

from __future__ import annotations

from collections.abc import Sequence

from guidepress.compose.punctuation import Quotes, quotes_of
from guidepress.compose.qr import qr_svg
from guidepress.compose.templates import Templates, safe
from guidepress.compose.words import Words
from guidepress.core.model import Series, Story
from guidepress.core.problems import Problem

TEMPLATE = "story-cards.html.jinja"


def cards_of(
    series: Series, ids: Sequence[str], words: Words, templates: Templates
) -> tuple[str, tuple[Problem, ...]]:
    """Gives the cards of these stories as HTML, and what is wrong with their template."""
    stories = [series.stories[name] for name in ids if name in series.stories]
    if not stories:
        return "", ()
    codes = {story.id: safe(code_of(story, words, quotes_of(series.words))) for story in stories if story.url}
    return templates.render(TEMPLATE, {"stories": stories, "codes": codes, "say": words.say, "series": series})


def code_of(story: Story, words: Words, quotes: Quotes) -> str:
    """Gives the code of a story that has an address, with its alternative text."""
    assert story.url is not None
    return qr_svg(story.url, words.say("qr_code", title=quotes.curl(story.title), address=story.url))
