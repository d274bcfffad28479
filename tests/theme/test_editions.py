"""Editions are a theme's data: a project adds some, or changes single values."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from guidepress.commands.group import run
from guidepress.core.limits import Limits, PaperSize
from guidepress.core.measures import Length
from guidepress.core.model import Edition
from guidepress.theme.editions import read_editions
from projects import ALL_EDITIONS as EDITIONS
from projects import copy_of_small, edition_named


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return copy_of_small(tmp_path)


def write(project: Path, text: str) -> Path:
    (project / "styles").mkdir(exist_ok=True)
    (project / "styles/editions.yaml").write_text(text, "utf-8")
    return project / "styles"


def problems(project: Path, text: str) -> list[str]:
    found = read_editions(write(project, text)).problems
    return [f"{problem.place}: {problem.code}: {problem.message} [{problem.hint}]" for problem in found]


HANDOUT = """\
editions:
  handout:
    purpose: one page for the table
    style_sheets: [fonts.css, tokens.css, text.css]
    grey: true
    limits: { smallest_text_pt: 9.5, inked_percent: 20, margin_mm: 8, code_side_mm: 20, page_mm: [148, 210] }
"""


def test_the_default_theme_has_these_editions():
    names = ["standard", "print", "large-print", "booklet", "web", "epub", "slides", "notes", "sessions"]
    assert [edition.name for edition in EDITIONS] == names
    large = edition_named("large-print")
    assert large is not None
    assert large.limits == Limits(
        18, 18, 1.4, 55, 75, code_side=Length.mm(30), trim=PaperSize(Length.mm(210), Length.mm(297))
    )


def test_a_project_adds_an_edition_behind_the_others(project: Path):
    found = read_editions(write(project, HANDOUT))
    assert found.problems == ()
    assert found.known == (
        *EDITIONS,
        Edition(
            name="handout",
            purpose="one page for the table",
            style_sheets=("fonts.css", "tokens.css", "text.css"),
            grey=True,
            limits=Limits(
                smallest_text=9.5,
                inked_area=0.2,
                margin=Length.mm(8),
                code_side=Length.mm(20),
                trim=PaperSize(Length.mm(148), Length.mm(210)),
            ),
        ),
    )


def test_a_project_changes_single_values_and_the_others_stay(project: Path):
    text = "editions:\n  large-print: { limits: { smallest_text_pt: 20 } }\n  print: { even_pages: false }\n"
    known = read_editions(write(project, text)).known
    standard, print_, large, *others = EDITIONS
    changed = replace(large, limits=replace(large.limits, smallest_text=20))
    assert known == (standard, replace(print_, even_pages=False), changed, *others)


@pytest.mark.parametrize("text", ["", "# nothing yet\n"])
def test_a_file_with_nothing_in_it_changes_nothing(text: str, project: Path):
    assert read_editions(write(project, text)).known == EDITIONS
    assert problems(project, text) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("editions:\n  print:\n    gray: true\n", "3:5: Y003: there is no key 'gray' here [did you mean 'grey'? "),
        (
            "editions:\n  print:\n    grey: yes please\n",
            "3:11: Y005: the value of 'grey' has to be true or false [",
        ),
        (
            "editions:\n  print: { limits: { margin_mm: wide } }\n",
            "2:33: Y005: the value of 'margin_mm' has to be a ",
        ),
        (
            "editions:\n  print: { limits: { margin_mm: -1 } }\n",
            "2:33: Y005: the value of 'margin_mm' is -1, which is out of range",
        ),
        (
            "editions:\n  poster:\n    purpose: walls\n",
            "2:3: Y004: the key 'style_sheets' is missing in 'poster' [",
        ),
        (
            "editions:\n  ../up: { purpose: x, style_sheets: [text.css] }\n",
            "2:3: Y005: an edition can't be called '../",
        ),
        (
            "editions:\n  all: { purpose: x, style_sheets: [text.css] }\n",
            "2:3: Y005: an edition can't be called 'all'",
        ),
        (
            "editions:\n  print: { style_sheets: [txet.css] }\n",
            "2:27: F001: the theme has no style sheet 'txet.css' [did you mean 'text.css'? write styles/txet.css]",
        ),
        ("editions:\n  print: { style_sheets: [../../x.css] }\n", "2:27: Y005: "),
        (
            "editions:\n  print: { target: epub3 }\n",
            "2:20: Y005: the value of 'target' is 'epub3', which is none of",
        ),
        ("editions: [print]\n", "1:11: Y005: the value of 'editions' has to be a group of keys"),
        ("editions: {\n", "2:1: Y001: "),
    ],
)
def test_what_is_wrong_is_said_with_its_place(text: str, said: str, project: Path):
    found = problems(project, text)
    assert len(found) == 1
    assert found[0].startswith(f"styles/editions.yaml:{said}")
    assert read_editions(project / "styles").known == EDITIONS


@pytest.mark.parametrize("command", ["build", "check"])
def test_an_unusable_file_stops_the_command_with_its_problem(command: str, project: Path, capsys):
    write(project, "editions:\n  print:\n    gray: true\n")
    assert run([command, "--project", str(project)]) == 1
    assert "styles/editions.yaml:3:5: error Y003: " in capsys.readouterr().out


def test_a_project_s_edition_is_built_and_listed(project: Path, capsys):
    write(project, HANDOUT)
    assert run(["build", "--project", str(project), "--edition", "handout"]) == 0
    assert len(list((project / "output/handout").glob("*.pdf"))) == 2
    capsys.readouterr()
    run(["build", "--project", str(project), "--help"])
    assert "handout      one page for the table" in capsys.readouterr().out


def test_an_unknown_edition_is_a_usage_error_that_lists_those_that_exist(project: Path, capsys):
    write(project, HANDOUT)
    assert run(["build", "--project", str(project), "--edition", "handuot"]) == 2
    assert (
        "no edition is called 'handuot'. did you mean 'handout'? "
        "There are: standard, print, large-print, booklet, web, epub, slides, notes, sessions, handout, all"
    ) in capsys.readouterr().err


def test_a_limit_that_changes_makes_nothing_again(project: Path, capsys):
    assert run(["build", "--project", str(project)]) == 0
    write(project, "editions:\n  standard: { limits: { body_text_pt: 11 } }\n")
    capsys.readouterr()
    run(["build", "--project", str(project), "--explain"])
    assert "made " not in capsys.readouterr().out


def test_an_option_of_an_edition_that_changes_makes_that_edition_again(project: Path, capsys):
    command = ["build", "--project", str(project), "--edition", "standard", "--edition", "print"]
    assert run(command) == 0
    write(project, "editions:\n  print: { even_pages: false }\n")
    capsys.readouterr()
    run([*command, "--explain"])
    said = capsys.readouterr().out
    assert said.count("made ") == 2
    assert "/print/" in said
    assert "an option or the record of this edition has changed" in " ".join(said.split())


def test_styles_that_are_named_and_not_there_are_a_usage_error(project: Path, capsys):
    assert run(["build", "--project", str(project), "--styles", str(project / "style")]) == 2
    assert "that --styles could mean" in capsys.readouterr().err
