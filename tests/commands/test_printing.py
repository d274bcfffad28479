"""The one printer: short lines of text alone, whatever a project's files, names and values hold."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from guidepress.commands.group import run
from guidepress.commands.printing import brief, print_problems, say, shown
from guidepress.core.problems import CODES, HINTS, Place, Problem
from projects import copy_of_small

CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]")
HOSTILE = "a\x1b[2Jb\x9b31m\u202ec\u2028d\x07e\rf::error::g%0Ah"
FORMS = ("text", "json", "github")


@pytest.mark.parametrize("form", FORMS)
def test_controls_are_shown_in_every_field_and_form(form: str, capsys: pytest.CaptureFixture[str]):
    place = Place(f"guides/{HOSTILE}.md", 3, 5, 2, f"text {HOSTILE} text")
    print_problems([Problem("S003", f"no story is called '{HOSTILE}'", place, f"did you mean '{HOSTILE}'?")], form)
    printed = capsys.readouterr().out
    assert CONTROLS.findall(printed) == []
    assert "x1b[2Jb" in printed


def test_an_annotation_of_github_can_neither_be_ended_nor_forged(capsys: pytest.CaptureFixture[str]):
    place = Place("guides/a\n::error file=b::,line=9.md", 1, 1)
    print_problems([Problem("S003", "x\n::error::forged\r::warning::too", place, "y\n::notice::z")], "github")
    [line] = capsys.readouterr().out.splitlines()
    assert line == (
        "::error file=guides/a\\x0a%3A%3Aerror file=b%3A%3A%2Cline=9.md,line=1,col=1,title=S003"
        "::x ::error::forged ::warning::too (y ::notice::z)"
    )


def test_the_caret_stands_below_its_characters_where_controls_are_shown(capsys: pytest.CaptureFixture[str]):
    print_problems([Problem("S003", "m", Place("a.md", 7, 4, 2, "a\x1bbcd\x07e"), "h")], "text")
    lines = capsys.readouterr().out.splitlines()
    assert lines[1:3] == ["    7 | a\\x1bbcd\\x07e", "              ^^"]


@pytest.mark.parametrize("form", FORMS)
def test_no_message_is_longer_than_people_read(form: str, capsys: pytest.CaptureFixture[str]):
    long = "x" * 700_000
    problems = [
        Problem("E001", f"the engine says: Failed to load image at 'data:image/png;base64,{long}'", Place("a.md")),
        Problem("S003", f"no story is called '{'word ' * 1000}'", Place("a.md", 1), "one of " + "name, " * 1000),
        Problem("M014", "the citation '@not a\nwork at\nall' can't be read", Place("a.md", 1)),
    ]
    print_problems(problems, form)
    assert max(map(len, capsys.readouterr().out.splitlines())) <= 900 if form == "github" else 430


def test_values_are_cut_to_sixty_characters_and_words_to_eighty():
    assert brief(f"no story is called '{'ab ' * 40}'") == f"no story is called '{('ab ' * 40)[:59]}…'"
    assert brief("see " + "x" * 200) == "see " + "x" * 79 + "…"
    assert brief("it's the editor's 'word' and 'another'") == "it's the editor's 'word' and 'another'"


@pytest.mark.parametrize("code", sorted(HINTS))
def test_a_problem_without_a_hint_has_that_of_its_code(code: str, capsys: pytest.CaptureFixture[str]):
    assert code in CODES
    print_problems([Problem(code, "message", Place("a.md"))], "text")
    assert f"hint: {HINTS[code]}" in capsys.readouterr().out


def test_file_names_and_lines_for_people_hold_no_controls(capsys: pytest.CaptureFixture[str]):
    assert shown(Path("/no/such/\x1b]0;x\x07.pdf")) == "/no/such/\\x1b]0;x\\x07.pdf"
    say("one\x1b[2J\ntwo")
    assert capsys.readouterr().out == "one\\x1b[2J\ntwo\n"


@pytest.mark.parametrize("words", [["build", "\x1b[31mguide"], ["build", "--edition", "\x1b[31m"], ["\x1b[2J"]])
def test_arguments_are_named_without_their_controls(words: list[str], tmp_path: Path, capsys):
    code = run([*words, "--project", str(copy_of_small(tmp_path))] if len(words) > 1 else words)
    said = capsys.readouterr()
    assert code != 0
    assert CONTROLS.findall(said.out + said.err) == []


@pytest.mark.parametrize("form", FORMS)
def test_a_guide_of_escapes_reaches_no_terminal(form: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    project = copy_of_small(tmp_path)
    head = "---\ntitle: Two\nsummary: The second guide.\nkeywords: [two]\n---\n"
    text = "Text \x1b[31mred\x1b[0m \x1b]0;title\x07 [x](story:\x1b[2Jno) and \x9b31m [y](guide:\u202eeno).\n"
    (project / "guides/two.md").write_text(head + text, "utf-8")
    assert run(["check", "--project", str(project), "--format", form]) == 1
    printed = capsys.readouterr().out
    assert CONTROLS.findall(printed) == []
    if form == "json":
        assert {it["code"] for it in json.loads(printed)["problems"]} >= {"F010", "S003"}
