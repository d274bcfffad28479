"""`guidepress styles`: what a theme holds, and copies to change."""

from __future__ import annotations

from pathlib import Path

import pytest

from guidepress.commands.group import run
from guidepress.core.theme import DEFAULT_THEME


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_it_lists_the_theme_s_files_and_marks_those_of_the_project(project: Path, capsys):
    (project / "styles").mkdir()
    (project / "styles/text.css").write_text("p { color: black }\n", "utf-8")
    (project / "styles/logo.svg").write_text("<svg/>\n", "utf-8")
    assert run(["styles"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert "* text.css" in lines
    assert "* logo.svg  (not in the default theme)" in lines
    assert "  templates/cover.html.jinja" in lines
    assert "  editions.yaml" in lines
    assert lines[-1] == "* the project's own, in styles; the others are the default theme's"


def test_it_copies_a_file_of_the_default_theme(project: Path, capsys):
    assert run(["styles", "--copy", "templates/cover.html.jinja", "--copy", "text.css"]) == 0
    assert capsys.readouterr().out == "copied styles/templates/cover.html.jinja\ncopied styles/text.css\n"
    for name in ("templates/cover.html.jinja", "text.css"):
        assert (project / "styles" / name).read_bytes() == (DEFAULT_THEME / name).read_bytes()


def test_it_never_writes_over_a_file_and_then_copies_nothing(project: Path, capsys):
    (project / "styles").mkdir()
    (project / "styles/text.css").write_text("mine", "utf-8")
    assert run(["styles", "--copy", "page.css", "--copy", "text.css"]) == 2
    assert "styles/text.css is there already, and stays as it is" in capsys.readouterr().err
    assert (project / "styles/text.css").read_text("utf-8") == "mine"
    assert not (project / "styles/page.css").exists()


@pytest.mark.parametrize("name", ["templates/cover.html.jnja", "../default/text.css", "/etc/hostname", ""])
def test_an_unknown_file_is_a_usage_error(name: str, project: Path, capsys):
    assert run(["styles", "--copy", name]) == 2
    assert f"the default theme has no file '{name}'." in capsys.readouterr().err
    assert list(project.iterdir()) == []


def test_the_nearest_name_is_named(project: Path, capsys):  # noqa: ARG001
    run(["styles", "--copy", "templates/cover.html.jnja"])
    assert "did you mean 'templates/cover.html.jinja'?" in capsys.readouterr().err
