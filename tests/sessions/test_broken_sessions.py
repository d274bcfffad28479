"""Thirty-odd sessions with one mistake each: every mistake is a problem at its own line, with a hint."""

from __future__ import annotations

import re
from pathlib import Path
from shutil import copytree

import pytest

from guidepress.checks.sources.project import examine
from guidepress.core.problems import Problem
from projects import FOLDER
from sessions.hours import hour_in

HOUR = FOLDER / "hour"
SOUND = (HOUR / "guides/sessions.yaml").read_text("utf-8")

# What is changed in the sound file, into what, and the code and place of the one problem that it makes.
BROKEN = [
    (
        "an unknown guide",
        "guide: listening\n    title: A first",
        "guide: listenin\n    title: A first",
        "N001 4:12",
    ),
    (
        "a guide of another series",
        "guide: listening\n    title: T",
        "guide: compassion\n    title: T",
        "N001 21:12",
    ),
    ("a story that no catalogue has", "stories: [kettle, stairs]", "stories: [kettle, stayrs]", "N002 7:23"),
    (
        "a story that the guide does not print",
        "[kettle, stairs]\n    q",
        "[kettle, elsewhere]\n    q",
        "N002 7:23",
    ),
    ("a story chosen twice", "[kettle, stairs]\n    q", "[kettle, stairs, kettle]\n    q", "N004 7:31"),
    ("no story at all", "stories: [kettle, stairs]", "stories: []", "Y005 7:14"),
    ("a question past the last", "questions: [1, 2, 3, 4]", "questions: [1, 2, 3, 5]", "N003 8:26"),
    ("a question far past the last", "questions: [1, 2]", "questions: [1, 2, 200]", "N003 25:23"),
    ("a question chosen twice", "questions: [1, 2, 3, 4]", "questions: [1, 2, 2, 3]", "N004 8:23"),
    ("a question of number 0", "questions: [1, 2, 3, 4]", "questions: [0, 2, 3, 4]", "Y005 8:17"),
    ("a question by its words", "questions: [1, 2]", "questions: [1, two]", "Y005 25:20"),
    ("a word in place of numbers", "questions: [1, 2]", "questions: most", "Y005 25:16"),
    ("a blank that no story fills", "      2: kettle\n", "", "N005 8:20"),
    ("one of two blanks open", "3: [kettle, stairs]", "3: kettle", "N005 11:7"),
    ("two blanks and one story", "questions: [1, 2]", "questions: [1, 3]", "N005 25:20"),
    ("a blank filled twice", "2: kettle", "2: [kettle, stairs]", "N006 10:19"),
    ("one story in two blanks", "3: [kettle, stairs]", "3: [kettle, kettle]", "N006 11:19"),
    ("three stories in two blanks", "3: [kettle, stairs]", "3: [kettle, stairs, kettle]", "N006 11:27 N006 11:27"),
    ("a filling of a question without a blank", "2: kettle", "2: kettle\n      1: kettle", "N007 11:7"),
    ("a filling of a question not asked", "[1, 2, 3, 4]", "[1, 2, 4]", "N007 11:7"),
    ("a filling with a story not shown", "2: kettle", "2: window", "N008 10:10"),
    ("a blank given twice", "2: kettle", "2: kettle\n      2: stairs", "Y002 11:7"),
    (
        "steps that take too long",
        "{minutes: 15, part: talk, they_do: Talk in t",
        "{minutes: 25, they_do: Talk in t",
        "N009 6:14",
    ),
    ("a named plan of another length", "minutes: 20", "minutes: 25", "N009 26:11"),
    ("a plan whose times are hours of the day", "plan: twenty", "plan: clock", "N009 26:11"),
    ("an unknown plan", "plan: twenty", "plan: twenti", "N010 26:11"),
    (
        "a warning that comes too late",
        "{minutes: 10, part: warning, ",
        "{minutes: 10, part: welcome, ",
        "N011 7:23",
    ),
    (
        "a plan that gives no warning",
        "[kettle]\n    questions: [1, 2]\n    plan: twenty",
        "[stairs]\n    questions: [1, 2]\n    plan: unwarned",
        "N011 24:15",
    ),
    ("steps without an ending", "part: ending", "part: talk", "N012 18:19"),
    ("a plan without an ending", "plan: twenty", "plan: endless", "N012 26:11"),
    ("a step with a story not chosen", "story: stairs", "story: window", "N014 7:23 N013 16:42"),
    (
        "a plan of other stories",
        "[kettle]\n    questions: [1, 2]",
        "[window]\n    questions: [1, 2]",
        "N014 24:15 N013 26:11",
    ),
    ("a plan that asks a question left out", "questions: [1, 2]", "questions: [2]", "N015 26:11"),
    ("a day in a release", "plan: twenty", "plan: twenty\n    publish: true\n    date: 2027-01-12", "N016 28:11"),
    ("a place in a release", "plan: twenty", "plan: twenty\n    publish: true\n    place: Room 3", "N016 28:12"),
    ("a session of no length", "    minutes: 20\n", "", "Y004 20:5"),
    ("minutes in words", "minutes: 20", "minutes: twenty", "Y005 23:14"),
    ("more minutes than a day at work", "minutes: 20", "minutes: 600", "Y005 23:14 N009 26:11"),
    ("a slip in a key", "questions: [1, 2]", "question: [1, 2]", "Y003 25:5 Y004 20:5"),
    ("an unknown companion", "plan: twenty", "plan: twenty\n    companions: [handout, poster]", "Y005 27:27"),
    ("a date that is none", "plan: twenty", "plan: twenty\n    date: 2026-02-30", "Y005 27:11"),
    ("an id used twice", "id: short", "id: first-hour", "S007 20:9"),
    (
        "a step without minutes",
        "{minutes: 15, part: talk, they_do: Talk in f",
        "{part: talk, they_do: Talk in f",
        "Y004 17:9",
    ),
]


