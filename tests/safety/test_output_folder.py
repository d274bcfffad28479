"""A build writes in its output folder alone, whatever links a project brings there."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from guidepress.make.lock import LOCK, OWNER
from guidepress.make.unchanged import quick_answer
from make.project import Project

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")

MINE = b"my own words\n"


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    """A folder beside the project that holds files of the user with the names of outputs."""
    folder = tmp_path / "outside"
    (folder / "standard").mkdir(parents=True)
    for name in ("precious.txt", "apples.pdf", "standard/apples.pdf", "apples-accessibility.html"):
        (folder / name).write_bytes(MINE)
    return folder


def _all_below(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize(
    "name",
    [OWNER, LOCK, ".guidepress.json", ".guidepress.set-aside.json", "standard/apples.pdf", ".guidepress-x.part"],
)
def test_a_file_of_a_build_that_is_a_link_is_not_written_through(
    project: Project, outside: Path, name: str
) -> None:
    before = _all_below(outside)
    path = project.folder / "output" / name
    path.parent.mkdir(parents=True)
    path.symlink_to(outside / "precious.txt")
    code, said = project.run("build", "--jobs", "1")
    assert code == (1 if name == LOCK else 0), said
    project.run("clean")
    assert _all_below(outside) == before


@pytest.mark.parametrize("name", ["missing.txt", "standard/missing.txt"])
def test_a_link_to_a_file_that_is_not_there_makes_none(project: Project, outside: Path, name: str) -> None:
    before = _all_below(outside)
    (project.folder / "output").mkdir()
    (project.folder / "output" / OWNER).symlink_to(outside / name)
    project.build()
    assert _all_below(outside) == before


def test_a_folder_of_an_edition_that_leads_out_is_told_and_left(project: Project, outside: Path) -> None:
    before = _all_below(outside)
    (project.folder / "output").mkdir()
    (project.folder / "output" / "standard").symlink_to(outside)
    code, said = project.run("build", "--jobs", "1")
    assert code == 1
    assert "output/standard/apples.pdf: error F003: can't be written: a link leads its folder out" in said
    assert "hint: take the link away, or name the folder that it leads to with --output" in said
    assert _all_below(outside) == before


def test_a_folder_of_an_edition_that_leads_elsewhere_inside_is_written(project: Project) -> None:
    (project.folder / "output" / "elsewhere").mkdir(parents=True)
    (project.folder / "output" / "standard").symlink_to("elsewhere")
    project.build()
    assert (project.folder / "output" / "elsewhere" / "apples.pdf").is_file()


@pytest.mark.parametrize("words", [["build"], ["check", "--output"], ["clean"], ["stats"]])
def test_an_output_folder_that_leads_out_is_a_usage_error(
    project: Project, outside: Path, words: list[str]
) -> None:
    before = _all_below(outside)
    (project.folder / "output").symlink_to(outside)
    code, said = project.run(*words)
    assert code == 2
    assert "the project's folder output is a link that leads out of the project" in said
    assert quick_answer(["--project", str(project.folder)]) is None
    assert _all_below(outside) == before


def test_an_output_folder_that_the_command_names_may_be_a_link(project: Project, outside: Path) -> None:
    (project.folder / "output").symlink_to(outside)
    project.build("--output", str(project.folder / "output"))
    assert (outside / "standard/apples.pdf").read_bytes() != MINE


def test_a_report_is_not_written_through_a_folder_that_leads_out(built: Project, outside: Path) -> None:
    standard = built.folder / "output" / "standard"
    for path in standard.iterdir():
        path.rename(outside / path.name)
    standard.rmdir()
    standard.symlink_to(outside)
    before = _all_below(outside)
    code, said = built.run("check", "--output", "--report", "--jobs", "1")
    assert code == 1
    assert said.count("can't be written: a link leads its folder out of the output folder") == 2
    assert _all_below(outside) == before


def test_an_owner_that_is_a_pipe_is_not_waited_for(built: Project) -> None:
    owner = built.folder / "output" / OWNER
    owner.unlink(missing_ok=True)
    os.mkfifo(owner)
    built.build()
    assert owner.read_bytes() == str(os.getpid()).encode()
