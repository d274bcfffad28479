"""A composed guide is a list of typed blocks: what each holds, and that nothing is lost between them."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from guidepress.compose.blocks import blocks_of
from guidepress.compose.elements import elements_of, words_in
from guidepress.compose.guide import compose
from guidepress.compose.templates import Templates
from guidepress.core.document import Block, Document, Kind
from guidepress.core.model import Series
from guidepress.sources.project import read_project
from projects import SMALL


@cache
def series() -> Series:
    small = read_project(SMALL, SMALL / "styles").series
    assert small is not None
    return small


def document(markdown: str) -> Document:
    guide = replace(series().guides[0], markdown=markdown)
    return compose(series(), guide, Templates(SMALL / "styles"))


def only(markdown: str) -> Block:
    (block,) = document(markdown).blocks
    return block


@pytest.mark.parametrize(
    ("markdown", "kind"),
    [
        ("Words.", Kind.PARAGRAPH),
        ("## Words", Kind.HEADING),
        ("- one\n- two", Kind.LIST),
        ("7. one\n8. two", Kind.LIST),
        ("Term\n:   What it means.", Kind.TERMS),
        ("| a | b |\n|---|---|\n| c | d |", Kind.TABLE),
        ("> Words.", Kind.QUOTE),
        ("    words", Kind.CODE),
        ("```\nwords\n```", Kind.CODE),
        ("/// epigraph | Somebody\n\nWords.\n\n///", Kind.EPIGRAPH),
        ("/// quote | Somebody\n\nWords.\n\n///", Kind.QUOTE),
        ("/// note | Title\n\nWords.\n\n///", Kind.NOTE),
        ("/// questions\n\n1. Why?\n\n///", Kind.QUESTIONS),
        ("/// plan | Title\n\n| a | b |\n|---|---|\n| 5 | d |\n\n///", Kind.PLAN),
        ("/// stories\n\n///", Kind.CARDS),
    ],
)
def test_each_construct_is_a_block_of_its_kind(markdown: str, kind: Kind) -> None:
    assert only(markdown).kind is kind


def test_a_section_is_a_heading_of_level_2_and_all_below_it() -> None:
    sections = document("Before.\n\n## One\n\nText.\n\n### Part\n\nMore.\n\n## Two").sections
    assert [(section.title, [block.text for block in section.blocks]) for section in sections] == [
        ("", ["Before."]),
        ("One", ["Text.", "Part", "More."]),
        ("Two", []),
    ]


def test_a_question_knows_its_number_depth_follow_up_and_blanks() -> None:
    markdown = (
        "/// questions\n\n1. (gentle) What of {story}?\n   follow-up: And *then*?\n2. Who?\n\n///\n\nWords.\n\n"
        "/// questions\n\n7. (deep) Is {story 2} like {story 1}?\n\n///"
    )
    first, second, third = document(markdown).questions
    assert (first.number, first.depth, first.follow_up, first.blanks) == (1, "gentle", "And <em>then</em>?", (0,))
    assert first.text == "What of your chosen story?"
    assert (second.number, second.depth, second.follow_up, second.blanks) == (2, "", "", ())
    assert (third.number, third.depth, third.blanks) == (7, "deep", (2, 1))


def test_a_question_of_several_paragraphs_keeps_its_depth_and_follow_up() -> None:
    (question, _) = document(
        "/// questions\n\n1. (middling) What?\n    follow-up: Why?\n\n2. Who?\n\n///"
    ).questions
    assert (question.html, question.depth, question.follow_up) == ("What?", "middling", "Why?")


def test_a_plan_knows_its_id_length_columns_and_rows() -> None:
    markdown = (
        "/// plan | An hour\n    id: sixty-minutes\n    minutes: 60\n\n| time | you do |\n|---|---|\n"
        "| 20 | Welcome *all* |\n| 40 minutes | Watch |\n| then | Go |\n\n///"
    )
    (plan,) = document(markdown).plans
    assert (plan.id, plan.title, plan.minutes, plan.columns) == (
        "sixty-minutes",
        "An hour",
        60,
        ("time", "you do"),
    )
    assert [row.minutes for row in plan.rows] == [20, 40, None]
    assert plan.rows[0].cells == ("20", "Welcome <em>all</em>")


def test_a_plan_without_options_is_a_plan_all_the_same() -> None:
    (plan,) = document("/// plan | Short\n\n| a | b |\n|---|---|\n| 5 | d |\n\n///").plans
    assert (plan.id, plan.minutes, plan.rows[0].minutes) == ("", None, 5)


def test_a_second_slot_of_one_kind_and_a_slot_without_stories_are_left_out() -> None:
    cards = {"stories": ("stay",), "further-stories": ()}
    html = (
        '<div class="slot-stories"></div><div class="slot-further-stories"></div><div class="slot-stories"></div>'
    )
    assert [(block.slot, block.stories) for block in blocks_of(html, cards)] == [("stories", ("stay",))]


def test_words_between_elements_stay_together_and_in_their_place() -> None:
    blocks = blocks_of("<p>One</p>two <b>th</b>ree<p>four</p>", {})
    assert [(block.kind, block.text) for block in blocks] == [
        (Kind.PARAGRAPH, "One"),
        (Kind.OTHER, "two three"),
        (Kind.PARAGRAPH, "four"),
    ]


@pytest.mark.parametrize(
    "html",
    ["", "words", '<p>a</p> b <hr><p>c <img src="x>y"> d</p>', "<div><div>a</div></div><br>\n<p></p>"],
)
def test_the_elements_of_some_markup_joined_are_the_markup(html: str) -> None:
    assert "".join(element.html for element in elements_of(html)) == html


def test_words_end_where_a_block_ends_and_not_where_emphasis_does() -> None:
    assert words_in("<ul><li>o<b>n</b>e</li><li>two<br>three</li></ul>&amp;") == "one two three &"
