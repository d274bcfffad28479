"""One guide in one edition to one HTML string.

Takes the series, a guide, an edition and the templates; gives a `Composed` with the HTML and the problems
that only show while composing. Writes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from html import escape

from guidepress.compose.citations import Citations, citations_in
from guidepress.compose.clean import clean
from guidepress.compose.constructs import Setting
from guidepress.compose.helix import helix
from guidepress.compose.markdown import Heading, Rendered, render
from guidepress.compose.punctuation import curl
from guidepress.compose.qr import qr_svg
from guidepress.compose.templates import Templates, safe
from guidepress.compose.words import Words, words_of
from guidepress.model import Edition, Guide, Series, Story
from guidepress.problems import Problem
from guidepress.sources.marks import MarkKind, marks_of
from guidepress.sources.nearest import did_you_mean
from guidepress.sources.text import SourceText

TEMPLATE = "guide.html.jinja"
CARDS_TEMPLATE = "story-cards.html.jinja"

_BLOCK = re.compile(
    r"^ {0,3}(/{3,})[ \t]*block[ \t]*\|[ \t]*([\w-]+)[ \t]*\n(?:[ \t]*\n)*[ \t]*\1[ \t]*$", re.MULTILINE
)
_VALUE = re.compile(r"(?<!\\)\{([\w.-]+)\}")
_SHIELDED = re.compile("\ue000([\\w.-]+)\ue001")
_ID = re.compile(r'\bid="([^"]+)"')


@dataclass(frozen=True, slots=True)
class Composed:
    """A guide ready for typesetting."""

    guide: Guide
    """The guide."""
    html: str
    """The whole document."""
    problems: tuple[Problem, ...]
    """What only showed while composing."""


def compose(series: Series, guide: Guide, edition: Edition, templates: Templates) -> Composed:
    """Composes one guide in one edition."""
    words = words_of(series)
    values = _values(series)
    blocks = {block_id: _shield(block.markdown, values) for block_id, block in series.blocks.items()}
    markdown = _BLOCK.sub(lambda match: blocks.get(match[2], ""), guide.markdown)
    citations = citations_in([markdown], series.references, words.say)
    setting = _setting(series, guide, edition, citations, words)
    body = render(markdown, setting, words.say("back_to_text"))
    shared = {name: _fill(render(text, setting, "").html, values) for name, text in blocks.items()}
    cards, card_problems = _cards(series, guide, words, templates)
    html, problems = templates.render(
        TEMPLATE,
        {
            "series": series,
            "guide": guide,
            "edition": edition,
            "say": words.say,
            "date": words.date,
            "body": safe(_with_cards(_fill(body.html, values), cards)),
            "headings": [heading for heading in body.headings if heading.level == 2],
            "blocks": {name: safe(text) for name, text in shared.items()},
            "references": [{"id": entry.id, "html": safe(entry.html)} for entry in citations.entries()],
            "helix": helix(len(guide.stories) + len(guide.further_stories), guide.number),
        },
    )
    problems = (*card_problems, *problems, *words.problems, *_heading_links(guide, html, body))
    return Composed(guide, html, problems)


def _values(series: Series) -> dict[str, str]:
    """Gives what placeholders stand for; a telephone number is not broken over lines."""
    values = {key: str(value) for key, value in series.values.items()}
    phones = {
        key: value.replace(" ", "\N{NO-BREAK SPACE}") for key, value in values.items() if key.endswith("phone")
    }
    return {**values, **phones, "guide_count": str(len(series.guides))}


def _setting(series: Series, guide: Guide, edition: Edition, citations: Citations, words: Words) -> Setting:
    return Setting(
        cite=citations.cite,
        story_link=partial(_story_link, series, guide),
        guide_link=partial(_guide_link, series),
        blank=lambda number: words.say("blank_numbered", number=number) if number else words.say("blank"),
        page_words=words.say("on_page") if edition.printed_addresses else "",
    )


def _story_link(series: Series, guide: Guide, story_id: str) -> tuple[str, str | None] | None:
    story = series.stories.get(story_id)
    if story is None:
        return None
    is_here = story_id in (*guide.stories, *guide.further_stories)
    return curl(story.title), f"#story-{story_id}" if is_here else story.url


def _guide_link(series: Series, guide_id: str) -> tuple[str, str | None] | None:
    titles = {str(guide.id): guide.title for guide in series.guides}
    return (curl(titles[guide_id]), str(series.download_page)) if guide_id in titles else None


def _shield(markdown: str, values: Mapping[str, str]) -> str:
    """Hides placeholders from Markdown, so that their values are put in as text and not read as markup."""

    def shield(match: re.Match[str]) -> str:
        return f"\ue000{match[1]}\ue001" if match[1] in values else match[0]

    shielded = _VALUE.sub(shield, markdown.strip())
    return shielded.replace("\\{", "{").replace("\\}", "}")


def _fill(html: str, values: Mapping[str, str]) -> str:
    """Puts the values in. Cleans again, because a value may have become the address of a link."""

    def value(match: re.Match[str]) -> str:
        text = values.get(match[1], "")
        return escape(text if "://" in text else curl(text))

    return clean(_SHIELDED.sub(value, html))


def _cards(
    series: Series, guide: Guide, words: Words, templates: Templates
) -> tuple[dict[str, str], tuple[Problem, ...]]:
    cards: dict[str, str] = {}
    problems: list[Problem] = []
    for slot, ids in (("stories", guide.stories), ("further-stories", guide.further_stories)):
        stories = [series.stories[story_id] for story_id in ids if story_id in series.stories]
        codes = {story.id: safe(_qr(story, words)) for story in stories if story.url}
        context = {"stories": stories, "codes": codes, "say": words.say, "series": series}
        cards[slot], found = templates.render(CARDS_TEMPLATE, context) if stories else ("", ())
        problems += found
    return cards, tuple(problems)


def _qr(story: Story, words: Words) -> str:
    assert story.url is not None
    return qr_svg(story.url, words.say("qr_code", title=curl(story.title), address=story.url))


def _with_cards(html: str, cards: Mapping[str, str]) -> str:
    for slot, markup in cards.items():
        html = html.replace(f'<div class="slot-{slot}"></div>', markup)
    return html


def _heading_links(guide: Guide, html: str, body: Rendered) -> Iterator[Problem]:
    """M005: a link to a heading names one that the finished guide has."""
    known = set(_ID.findall(html))
    if not known:
        return
    source = SourceText(guide.path, "", ("",) * (guide.first_line - 1) + tuple(guide.markdown.split("\n")))
    for mark in marks_of(source, guide.first_line):
        if mark.kind is MarkKind.LINK and mark.name.startswith("#") and mark.name[1:] not in known:
            hint = did_you_mean(
                mark.name[1:], _heading_ids(body.headings), "a heading's address is its words with hyphens"
            )
            yield Problem("M005", f"no heading is called '{mark.name}'", mark.place, hint)


def _heading_ids(headings: tuple[Heading, ...]) -> list[str]:
    return [heading.id for heading in headings]
