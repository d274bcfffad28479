"""Anybody's project is read safely: nothing outside it, nothing that would never end, and all of it told."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from pathlib import Path
from shutil import copytree
from tempfile import TemporaryDirectory

import pytest

from guidepress.checks.sources.project import examine
from guidepress.commands.group import run
from guidepress.core.problems import Problem
from guidepress.make.checked_json import digest_of_file
from guidepress.make.inputs import source_digests
from guidepress.sources.files import LARGEST_TEXT
from projects import SMALL, copy_of_small

TEXTS = ("one.md", "blocks/licence.md", "series.yaml", "stories.yaml", "references.yaml")
METADATA = "---\ntitle: Two\nsummary: The second guide.\nkeywords: [two]\n---\n"


def problems_of(project: Path) -> list[Problem]:
    return list(examine(project, project / "styles").problems)


@pytest.mark.parametrize("name", TEXTS)
def test_no_text_is_read_through_a_link_that_leads_out_of_the_project(name: str, tmp_path: Path, capsys):
    project = copy_of_small(tmp_path)
    (tmp_path / "secret").write_text("title: the secret\n", "utf-8")
    (project / "guides" / name).unlink()
    (project / "guides" / name).symlink_to(tmp_path / "secret")
    assert run(["check", "--project", str(project)]) == 1
    said = capsys.readouterr().out
    assert f"guides/{name}: error F011: this link leads out of the project" in said
    assert "the secret" not in said


@pytest.mark.parametrize("name", ["guides", "guides/blocks", "styles", "styles/templates"])
def test_no_folder_is_read_through_a_link_that_leads_out_of_the_project(name: str, tmp_path: Path):
    project = copy_of_small(tmp_path)
    (project / name).rename(tmp_path / "elsewhere")
    (project / name).symlink_to(tmp_path / "elsewhere")
    assert "F011" in {problem.code for problem in problems_of(project)}


@pytest.mark.parametrize(
    "name", ["styles/templates/guide.html.jinja", "styles/text.css", "styles/languages/en-GB.yaml"]
)
def test_no_template_sheet_or_language_is_read_through_such_a_link(name: str, tmp_path: Path):
    project = copy_of_small(tmp_path)
    (tmp_path / "secret").write_text("x", "utf-8")
    (project / name).unlink()
    (project / name).symlink_to(tmp_path / "secret")
    assert ("F011", name) in [(problem.code, problem.place.path) for problem in problems_of(project)]


def test_a_link_to_a_place_inside_the_project_is_followed(tmp_path: Path):
    project = copy_of_small(tmp_path)
    (project / "guides/blocks/licence.md").rename(project / "words.md")
    (project / "guides/blocks/licence.md").symlink_to("../../words.md")
    assert problems_of(project) == []


def test_styles_that_the_command_names_may_lie_elsewhere(tmp_path: Path):
    project = copy_of_small(tmp_path)
    (project / "styles").rename(tmp_path / "looks")
    assert examine(project, tmp_path / "looks").problems == ()


def special_file(path: Path, kind: str) -> None:
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "device":
        path.symlink_to("/dev/zero")
    else:
        with socket.socket(socket.AF_UNIX) as listener:
            here = Path.cwd()
            os.chdir(path.parent)  # since the name of a socket may have few letters
            listener.bind(path.name)
            os.chdir(here)


@pytest.mark.parametrize("kind", ["pipe", "device", "socket"])
@pytest.mark.parametrize("name", TEXTS)
def test_a_file_that_is_none_is_refused_and_not_waited_for(name: str, kind: str, tmp_path: Path):
    project = copy_of_small(tmp_path)
    (project / "guides" / name).unlink()
    special_file(project / "guides" / name, kind)
    found = {problem.code for problem in problems_of(project) if problem.place.path == f"guides/{name}"}
    assert found == {"F011" if kind == "device" else "F012"}


def test_a_pipe_that_nobody_names_stops_no_build(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    project = copy_of_small(tmp_path)
    os.mkfifo(project / "guides/pipe")
    assert run(["build", "two", "--project", str(project), "--jobs", "1"]) == 0
    assert "guides/pipe: warning F012" in capsys.readouterr().out


def test_digests_wait_for_no_pipe_and_follow_no_link_out(tmp_path: Path):
    project = copy_of_small(tmp_path)
    os.mkfifo(project / "guides/pipe")
    (tmp_path / "secret").write_text("x", "utf-8")
    (project / "guides/secret").symlink_to(tmp_path / "secret")
    (project / "guides/e\u0301.txt").write_text("x", "utf-8")
    digests = source_digests(project, project / "styles")
    assert (digests["guides/pipe"], digests["guides/secret"]) == ("unreadable", "unreadable")
    assert "guides/é.txt" in digests


def test_a_giant_of_no_content_is_digested_as_far_as_sources_are_read(tmp_path: Path):
    for name in ("a", "b"):
        with (tmp_path / name).open("wb") as file:
            file.truncate(6 * 1024**3 + (name == "b"))
    one, other = digest_of_file(tmp_path / "a"), digest_of_file(tmp_path / "b")
    assert one is not None
    assert one != other


@pytest.mark.parametrize("name", TEXTS)
def test_a_giant_is_refused_unread(name: str, tmp_path: Path):
    project = copy_of_small(tmp_path)
    with (project / "guides" / name).open("wb") as file:
        file.truncate(6 * 1024**3)
    [problem] = [it for it in problems_of(project) if it.code == "F013"]
    assert problem.place.path == f"guides/{name}"
    assert problem.message == "the file has 6,144.0 MiB, and 4 are the most"


def test_a_text_of_the_largest_size_is_read(tmp_path: Path):
    project = copy_of_small(tmp_path)
    (project / "guides/blocks/more.md").write_bytes(b"word " * (LARGEST_TEXT // 5))
    assert "F013" not in {problem.code for problem in problems_of(project)}


def test_a_name_that_is_no_text_is_told_and_built_beside(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    project = copy_of_small(tmp_path)
    Path(os.fsdecode(bytes(project / "guides") + b"/photo-\xe9.txt")).write_bytes(b"x")
    Path(os.fsdecode(bytes(project / "guides") + b"/\xff.md")).write_bytes(b"x")
    assert run(["build", "two", "--project", str(project), "--jobs", "1"]) == 0
    said = capsys.readouterr().out
    assert "guides/photo-\\xe9.txt: warning F014" in said
    assert "guides/\\xff.md: warning F014" in said


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """Gives a temporary folder that other users may look into, which pytest's own is not."""
    with TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="needs a user to become another")
