"""Two states compared: what changed, was added, removed or moved."""

from __future__ import annotations

from guidepress.release.changes.comparing import compare
from guidepress.release.changes.records import GuideState, Kind, Passage, State
from guidepress.release.changes.states import read_words_file, words_file
from guidepress.release.changes.word_changes import word_changes

FIRST = "The kettle is on, and the room is warm enough for everybody who comes in."
SECOND = "Chairs stand in a circle, so that each person can see all the others well."
THIRD = "A story is shown twice, once to watch it and once to listen for what was missed."
FOURTH = "At the end nobody hurries; the cups are washed and the windows opened together."


def state(*texts: str | Passage, guide: str = "tea") -> State:
    passages = [
        it if isinstance(it, Passage) else Passage("paragraph", it, first_page=3, last_page=3) for it in texts
    ]
    return State("a state", (GuideState(guide, guide.title(), tuple(passages)),))


def found(before: State, after: State) -> list[tuple[str, str, str]]:
    return [(str(it.kind), it.before, it.after) for guide in compare(before, after).guides for it in guide.changes]


def test_two_equal_states_differ_in_nothing():
    comparison = compare(state(FIRST, SECOND), state(FIRST, SECOND))
    assert not comparison.words_changed
    assert comparison.guides[0].changes == ()


def test_a_changed_word_makes_one_changed_passage():
    warmer = FIRST.replace("warm", "bright")
    assert found(state(FIRST, SECOND), state(warmer, SECOND)) == [("changed", FIRST, warmer)]


def test_a_new_passage_was_added_and_a_missing_one_removed():
    assert found(state(FIRST, SECOND), state(FIRST, THIRD, SECOND)) == [("added", "", THIRD)]
    assert found(state(FIRST, THIRD, SECOND), state(FIRST, SECOND)) == [("removed", THIRD, "")]


def test_one_passage_for_a_wholly_other_one_is_a_removal_and_an_addition():
    assert found(state(FIRST, SECOND), state(FIRST, THIRD)) == [("removed", SECOND, ""), ("added", "", THIRD)]


def test_a_passage_that_stands_elsewhere_was_moved():
    assert found(state(FIRST, SECOND, THIRD, FOURTH), state(SECOND, THIRD, FOURTH, FIRST)) == [
        ("moved", FIRST, FIRST)
    ]


def test_a_passage_that_was_moved_and_changed_is_told_as_both():
    changed = FIRST.replace("warm", "bright")
    (change,) = compare(state(FIRST, SECOND, THIRD), state(SECOND, THIRD, changed)).guides[0].changes
    assert (change.kind, change.moved) == (Kind.CHANGED, True)


def test_a_passage_cut_in_two_is_one_change_and_so_are_two_that_were_joined():
    one, other = FIRST.split(", ")
    assert found(state(FIRST, SECOND), state(one, other, SECOND)) == [("changed", FIRST, f"{one} {other}")]
    assert found(state(one, other, SECOND), state(FIRST, SECOND)) == [("changed", f"{one} {other}", FIRST)]


def test_a_heading_never_becomes_a_paragraph():
    heading = Passage("heading", "The kettle is on")
    paragraph = Passage("paragraph", "The kettle is on.")
    assert [kind for kind, *_ in found(state(heading), state(paragraph))] == ["removed", "added"]


def test_a_story_is_told_once_with_all_guides_that_hold_it():
    def two(text: str) -> State:
        passage = Passage("paragraph", text, "story:kettle", first_page=2)
        guides = [GuideState(name, name, (passage,)) for name in ("tea", "coffee")]
        return State("a state", tuple(guides))

    comparison = compare(two(FIRST), two(FIRST.replace("warm", "bright")))
    (change,) = comparison.shared
    assert [(spot.guide, spot.page_before, spot.page_after) for spot in change.spots] == [
        ("tea", 2, 2),
        ("coffee", 2, 2),
    ]
    assert [guide.changes for guide in comparison.guides] == [(), ()]


def test_a_guide_is_added_or_removed_as_a_whole():
    comparison = compare(state(FIRST), state(FIRST, guide="coffee"))
    assert [(guide.id, guide.fate) for guide in comparison.guides] == [("coffee", "added"), ("tea", "removed")]
    assert comparison.words_changed


def test_the_words_of_a_change_are_told_with_their_fate():
    stretches = word_changes("the room is warm enough", "the room is not warm")
    assert [(it.fate, it.text) for it in stretches] == [
        ("kept", "the room is"),
        ("put", "not"),
        ("kept", "warm"),
        ("taken", "enough"),
    ]


def test_a_state_survives_its_file():
    before = state(FIRST, Passage("heading", "Überschrift “so”", "block:contact", "Tea", 2, 3))
    assert read_words_file(words_file(before), "a state") == before
