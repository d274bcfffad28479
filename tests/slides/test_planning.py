"""What a guide and a session give on slides: by rule, and as an author says."""

from __future__ import annotations

import pytest

from guidepress.targets.slides.deck import Layout
from slides.decks import guide_deck, session_deck


def titles(deck) -> list[str]:
    return [slide.title for slide in deck.slides]


def slide_of(deck, title: str):
    return next(slide for slide in deck.slides if slide.title == title)


def shown(slide) -> list[str]:
    return [paragraph.text for paragraph in slide.body]


def test_a_guides_deck_follows_the_guide():
    assert titles(guide_deck()) == [
        "Listening",
        "Ground rules",
        "Why listen",
        "Taking turns (1 of 2)",
        "Taking turns (2 of 2)",
        "A rule of thumb",
        "The kettle",
        "Watch ‘The kettle’",
        "Stairs",
        "Watch ‘Stairs’",
        "A window",
        "Watch ‘A window’",
        "Twenty minutes",
        "Unwarned",
        "Endless",
        "By the clock",
        "Question 1",
        "Question 2",
        "Question 3",
        "Question 4",
        "A pause",
        "How you may use the stories",
        "Feedback and contact",
    ]


def test_a_sessions_deck_has_title_rules_stories_questions_pause_and_rights():
    assert titles(session_deck("first-hour")) == [
        "A first hour",
        "Ground rules",
        "The kettle",
        "Watch ‘The kettle’",
        "Stairs",
        "Watch ‘Stairs’",
        "Question 1",
        "Question 2",
        "Question 3",
        "Question 4",
        "A pause",
        "How you may use the stories",
        "Feedback and contact",
    ]


def test_what_to_expect_of_a_story_comes_before_the_way_to_watch_it():
    deck = session_deck("first-hour")
    assert shown(slide_of(deck, "Stairs")) == ["Nurse", "Content note: Exhaustion, and a fall."]
    watch = slide_of(deck, "Watch ‘Stairs’")
    assert (watch.layout, shown(watch)) == (Layout.PICTURE, ["example.org/stairs"])
    assert watch.code.address == "https://www.example.org/stairs"


def test_a_story_without_an_address_says_so():
    watch = slide_of(guide_deck(), "Watch ‘A window’")
    assert watch.code is None
    assert shown(watch) == ["No web address is known for this story. Look for it at example.org."]


def test_blanks_are_filled_in_the_session_and_open_in_the_guide():
    session = session_deck("first-hour")
    assert shown(slide_of(session, "Question 2")) == ["What kept The kettle with you?", "And what did not?"]
    assert shown(slide_of(session, "Question 3")) == ["How do The kettle and Stairs differ?"]
    assert shown(slide_of(guide_deck(), "Question 3")) == ["How do chosen story 1 and chosen story 2 differ?"]


def test_titles_of_stories_in_questions_are_strong():
    question = slide_of(session_deck("first-hour"), "Question 4")
    assert [(run.text, run.strong) for run in question.body[0].runs] == [
        ("What does ", False),
        ("The kettle", True),
        (" say about waiting?", False),
    ]


def test_prose_gives_its_first_sentence_and_its_notes_the_whole():
    deck = guide_deck("## Why\n\nFirst things first. Then the rest.\n\nMore.\n")
    slide = slide_of(deck, "Why")
    assert (slide.layout, shown(slide)) == (Layout.LARGE, ["First things first."])
    assert slide.notes == ("First things first. Then the rest.", "More.")


def test_a_list_gives_points_with_the_words_that_lead_to_it():
    deck = guide_deck("## Why\n\nIt is so. Three things count:\n\n- one\n- two\n")
    slide = slide_of(deck, "Why")
    assert [(paragraph.text, paragraph.is_point) for paragraph in slide.body] == [
        ("Three things count:", False),
        ("one", True),
        ("two", True),
    ]


def test_a_plan_shows_times_and_what_people_do_and_its_notes_all_the_rest():
    slide = slide_of(guide_deck(), "Twenty minutes")
    assert slide.table.header == ("Minutes", "They do")
    assert slide.table.rows == (("4", "Settle"), ("5", "Watch"), ("8", "Talk in twos"), ("3", "Go gently"))
    assert slide.notes[0] == (
        "Minutes: 4; You do: Welcome people. Read out the ground rules.; They do: Settle; "
        "Words to say: ‘Hello.’; You need: Chairs"
    )


def test_a_written_slide_stands_where_it_is_written_with_its_notes():
    slide = slide_of(guide_deck(), "A rule of thumb")
    assert shown(slide) == ["Wait as long as it takes to breathe in."]
    assert slide.notes == ("Breathe in, to show it.",)


def test_a_written_slide_takes_the_place_of_the_one_of_its_title():
    deck = guide_deck("## Why\n\nLong words.\n\n/// slide | Why\n\n- short\n\n///\n\n## Next\n\nMore.\n")
    assert titles(deck)[1:3] == ["Why", "Next"]
    assert shown(slide_of(deck, "Why")) == ["short"]


def test_a_written_slide_can_take_one_away():
    deck = guide_deck("## Why\n\nWords.\n\n/// slide | Why\n    when: never\n\n///\n")
    assert "Why" not in titles(deck)


def test_an_empty_written_slide_is_made_of_what_stands_below_its_heading():
    rules = slide_of(guide_deck(), "Ground rules")
    assert shown(rules) == ["Say as much as you like.", "What is said here stays here."]
    assert rules.anchor == "ground-rules"


def test_shared_passages_make_no_slides_unless_they_say_so():
    deck = guide_deck("## Care\n\nWords.\n\n/// block | care\n\n///\n")
    assert titles(deck)[:4] == ["Listening", "Ground rules", "Care", "A pause"]


@pytest.mark.parametrize("deck", [guide_deck(), session_deck("first-hour"), session_deck("short")])
def test_no_two_slides_have_one_title(deck):
    assert len(set(titles(deck))) == len(deck.slides)
