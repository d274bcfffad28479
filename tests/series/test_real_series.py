"""What holds for the real series in `guides/`: read and measured, not typeset."""

from __future__ import annotations

from functools import cache

import pytest

from guidepress.checks.sources.project import examine
from guidepress.checks.sources.readability import Reading, reading_of
from guidepress.core.model import Series
from projects import REPOSITORY

GUIDES = (
    "bringing-your-whole-self-to-work",
    "compassion",
    "compassionate-leadership",
    "improvement-and-change",
    "resilience",
)
THIN = frozenset({"measuring-what-counts", "stickers", "take-my-hand-and-we-will-grow"})
"""Stories of which too little is known for a longer synopsis."""


@cache
def series() -> Series:
    found = examine(REPOSITORY, REPOSITORY / "styles")
    assert found.problems == ()
    assert found.series is not None
    return found.series


@cache
def reading(name: str) -> Reading:
    return reading_of(series(), next(guide for guide in series().guides if guide.id == name))


def test_all_sources_are_clean():
    assert len(series().guides) == 5


def test_the_guides_stand_in_their_order():
    assert tuple(guide.id for guide in series().guides) == GUIDES


@pytest.mark.parametrize("name", GUIDES)
def test_a_guide_can_be_read_in_an_evening(name: str):
    assert 3000 <= reading(name).words <= 4800


@pytest.mark.parametrize("name", GUIDES)
def test_a_guide_offers_at_least_eight_stories(name: str):
    assert reading(name).stories >= 8


@pytest.mark.parametrize("name", GUIDES)
def test_a_guide_asks_15_to_19_questions_and_leaves_a_blank_in_three_or_four(name: str):
    assert 15 <= reading(name).questions <= 19
    assert 3 <= reading(name).blanks <= 4


@pytest.mark.parametrize("name", GUIDES)
def test_a_guide_is_written_in_plain_language(name: str):
    assert reading(name).ease >= 60
    assert reading(name).sentence_words <= 20


@pytest.mark.parametrize("name", GUIDES)
def test_a_guide_rests_on_works_that_it_cites(name: str):
    assert reading(name).references >= 5


@pytest.mark.parametrize("name", GUIDES)
def test_the_parts_that_all_guides_share_are_there(name: str):
    markdown = next(guide.markdown for guide in series().guides if guide.id == name)
    for part in (
        "/// epigraph",
        "/// stories\n",
        "/// plan | ",
        "/// questions\n",
        "/// block | looking-after-people",
    ):
        assert part in markdown


def test_the_compassion_guide_has_its_twelve_stories_and_nineteen_questions():
    assert reading("compassion").stories == 12
    assert reading("compassion").questions == 19


def test_stories_of_the_collection_are_listed_as_such_and_others_as_further_ones():
    collection = series().collection
    for guide in series().guides:
        assert [name for name in guide.stories if series().stories[name].collection != collection] == []
        assert [name for name in guide.further_stories if series().stories[name].collection == collection] == []


def test_a_synopsis_tells_enough_to_choose_by_and_no_more():
    lengths = {name: len(story.synopsis.split()) for name, story in series().stories.items() if name not in THIN}
    assert {name: length for name, length in lengths.items() if not 40 <= length <= 90} == {}


def test_no_two_stories_have_one_address():
    addresses = [story.url for story in series().stories.values() if story.url]
    assert len(addresses) == len(set(addresses))
