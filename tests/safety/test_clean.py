"""`clean` removes what was built, and nothing that only claims to be."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from guidepress.make.checked_json import NAME, digest, sealed
from make.project import Project

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")

MINE = b"my own words\n"


def _forge(project: Project, change: Callable[[dict[str, Any]], None]) -> None:
    """Changes the ledger and seals it as a build would."""
    path = project.folder / "output" / NAME
    data = json.loads(path.read_bytes().split(b"\n", 1)[1])
    change(data)
    path.write_bytes(sealed(data))


def _naming(*names: str, edition: str = "standard") -> Callable[[dict[str, Any]], None]:
    """Gives a change by which the ledger says of files that they were built with the bytes that they have."""

    def change(data: dict[str, Any]) -> None:
        entry = {**data["outputs"]["standard/apples"], "edition": edition}
        data["outputs"]["standard/forged"] = {**entry, "files": dict.fromkeys(names, digest(MINE))}

    return change


@pytest.mark.parametrize(
    "name", ["thesis/mine.txt", "mine.txt", ".hidden", "standard/.hidden", "standard/../mine.txt"]
)
def test_a_file_that_a_forged_ledger_names_stays(built: Project, name: str) -> None:
    path = built.folder / "output" / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(MINE)
    _forge(built, _naming(name))
    code, said = built.run("clean")
    assert path.read_bytes() == MINE
    assert code == 0
    if ".." not in name:  # of which the ledger's reader has made a damaged one
        assert f"{name}: warning F021: no build puts a file here" in said
        assert "removed 2 files" in said


@pytest.mark.parametrize("name", ["../outside/apples.pdf", "standard/apples.pdf", "standard/deep/apples.pdf"])
def test_nothing_outside_is_removed_and_no_folder_there(built: Project, tmp_path: Path, name: str) -> None:
    outside = tmp_path / "outside"
    (outside / "deep").mkdir(parents=True)
    (outside / "apples.pdf").write_bytes(MINE)
    (outside / "deep" / "apples.pdf").write_bytes(MINE)
    (built.folder / "output" / "standard").rename(tmp_path / "was")
    (built.folder / "output" / "standard").symlink_to(outside)
    _forge(built, _naming(name))
    built.run("clean")
    assert (outside / "apples.pdf").read_bytes() == (outside / "deep" / "apples.pdf").read_bytes() == MINE


def test_an_empty_folder_outside_stays(built: Project, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    _forge(built, _naming("standard/../../../empty/x.pdf"))
    built.run("clean")
    assert (tmp_path / "empty").is_dir()


def test_a_file_with_a_readers_notes_stays_and_is_named(built: Project) -> None:
    with built.pdf("apples").open("ab") as file:
        file.write(b"% a note\n")
    code, said = built.run("clean")
    assert code == 0
    assert "removed 1 file from" in said
    assert "standard/apples.pdf: warning F020: this file is not as it was built: it stays" in said
    assert "hint: remove it by hand where you don't need it" in said
    assert built.pdf("apples").read_bytes().endswith(b"% a note\n")
    assert not built.pdf("pears").exists()


def test_a_link_in_a_files_place_stays(built: Project, tmp_path: Path) -> None:
    built.pdf("apples").rename(tmp_path / "apples.pdf")
    built.pdf("apples").symlink_to(tmp_path / "apples.pdf")
    said = built.run("clean")[1]
    assert "F020" in said
    assert (tmp_path / "apples.pdf").is_file()
    assert built.pdf("apples").is_symlink()


def test_what_was_built_goes_with_its_folder(built: Project) -> None:
    code, said = built.run("clean")
    assert (code, "removed 2 files" in said) == (0, True)
    assert [path.name for path in (built.folder / "output").iterdir() if path.name != ".guidepress.lock"] == []
