"""A guide in numbers: what is counted, worked out by hand."""

from __future__ import annotations

from dataclasses import replace

from guidepress.checks.sources.readability import Reading, reading_of
from guidepress.sources.project import read_project
from projects import SMALL


def reading(markdown: str) -> Reading:
    series = read_project(SMALL, SMALL / "styles").series
    assert series is not None
    return reading_of(series, replace(series.guides[0], markdown=markdown))


def test_questions_of_all_blocks_are_counted_whatever_number_a_list_starts_at():
    found = reading(
        "/// questions\n1. What?\n2. How is {story}?\n///\n\nText.\n\n"
        "//// questions\n\n3. And {story 1}?\n\n    More of it.\n\n4. Why?\n5. When?\n\n////\n"
    )
    assert (found.questions, found.blanks) == (5, 2)


def test_a_numbered_list_outside_the_blocks_asks_no_questions():
    assert reading("1. First\n2. Second\n").questions == 0


def test_the_works_that_a_shared_passage_cites_are_counted_once():
    assert reading("So [@west-2016] and so [@west-2016].\n").references == 1


def test_options_and_marks_of_the_notation_are_no_words():
    found = reading(
        "/// plan | An hour\n    id: an-hour\n    minutes: 60\n\n"
        "| Minutes | You do |\n|---|---|\n| 60 | Talk |\n\n///\n\n"
        "/// questions\n\n1. (gentle) Who are you?\n   follow-up: And who else?\n\n///\n"
    )
    assert found.own_words == 5 + 3 + 3  # `Minutes You do 60 Talk`, `Who are you`, `And who else`
