"""A target that a plug-in adds is planned, made after what it needs, remembered, verified and cleaned like any."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from shutil import copytree

import pytest

from guidepress.core.model import Series
from guidepress.make.ledger import read_ledger
from guidepress.make.unchanged import quick_answer
from guidepress.targets import registry
from guidepress.targets.base import Artifact, Task
from guidepress.targets.pdf.maker import PdfMaker

from .project import Project

PLUGIN = Path(__file__).parents[1] / "plugin"
TEXT = ("--edition", "text")


@pytest.fixture(autouse=True)
def plugin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Installs the plug-in into a folder of this test's."""
    folder = tmp_path / "installed"
    copytree(PLUGIN, folder)
    monkeypatch.syspath_prepend(str(folder))
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    registry.target_named.cache_clear()
    yield folder
    registry.target_named.cache_clear()
    sys.modules.pop("guidepress_text", None)


def _text(project: Project, guide: str) -> str:
    return (project.folder / "output" / "text" / f"{guide}.txt").read_text("utf-8")


def test_it_makes_its_files_after_the_outputs_that_they_need(project: Project) -> None:
    assert project.made(*TEXT) == ["text/apples", "text/pears", "standard/apples", "standard/pears"]
    assert _text(project, "apples").startswith("APPLES\n\n# Growing\n\nApples grow slowly")
    assert _text(project, "apples").endswith("Pages: 1\n")


def test_what_people_are_told_has_its_own_facts(built: Project) -> None:
    said = built.build(*TEXT, "apples")
    words = len(_text(built, "apples").split())
    assert said.strip().endswith(f"output/text/apples.txt ({words} words, 1 kB)")


def test_a_need_that_is_up_to_date_is_not_made_again(built: Project) -> None:
    assert built.made(*TEXT) == ["text/apples", "text/pears"]
    assert built.made(*TEXT) == []


def test_a_need_whose_facts_have_changed_makes_it_again(built: Project) -> None:
    built.build(*TEXT)
    built.change("styles/editions/standard.css", "11pt", "11pt; break-before: page")
    said = built.build(*TEXT, "apples", "--explain")
    assert "text/apples.txt" in said
    assert "an output that it builds on has changed" in said
    assert "Pages: 1" not in _text(built, "apples")


def test_a_need_that_changes_without_its_facts_leaves_it(built: Project) -> None:
    built.build(*TEXT)
    built.change("styles/editions/standard.css", "11pt", "12pt")
    assert built.made(*TEXT) == ["standard/apples", "standard/pears"]


def test_it_is_not_made_where_its_need_fails_and_says_so(built: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    built.build(*TEXT)
    before = _text(built, "apples")
    make = PdfMaker.make

    def no_apples(maker: PdfMaker, series: Series, task: Task) -> Artifact:
        if task.output.subject == "apples":
            raise ValueError("no apples today")
        return make(maker, series, task)

    monkeypatch.setattr(PdfMaker, "make", no_apples)
    built.change("guides/apples.md", "Apples grow", "Apples still grow")
    code, said = built.run("build", *TEXT)
    assert code == 1
    problem = (
        "guides/apples.md: error B003: text/apples.txt was not made, since it builds on standard/apples, which"
    )
    assert problem in said
    assert "pears" not in said.partition("B003")[2]
    assert _text(built, "apples") == before


def test_the_quick_answer_knows_it(built: Project) -> None:
    built.build(*TEXT)
    where = ["--project", str(built.folder), *TEXT]
    assert str(quick_answer(where)).startswith("all 2 files are up to date")
    assert str(quick_answer([*where, "--edition", "standard"])).startswith("all 4 files are up to date")
    assert built.build(*TEXT).strip() == quick_answer(where)


def test_another_state_of_the_plug_in_makes_its_files_again_and_no_others(built: Project, plugin: Path) -> None:
    built.build(*TEXT)
    with (plugin / "guidepress_text.py").open("a", encoding="utf-8") as file:
        file.write("# another state\n")
    assert quick_answer(["--project", str(built.folder), *TEXT]) is None
    assert "the plug-in that makes it has changed" in built.build(*TEXT, "apples", "--explain")
    assert built.made(*TEXT) == ["text/pears"]


def test_builds_of_other_editions_know_its_files_and_clean_removes_them(built: Project) -> None:
    built.build(*TEXT)
    assert "asks for it now" not in built.build("--explain")
    ledger = read_ledger(built.folder / "output")
    assert ledger is not None
    assert sorted(ledger.outputs) == ["standard/apples", "standard/pears", "text/apples", "text/pears"]
    assert "removed 4 files" in built.run("clean")[1]
    assert not (built.folder / "output" / "text").exists()


def test_its_finished_files_are_looked_for_and_not_judged(built: Project) -> None:
    built.build(*TEXT, "apples")
    code, said = built.run("check", "--output", *TEXT)
    assert code == 1
    assert "text/apples.txt: no rules for files of this kind" in said
    assert "text/pears.txt: error A009: this file has not been built" in said


@pytest.mark.slow
def test_its_bytes_are_the_same_every_time(built: Project, plugin: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(plugin), prepend=":")
    assert "every byte is the same" in built.build(*TEXT, "--verify")


def test_a_target_that_is_not_installed_is_named_with_those_that_are(project: Project) -> None:
    code, said = project.run("build", "--edition", "txt")
    assert code == 2
    assert "no edition is called 'txt'" in said


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (
            "class TextTarget:",
            "raise ImportError('no such thing')\n\nclass TextTarget:",
            "can't be loaded: ImportError",
        ),
        ('f"{edition.name}/{guide.id}.txt"', '"text/all.txt"', "two outputs are written to 'text/all.txt'"),
        (
            'f"{edition.name}/{guide.id}.txt"',
            'f"../{guide.id}.txt"',
            "'../apples.txt' is no name of a file in a folder below",
        ),
        ("standard/{guide.id}", "nowhere/{guide.id}", "needs 'nowhere/apples', which no edition has"),
        ("standard/{guide.id}", "text/{guide.id}", "outputs need each other: text/apples"),
    ],
)
def test_a_plug_in_that_asks_for_the_impossible_is_named(
    project: Project, plugin: Path, old: str, new: str, words: str
) -> None:
    path = plugin / "guidepress_text.py"
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
    code, said = project.run("build", *TEXT)
    assert code == 2, said
    assert words in said


