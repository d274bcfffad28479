"""The same sources give the same bytes, whatever is around them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from guidepress.make import verify
from guidepress.make.plan import Request

from .project import Project, lay_out

ALL = ("--edition", "all")


def _files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*.pdf"))}


def test_the_order_of_guides_on_the_command_line_makes_no_difference(project: Project) -> None:
    project.build("apples", "pears")
    first = _files(project.folder / "output")
    project.run("clean")
    project.build("pears", "apples")
    assert _files(project.folder / "output") == first


@pytest.mark.slow
def test_one_worker_for_all_editions_or_several_make_no_difference(project: Project) -> None:
    project.write("guides/blocks/licence.md", "Grow what you like.\n")  # web pages and e-books place it
    code, said = project.run("build", *ALL, "--jobs", "1")
    assert code == 0, said
    first = _files(project.folder / "output")
    project.run("clean")
    project.run("build", *ALL, "--jobs", "3")
    assert len(first) == 12
    assert _files(project.folder / "output") == first


@pytest.mark.slow
def test_a_guide_built_alone_has_the_bytes_that_it_has_among_others(project: Project) -> None:
    project.run("build", *ALL)
    among_others = project.pdf("pears").read_bytes()
    project.run("clean")
    project.build("pears")
    assert project.pdf("pears").read_bytes() == among_others


def test_an_output_made_again_after_a_change_and_back_has_the_bytes_it_had(built: Project) -> None:
    first = _files(built.folder / "output")
    built.change("guides/blocks/closing.md", "all", "everybody")
    built.build()
    assert _files(built.folder / "output") != first
    built.change("guides/blocks/closing.md", "everybody", "all")
    built.build()
    assert _files(built.folder / "output") == first


@pytest.mark.slow
def test_verify_is_silent_about_a_build_that_is_the_same_every_time(built: Project) -> None:
    assert "every byte is the same" in built.build("--verify")


@pytest.mark.slow
def test_verify_reports_an_output_that_is_not_the_same_every_time(
    built: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = verify._copy

    def copy_with_a_change(request: Request, folder: Path) -> None:
        copy(request, folder)
        with (folder / "guides/apples.md").open("a", encoding="utf-8") as guide:
            guide.write(f"\nMade in {folder}.\n")

    monkeypatch.setattr(verify, "_copy", copy_with_a_change)
    code, said = built.run("build", "apples", "--verify")
    assert code == 1
    assert "apples.pdf: error B001: built again, it differs from byte" in said


@pytest.mark.slow
def test_verify_reports_an_output_that_can_not_be_made_elsewhere(
    built: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONPATH", str(built.folder / "nowhere"))
    monkeypatch.setattr("sys.executable", shutil.which("false"))
    code, said = built.run("build", "apples", "--verify")
    assert code == 1
    assert "error B001: it could not be made in condition 1" in said


CONDITIONS: dict[str, dict[str, str]] = {
    "another hash seed": {"PYTHONHASHSEED": "7"},
    "no hash seed": {"PYTHONHASHSEED": "random"},
    "another time zone": {"TZ": "Asia/Kathmandu"},
    "another language": {"LC_ALL": "tr_TR.UTF-8", "LANGUAGE": "tr"},
    "no language": {"LC_ALL": "C"},
    "another home": {"HOME": "/nonexistent"},
    "another user": {"USER": "nobody", "LOGNAME": "nobody"},
}


@pytest.mark.slow
@pytest.mark.parametrize("condition", CONDITIONS)
def test_the_surroundings_make_no_difference(built: Project, condition: str, tmp_path: Path) -> None:
    output = tmp_path / "elsewhere"
    command = [
        sys.executable,
        "-m",
        "guidepress",
        "build",
        "--project",
        str(built.folder),
        "--output",
        str(output),
    ]
    subprocess.run(command, env={**os.environ, **CONDITIONS[condition]}, check=True, capture_output=True)
    assert _files(output) == _files(built.folder / "output")


@pytest.mark.slow
@pytest.mark.parametrize("days", [-3000, 1, 3000])
def test_the_day_makes_no_difference(built: Project, days: int, tmp_path: Path) -> None:
    output = tmp_path / "elsewhere"
    command = [sys.executable, "-m", "guidepress.make.fake_clock", str(days), "build"]
    command += ["--project", str(built.folder), "--output", str(output)]
    subprocess.run(command, check=True, capture_output=True)
    assert _files(output) == _files(built.folder / "output")


@pytest.mark.slow
def test_the_folder_makes_no_difference(built: Project, tmp_path: Path) -> None:
    folder = tmp_path / "Ein größerer Ordner" / "with spaces"
    lay_out(folder)
    command = [sys.executable, "-m", "guidepress", "build"]
    subprocess.run(command, check=True, capture_output=True, cwd=folder)
    assert _files(folder / "output") == _files(built.folder / "output")


def test_another_day_is_what_the_clock_seems_to_show() -> None:
    words = "import datetime, time; print(datetime.datetime.now().year - 1970, time.gmtime().tm_year - 1970)"
    script = f"from guidepress.make.fake_clock import shift_the_clock; shift_the_clock(36525); {words}"
    done = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True)
    years = [int(word) for word in done.stdout.split()]
    assert min(years) > 100  # 36,525 days are a century
