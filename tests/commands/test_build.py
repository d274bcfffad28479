"""`guidepress build`: what only shows while typesetting and writing, and names that do not exist."""

from __future__ import annotations

from pathlib import Path

import pytest

from guidepress.commands.group import run
from projects import copy_of_small


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return copy_of_small(tmp_path)


def build(project: Path, *words: str) -> int:
    return run(["build", *words, "--project", str(project), "--jobs", "1"])


def test_a_declaration_that_the_engine_does_not_know_is_a_problem_of_the_style_sheet(
    project: Path, capsys: pytest.CaptureFixture[str]
):
    (project / "styles/parts.css").write_text("p {\n  colr: red;\n}\n", "utf-8")
    build(project, "two")
    printed = capsys.readouterr().out
    assert "styles/parts.css:2:3: " in printed
    assert " T002: " in printed
    assert "    2 |   colr: red;\n          ^\n" in printed


def test_an_output_that_cannot_be_written_is_a_problem_and_the_other_guides_are_made(
    project: Path, capsys: pytest.CaptureFixture[str]
):
    output = project / "output"
    (output / "standard/one.pdf").mkdir(parents=True)
    assert build(project) == 1
    printed = capsys.readouterr().out
    assert " error F003: can't be written: " in printed
    assert "hint: make room or choose another folder with --output; files made earlier are untouched" in printed
    assert (output / "standard/two.pdf").read_bytes().startswith(b"%PDF-")


def test_an_unknown_guide_is_answered_with_the_nearest_and_all_that_there_are(
    project: Path, capsys: pytest.CaptureFixture[str]
):
    assert build(project, "tow") == 2
    assert (
        capsys.readouterr().err
        == "Error: no guide or session is called 'tow'. did you mean 'two'? There are: one, two\n"
    )


def test_an_unknown_edition_is_answered_with_the_nearest_and_all_that_there_are(
    project: Path, capsys: pytest.CaptureFixture[str]
):
    assert build(project, "--edition", "larg-print") == 2
    assert capsys.readouterr().err == (
        "Error: no edition is called 'larg-print'. did you mean 'large-print'? "
        "There are: standard, print, large-print, booklet, web, epub, slides, notes, sessions, all\n"
    )


def test_a_guide_may_be_named_by_its_file_and_the_folder_by_a_path_with_blanks(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    project = copy_of_small(tmp_path / "a folder with blanks & ŵ")
    output = tmp_path / "the output's folder"
    assert build(project, "guides/two.md", "--output", str(output)) == 0
    assert [path.name for path in (output / "standard").iterdir()] == ["two.pdf"]
    assert "made " in capsys.readouterr().out
