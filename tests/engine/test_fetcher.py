"""What the engine may read: each file of the project under its own name, and nothing else."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

import pytest

from guidepress.commands.group import run
from guidepress.engine.fetcher import ProjectFetcher
from guidepress.engine.library import load_weasyprint
from projects import copy_of_small

NAMES = ["a%20b", "50%", "100%25", "a#b", "who?", "größe & ŵ", "a b"]
PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9v9z"/></svg>'


@pytest.mark.parametrize("name", NAMES)
def test_a_file_is_read_whatever_its_folder_and_its_own_name_are(name: str, tmp_path: Path):
    picture = tmp_path / name / "guides" / f"{name}.png"
    picture.parent.mkdir(parents=True)
    picture.write_bytes(b"the picture")
    assert ProjectFetcher(tmp_path / name).fetch(picture.as_uri()).read() == b"the picture"


def test_a_file_outside_the_project_is_not_read(tmp_path: Path):
    (tmp_path / "secret").write_text("secret")
    (tmp_path / "project").mkdir()
    fetcher = ProjectFetcher(tmp_path / "project")
    for address in ((tmp_path / "secret").as_uri(), (tmp_path / "project").as_uri() + "/%2E%2E/secret"):
        with pytest.raises(ValueError, match="the file lies outside the project: secret"):
            fetcher.fetch(address)


def test_nothing_is_fetched_from_the_web(tmp_path: Path):
    with pytest.raises(ValueError, match="nothing is fetched from outside the project"):
        ProjectFetcher(tmp_path).fetch("https://example.org/picture.png")


@pytest.mark.parametrize("name", NAMES)
def test_the_engine_finds_a_picture_whatever_its_name_is(
    name: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
):
    folder = tmp_path / name
    folder.mkdir()
    (folder / f"{name}.svg").write_text(PICTURE, "utf-8")
    html = load_weasyprint().HTML(
        string=f'<img src="{quote(name)}.svg" alt="">',
        base_url=folder.as_uri() + "/",
        url_fetcher=ProjectFetcher(folder),
    )
    html.render()
    assert caplog.messages == []


@pytest.mark.parametrize("name", ["a%20b", "who?#1größe&ŵ50%"])
def test_a_guide_with_a_picture_of_any_name_is_built_in_a_folder_of_any_name(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    project = copy_of_small(tmp_path / name)
    (project / "guides" / f"{name}.svg").write_text(PICTURE, "utf-8")
    with (project / "guides/two.md").open("a", encoding="utf-8") as file:
        file.write(f"\n![A dot](<{name}.svg>)\n")
    assert run(["build", "two", "--project", str(project), "--jobs", "1"]) == 0
    assert "E001" not in capsys.readouterr().out
