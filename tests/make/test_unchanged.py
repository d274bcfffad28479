"""The quick answer: right whenever it is given, and given only where it is certain."""

from __future__ import annotations

import subprocess
import sys

import pytest

from guidepress.make.unchanged import quick_answer

from .project import Project


def _answer(project: Project, *words: str) -> str | None:
    return quick_answer([*words, "--project", str(project.folder)])


def test_it_says_what_the_whole_command_says(built: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    assert _answer(built) == built.build().strip()
    monkeypatch.chdir(built.folder)
    assert quick_answer([]) == built.build().strip() == "all 2 files are up to date in output"


def test_it_knows_one_guide_from_all(built: Project) -> None:
    assert str(_answer(built, "pears")).startswith("1 file is up to date")


def test_it_takes_options_in_both_spellings(built: Project) -> None:
    assert _answer(built, "--jobs=2", "--edition", "standard")


@pytest.mark.parametrize(
    "words",
    [
        ["--explain"],
        ["--edition", "print"],
        ["--edition", "all"],
        ["plums"],
        ["--jobs", "0"],
        ["--jobs", "many"],
        ["--jobs"],
        ["--output", "elsewhere"],
    ],
)
def test_it_leaves_to_the_whole_command_what_it_does_not_know(built: Project, words: list[str]) -> None:
    assert _answer(built, *words) is None


@pytest.mark.parametrize("name", ["guides/apples.md", "guides/stories.yaml", "styles/text.css", "guides/new.md"])
def test_it_is_not_given_once_a_source_has_changed(built: Project, name: str) -> None:
    path = built.folder / name
    path.write_bytes((path.read_bytes() if path.exists() else b"") + b"\n")
    assert _answer(built) is None


def test_it_is_not_given_for_an_output_that_a_build_of_another_guide_passed_by(built: Project) -> None:
    built.change("guides/blocks/closing.md", "all", "everybody")
    built.build("apples")
    assert _answer(built, "apples")
    assert _answer(built, "pears") is None
    assert _answer(built) is None


def test_it_is_not_given_where_a_file_is_gone_or_another(built: Project) -> None:
    built.pdf("pears").write_bytes(b"%PDF-1.7")
    assert _answer(built) is None
    built.pdf("pears").unlink()
    assert _answer(built) is None


def test_it_is_not_given_while_the_sources_have_warnings(project: Project) -> None:
    project.change("guides/apples.md", "Apples grow", '<b onclick="go()">Apples</b> grow')
    assert "warning" in project.build()
    assert _answer(project) is None
    assert "warning" in project.build()


def test_it_loads_no_engine_no_markdown_no_templates_and_no_yaml(built: Project) -> None:
    script = (
        "import sys; from guidepress.make.unchanged import quick_answer;"
        f"print(quick_answer(['--project', {str(built.folder)!r}]));"
        "heavy = 'weasyprint markdown jinja2 yaml click jsonschema dataclasses pathlib typing'.split();"
        "print([name for name in heavy if name in sys.modules])"
    )
    isolated = [sys.executable, "-S", "-c", f"import sys; sys.path[:] = {sys.path!r}; {script}"]
    said = subprocess.run(isolated, check=True, capture_output=True, text=True).stdout.splitlines()
    assert said[0].startswith("all 2 files are up to date")
    assert said[1] == "[]"