@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("guides", "guides: error F001: the folder can't be read: permission denied"),
        ("guides/blocks", "guides/blocks: error F001: the folder can't be read: permission denied"),
        ("guides/one.md", "guides/one.md: error F001: the file can't be read: permission denied"),
        ("guides/series.yaml", "guides/series.yaml: error F001: the file can't be read: permission denied"),
        ("styles/templates", "styles/templates: error F001: the folder can't be read: permission denied"),
        (
            "styles/templates/guide.html.jinja",
            "styles/templates/guide.html.jinja: error F001: the file can't be read",
        ),
        ("styles/text.css", "styles/text.css: error F001: the file can't be read"),
    ],
)
def test_what_may_not_be_read_is_named(
    name: str, told: str, open_folder: Path, capsys: pytest.CaptureFixture[str]
):
    project = Path(copytree(SMALL, open_folder / "small"))
    for path in (open_folder, project, *project.rglob("*")):
        os.chown(path, 65534, 65534)
    assert run(["check", "--project", str(project)]) == 0  # so that all is loaded that another user may not load
    (project / name).chmod(0)
    os.seteuid(65534)
    try:
        code = run(["check", "--project", str(project)])
    finally:
        os.seteuid(0)
        (project / name).chmod(0o700)
    said = capsys.readouterr().out
    assert code == 1
    assert told in said
    assert "S006" not in said


@pytest.mark.parametrize(
    ("name", "better"),
    [
        ("my_guide.md", "my-guide"),
        ("Guide.md", "guide"),
        ("Über uns.md", "uber-uns"),
        ("two--three.md", "two-three"),
        ("three.markdown", "three"),
        ("THREE.md", "three"),
    ],
)
def test_a_guide_under_a_name_that_no_guide_can_have_is_told_how_to_be_called(
    name: str, better: str, tmp_path: Path
):
    project = copy_of_small(tmp_path)
    (project / "guides" / name).write_text(METADATA + "Text.\n", "utf-8")
    [problem] = problems_of(project)
    assert (problem.code, problem.place.path) == ("S002", f"guides/{name}")
    assert problem.hint.endswith(f"call it guides/{better}.md")


def test_a_guide_in_a_folder_of_its_own_is_told_where_guides_stand(tmp_path: Path):
    project = copy_of_small(tmp_path)
    (project / "guides/part1").mkdir()
    (project / "guides/part1/three.md").write_text(METADATA, "utf-8")
    [problem] = problems_of(project)
    assert (problem.code, problem.place.path, problem.hint) == (
        "S002", "guides/part1/three.md", "move it to guides/three.md",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("listed", "better"),
    [("my_guide", "my-guide"), ("Guide", "guide"), ("größe", "grosse"), ("part1/three", "part1-three")],
)
def test_a_listed_name_that_no_guide_can_have_is_one_problem(listed: str, better: str, tmp_path: Path):
    project = copy_of_small(tmp_path)
    path = project / "guides/series.yaml"
    path.write_text(path.read_text("utf-8").replace("[one, two]", f"[one, two, {listed}]"), "utf-8")
    [problem] = problems_of(project)
    assert (problem.code, problem.message) == ("Y005", f"a guide can't be called '{listed}'")
    assert problem.hint.endswith(f"call it {better}, and its file guides/{better}.md")
