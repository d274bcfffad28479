"""A composed guide as the one HTML document that is typeset: furniture, cards, page references, printed addresses.

Takes the series, a guide's `Document`, an edition and the templates; gives a `Page` with the HTML and the problems
that only show here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from guidepress.compose.anchors import ids_in, ids_stand_once, links_have_targets
from guidepress.compose.cards import cards_of
from guidepress.compose.guide import compose
from guidepress.compose.templates import SharedBlocks, Templates, safe
from guidepress.compose.words import Words, words_of
from guidepress.core.document import Document, Kind, for_readers
from guidepress.core.model import Edition, Guide, Series
from guidepress.core.problems import Problem
from guidepress.engine.typefaces import packaged_typefaces
from guidepress.sources.text import SourceText, source_text
from guidepress.targets.pdf.addresses import with_addresses, with_page_references, without_ways_back
from guidepress.targets.pdf.plans import is_wide, steps_of

_START = re.compile(r'<ol start="(\d{1,9})"')
TEMPLATE = "guide.html.jinja"
_NO_BREAK_HYPHEN = "\N{NON-BREAKING HYPHEN}"
_HYPHEN_WITHOUT_BREAKS = "\N{WORD JOINER}-\N{WORD JOINER}"
"""What stands for a no-break hyphen, which few fonts have: a plain one between joiners, which print as nothing."""


@dataclass(frozen=True, slots=True)
class Page:
    """A guide ready for typesetting."""

    document: Document
    """The composed guide."""
    html: str
    """The whole document; empty where a template failed."""
    problems: tuple[Problem, ...]
    """What showed while composing and here."""


def page_of(series: Series, guide: Guide, edition: Edition, templates: Templates) -> Page:
    """Composes a guide and gives it as one edition's HTML."""
    return page_of_document(series, compose(series, guide, templates), edition, templates)


def page_of_document(series: Series, document: Document, edition: Edition, templates: Templates) -> Page:
    """Gives a composed guide as one edition's HTML."""
    words = words_of(series)
    finish = finishing(edition, words)
    body, found = _body(series, document, edition, words, templates)
    passages = SharedBlocks(
        {
            name: safe(finish("\n".join(block.html for block in for_readers(blocks))))
            for name, blocks in document.shared.items()
        }
    )
    guide = document.guide
    html, problems = templates.render(
        TEMPLATE,
        {
            "series": series,
            "guide": guide,
            "edition": edition,
            "say": words.say,
            "date": words.date,
            "body": safe(finish(body)),
            "headings": [it for it in document.headings if 2 <= it.level < 2 + series.contents_levels],
            "blocks": passages,
            "faces": lambda: _faces(edition, words, templates),  # said only where a template asks
            "references": [{"id": entry.id, "html": safe(entry.html)} for entry in document.references],
        },
    )
    html = html.replace(_NO_BREAK_HYPHEN, _HYPHEN_WITHOUT_BREAKS)
    anchors = _anchor_problems(series, document, html, {*passages.used, *document.placed})
    own = (problem for problem in words.problems if problem not in document.problems)
    return Page(document, html, (*document.problems, *found, *problems, *passages.problems, *own, *anchors))


def finishing(edition: Edition, words: Words) -> Callable[[str], str]:
    """Gives what an edition does to links; one that is read on paper only prints their pages and addresses."""
    if not edition.printed_addresses:
        return _with_first_numbers
    page = words.say("on_page")
    return lambda html: with_addresses(with_page_references(_with_first_numbers(without_ways_back(html)), page))


def _with_first_numbers(html: str) -> str:
    """Says in the engine's own way where a numbered list starts; by itself it takes no attribute for style."""
    return _START.sub(
        lambda found: f'<ol start="{found[1]}" style="counter-reset: list-item {int(found[1]) - 1}"', html
    )


def _faces(edition: Edition, words: Words, templates: Templates) -> str:
    """Gives the typefaces of an edition in words, with what is known of their licence."""
    known = packaged_typefaces()
    names = [
        words.say("open_typeface", face=name) if known.get(name) else name for name in templates.typefaces(edition)
    ]
    if len(names) < 2:
        return "".join(names)
    return f"{'; '.join(names[:-1])} {words.say('and')} {names[-1]}"


def _body(
    series: Series, document: Document, edition: Edition, words: Words, templates: Templates
) -> tuple[str, tuple[Problem, ...]]:
    """Gives the body with its story cards, and with plans in the edition's form."""
    pieces: list[str] = []
    problems: list[Problem] = []
    for block in for_readers(document.blocks):
        if block.kind is Kind.CARDS:
            html, found = cards_of(series, block.stories, words, templates)
            pieces.append(html)
            problems += found
        elif edition.stacked_plans and block.plan and is_wide(block.plan):
            html, found = steps_of(block.plan, templates)
            pieces.append(html)
            problems += found
        else:
            pieces.append(block.html)
    return "\n".join(pieces), tuple(problems)


def _anchor_problems(series: Series, document: Document, html: str, placed: Iterable[str]) -> Iterator[Problem]:
    """Gives M005 and M025 for the guide and the shared passages in it; nothing where a template failed."""
    ids = ids_in(html)
    if not ids:
        return
    guide = document.guide
    headings = [heading.id for heading in document.headings]
    lines = ("",) * (guide.first_line - 1) + tuple(guide.markdown.split("\n"))
    yield from links_have_targets(SourceText(guide.path, "", lines), guide.first_line, ids, headings)
    for name in sorted(set(placed) & set(series.blocks)):
        block = series.blocks[name]
        yield from links_have_targets(source_text(block.path, block.markdown), 1, ids, headings)
    yield from ids_stand_once(guide, ids)
