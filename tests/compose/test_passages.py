"""Shared passages: one wording in every guide, but each guide's own links."""

from dataclasses import replace

from guidepress.compose.templates import Templates
from guidepress.core.model import Guide, Series
from guidepress.sources.project import read_project
from guidepress.targets.pdf.page import page_of
from projects import CYMRAEG, EDITIONS, REPOSITORY

TEMPLATES = Templates(REPOSITORY / "styles")


def series_with(passage: str) -> Series:
    series = read_project(CYMRAEG, REPOSITORY / "styles").series
    assert series is not None
    block = replace(series.blocks["contact"], markdown=passage)
    return replace(series, blocks={**series.blocks, "contact": block})


def html_of(series: Series, guide: Guide) -> str:
    return page_of(series, guide, EDITIONS[0], TEMPLATES).html


def test_a_story_that_a_passage_names_is_linked_within_the_guide_that_has_it_and_outside_elsewhere() -> None:
    series = series_with("See [the garden](story:y-ty-gwydr).")
    inside, outside = (html_of(series, guide) for guide in series.guides)
    assert '<a class="story-link" data-story="y-ty-gwydr" href="#story-y-ty-gwydr">the garden</a>' in inside
    link = '<a class="story-link" data-story="y-ty-gwydr" href="https://gardd.example.org/straeon/y-ty-gwydr">'
    assert f"{link}the garden</a>" in outside


def test_a_heading_of_a_passage_takes_an_id_that_its_guide_has_left() -> None:
    series = series_with("## Pam gwrando?")
    first, second = (html_of(series, guide) for guide in series.guides)
    assert '<h2 id="pam-gwrando-section">' in first  # the guide has such a heading itself
    assert '<h2 id="pam-gwrando">' in second


def test_a_passage_that_asks_nothing_of_its_guide_is_the_same_in_all() -> None:
    series = series_with("Write to *us*, at any time.")
    assert all("<p>Write to <em>us</em>, at any time.</p>" in html_of(series, guide) for guide in series.guides)
