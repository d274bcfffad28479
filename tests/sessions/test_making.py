"""Sessions and decks are outputs like any other: made once, kept while nothing shapes them anew, never half."""

from __future__ import annotations

import subprocess
import sys

import pytest
from pypdfium2 import PdfDocument

from guidepress.checks.finished import examiner_for
from guidepress.core.model import edition_named
from guidepress.sources.project import read_project
from guidepress.targets.base import Bundle, Given, Task
from guidepress.targets.registry import outputs_of, target_named
from guidepress.targets.slides import writing
from guidepress.theme.editions import read_editions
from projects import FOLDER
from sessions.hours import Hour

EDITION = edition_named(read_editions(FOLDER).known, "slides")
FILES = [
    "facilitator.pdf",
    "handout-large-print.pdf",
    "handout.pdf",
    "slides-notes.pdf",
    "slides.pdf",
    "slides.pptx",
]


def text_of(hour: Hour, name: str) -> str:
    file = PdfDocument(hour.folder / "output" / name)
    return "\n".join(page.get_textpage().get_text_range() for page in file)


def test_a_session_has_a_folder_with_what_is_handed_out_and_shown(hour: Hour):
    hour.made("session", "short")
    assert hour.files() == [*(f"sessions/short/{name}" for name in FILES), "standard/listening.pdf"]


def test_a_session_has_only_the_companions_that_it_asks_for(hour: Hour):
    hour.change("guides/sessions.yaml", "    plan: twenty", "    plan: twenty\n    companions: [facilitator]")
    hour.made("session", "short")
    assert hour.files() == ["sessions/short/facilitator.pdf", "standard/listening.pdf"]


@pytest.mark.slow
def test_a_guide_has_a_deck_to_edit_one_to_show_and_notes_to_print(hour: Hour):
    hour.made("build", "listening", "--edition", "slides", "--edition", "notes")
    assert hour.files() == [
        "notes/listening.pdf",
        "slides/listening.pdf",
        "slides/listening.pptx",
        "standard/listening.pdf",
    ]


def test_nothing_is_made_again_while_nothing_has_changed(hour: Hour):
    asked = ("build", "--sessions", "--edition", "slides", "--edition", "standard")
    hour.made(*asked)
    code, told = hour.run(*asked)
    assert (code, told) == (0, "all 18 files are up to date in output\n")


@pytest.mark.slow
def test_a_synopsis_makes_those_sessions_anew_that_show_it(hour: Hour):
    hour.made("build", "--sessions")
    hour.change("guides/stories.yaml", "A nurse counts stairs.", "A nurse counts steps.")
    made = hour.made("build", "--sessions")
    assert made == [f"sessions/first-hour/{name}" for name in made_order()] + ["standard/listening.pdf"]


def made_order() -> list[str]:
    return [
        "handout.pdf",
        "handout-large-print.pdf",
        "facilitator.pdf",
        "slides.pptx",
        "slides.pdf",
        "slides-notes.pdf",
    ]


@pytest.mark.slow
def test_a_changed_session_makes_no_guide_anew(hour: Hour):
    hour.made("build", "--sessions", "--edition", "standard")
    hour.change("guides/sessions.yaml", "title: A first hour", "title: Our first hour")
    made = hour.made("build", "--sessions", "--edition", "standard", "--explain")
    assert made == [f"sessions/first-hour/{name}" for name in made_order()]


@pytest.mark.slow
def test_a_session_that_is_broken_is_told_of_and_makes_no_file(hour: Hour):
    hour.change("guides/sessions.yaml", "questions: [1, 2]\n", "questions: [1, 9]\n")
    code, told = hour.run("build", "--sessions")
    assert code == 1
    assert "guides/sessions.yaml:25:20: error N003: 'listening' has no question 9" in told
    assert not [name for name in hour.files() if name.startswith("sessions/short")]


def test_date_place_and_who_leads_stand_on_the_handout_alone(hour: Hour):
    more = "plan: twenty\n    date: 2027-01-12\n    place: Seminar room 2\n    who: Dilys"
    hour.change("guides/sessions.yaml", "plan: twenty", more)
    hour.made("session", "short")
    handout = text_of(hour, "sessions/short/handout.pdf")
    assert "20 minutes · 12 January 2027 · Seminar room 2 · Led by Dilys" in handout
    for name in ("facilitator.pdf", "slides.pdf", "slides-notes.pdf"):
        assert not {"2027", "Seminar", "Dilys"} & set(text_of(hour, f"sessions/short/{name}").split())


@pytest.mark.slow
def test_the_facilitators_sheet_has_plan_rules_and_questions(hour: Hour):
    hour.made("session", "short")
    sheet = text_of(hour, "sessions/short/facilitator.pdf")
    for words in ("Words to say", "Welcome people. Read out the ground rules.", "Say as much as you like.",
                  "What kept The kettle with you? And what did not?"):  # fmt: skip
        assert words in " ".join(sheet.split())


@pytest.mark.slow
def test_all_that_is_made_passes_its_own_examination(hour: Hour):
    hour.made(
        "build", "--edition", "standard", "--edition", "slides", "--edition", "notes", "--edition", "sessions"
    )
    code, told = hour.run("check", "--output")
    assert code == 0, told
    assert "slides: 13 slides; 2 QR codes; 13 pages proved" in told


@pytest.mark.slow
def test_a_page_that_does_not_hold_a_slide_is_found(hour: Hour, monkeypatch: pytest.MonkeyPatch):
    def wrong(deck, _facts):
        return dict.fromkeys((slide.title for slide in deck.slides), 1)

    monkeypatch.setattr(writing, "pages_of", wrong)
    hour.made("build")
    bundle = Bundle(hour.folder, hour.folder / "styles")
    series = read_project(hour.folder, hour.folder / "styles").series
    [output, _] = outputs_of(series, [EDITION])
    artifact = (
        target_named("slides").open(bundle).make(series, Task(output, {}, {"standard/listening": Given({})}))
    )
    for file in artifact.files:
        path = hour.folder / "output" / file.name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.content)
    monkeypatch.undo()
    shown = {name: name for name in output.files}
    found = examiner_for("slides", bundle).examine(series, output, hour.folder / "output", shown, reports=False)
    assert "D013" in {problem.code for problem in found.problems}


def test_without_the_extra_one_line_says_what_to_install(hour: Hour, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(writing, "find_spec", lambda _: None)
    series = read_project(hour.folder, hour.folder / "styles").series
    maker = target_named("slides").open(Bundle(hour.folder, hour.folder / "styles"))
    problems = set()
    for output in outputs_of(series, [EDITION]):
        artifact = maker.make(series, Task(output, {}, {output.needs[0].name: Given({})}))
        assert artifact.files == ()
        problems |= set(artifact.problems)
    [problem] = problems
    assert problem.message == "slides need python-pptx, which is not installed"
    assert problem.hint == 'pip install "guidepress[slides]", or leave slides out'


def test_the_extra_is_loaded_only_where_slides_are_made():
    code = (
        "import sys, guidepress.commands.group, guidepress.targets.registry as r;"
        "[r.target_named(n) for n in r.BUILT_IN]; print('pptx' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


@pytest.mark.slow
def test_decks_and_sessions_have_the_same_bytes_in_other_conditions(hour: Hour):
    code, told = hour.run("build", "--sessions", "--edition", "slides", "--verify")
    assert code == 0, told
    assert "every byte is the same" in told
