"""One guide in one edition to one HTML string.

Takes the series, a guide, an edition and the templates; gives a `Composed` with the HTML and the problems
that only show while composing. Writes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, partial
from html import escape

from guidepress.compose.addresses import with_addresses
from guidepress.compose.anchors import ids_in, ids_stand_once, links_have_targets
from guidepress.compose.citations import Citations, citations_in
from guidepress.compose.clean import clean
from guidepress.compose.constructs import Setting
from guidepress.compose.helix import helix
from guidepress.compose.markdown import Rendered, render
from guidepress.compose.punctuation import curl
from guidepress.compose.qr import qr_svg
from guidepress.compose.templates import SharedBlocks, Templates, safe
from guidepress.compose.words import Words, words_of
from guidepress.core.model import Edition, Guide, Series, Story
from guidepress.core.problems import Problem
from guidepress.sources.text import SourceText, source_text

TEMPLATE = "guide.html.jinja"
CARDS_TEMPLATE = "story-cards.html.jinja"

_BLOCK = re.compile(
    r"^ {0,3}(/{3,})[ \t]*block[ \t]*\|[ \t]*([\w-]+)[ \t]*\n(?:[ \t]*\n)*[ \t]*\1[ \t]*$", re.MULTILINE
)
_VALUE = re.compile(r"(?<!\\)\{([\w.-]+)\}")
_SHIELDED = re.compile("\ue000([\\w.-]+)\ue001")


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
    taken = _taken(series, templates)
    body = render(markdown, setting, words.say("back_to_text"), taken)
    taken.update(ids_in(body.html))
    shared = {name: _fill(_render_block(text, setting, taken), values) for name, text in blocks.items()}
    cards, card_problems = _cards(series, guide, words, templates)
    finish = with_addresses if edition.printed_addresses else str
    passages = SharedBlocks({name: safe(finish(text)) for name, text in shared.items()})
    html, problems = templates.render(
        TEMPLATE,
        {
            "series": series,
            "guide": guide,
            "edition": edition,
            "say": words.say,
            "date": words.date,
            "body": safe(finish(_with_cards(_fill(body.html, values), cards))),
            "headings": [heading for heading in body.headings if heading.level == 2],
            "blocks": passages,
            "references": [{"id": entry.id, "html": safe(entry.html)} for entry in citations.entries()],
            "helix": helix(len(guide.stories) + len(guide.further_stories), guide.number),
        },
    )
    placed = {*passages.used, *(match[2] for match in _BLOCK.finditer(guide.markdown))}
    anchors = _anchor_problems(series, guide, html, body, placed)
    return Composed(guide, html, (*card_problems, *problems, *passages.problems, *words.problems, *anchors))


def _taken(series: Series, templates: Templates) -> set[str]:
    """Gives the ids that the templates set, which headings of a guide leave to them."""
    fixed, prefixes = templates.ids
    return {*fixed, *(prefix + name for prefix in prefixes for name in (*series.stories, *series.references))}


def _render_block(markdown: str, setting: Setting, taken: set[str]) -> str:
    alike = _render_alike(markdown)
    if alike is not None:
        return alike
    html = render(markdown, setting, "", taken).html
    taken.update(ids_in(html))
    return html


@cache
def _render_alike(markdown: str) -> str | None:
    """Renders a passage that is the same in every guide, once a process.

    Gives None for one that asks its guide for a work, a story, a guide or the words of a blank, or that has ids,
    which are chosen among those that a guide leaves.
    """
    asked: list[object] = []

    def nothing(what: object) -> None:
        asked.append(what)

    def no_words(number: int) -> str:
        asked.append(number)
        return ""

    setting = Setting(cite=nothing, story_link=nothing, guide_link=nothing, blank=no_words)
    html = render(markdown, setting, "").html
    return None if asked or ids_in(html) else html


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
        new = [story_id for story_id in dict.fromkeys(ids) if slot == "stories" or story_id not in guide.stories]
        stories = [series.stories[story_id] for story_id in new if story_id in series.stories]
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
        empty = f'<div class="slot-{slot}"></div>'
        html = html.replace(empty, markup, 1).replace(empty, "")
    return html


def _anchor_problems(
    series: Series, guide: Guide, html: str, body: Rendered, placed: set[str]
) -> Iterator[Problem]:
    """Gives M005 and M025 for the guide and the shared passages in it; nothing where a template failed."""
    ids = ids_in(html)
    if not ids:
        return
    headings = [heading.id for heading in body.headings]
    lines = ("",) * (guide.first_line - 1) + tuple(guide.markdown.split("\n"))
    yield from links_have_targets(SourceText(guide.path, "", lines), guide.first_line, ids, headings)
    for name in sorted(placed & set(series.blocks)):
        block = series.blocks[name]
        yield from links_have_targets(source_text(block.path, block.markdown), 1, ids, headings)
    yield from ids_stand_once(guide, ids)
