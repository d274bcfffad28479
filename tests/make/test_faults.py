"""Faults made for real: whatever happens, files are whole and the last good ones stay."""

from __future__ import annotations

import contextlib
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from guidepress.core.model import Series
from guidepress.make.executors.tools import Tools
from guidepress.targets.base import Artifact, Task

from .processes import Running, until
from .project import Project

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="these faults are made by POSIX means")
forked = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="needs workers that are forked")

make = Tools.make


def _slowly(tools: Tools, series: Series, task: Task) -> Artifact:
    time.sleep(0.5)
    return make(tools, series, task)


def _never_apples(tools: Tools, series: Series, task: Task) -> Artifact:
    while task.output.subject == "apples":
        time.sleep(60)
    return make(tools, series, task)


def _killed_at_apples(tools: Tools, series: Series, task: Task) -> Artifact:
    if task.output.subject == "apples":
        os.kill(os.getpid(), signal.SIGKILL)
    return make(tools, series, task)


def _files(project: Project) -> dict[str, bytes]:
    return {path.stem: path.read_bytes() for path in (project.folder / "output").rglob("*.pdf")}


def _leftovers(folder: Path) -> list[Path]:
    return list(folder.rglob("*.part"))


def _kill_at_random(project: Project, times: int) -> None:
    """Kills builds that go back and forth between two states; checks every file after each."""
    chance = random.Random(6)
    whole: dict[str, set[bytes]] = {"apples": set(), "pears": set()}
    states = ("With thanks to all.\n", "With many thanks to all.\n")
    for state in states:
        project.write("guides/blocks/closing.md", state)
        project.build()
        for name, content in _files(project).items():
            whole[name].add(content)
    started = time.monotonic()
    project.write("guides/blocks/closing.md", states[0])
    assert Running(project.folder).end()[0] == 0
    usual = time.monotonic() - started
    killed = 0
    for turn in range(times):
        project.write("guides/blocks/closing.md", states[turn % 2])
        build = Running(project.folder)
        time.sleep(chance.uniform(0, usual))
        build.signal_all(signal.SIGKILL) if turn % 3 else build.signal(signal.SIGKILL)
        killed += build.end()[0] == -signal.SIGKILL
        for name, content in _files(project).items():
            assert content in whole[name], f"{name}.pdf is neither of the two"
    assert killed
    project.write("guides/blocks/closing.md", states[0])
    assert "set aside" not in project.build()
    assert project.made() == []
    assert _files(project) == _files_of_a_clean_build(project)
    assert _leftovers(project.folder / "output") == []


def _files_of_a_clean_build(project: Project) -> dict[str, bytes]:
    shutil.rmtree(project.folder / "output")
    project.build()
    return _files(project)


@pytest.mark.slow
@forked
def test_builds_killed_at_random_moments_leave_whole_files_and_a_working_record(built: Project) -> None:
    _kill_at_random(built, 8)


@forked
@pytest.mark.slow
def test_a_hundred_builds_killed_at_random_moments_leave_whole_files_and_a_working_record(built: Project) -> None:
    _kill_at_random(built, 100)


@contextlib.contextmanager
def _mounted(folder: Path, options: str) -> Iterator[None]:
    """Mounts a file system in memory there; skips the test where that isn't allowed."""
    folder.mkdir(exist_ok=True)
    command = ["mount", "-t", "tmpfs", "-o", options, "none", str(folder)]
    if os.geteuid() != 0 or subprocess.run(command, capture_output=True, check=False).returncode != 0:
        pytest.skip("a file system can't be mounted here")
    try:
        yield
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def test_a_full_disk_leaves_the_last_good_files_and_is_reported(built: Project, tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    with _mounted(disk, "size=256k"):
        good = _files(built)
        shutil.copytree(built.folder / "output", disk / "output")
        with contextlib.suppress(OSError), (disk / "filler").open("wb", buffering=0) as filler:
            while filler.write(bytes(4096)):
                pass
        built.change("guides/blocks/closing.md", "all", "everybody")
        code, said = built.run("build", "--output", str(disk / "output"))
        assert code == 1
        assert "F003" in said
        assert "no space left on device" in said
        assert {path.stem: path.read_bytes() for path in disk.rglob("*.pdf")} == good
        assert _leftovers(disk) == []
        (disk / "filler").unlink()
        assert "made" in built.build("--output", str(disk / "output"))


def test_files_over_a_quota_are_reported_and_the_last_good_ones_stay(built: Project) -> None:
    good = _files(built)
    built.change("guides/blocks/closing.md", "all", "everybody")

    def quota() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (5000, 5000))

    code, said = Running(built.folder, first=quota).end()
    assert code == 1
    assert "can't be written: file too large" in said
    assert _files(built) == good
    assert _leftovers(built.folder) == []
    assert built.made() == ["standard/apples", "standard/pears"]


