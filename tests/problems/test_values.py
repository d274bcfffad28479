"""Problems, exit codes and lengths as values."""

from __future__ import annotations

import pickle

import pytest

from guidepress.core.errors import Exit
from guidepress.core.measures import Length
from guidepress.core.model import Edition, Text, edition_named
from guidepress.core.problems import CODES, Place, Problem, Severity, has_errors, in_file_order


@pytest.mark.parametrize(
    ("place", "words"),
    [
        (Place("guides/one.md", 88, 14), "guides/one.md:88:14"),
        (Place("guides/one.md", 88), "guides/one.md:88"),
        (Place("guides/one.md"), "guides/one.md"),
        (Place("guides/one.md", 0, 14), "guides/one.md"),
    ],
)
def test_a_place_reads_as_editors_and_terminals_expect(place: Place, words: str):
    assert str(place) == words


def test_problems_stand_in_file_order_each_once():
    late = Problem("S003", "late", Place("b.md", 1))
    ninth = Problem("S003", "ninth line", Place("a.md", 9))
    tenth = Problem("S003", "tenth line", Place("a.md", 10))
    left, right = Problem("S003", "left", Place("a.md", 9, 2)), Problem("S003", "right", Place("a.md", 9, 11))
    assert in_file_order([late, right, tenth, left, ninth, late]) == (ninth, left, right, tenth, late)


def test_warnings_alone_do_not_make_a_command_fail():
    warning = Problem("M012", "only a warning", Place("a.md"), severity=Severity.WARNING)
    assert not has_errors([warning])
    assert has_errors([warning, Problem("M001", "an error", Place("a.md"))])


def test_codes_are_a_letter_and_three_digits_and_say_what_they_mean():
    for code, meaning in CODES.items():
        assert code[0].isupper()
        assert code[1:].isdigit()
        assert len(code) == 4
        assert meaning[0].islower() or meaning.startswith(("YAML", "HTML"))
        assert not meaning.endswith(".")


def test_exit_codes_are_those_that_shells_and_scripts_rely_on():
    assert [int(code) for code in Exit] == [0, 1, 2, 3, 130]


def test_an_inch_is_72_points_and_25_4_millimetres():
    assert Length.mm(25.4).points == 72
    assert Length(36).millimetres == 12.7


def test_lengths_can_be_added_and_compared():
    assert Length.mm(10) + Length.mm(5) == Length.mm(15)
    assert Length(10) - Length(4) == Length(6)
    assert Length(10) * 2 == Length(20)
    assert -Length(10) < Length(0)


def test_a_text_keeps_its_place_on_the_way_to_another_process():
    text = Text("stay", Place("guides/stories.yaml", 2, 9))
    copy = pickle.loads(pickle.dumps(text))
    assert (copy, copy.place) == (text, text.place)


def test_every_edition_can_be_found_by_its_name_and_no_other():
    editions = [Edition("one", "", ()), Edition("two", "", ())]
    assert [edition_named(editions, edition.name) for edition in editions] == editions
    assert edition_named(editions, "nonsense") is None
