"""`guidepress session`: a session from what is typed, judged like one in the file, and saved where asked for."""

from __future__ import annotations

import pytest

from guidepress.compose.session_choice import Choice, least_minutes, session_of
from guidepress.compose.session_rules import check_session
from guidepress.compose.words import words_of
from guidepress.sources.project import read_project
from sessions.hours import Hour
from slides.decks import document, series

TYPED = ("session", "--guide", "listening", "--story", "kettle", "--story", "stairs", "--questions", "1,3")


def sessions_of(hour: Hour):
    series = read_project(hour.folder, hour.folder / "styles").series
    assert series is not None
    return series.sessions


def test_what_is_typed_is_made_and_not_saved(hour: Hour):
    before = (hour.folder / "guides/sessions.yaml").read_bytes()
    made = hour.made(*TYPED, "--minutes", "60")
    assert made[0] == "sessions/listening-60-minutes/handout.pdf"
    assert (hour.folder / "guides/sessions.yaml").read_bytes() == before


def test_what_is_saved_stands_below_the_others_which_stay_as_they_are(hour: Hour):
    before = (hour.folder / "guides/sessions.yaml").read_text("utf-8")
    code, told = hour.run(*TYPED, "--minutes", "45", "--title", "What: 'we' do", "--date", "2027-01-12", "--save")
    assert code == 0, told
    assert told.startswith("wrote the session 'what-we-do' into guides/sessions.yaml\n")
    after = (hour.folder / "guides/sessions.yaml").read_text("utf-8")
    assert after.startswith(before)
    saved = sessions_of(hour)["what-we-do"]
    assert (saved.title, saved.date, saved.minutes) == ("What: 'we' do", "2027-01-12", "45")
    assert {str(filling.question): filling.stories for filling in saved.blanks} == {"3": ("kettle", "stairs")}
    assert [step.part for step in saved.steps] == ["warning", "story", "talk", "story", "talk", "ending"]
    assert sum(int(step.minutes) for step in saved.steps) == 45
    assert hour.run("check")[0] == 0


@pytest.mark.slow
def test_a_plan_of_the_guide_is_taken_where_it_fits(hour: Hour):
    hour.run(
        "session", "--guide", "listening", "--story", "kettle", "--questions", "1", "--minutes", "20", "--save"
    )
    assert sessions_of(hour)["listening-20-minutes"].plan == "twenty"


@pytest.mark.slow
def test_a_first_session_makes_the_file(hour: Hour):
    (hour.folder / "guides/sessions.yaml").unlink()
    assert hour.run(*TYPED, "--minutes", "30", "--save")[0] == 0
    assert list(sessions_of(hour)) == ["listening-30-minutes"]


@pytest.mark.slow
def test_a_second_one_of_the_same_name_has_a_number(hour: Hour):
    for _ in range(2):
        assert hour.run(*TYPED, "--minutes", "30", "--save")[0] == 0
    assert list(sessions_of(hour))[2:] == ["listening-30-minutes", "listening-30-minutes-2"]


@pytest.mark.slow
@pytest.mark.parametrize("stories", [("kettle",), ("kettle", "stairs"), ("kettle", "stairs", "window")])
def test_steps_by_rule_always_add_up(stories: tuple[str, ...]):
    words, guide = words_of(series()), series().guides[0]
    for minutes in (*range(least_minutes(len(stories)), 60), 90, 240, 480):
        choice = Choice(stories, ("1",), minutes)
        made = session_of(choice, guide, document(), words, ())
        assert sum(int(step.minutes) for step in made.steps) == (minutes if made.steps else 0)
        assert list(check_session(made, series(), words, document())) == []


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--minutes", "13"), "--minutes: 2 stories need 14 minutes or more"),
        (("--minutes", "60", "--date", "2027-02-30"), "--date: '2027-02-30' is no day"),
        (("--minutes", "60", "--questions", "one"), "--questions: 'one' is no number"),
        (("--minutes", "60", "--guide", "listenin"), "did you mean 'listening'?"),
        (("--minutes", "60", "short"), "with --guide name stories, --questions and --minutes, and no ids"),
    ],
)
def test_what_can_not_be_meant_is_a_usage_error(hour: Hour, words: tuple[str, ...], told: str):
    code, said = hour.run(*TYPED, *words)
    assert code == 2
    assert told in said
    assert hour.files() == []


def test_choices_without_a_guide_say_what_is_missing(hour: Hour):
    code, said = hour.run("session", "--story", "kettle")
    assert code == 2
    assert "needs --guide, --story, --questions and --minutes" in said


def test_what_is_typed_wrongly_is_a_problem_and_makes_no_file(hour: Hour):
    code, told = hour.run(
        "session", "--guide", "listening", "--story", "kettel", "--questions", "9", "--minutes", "20"
    )
    assert code == 1
    assert "the command line: error N002: no story is called 'kettel'" in told
    assert "the command line: error N003: 'listening' has no question 9" in told
    assert hour.files() == []


def test_an_unknown_session_is_answered_with_the_nearest(hour: Hour):
    code, told = hour.run("session", "shrt")
    assert code == 2
    assert "did you mean 'short'?" in told


def test_a_project_without_sessions_says_so(hour: Hour):
    (hour.folder / "guides/sessions.yaml").unlink()
    assert hour.run("session") == (0, "there is nothing to make: guides/sessions.yaml names no session\n")
