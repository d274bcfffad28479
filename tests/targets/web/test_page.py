"""A guide as a web page."""

from __future__ import annotations

import json
import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from guidepress.compose.anchors import ids_in
from guidepress.compose.guide import compose
from guidepress.compose.passages import passages_in
from guidepress.compose.templates import Templates
from guidepress.core.document import Document, Kind, for_readers
from guidepress.core.letters import letters_of
from guidepress.core.model import Series
from guidepress.pdfread.page_letters import PageLetters
from guidepress.sources.project import read_project
from guidepress.targets.web.page import Surroundings, WebPage, web_page

ROOT = Path(__file__).parents[3]
STYLES = ROOT / "styles"
PROJECTS = (ROOT, ROOT / "tests/projects/specimen", ROOT / "tests/projects/cymraeg")


@cache
def series_of(project: Path) -> Series:
    series = read_project(project, STYLES).series
    assert series is not None
    return series


@cache
def made(project: Path) -> tuple[Document, WebPage]:
    series, templates = series_of(project), Templates(STYLES)
    document = compose(series, series.guides[0], templates)
    body = letters_of(document.blocks[-1].text)[:40]
    pages = PageLetters(body, (0,), (7,))
    around = Surroundings(project, STYLES, "index.html", lambda name: f"{name}.html", ("web.css",))
    return document, web_page(series, document, templates, around, pages)


@pytest.mark.parametrize("project", PROJECTS, ids=lambda path: path.name)
def test_a_page_has_every_word_of_its_guide_in_order(project: Path):
    document, page = made(project)
    assert page.problems == ()
    words = [cut.text for cut in passages_in(page.html)]
    at = -1
    for block in for_readers(document.blocks):
        for cut in passages_in(block.html):
            at = words.index(cut.text, at + 1)


@pytest.mark.parametrize("project", PROJECTS, ids=lambda path: path.name)
def test_no_id_stands_twice_and_every_inner_link_has_a_place(project: Path):
    _, page = made(project)
    ids = Counter(ids_in(page.html))
    assert [name for name, count in ids.items() if count > 1] == []
    assert set(re.findall(r'href="#([^"]+)"', page.html)) <= set(ids)


@pytest.mark.parametrize("project", PROJECTS, ids=lambda path: path.name)
def test_a_page_needs_nothing_beside_it(project: Path):
    _, page = made(project)
    assert re.findall(r'<(?:script|link|iframe|img)\b[^>]*\s(?:src|href)="(?!data:)[^"]*"', page.html) == []
    assert "@import" not in page.html
    assert "url(" not in page.html


def test_a_page_of_the_pdf_has_a_mark_with_its_name():
    _, page = made(ROOT)
    assert page.pages == (7,)
    assert 'role="doc-pagebreak" id="page-7" aria-label="Page 7">Page 7</span>' in page.html
    assert '<a href="#page-7">' in page.html


def test_marks_of_pages_are_no_words_of_the_guide():
    _, page = made(ROOT)
    assert "Page 7" not in [cut.text for cut in passages_in(page.html)]


def test_a_link_to_another_guide_leads_to_its_page():
    document, page = made(ROOT / "tests/projects/specimen")
    names = {name for block in document.blocks for name in re.findall(r'data-guide="([^"]+)"', block.html)}
    for name in names:
        assert re.search(rf'<a [^>]*data-guide="{name}"[^>]*>', page.html)[0].count(f'href="{name}.html"') == 1  # type: ignore[index]


def test_a_page_says_to_machines_what_it_is():
    _, page = made(ROOT)
    series = series_of(ROOT)
    data = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page.html)[1])  # type: ignore[index]
    assert (data["name"], data["version"]) == (series.guides[0].title, series.release.version)
    assert data["accessModeSufficient"] == ["textual"]
    assert f'<meta name="DC.publisher" content="{series.publisher}">' in page.html


def test_story_cards_are_where_the_guide_places_them():
    document, page = made(ROOT)
    cards = [name for block in document.blocks if block.kind is Kind.CARDS for name in block.stories]
    assert [name for name in ids_in(page.html) if name.startswith("story-")] == [f"story-{it}" for it in cards]
