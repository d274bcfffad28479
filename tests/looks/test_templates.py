"""What the templates make of a licence, a story's facts, an author's telephone and a heading with a story link."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from guidepress.compose.templates import Templates
from guidepress.core.model import Contact, Edition, Series, Text
from guidepress.sources.project import read_project
from guidepress.targets.pdf.page import page_of
from projects import EDITIONS, REPOSITORY

STYLES = REPOSITORY / "styles"
PRINT = EDITIONS[1]
MARKS = {"BY": "<circle", "NC": "M8 32L32 8", "ND": "M16 20.5h9", "SA": "M31 8v7h-7"}
"""Something that is drawn in each mark; BY and NC both have circles, NC alone is struck out."""


def specimen() -> Series:
    series = read_project(REPOSITORY / "tests/projects/specimen", STYLES).series
    assert series is not None
    return series


def html_of(series: Series, edition: Edition = EDITIONS[0]) -> str:
    composed = page_of(series, series.guides[0], edition, Templates(STYLES))
    assert composed.problems == ()
    return composed.html


def badge_marks(short: str) -> list[str]:
    """Gives the drawing of each mark of the badge of a licence with this short form."""
    series = specimen()
    html = html_of(replace(series, licence=replace(series.licence, short=Text(short))))
    badge = re.search(r'<svg class="badge".*?</svg>', html, re.DOTALL)
    assert (badge is None) == ('<p class="badges">' not in html)
    return re.findall(r"<g .*?</g>", badge[0], re.DOTALL) if badge else []


@pytest.mark.parametrize(
    ("short", "terms"),
    [
        ("CC BY", ["BY"]),
        ("CC BY-SA", ["BY", "SA"]),
        ("CC BY-NC-ND", ["BY", "NC", "ND"]),
        ("CC BY-NC-SA 4.0", ["BY", "NC", "SA"]),
        ("CC BY 4.0", ["BY"]),
        ("CC-BY-ND-3.0", ["BY", "ND"]),
        ("CC", []),
        ("CC0", []),
        ("OGL v3.0", []),
        ("BY-SA", []),
        ("All rights reserved BY us", []),
    ],
)
def test_a_badge_has_a_mark_for_each_known_term_of_a_creative_commons_licence_and_no_other(
    short: str, terms: list[str]
) -> None:
    marks = badge_marks(short)
    assert len(marks) == len(terms)
    assert all(MARKS[term] in mark for term, mark in zip(terms, marks, strict=True))


def card_with(year: str | None, licence: str | None) -> str:
    series = specimen()
    story = replace(
        series.stories["water"], year=Text(year) if year else None, licence=Text(licence) if licence else None
    )
    html = html_of(replace(series, stories={**series.stories, "water": story}))
    return re.search(r'<article class="story" id="story-water".*?</article>', html, re.DOTALL)[0]  # type: ignore[index]


@pytest.mark.parametrize(
    ("year", "licence", "words"),
    [
        ("2014", None, "Made in 2014."),
        (None, "CC BY", "Licence of this story: CC BY."),
        ("2014", "The teller's own", "Made in 2014. Licence of this story: The teller’s own."),
    ],
)
def test_a_card_says_when_a_story_was_made_and_what_licence_of_its_own_it_has(
    year: str | None, licence: str | None, words: str
) -> None:
    assert f'<p class="origin">{words}</p>' in card_with(year, licence)


def test_a_card_of_a_story_without_year_and_licence_has_no_line_for_them() -> None:
    assert "origin" not in card_with(None, None)


def test_an_author_with_a_telephone_is_listed_with_it_on_one_line() -> None:
    author = Contact(Text("Ann O'Hara"), Text("ann@example.org"), Text("01632 960 001"))
    html = html_of(replace(specimen(), authors=(author,)))
    people = html.partition('<ul class="people">')[2].partition("</ul>")[0]
    mail = '<a href="mailto:ann@example.org">ann@example.org</a>'
    assert people.strip() == f"<li>Ann O’Hara: {mail}, Telephone 01632\u00a0960\u00a0001</li>"


@pytest.mark.parametrize(
    ("letters", "size"),
    [(36, "<h1>"), (37, '<h1 class="long">'), (60, '<h1 class="long">'), (61, '<h1 class="longest">')],
)
def test_a_longer_title_is_set_in_a_smaller_size(letters: int, size: str) -> None:
    series = specimen()
    html = html_of(replace(series, guides=(replace(series.guides[0], title=Text("t" * letters)),)))
    assert f"{size}{'t' * letters}</h1>" in html


@pytest.mark.parametrize("level", ["##", "###", "####"])
def test_a_story_link_in_a_heading_has_no_page_number_there_nor_in_the_contents(level: str) -> None:
    series = specimen()
    markdown = f"{series.guides[0].markdown}\n\n## Last\n\n{level} On [](story:water)\n\nSee [](story:water).\n"
    html = html_of(replace(series, guides=(replace(series.guides[0], markdown=markdown),)), PRINT)
    headings = re.findall(r"<h[1-6].*?</h[1-6]>", html, re.DOTALL)
    assert any(">Water?</a></h" in heading for heading in headings)
    assert [heading for heading in headings if "00" in heading] == []
    assert "(page" not in html.partition('<nav class="contents"')[2].partition("</nav>")[0]
    link = '<a class="story-link" data-story="water" href="#story-water">Water?'
    assert f'See {link}<span class="page-reference"> (page\N{NO-BREAK SPACE}' in html


def card_of(**fields: Text | None) -> str:
    """Gives the first story's card with these fields of the catalogue changed."""
    series = specimen()
    first = series.guides[0].stories[0]
    stories = {**series.stories, first: replace(series.stories[first], **fields)}
    html = html_of(replace(series, stories=stories))
    return html[html.index(f'id="story-{first}"') : html.index("</article>")]


def test_a_card_gives_the_facilitator_the_ending_under_its_own_label():
    card = card_of(facilitator_note=Text("It ends 'well'."))
    assert (
        '<p class="facilitator-note"><span class="label">For the facilitator only:</span> It ends ‘well’.</p>'
        in card
    )
    assert "facilitator-note" not in card_of(facilitator_note=None)


def test_a_card_leads_to_the_version_with_subtitles_unless_that_is_the_only_one():
    plain, subtitled = Text("https://example.org/a"), Text("https://example.org/as")
    assert 'with subtitles</a> <span class="address" data-unheard="">example.org/as</span>' in card_of(
        url=plain, subtitles=subtitled
    )
    assert "with subtitles" not in card_of(url=subtitled, subtitles=subtitled)


def test_a_card_without_an_address_leads_to_the_page_of_its_collection():
    card = card_of(url=None, collection_url=Text("https://example.org/all"))
    assert 'on the page of its collection</a> <span class="address" data-unheard="">example.org/all</span>' in card
    assert "has-code" not in card
    assert "No web address is known" in card_of(url=None, collection_url=None)