def problems_with(sessions: str, folder: Path) -> list[Problem]:
    project = Path(copytree(HOUR, folder / "hour"))
    (project / "guides/sessions.yaml").write_text(sessions, "utf-8")
    return list(examine(project, project / "styles").problems)


@pytest.mark.parametrize(("old", "new", "expected"), [pytest.param(*case[1:], id=case[0]) for case in BROKEN])
def test_a_broken_session_is_a_problem_at_its_line(old: str, new: str, expected: str, tmp_path: Path):
    assert SOUND.count(old) == 1, "the mistake is made in one place"
    problems = problems_with(SOUND.replace(old, new), tmp_path)
    told = [f"{problem.code} {problem.place.line}:{problem.place.column}" for problem in problems]
    assert sorted(told) == sorted(re.findall(r"[A-Z]\d+ \S+", expected))
    for problem in problems:
        assert problem.place.path == "guides/sessions.yaml"
        assert problem.place.excerpt == SOUND.replace(old, new).split("\n")[problem.place.line - 1]
        assert problem.hint


@pytest.mark.slow
@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [pytest.param(*case[1:], id=case[0]) for case in BROKEN if "N015" not in case[3]],  # which is a warning
)
def test_a_broken_session_makes_no_file(
    old: str, new: str, expected: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    hour = hour_in(tmp_path, capsys)
    hour.change("guides/sessions.yaml", old, new)
    second = SOUND[: SOUND.index("- id: short")].count("\n") + 1
    broken = "first-hour" if int(expected.split()[1].partition(":")[0]) < second else "short"
    code, told = hour.run("build", "--sessions")
    assert code == 1
    assert "error" in told
    assert [name for name in hour.files() if name.startswith(f"sessions/{broken}/")] == []


def test_sound_sessions_have_no_problems(tmp_path: Path):
    assert problems_with(SOUND, tmp_path) == []


def test_what_is_wrong_with_several_sessions_is_told_in_one_run(tmp_path: Path):
    several = SOUND.replace("guide: listening\n    title: A first", "guide: nowhere\n    title: A first")
    several = several.replace("questions: [1, 2]\n", "questions: [1, 9]\n")
    assert [problem.code for problem in problems_with(several, tmp_path)] == ["N001", "N003"]
