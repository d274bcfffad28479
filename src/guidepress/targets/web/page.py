"""A composed guide as one web page that needs nothing beside it: style and pictures stand in it.

Takes the series, a guide's `Document`, the templates and, where the standard edition is made, the letters of its
pages; gives a `WebPage`. Promises the words of the PDF, and marks from which any of its pages is found.
"""

from __future__ import annotations

from base64 import b64encode
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from pathlib import Path

from guidepress.compose.anchors import ids_in
from guidepress.compose.punctuation import curl
from guidepress.compose.templates import SharedBlocks, Templates, safe
from guidepress.compose.words import Words, words_of
from guidepress.core.document import Document
from guidepress.core.model import Series
from guidepress.core.problems import Place, Problem
from guidepress.pdfread.page_letters import PageLetters
from guidepress.targets.reading.described import dublin_core, linked_guide
from guidepress.targets.reading.page_marks import with_page_marks
from guidepress.targets.reading.parts import parts_of
from guidepress.targets.reading.pictures import Picture, with_pictures
from guidepress.targets.reading.style import web_style

TEMPLATE = "web-guide.html.jinja"
PAGE_LIST = "web-page-list.html.jinja"
_PAGE_LIST_HERE = "<!-- page list -->"


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stands around the pages of guides."""

    project: Path
    """The project's folder."""
    styles: Path
    """The project's own styles."""
    home: str
    """Where the series' name leads: the page that lists the downloads."""
    address_of: Callable[[str], str]
    """Gives the address of another guide's page, by the guide's id."""
    style_sheets: tuple[str, ...]
    """Files of the theme, in the order of the cascade."""


@dataclass(frozen=True, slots=True)
class WebPage:
    """A guide as a web page."""

    html: str
    """The whole page; empty where a template failed."""
    pages: tuple[int, ...]
    """The pages of the PDF that have a mark."""
    problems: tuple[Problem, ...]
    """What showed on the way; what composing showed is in the document."""


def web_page(
    series: Series, document: Document, templates: Templates, around: Surroundings, pages: PageLetters | None
) -> WebPage:
    """Gives a guide as a web page."""
    words = words_of(series)
    guide = document.guide
    parts = parts_of(series, document, words, templates, around.address_of)
    passages = SharedBlocks({name: safe(html) for name, html in parts.shared.items()})
    stories = [series.stories[name] for block, _ in parts.blocks for name in block.stories]
    html, problems = templates.render(
        TEMPLATE,
        {
            "series": series,
            "guide": guide,
            "say": words.say,
            "date": words.date,
            "home": around.home,
            "css": safe(web_style(around.styles, around.style_sheets)),
            "dublin_core": dublin_core(series, guide, words),
            "linked_data": safe(linked_guide(series, guide, words)),
            "body": safe("\n".join(html for _, html in parts.blocks)),
            "headings": [heading for heading in document.headings if heading.level == 2],
            "stories": stories,
            "blocks": passages,
            "references": [{"id": entry.id, "html": safe(entry.html)} for entry in document.references],
            "page_list": safe(_PAGE_LIST_HERE),
        },
    )
    html, unreadable = with_pictures(html, around.project, guide.path, _as_data)
    marked: tuple[int, ...] = ()
    if pages and html:
        html, marked = with_page_marks(html, pages, lambda number: page_mark(number, words))
    listed, more = templates.render(PAGE_LIST, {"pages": marked, "say": words.say}) if marked else ("", ())
    own = tuple(problem for problem in words.problems if problem not in document.problems)
    found = (
        *parts.problems,
        *problems,
        *more,
        *passages.problems,
        *unreadable,
        *own,
        *_ids_twice(html, guide.path),
    )
    return WebPage(html.replace(_PAGE_LIST_HERE, listed), marked, found)


def page_mark(number: int, words: Words) -> str:
    """Gives the mark of a page of the PDF (DPUB-ARIA 1.1, doc-pagebreak)."""
    name = escape(words.say("web_page_mark", number=number))
    return f'<span class="page-mark" role="doc-pagebreak" id="page-{number}" aria-label="{name}">{name}</span>'


def _as_data(picture: Picture) -> str:
    return f"data:{picture.media_type};base64,{b64encode(picture.content).decode()}"


def _ids_twice(html: str, path: str) -> tuple[Problem, ...]:
    hint = "give one of them another id; the template of web pages has ids too"
    return tuple(
        Problem("M025", f"the id '{name}' stands {count} times on the web page", Place(path), hint)
        for name, count in Counter(ids_in(html)).items()
        if count > 1
    )


def title_of(series: Series, document: Document) -> str:
    """Gives the title that a browser's tab shows."""
    words = words_of(series)
    return words.say("document_title", guide=curl(document.guide.title), series=curl(series.title))
