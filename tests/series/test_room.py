"""What a facilitator needs in the room: every real guide has it, and no two guides say it in one wording."""

from __future__ import annotations

import re
from functools import cache
from itertools import combinations

import pytest

from guidepress.checks.sources.readability import plain_prose
from guidepress.compose.guide import compose
from guidepress.compose.punctuation import short_address
from guidepress.compose.templates import Templates
from guidepress.core.document import Document, Kind
from projects import REPOSITORY
from series.test_real_series import GUIDES, series

PLANS = {"twenty-minutes": 20, "sixty-minutes": 60, "ninety-minutes": 90}
RUN = 8
"""So many words in a row that two guides share are one sentence written twice."""


@cache
def document(name: str) -> Document:
    guide = next(guide for guide in series().guides if guide.id == name)
    return compose(series(), guide, Templates(REPOSITORY / "styles"))


def passages_of(name: str) -> list[str]:
    """Gives the paragraphs, list items and table cells of a guide's own text, without the heads of plans."""
    guide = next(guide for guide in series().guides if guide.id == name)
    text = re.sub(r"^\| Minutes \|.*$", "", guide.markdown, flags=re.MULTILINE)
    text = re.sub(r"^\|(.*)\|$", lambda row: "\n\n".join(row[1].split("|")), text, flags=re.MULTILINE)
    return [plain_prose(part) for part in re.split(r"\n[ \t]*\n|\n(?=[ \t]*(?:[-*:]|\d+\.) )", text)]


def runs_of(name: str) -> set[str]:
    runs = set()
    for passage in passages_of(name):
        words = re.findall(r"[\w']+", passage.lower())
        runs |= {" ".join(words[at : at + RUN]) for at in range(len(words) - RUN + 1)}
    return runs


@pytest.mark.parametrize(("one", "other"), list(combinations(GUIDES, 2)))
def test_two_guides_share_no_eight_words_in_a_row(one: str, other: str):
    assert runs_of(one) & runs_of(other) == set()


def test_the_search_for_shared_words_sees_whole_guides():
    assert all(len(runs_of(name)) > 1000 for name in GUIDES)


@pytest.mark.parametrize("name", GUIDES)
def test_a_guide_has_plans_of_three_lengths_whose_rows_add_up(name: str):
    plans = {plan.id: plan for plan in document(name).plans}
    assert {key: plan.minutes for key, plan in plans.items()} == PLANS
    for plan in plans.values():
        assert sum(row.minutes or 0 for row in plan.rows) == plan.minutes
        assert len(plan.columns) == 5
        assert all(len(row.cells) == 5 and all(row.cells) for row in plan.rows)


@pytest.mark.parametrize("name", GUIDES)
def test_a_plan_begins_with_ground_rules_and_ends_with_who_can_help(name: str):
    for plan in document(name).plans:
        assert "rules" in plan.rows[0].cells[1].lower()
        assert "who can help" in plan.rows[-1].cells[4].lower()


@pytest.mark.parametrize("name", GUIDES)
def test_a_plan_shows_a_story_of_its_guide(name: str):
    for plan in document(name).plans:
        shown = re.findall(r'data-story="([\w-]+)"', " ".join(cell for row in plan.rows for cell in row.cells))
        assert shown
        assert set(shown) <= set(document(name).guide.stories)


@pytest.mark.parametrize("name", GUIDES)
def test_looking_after_people_is_a_section_before_the_plans_with_rules_and_numbers(name: str):
    sections = document(name).sections
    titles = [section.title for section in sections]
    planned = next(
        at for at, section in enumerate(sections) if any(block.kind is Kind.PLAN for block in section.blocks)
    )
    care = titles.index("Looking after people")
    assert care < planned
    words = " ".join(block.text for block in sections[care].blocks)
    for needed in ("Ground rules to read out", "suicide", "ring 999", "Freedom to Speak Up", "loss of a baby"):
        assert needed in words
    numbers = next(block.text for block in sections[care].blocks if block.kind is Kind.HELP)
    assert all(number in numbers for number in ("116 123", "111", "999"))


@pytest.mark.parametrize("name", GUIDES)
def test_every_question_asks_one_thing_and_says_how_deep_it_goes(name: str):
    for question in document(name).questions:
        assert question.depth, question.text
        own = question.text.replace("Making a difference?", "").replace("What do you see?", "")
        own = own.replace("‘What matters to you?’", "")
        assert own.count("?") <= 1, question.text
        assert question.follow_up.count("?") <= 1


@pytest.mark.parametrize("name", GUIDES)
def test_some_questions_are_gentle_some_are_deep_and_the_first_is_gentle(name: str):
    depths = [question.depth for question in document(name).questions]
    assert depths[0] == "gentle"
    assert min(depths.count(depth) for depth in ("gentle", "middling", "deep")) >= 3


def test_two_guides_share_no_section_but_the_one_on_looking_after_people():
    for one, other in combinations(GUIDES, 2):
        shared = {section.title for section in document(one).sections if section.title}
        assert shared & {section.title for section in document(other).sections} == {"Looking after people"}


def test_the_catalogue_tells_the_facilitator_how_each_story_ends_or_that_nobody_knows():
    missing = [story.id for story in series().stories.values() if not story.facilitator_note]
    assert missing == []


def test_a_story_without_an_address_has_the_page_that_lists_it():
    without = {name for name, story in series().stories.items() if not story.url and not story.collection_url}
    assert without == {"stickers"}


def test_no_text_says_how_anybody_died():
    texts = [block.markdown for block in series().blocks.values()] + [guide.markdown for guide in series().guides]
    notes = [story.facilitator_note or "" for story in series().stories.values()]
    assert re.findall(r"hang(?:ed|ing) (?:him|her|them)|overdos\w*|jump\w* from", " ".join([*texts, *notes])) == []


@pytest.mark.parametrize("name", ["licence", "contact"])
def test_the_licence_and_the_contact_print_the_addresses_of_the_website_and_the_downloads(name: str):
    for guide in GUIDES:
        words = " ".join(block.text for block in document(guide).shared[name])
        assert short_address(series().download_page) in words
        assert f"website, {short_address(series().website)}" in words
