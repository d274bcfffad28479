"""`guidepress preview` before it serves anything."""

from __future__ import annotations

from pathlib import Path

import pytest

from guidepress.commands import preview
from guidepress.commands.group import run
from guidepress.preview.editors import EDITORS, link_to
from projects import copy_of_small


def test_without_its_libraries_one_line_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setattr(preview, "find_spec", lambda name: None if name == "watchfiles" else name)
    assert run(["preview"]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err == "The preview needs watchfiles: pip install 'guidepress[preview]', or make preview\n"


def test_a_guide_that_is_not_there_is_told_with_the_nearest_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    assert run(["preview", "ome", "--project", str(copy_of_small(tmp_path))]) == 2
    assert "no guide is called 'ome'. did you mean 'one'?" in capsys.readouterr().err


def test_an_edition_that_is_not_there_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    assert run(["preview", "--edition", "standrad", "--project", str(copy_of_small(tmp_path))]) == 2
    assert "no edition is called 'standrad'. did you mean 'standard'?" in capsys.readouterr().err


@pytest.mark.parametrize("inside", ["", "guides"])
def test_a_folder_without_guides_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str], inside: str):
    (tmp_path / inside).mkdir(exist_ok=True)
    assert run(["preview", "--project", str(tmp_path)]) == 2
    assert "there is no" in capsys.readouterr().err


def test_links_open_the_place_in_each_editor():
    links = {name: link_to(Path("/a b/guides/one#.md"), 7, 3, name) for name in EDITORS}
    assert links["vscode"] == "vscode://file/a%20b/guides/one%23.md:7:3"
    assert links["sublime"] == "subl://open?url=file:///a%20b/guides/one%23.md&line=7&column=3"
    assert links["none"] == ""