def test_a_folder_that_can_not_be_written_to_is_reported(built: Project) -> None:
    good = _files(built)
    built.change("guides/blocks/closing.md", "all", "everybody")
    folder = built.folder / "output" / "standard"
    folder.chmod(0o555)
    if os.access(folder, os.W_OK):
        pytest.skip("this user may write everywhere")
    code, said = built.run("build")
    folder.chmod(0o755)
    assert code == 1
    assert "can't be written: permission denied" in said
    assert _files(built) == good


def test_a_read_only_disk_is_reported(built: Project, tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    with _mounted(disk, "size=1m"):
        shutil.copytree(built.folder / "output", disk / "output")
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        built.change("guides/blocks/closing.md", "all", "everybody")
        code, said = built.run("build", "--output", str(disk / "output"))
        assert code == 1
        assert "can't be written: read-only file system" in said


def test_a_file_in_the_output_folders_place_is_reported(project: Project) -> None:
    project.write("output", "not a folder")
    code, said = project.run("build")
    assert code == 1
    assert "output: error F003: can't be written" in said


@pytest.mark.slow
@forked
def test_an_output_folder_removed_during_the_build_does_no_harm(
    built: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Tools, "make", _slowly)
    built.change("guides/blocks/closing.md", "all", "everybody")
    build = Running(built.folder)
    time.sleep(0.3)
    shutil.rmtree(built.folder / "output")
    code, said = build.end()
    assert code in {0, 1}, said
    monkeypatch.undo()
    built.build()
    assert built.made() == []
    assert len(_files(built)) == 2


@forked
def test_ctrl_c_ends_the_build_and_leaves_the_last_good_files(
    built: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    good = _files(built)
    monkeypatch.setattr(Tools, "make", _never_apples)
    built.change("guides/apples.md", "slowly", "quickly")
    build = Running(built.folder)
    until((built.folder / "output" / ".guidepress.owner").is_file)
    time.sleep(0.3)
    build.signal_all(signal.SIGINT)
    code, said = build.end()
    assert code == 130
    assert said.strip() == "stopped; files made earlier are untouched"
    assert _files(built) == good
    until(lambda: not _is_alive(build.pid), 5)


def _is_alive(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


@forked
def test_a_worker_that_is_killed_is_reported_with_its_guide_and_the_others_come_out(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Tools, "make", _killed_at_apples)
    code, said = project.run("build", "--jobs", "1")
    assert code == 1
    assert "guides/apples.md: error E003: the worker stopped unexpectedly (signal 9)" in said
    assert list(_files(project)) == ["pears"]
    monkeypatch.undo()
    assert project.made() == ["standard/apples"]


@forked
def test_a_guide_that_takes_too_long_is_stopped_and_the_others_come_out(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Tools, "make", _never_apples)
    code, said = project.run("build", "--time-limit", "1")
    assert code == 1
    assert "guides/apples.md: error B002: standard/apples.pdf took longer than 1 seconds and was stopped" in said
    assert list(_files(project)) == ["pears"]


@pytest.mark.slow
@forked
def test_a_second_build_waits_and_says_who_is_first(built: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Tools, "make", _slowly)
    built.change("guides/blocks/closing.md", "all", "everybody")
    owner = built.folder / "output" / ".guidepress.owner"
    owner.unlink(missing_ok=True)
    first = Running(built.folder)
    until(lambda: owner.is_file() and owner.read_text() == str(first.pid))
    said = built.build("--explain")
    assert f"another build (process {first.pid}) is writing to" in said
    assert said.count("nothing that shapes it has changed") == 2
    assert first.end()[0] == 0


@forked
def test_a_lock_ends_with_the_build_that_held_it(built: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Tools, "make", _never_apples)
    built.change("guides/apples.md", "slowly", "quickly")
    first = Running(built.folder)
    until((built.folder / "output" / ".guidepress.owner").is_file)
    first.signal(signal.SIGKILL)
    first.end()
    monkeypatch.undo()
    assert "another build" not in built.build()


def test_a_guide_that_can_not_be_typeset_leaves_its_last_good_file(built: Project) -> None:
    good = _files(built)
    built.change("guides/apples.md", "square.png", "square.txt")
    built.write("guides/square.txt", "no picture")
    code, _ = built.run("build")
    assert code == 1
    assert _files(built) == good
    built.change("guides/apples.md", "square.txt", "square.png")
    assert built.made() == []


def test_sources_with_errors_make_nothing(built: Project) -> None:
    built.change("guides/apples.md", "[@smith-2020]", "[@nobody]")
    good = _files(built)
    assert built.run("build")[0] == 1
    assert _files(built) == good