@pytest.mark.slow
@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("output.files[0], text", '"text/other.txt", text', "its target gives other files"),
        ("len(text.split())", "{1}", "its target gives facts that can't be kept"),
        ("len(text.split())", "1 / 0", "ZeroDivisionError: division by zero"),
    ],
)
def test_a_plug_in_that_fails_is_a_problem_of_each_output(
    built: Project, plugin: Path, old: str, new: str, words: str
) -> None:
    path = plugin / "guidepress_text.py"
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
    code, said = built.run("build", *TEXT, "--format", "json")
    assert code == 1, said
    problems = json.loads(said)["problems"]
    assert [problem["file"] for problem in problems] == ["guides/apples.md", "guides/pears.md"]
    assert all(problem["code"] == "E002" and words in problem["message"] for problem in problems)


CATALOGUE = """\
from guidepress.targets.base import Artifact, Output, Scope, file_of


class TextTarget:
    name = "text"

    def outputs(self, series, editions):
        for edition in editions:
            yield Output("text", Scope.SERIES, "series", edition, ("text/titles.txt", "text/ids.txt"))

    def open(self, bundle):
        return self

    def warm_up(self, editions):
        raise ArithmeticError

    def make(self, series, task):
        columns = zip(*[(guide.title, guide.id) for guide in series.guides])
        named = zip(task.output.files, columns)
        files = [file_of(name, "\\n".join(words).encode(), "text/plain") for name, words in named]
        return Artifact(task.output, tuple(files))
"""


@pytest.fixture
def catalogue(built: Project, plugin: Path) -> Project:
    """A project with a target that has one output of the series, in two files."""
    (plugin / "guidepress_text.py").write_text(CATALOGUE, "utf-8")
    built.build(*TEXT)
    return built


def test_an_output_of_the_series_has_several_files(catalogue: Project) -> None:
    assert (_text(catalogue, "titles"), _text(catalogue, "ids")) == ("Apples\nPears", "apples\npears")
    where = ["--project", str(catalogue.folder), *TEXT]
    assert (
        catalogue.build(*TEXT).strip()
        == quick_answer(where)
        == f"all 2 files are up to date in {_output(catalogue)}"
    )


def _output(project: Project) -> str:
    return (project.folder / "output").as_posix()


def test_an_output_of_the_series_is_made_again_when_what_it_reads_changes_and_not_else(catalogue: Project) -> None:
    catalogue.change("guides/stories.yaml", "All is still.", "All is white.")
    catalogue.change("guides/pears.md", "All about pears.", "Much about pears.")
    assert catalogue.made(*TEXT) == []
    catalogue.change("guides/pears.md", "title: Pears", "title: Pear Trees")
    assert "the title of pears, which this output prints, has changed" in catalogue.build(*TEXT, "--explain")


def test_one_file_of_several_that_is_gone_makes_the_output_again(catalogue: Project) -> None:
    (catalogue.folder / "output" / "text" / "ids.txt").unlink()
    assert quick_answer(["--project", str(catalogue.folder), *TEXT]) is None
    assert "text/ids.txt (1 kB): the file is missing" in catalogue.build(*TEXT, "--explain")


def test_an_output_of_the_series_is_not_asked_for_by_a_guides_name(catalogue: Project) -> None:
    assert catalogue.made(*TEXT, "apples") == []
    assert quick_answer(["--project", str(catalogue.folder), *TEXT, "apples"]) is None
    assert quick_answer(["--project", str(catalogue.folder), *TEXT, "series"]) is None
    assert catalogue.run("build", *TEXT, "series")[0] == 2


def test_a_plug_in_that_can_not_be_opened_is_one_problem(built: Project, plugin: Path) -> None:
    path = plugin / "guidepress_text.py"
    old, new = "return TextMaker(", "raise OSError('no pens')\n        return TextMaker("
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
    code, said = built.run("build", *TEXT)
    assert code == 1, said
    assert said.count("error E006: what makes text files can't be loaded: no pens") == 1
