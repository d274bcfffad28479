"""One guide to a typed document.

Takes the series, a guide and the templates, whose ids headings leave alone; gives a `Document` with the problems
that only show while composing. Belongs to no kind of output, and writes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache, partial
from html import escape

from guidepress.compose.account import account
from guidepress.compose.anchors import ids_in
from guidepress.compose.blocks import blocks_of
from guidepress.compose.citations import Citations, citations_in
from guidepress.compose.clean import clean
from guidepress.compose.constructs import Setting
from guidepress.compose.help_lines import help_of, with_help
from guidepress.compose.markdown import Rendered, render
from guidepress.compose.places import ATTRIBUTE as PLACE
from guidepress.compose.places import placed
from guidepress.compose.punctuation import Quotes, quotes_of
from guidepress.compose.templates import Templates
from guidepress.compose.values import values_of
from guidepress.compose.words import Words, words_of
from guidepress.core.document import Document, Entry
from guidepress.core.model import Guide, Series
from guidepress.core.problems import Place
from guidepress.notation.placing import passages_named, with_passages

_VALUE = re.compile(r"(?<!\\)\{([\w.-]+)\}")
_SHIELDED = re.compile("\ue000([\\w.-]+)\ue001")


def compose(series: Series, guide: Guide, templates: Templates, *, with_places: bool = False) -> Document:
    """Composes one guide.

    Where asked, its markup says of each paragraph where it is written (see `places`); the account of words is then
    left to whoever composes the guide for its problems.
    """
    words = words_of(series)
    values = values_of(series)
    lines, help_problems = help_of(series, words, templates)
    passages = {block_id: _shield(block.markdown, values) for block_id, block in series.blocks.items()}
    markdown, origins = with_passages(guide.markdown, passages)
    quotes = quotes_of(series.words)
    citations = citations_in([markdown], series.references, words.say, quotes)
    setting = _setting(series, guide, citations, words)
    taken = _taken(series, templates)
    body = render(markdown, setting, words.say("back_to_text"), taken)
    where = partial(_place, series, guide, origins)
    problems = () if with_places else account(markdown, body.marked, where)
    html = placed(body.marked, where) if with_places else body.html
    taken.update(ids_in(body.html))
    cards = _cards(series, guide)

    def passage(name: str, text: str) -> str:
        rendered = _render_passage(text, setting, taken)
        where = partial(_place, series, guide, tuple((name, at) for at in range(text.count("\n") + 1)))
        return placed(rendered.marked, where) if with_places else rendered.html

    shared = {
        name: blocks_of(with_help(_fill(passage(name, text), values, quotes), lines), {}, name)
        for name, text in passages.items()
    }
    return Document(
        guide,
        series.language,
        blocks_of(with_help(_fill(html, values, quotes), lines), cards),
        body.headings,
        shared,
        frozenset(passages_named(guide.markdown)),
        tuple(Entry(entry.id, entry.html) for entry in citations.entries()),
        (*help_problems, *words.problems, *problems),
    )


def _place(
    series: Series, guide: Guide, origins: tuple[tuple[str, int], ...], line: int, column: int, length: int
) -> Place:
    """Gives the place of a line of the text with its passages: in the guide, or in the passage that it is of."""
    name, at = origins[min(line, len(origins) - 1)]
    block = series.blocks.get(name)
    path, text, first = (
        (block.path, block.markdown, block.first_line) if block else (guide.path, guide.markdown, guide.first_line)
    )
    lines = text.split("\n")
    at += len(text) - len(text.lstrip("\n")) if block else 0  # passages are placed without empty lines around them
    excerpt = lines[at] if at < len(lines) else ""
    return Place(path, first + at, min(column, len(excerpt)) + 1, max(1, length), excerpt)


def _cards(series: Series, guide: Guide) -> dict[str, tuple[str, ...]]:
    """Gives which stories fill which slot, each story once and in the first slot that names it."""
    seen: set[str] = set()
    slots = {}
    for slot, ids in (("stories", guide.stories), ("further-stories", guide.further_stories)):
        slots[slot] = tuple(
            str(name) for name in dict.fromkeys(ids) if name in series.stories and name not in seen
        )
        seen.update(slots[slot])
    return slots


def _taken(series: Series, templates: Templates) -> set[str]:
    """Gives the ids that the templates set, which headings of a guide leave to them."""
    fixed, prefixes = templates.ids
    return _Taken(fixed, prefixes, series)


class _Taken(set[str]):
    """Ids that are taken; of those that templates make of records' ids, only what is looked for is read."""

    def __init__(self, fixed: Iterable[str], prefixes: Iterable[str], series: Series) -> None:
        super().__init__(fixed)
        self._prefixes = tuple(prefixes)
        self._groups = (series.stories, series.references)

    def __contains__(self, name: object) -> bool:
        if super().__contains__(name):
            return True
        ends = [str(name)[len(prefix) :] for prefix in self._prefixes if str(name).startswith(prefix)]
        return any(end in group for end in ends for group in self._groups)


