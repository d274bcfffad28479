"""Surroundings that are not a developer's: no shared memory, a disk that is read-only, names that are no text."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from shutil import copytree

import pytest

from guidepress.checks.finished import Finding
from guidepress.make import examining
from make.project import Project
from make.test_faults import _mounted

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="these are surroundings of Linux")


@pytest.mark.slow
def test_finished_files_are_examined_without_shared_memory(built: Project) -> None:
    script = (
        "import multiprocessing.synchronize as it, sys\n"
        "def none(*_, **__): raise OSError(30, 'Read-only file system')\n"
        "it.SemLock.__init__ = none\n"
        "from guidepress.commands.group import run\n"
        "sys.exit(run(sys.argv[1:]))"
    )
    words = ["check", "--output", "--project", str(built.folder)]
    usual = subprocess.run(
        [sys.executable, "-m", "guidepress", *words], capture_output=True, text=True, check=False
    )
    done = subprocess.run([sys.executable, "-c", script, *words], capture_output=True, text=True, check=False)
    assert "of the text found" in usual.stdout
    assert (done.returncode, done.stdout, done.stderr) == (usual.returncode, usual.stdout, usual.stderr)


class _Killed:
    def examine(self, *_: object, **__: object) -> Finding:
        os.kill(os.getpid(), signal.SIGKILL)
        raise AssertionError


def test_a_process_that_examines_and_is_killed_is_told_for_each_file(
    built: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(examining, "examiner_for", lambda *_: _Killed())
    monkeypatch.setattr(
        examining, "_has_one_thread", lambda: True
    )  # else the process begins without this examiner
    code, said = built.run("check", "--output")
    assert code == 1
    assert said.count("error E003: it was not examined, since a process that examines files stopped") == 2


def test_clean_says_that_a_disk_can_not_be_written(built: Project, tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    with _mounted(disk, "size=1m"):
        copytree(built.folder / "output", disk / "output")
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        code, said = built.run("clean", "--output", str(disk / "output"))
    assert code == 1
    assert "error F003: can't be removed: read-only file system" in said


@pytest.mark.parametrize("verb", ["check", "build"])
def test_a_project_in_a_folder_whose_name_is_no_text_is_told(project: Project, verb: str) -> None:
    moved = Path(os.fsdecode(bytes(project.folder.parent) + b"/f-\xe9"))
    project.folder.rename(moved)
    code, said = Project(moved, project.capture).run(verb)
    assert code == 1
    assert ".: error F014: the name of this folder, or of one that it is in, is no UTF-8 text" in said
    assert "E002" not in said


def test_styles_in_a_folder_whose_name_is_no_text_are_told(project: Project) -> None:
    moved = Path(os.fsdecode(bytes(project.folder.parent) + b"/s-\xe9"))
    (project.folder / "styles").rename(moved)
    code, said = project.run("check", "--styles", os.fspath(moved))
    assert code == 1
    assert "s-\\xe9: error F014: the name of this folder" in said


def test_files_that_nobody_names_may_have_names_that_are_no_text(project: Project) -> None:
    for folder in ("guides", "styles"):
        Path(os.fsdecode(bytes(project.folder / folder) + b"/photo-\xe9.txt")).write_bytes(b"x")
    project.build()


def test_a_picture_that_is_a_link_to_itself_is_told(project: Project) -> None:
    (project.folder / "guides/square.png").unlink()
    (project.folder / "guides/square.png").symlink_to("square.png")
    for verb in ("check", "build"):
        code, said = project.run(verb)
        assert code == 1
        assert "the image 'square.png' can't be read: this link leads to itself" in said
