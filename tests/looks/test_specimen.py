"""The specimen shows every part of a guide, in every edition, and keeps the rules that guides keep."""

import re
from functools import cache
from pathlib import Path

import pytest

from guidepress.checks.sources.series_rules import check_series
from guidepress.compose.templates import Templates
from guidepress.core.model import Edition
from guidepress.sources.project import Sources, read_project
from guidepress.targets.pdf.page import Page, page_of
from projects import EDITIONS

ROOT = Path(__file__).parents[2]
STYLES = ROOT / "styles"
SPECIMEN = ROOT / "tests" / "projects" / "specimen"

PARTS = (
    'class="cover"',
    'class="imprint"',
    'class="contents"',
    'class="epigraph"',
    'class="quote"',
    'class="note"',
    'class="note-title"',
    'class="plan"',
    "<caption>",
    'class="story has-code"',
    'class="story"',
    'class="content-note"',
    'class="themes"',
    'class="questions"',
    'class="blank"',
    'class="citation"',
    'class="story-link"',
    'class="footnote"',
    'class="references"',
    "<dl>",
    "<img ",
    "<figcaption>",
    "<h4",
)


@cache
def _sources() -> Sources:
    return read_project(SPECIMEN, STYLES)


def _composed(edition: Edition) -> Page:
    series = _sources().series
    assert series is not None
    return page_of(series, series.guides[0], edition, Templates(STYLES))


def test_its_sources_have_no_problems() -> None:
    sources = _sources()
    assert sources.series is not None
    assert (*sources.problems, *check_series(sources.series, sources.texts, SPECIMEN)) == ()


@pytest.mark.parametrize("edition", EDITIONS, ids=lambda edition: edition.name)
def test_it_composes_without_problems_and_shows_every_part(edition: Edition) -> None:
    composed = _composed(edition)
    assert composed.problems == ()
    assert [part for part in PARTS if part not in composed.html] == []


def test_paper_editions_print_each_web_link_once_behind_its_words() -> None:
    html = _composed(EDITIONS[1]).html
    assert (
        'the garden’s website</a> <span class="printed-address" data-unheard="">(garden.example.org)</span>'
        in html
    )
    cards = re.findall(r'<p class="watch">.*?</p>', html, re.DOTALL)
    assert len(cards) == 4
    assert not any("printed-address" in card for card in cards)


def test_other_editions_print_no_address_behind_a_link() -> None:
    assert "printed-address" not in _composed(EDITIONS[0]).html


def test_every_page_number_of_the_contents_is_the_last_thing_in_its_line() -> None:
    contents = _composed(EDITIONS[0]).html.partition('<nav class="contents"')[2].partition("</nav>")[0]
    lines = re.findall(r"<li>(.*?)</li>", contents, re.DOTALL)
    assert len(lines) == 14
    assert all(re.search(r'data-page-of="[^"]+">00</span></a>$', line) for line in lines)
