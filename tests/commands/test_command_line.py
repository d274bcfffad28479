"""The command line: help, formats, exit codes, and never a traceback."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pikepdf
import pytest

from guidepress import __version__
from guidepress.commands.group import guidepress, run
from projects import copy_of_small

VERBS = sorted(guidepress.commands)
TAGGED = "give a file of the standard or the large-print edition, which have tags"
READING_VERBS = ["check", "stats", "stories"]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return copy_of_small(tmp_path)


def broken(project: Path) -> Path:
    with (project / "guides/two.md").open("a", encoding="utf-8") as file:
        file.write("\nSee [](story:staay).\n")
    return project


@pytest.mark.parametrize(
    "verb", [[], *([verb] for verb in VERBS)], ids=lambda verb: " ".join(verb) or "guidepress"
)
def test_help_ends_with_examples_that_can_be_copied(verb: list[str], capsys: pytest.CaptureFixture[str]):
    assert run([*verb, "--help"]) == 0
    printed = capsys.readouterr().out
    _, heading, examples = printed.rpartition("Example")
    assert heading
    assert f"  guidepress {' '.join(verb)}".rstrip() in examples


@pytest.mark.parametrize("verb", VERBS)
def test_each_verb_says_in_a_sentence_what_it_does(verb: str):
    command = guidepress.commands[verb]
    assert command.help
    assert command.help.partition("\n")[0].endswith((".", ":"))


def test_the_version_is_that_of_the_package(capsys: pytest.CaptureFixture[str]):
    assert run(["--version"]) == 0
    assert capsys.readouterr().out == f"guidepress {__version__}\n"


@pytest.mark.parametrize(
    "words",
    [
        ["chekc"], ["check", "--nonsense"], ["check", "--format", "xml"], ["check", "extra"],
        ["check", "--project", "/nowhere/at/all"], ["build", "--jobs", "0"], ["build", "--jobs", "many"], [],
    ],
    ids=" ".join,
)  # fmt: skip
def test_a_command_line_that_cannot_be_used_is_answered_with_2(
    words: list[str], capsys: pytest.CaptureFixture[str]
):
    assert run(words) == 2
    assert "Usage: guidepress" in capsys.readouterr().err


@pytest.mark.parametrize("verb", READING_VERBS)
def test_a_clean_project_is_answered_with_0(verb: str, project: Path, capsys: pytest.CaptureFixture[str]):
    assert run([verb, "--project", str(project)]) == 0
    captured = capsys.readouterr()
    assert captured.out
    assert captured.err == ""


@pytest.mark.parametrize("verb", [*READING_VERBS, "build"])
def test_a_folder_without_guides_is_answered_with_1_and_a_hint(
    verb: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    assert run([verb, "--project", str(tmp_path)]) == 1
    assert "run guidepress in the folder that holds guides/" in capsys.readouterr().out


def test_warnings_alone_are_answered_with_0(project: Path, capsys: pytest.CaptureFixture[str]):
    with (project / "guides/two.md").open("a", encoding="utf-8") as file:
        file.write('\n<b style="color: red">Text</b>\n')
    assert run(["check", "--project", str(project)]) == 0
    assert capsys.readouterr().out.endswith("\n\n1 warning\n")


def test_with_strict_a_warning_is_an_error(project: Path, capsys: pytest.CaptureFixture[str]):
    with (project / "guides/two.md").open("a", encoding="utf-8") as file:
        file.write('\n<b style="color: red">Text</b>\n')
    assert run(["check", "--strict", "--project", str(project)]) == 1
    assert capsys.readouterr().out.endswith("\n\n1 error\n")


def test_a_bug_is_answered_with_3_and_how_to_report_it(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    def fail(*_: object) -> None:
        raise ZeroDivisionError("nobody foresaw this")

    monkeypatch.setattr("guidepress.checks.sources.project.examine", fail)
    monkeypatch.delenv("GUIDEPRESS_DEBUG", raising=False)
    assert run(["check", "--project", str(project)]) == 3
    printed = capsys.readouterr().err
    assert printed.startswith(
        f"This is a bug in guidepress {__version__}: ZeroDivisionError at test_command_line.py:"
    )
    assert "Please report it" in printed
    assert "Traceback" not in printed


def test_a_bug_shows_its_traceback_to_those_who_ask_for_it(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("guidepress.checks.sources.project.examine", None)
    monkeypatch.setenv("GUIDEPRESS_DEBUG", "1")
    assert run(["check", "--project", str(project)]) == 3
    assert "Traceback" in capsys.readouterr().err


def test_ctrl_c_is_answered_with_130(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("guidepress.checks.sources.project.examine", interrupt)
    assert run(["check", "--project", str(project)]) == 130
    assert "files made earlier are untouched" in capsys.readouterr().err


def test_problems_for_machines_are_one_json_object(project: Path, capsys: pytest.CaptureFixture[str]):
    assert run(["check", "--project", str(broken(project)), "--format", "json"]) == 1
    assert json.loads(capsys.readouterr().out)["problems"] == [
        {
            "code": "S003",
            "severity": "error",
            "message": "no story is called 'staay'",
            "hint": "did you mean 'stay'? `guidepress stories` lists all 3",
            "file": "guides/two.md",
            "line": 10,
            "column": 8,
            "length": 11,
        }
    ]


def test_no_problems_are_an_empty_list_in_json_and_nothing_on_github(
    project: Path, capsys: pytest.CaptureFixture[str]
):
    assert run(["check", "--project", str(project), "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["problems"] == []
    assert run(["check", "--project", str(project), "--format", "github"]) == 0
    assert capsys.readouterr().out == ""


def test_problems_on_github_are_workflow_commands(project: Path, capsys: pytest.CaptureFixture[str]):
    assert run(["check", "--project", str(broken(project)), "--format", "github"]) == 1
    assert capsys.readouterr().out == (
        "::error file=guides/two.md,line=10,col=8,title=S003::no story is called 'staay' "
        "(did you mean 'stay'? `guidepress stories` lists all 3)\n"
    )


def test_github_gets_percent_signs_escaped(project: Path, capsys: pytest.CaptureFixture[str]):
    with (project / "guides/two.md").open("a", encoding="utf-8") as file:
        file.write("\nSee [](story:100%25).\n")
    run(["check", "--project", str(project), "--format", "github"])
    assert "no story is called '100%2525'" in capsys.readouterr().out


def test_stories_says_which_guides_use_each(project: Path, capsys: pytest.CaptureFixture[str]):
    assert run(["stories", "--project", str(project)]) == 0
    assert capsys.readouterr().out == (
        "stay: Stay (A midwife, supervisor)\n"
        "    Somebody stays.\n"
        "    themes: presence\n"
        "    used in: one\n\n"
        "tears: Tears (nurse)\n"
        "    Somebody weeps.\n"
        "    themes: sorrow\n"
        "    used in: no guide\n\n"
        "lost: Lost (porter)\n"
        "    Nobody knows where it can be watched.\n"
        "    themes: sorrow\n"
        "    used in: no guide\n\n"
        "3 of 3 stories\n"
    )


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        (["--theme", "Sorrow"], ["tears", "lost"]),
        (["--theme", "one"], ["stay"]),
        (["--theme", "sor"], []),
        (["--search", "WEEPS"], ["tears"]),
        (["--search", "midwife"], ["stay"]),
        (["--theme", "sorrow", "--search", "porter"], ["lost"]),
        (["--search", "nobody at all"], []),
    ],
    ids=lambda part: " ".join(part),
)
def test_stories_can_be_chosen_by_theme_and_by_their_words(
    words: list[str], ids: list[str], project: Path, capsys: pytest.CaptureFixture[str]
):
    assert run(["stories", *words, "--project", str(project), "--format", "json"]) == 0
    assert [story["id"] for story in json.loads(capsys.readouterr().out)["stories"]] == ids


def test_stats_gives_each_guide_in_numbers(project: Path, capsys: pytest.CaptureFixture[str]):
    assert run(["stats", "--project", str(project), "--format", "json"]) == 0
    one, two = json.loads(capsys.readouterr().out)["guides"]
    assert [one["guide"], two["guide"]] == ["one", "two"]
    assert [one["stories"], two["stories"]] == [1, 0]
    assert [one["references"], two["references"]] == [1, 0]
    assert two["own_words"] == 3  # Beginning, Some, text
    assert one["words"] == 3 + 4  # and of the card: Stay, supervisor, Somebody, stays
    assert [one["pages"], two["pages"]] == [None, None]


def test_stats_for_people_is_a_table(project: Path, capsys: pytest.CaptureFixture[str]):
    assert run(["stats", "--project", str(project)]) == 0
    heading, one, two = capsys.readouterr().out.splitlines()[:3]
    assert heading.split()[0] == "guide"
    assert [one.split()[0], two.split()[0]] == ["one", "two"]
    assert len(heading) == len(one) == len(two)


@pytest.mark.parametrize("verb", ["stats", "stories"])
def test_what_is_wrong_with_the_sources_is_said_beside_numbers_and_stories(
    verb: str, project: Path, capsys: pytest.CaptureFixture[str]
):
    assert run([verb, "--project", str(broken(project))]) == 1
    printed = capsys.readouterr().out
    assert "\nguides/two.md:10:8: error S003: no story is called 'staay'\n" in printed
    assert printed.endswith("\n1 error\n")
    assert run([verb, "--project", str(project), "--format", "json"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert [problem["code"] for problem in found["problems"]] == ["S003"]
    assert len(found["guides" if verb == "stats" else "stories"]) == (2 if verb == "stats" else 3)


def test_a_file_without_tags_can_not_be_dumped(project: Path, capsys: pytest.CaptureFixture[str]):
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(project / "plain.pdf")
    assert run(["dump-tags", str(project / "plain.pdf")]) == 1
    assert capsys.readouterr() == (
        "",
        f"{project / 'plain.pdf'}: the PDF has no structure tree; {TAGGED}\n",
    )


@pytest.mark.parametrize("content", [b"", b"no PDF", b"%PDF-1.7\n1 0 obj\n"])
def test_what_is_no_pdf_can_not_be_dumped(content: bytes, project: Path, capsys: pytest.CaptureFixture[str]):
    (project / "broken.pdf").write_bytes(content)
    assert run(["dump-tags", str(project / "broken.pdf")]) == 1
    assert capsys.readouterr() == ("", f"{project / 'broken.pdf'}: this is no readable PDF; {TAGGED}\n")


def test_a_file_whose_tree_is_broken_can_not_be_dumped(project: Path, capsys: pytest.CaptureFixture[str]):
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        item = pikepdf.Dictionary(Type=pikepdf.Name.MCR, MCID=pikepdf.Name.X)
        pdf.Root.StructTreeRoot = pikepdf.Dictionary(K=pikepdf.Array([item]))
        pdf.save(project / "broken.pdf")
    assert run(["dump-tags", str(project / "broken.pdf")]) == 1
    assert capsys.readouterr().err == f"{project / 'broken.pdf'}: the PDF's structure tree is broken; {TAGGED}\n"


def test_one_reference_is_not_counted_in_the_plural(project: Path, capsys: pytest.CaptureFixture[str]):
    assert run(["check", "--project", str(project)]) == 0
    assert capsys.readouterr().out == "2 guides, 3 stories, 1 reference: all well\n"


def test_a_guide_without_sentences_can_be_measured(project: Path, capsys: pytest.CaptureFixture[str]):
    (project / "guides/two.md").write_text("---\ntitle: Two\nsummary: S.\nkeywords: [two]\n---\n\n## B\n", "utf-8")
    assert run(["stats", "--project", str(project)]) == 0
    assert "two" in capsys.readouterr().out


def test_files_are_named_relative_to_the_project_from_wherever_the_command_is_run(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    assert run(["check", "--project", os.path.relpath(broken(project))]) == 1
    assert capsys.readouterr().out.startswith("guides/two.md:10:8: error S003")


def test_the_project_is_the_folder_that_the_command_is_run_in(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(project)
    assert run(["check"]) == 0
    assert "all well" in capsys.readouterr().out


def test_a_long_line_is_cut_around_the_caret(project: Path, capsys: pytest.CaptureFixture[str]):
    with (project / "guides/two.md").open("a", encoding="utf-8") as file:
        file.write("\n" + "word " * 60 + "[](story:staay)" + " word" * 60 + "\n")
    run(["check", "--project", str(project)])
    _, excerpt, carets, *_ = capsys.readouterr().out.splitlines()
    assert len(excerpt) < 120
    assert excerpt[carets.index("^") :].startswith("story:staay")
    assert carets.strip() == "^" * len("story:staay")


def test_letters_that_the_terminal_lacks_are_shown_as_question_marks(
    project: Path, monkeypatch: pytest.MonkeyPatch
):
    with (project / "guides/two.md").open("a", encoding="utf-8") as file:
        file.write("\nŵ [](story:staay)\n")
    out = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    monkeypatch.setattr("sys.stdout", out)
    assert run(["check", "--project", str(project)]) == 1
    out.flush()
    assert b"? [](story:staay)" in out.buffer.getvalue()


def test_the_module_runs_as_the_command_does(project: Path):
    words = [sys.executable, "-m", "guidepress", "check", "--project", str(broken(project))]
    done = subprocess.run(words, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 1
    assert done.stdout.startswith("guides/two.md:10:8: error S003")
    assert done.stderr == ""