def _render_passage(markdown: str, setting: Setting, taken: set[str]) -> Rendered:
    alike = _render_alike(markdown, setting.quotes)
    if alike is not None:
        return alike
    rendered = render(markdown, setting, "", taken)
    taken.update(ids_in(rendered.html))
    return rendered


@lru_cache(maxsize=1024)
def _render_alike(markdown: str, quotes: Quotes) -> Rendered | None:
    """Renders a passage that is the same in every guide, once a process.

    Gives None for one that asks its guide for a work, a story, a guide or words of the language file, or that has
    ids, which are chosen among those that a guide leaves.
    """
    asked: list[object] = []

    def nothing(what: object) -> None:
        asked.append(what)

    def no_words(what: object) -> str:
        asked.append(what)
        return ""

    setting = Setting(nothing, nothing, nothing, no_words, depth=no_words, kind_word=no_words, quotes=quotes)
    rendered = render(markdown, setting, "")
    return None if asked or ids_in(rendered.html) else rendered


def _setting(series: Series, guide: Guide, citations: Citations, words: Words) -> Setting:
    return Setting(
        cite=citations.cite,
        story_link=partial(_story_link, series, guide),
        guide_link=partial(_guide_link, series),
        blank=lambda number: words.say("blank_numbered", number=number) if number else words.say("blank"),
        depth=lambda depth: words.say(f"depth_{depth}"),
        kind_word=lambda kind: words.say(f"note_{kind}"),
        quotes=citations.quotes,
    )


def _story_link(series: Series, guide: Guide, story_id: str) -> tuple[str, str | None] | None:
    story = series.stories.get(story_id)
    if story is None:
        return None
    is_here = story_id in (*guide.stories, *guide.further_stories)
    title = quotes_of(series.words).curl(story.title)
    return title, f"#story-{story_id}" if is_here else story.url or story.collection_url


def _guide_link(series: Series, guide_id: str) -> tuple[str, str | None] | None:
    guide = next((guide for guide in series.guides if guide.id == guide_id), None)
    if guide is None:
        return None
    return quotes_of(series.words).curl(guide.title), str(series.download_page)


def _shield(markdown: str, values: Mapping[str, str]) -> str:
    """Hides placeholders from Markdown, so that their values are put in as text and not read as markup."""

    def shield(match: re.Match[str]) -> str:
        return f"\ue000{match[1]}\ue001" if match[1] in values else match[0]

    shielded = _VALUE.sub(shield, markdown.strip())
    return shielded.replace("\\{", "{").replace("\\}", "}")


def _fill(html: str, values: Mapping[str, str], quotes: Quotes) -> str:
    """Puts the values in. Cleans again, because a value may have become the address of a link."""

    def value(match: re.Match[str]) -> str:
        text = values.get(match[1], "")
        return escape(text if "://" in text else quotes.curl(text))

    return clean(_SHIELDED.sub(value, html), more=frozenset((PLACE,)))  # which `placed` alone sets
