"""Addresses behind links, for editions that are read on paper only."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from guidepress.compose.templates import Templates
from guidepress.core.model import Edition, Text
from guidepress.sources.project import read_project
from guidepress.targets.pdf.addresses import printed_address, with_addresses, without_ways_back
from guidepress.targets.pdf.page import page_of
from projects import EDITIONS, SMALL


def printed(markdown: str, edition: Edition = EDITIONS[1]) -> list[str]:
    """Gives the addresses printed in a guide of the small project that has this text."""
    series = read_project(SMALL, SMALL / "styles").series
    assert series is not None
    guide = replace(series.guides[0], markdown=markdown, stories=(Text("stay"),))
    html = page_of(series, guide, edition, Templates(SMALL / "styles")).html
    return re.findall(r'</a> <span class="printed-address" data-unheard="">\((.*?)\)</span>', html)


@pytest.mark.parametrize(
    ("markdown", "address"),
    [
        pytest.param("[out](https://www.a.example.org/b/)", "a.example.org/b", id="a web address in short"),
        pytest.param(
            "[out](http://a.example.org/?a=1&b=2)", "a.example.org/?a=1&amp;b=2", id="an ampersand, once"
        ),
        pytest.param("[out](https://a.example.org 'A title')", "a.example.org", id="a link with a title"),
        pytest.param("<a title='t' href='https://a.example.org'>out</a>", "a.example.org", id="raw HTML"),
        pytest.param("[**o** `u` t](https://a.example.org)", "a.example.org", id="words with markup"),
        pytest.param("[write](mailto:a@example.org)", "a@example.org", id="mail"),
        pytest.param(
            "[write](mailto:a@example.org?subject=Hi%20there)", "a@example.org", id="mail with a subject"
        ),
        pytest.param("[](story:tears)", "example.org/tears", id="a story elsewhere, by its title"),
        pytest.param("[that one](story:tears)", "example.org/tears", id="a story elsewhere, in other words"),
        pytest.param("[](guide:two)", "example.org/guides", id="another guide"),
    ],
)
def test_the_address_of_a_link_stands_behind_its_words(markdown: str, address: str) -> None:
    assert printed(markdown) == [address]


@pytest.mark.parametrize(
    "markdown",
    [
        pytest.param("<https://a.example.org/?a=1&b=2>", id="an address in angle brackets"),
        pytest.param("<a@example.org>", id="mail in angle brackets"),
        pytest.param("[a.example.org](https://www.a.example.org/)", id="an address in short"),
        pytest.param("[a@example.org](mailto:a@example.org)", id="a mail address"),
        pytest.param("[{website}]({website})", id="an address from the series"),
        pytest.param("[the site, www.a.example.org](https://a.example.org/)", id="words, then the address"),
        pytest.param("[the site (https://a.example.org/b), still](https://a.example.org/b/)", id="in brackets"),
        pytest.param("[below](#below)", id="a heading"),
        pytest.param("[](story:stay)", id="a story of the guide"),
        pytest.param("[@west-2016]", id="a citation"),
        pytest.param("`<a href='https://a.example.org'>out</a>`", id="code"),
    ],
)
def test_no_address_stands_behind_words_that_are_the_address_or_lead_within_the_guide(markdown: str) -> None:
    assert printed(markdown) == []


def test_several_links_of_a_paragraph_have_an_address_each() -> None:
    assert printed("[a](https://a.example.org), [b](https://b.example.org)\nand [c](mailto:c@example.org).") == [
        "a.example.org",
        "b.example.org",
        "c@example.org",
    ]


def test_editions_for_the_screen_print_none() -> None:
    assert printed("[out](https://a.example.org)", EDITIONS[0]) == []


def test_everything_around_a_link_stays_as_it_was() -> None:
    before, after = "<p>ŵ &lt;a&gt;\n<b>&amp;\n", ", <svg><title>a > b</title><path d='M0 0'/></svg>\n</p>"
    link = '<a title="x > y" href="https://a.example.org">out</a >'
    added = ' <span class="printed-address" data-unheard="">(a.example.org)</span>'
    assert with_addresses(before + link + after) == before + link + added + after


def test_the_links_of_story_cards_print_their_address_themselves() -> None:
    card = (
        '<a class="watch-link" href="https://a.example.org">Watch</a> <span class="address">a.example.org</span>'
    )
    assert with_addresses(card) == card


@pytest.mark.parametrize("href", ["", "#up", "story:stay", "tel:1", "mailto:"])
def test_what_is_no_address_of_the_web_or_of_mail_is_not_printed(href: str) -> None:
    assert printed_address(href) is None


def test_paper_has_no_arrows_back_from_footnotes():
    html = '<p>A note.&nbsp;<a class="footnote-backref" href="#fnref-n" title="Back">↑</a></p>'
    assert without_ways_back(html) == "<p>A note.</p>"
