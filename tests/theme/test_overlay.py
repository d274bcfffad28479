"""A project's styles/ lies over the default theme, file by file."""

from __future__ import annotations

from pathlib import Path
from shutil import copytree, rmtree

import pytest

from guidepress.checks.sources.project import examine
from guidepress.commands.group import run
from guidepress.compose.templates import Templates
from guidepress.core.theme import Theme, language_file
from guidepress.targets.pdf.page import page_of
from projects import EDITIONS, REPOSITORY, copy_of_small


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Gives the specimen, which has no styles of its own."""
    return Path(copytree(REPOSITORY / "tests/projects/specimen", tmp_path / "specimen"))


def write(project: Path, name: str, text: str) -> None:
    path = project / "styles" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def html_of(project: Path) -> str:
    examined = examine(project, project / "styles")
    assert examined.problems == ()
    assert examined.series is not None
    return page_of(examined.series, examined.series.guides[0], EDITIONS[0], Templates(project / "styles")).html


def test_a_project_without_styles_has_the_default_theme(project: Path):
    assert '<div class="cover-art"' in html_of(project)


def test_one_template_of_a_project_takes_the_place_of_the_default_and_the_others_stay(project: Path):
    write(project, "templates/cover-art.svg.jinja", "<p>our own art</p>\n")
    html = html_of(project)
    assert "<p>our own art</p>" in html
    assert '<div class="cover-art"' not in html
    assert '<section class="imprint"' in html


def test_one_style_sheet_of_a_project_takes_the_place_of_the_default(project: Path, capsys):
    write(project, "editions/standard.css", "@page { size: 100mm 100mm }\np { colr: red }\n")
    run(["build", "--project", str(project), "--jobs", "1"])
    assert "styles/editions/standard.css:2:5: error T002: " in capsys.readouterr().out


def test_words_of_a_project_take_the_place_of_the_language_s(project: Path):
    own = Theme(project / "styles").path("languages/en-GB.yaml").read_text("utf-8")
    write(project, "languages/en-GB.yaml", own.replace("contents: Contents", "contents: What is in it"))
    assert "What is in it</h2>" in html_of(project)


def test_a_file_is_named_by_where_it_lies(project: Path):
    write(project, "text.css", "")
    theme = Theme(project / "styles")
    assert (theme.shown("text.css"), theme.shown("parts.css")) == ("styles/text.css", "theme/parts.css")
    assert theme.shown("templates/nowhere.jinja") == "styles/templates/nowhere.jinja"


def test_a_project_that_loses_its_styles_is_built_in_the_default_theme(tmp_path: Path, capsys):
    project = copy_of_small(tmp_path)
    assert run(["build", "--project", str(project)]) == 0
    rmtree(project / "styles")
    (project / "guides/blocks/other-formats.md").write_text("None.\n", "utf-8")
    for name in ("contact", "about-the-series"):
        (project / f"guides/blocks/{name}.md").write_text("Words.\n", "utf-8")
    capsys.readouterr()
    assert run(["build", "--project", str(project)]) == 0
    assert capsys.readouterr().out.count("made ") == 2


@pytest.mark.parametrize(
    ("language", "name"),
    [
        ("en-GB", "languages/en-GB.yaml"),
        ("cy", "languages/cy.yaml"),
        ("cy-GB", "languages/cy.yaml"),
        ("en", "languages/en-GB.yaml"),
        ("en-IE", "languages/en-GB.yaml"),
        ("e", None),
        ("eo", None),
    ],
)
def test_a_region_without_words_of_its_own_has_those_of_its_language(language: str, name: str | None, tmp_path):
    assert language_file(Theme(tmp_path), language) == name
