"""Releases that must not be made: each is refused with its own problem, and leaves no folder."""

from __future__ import annotations

import pytest

from guidepress.release.gate import Found, output_problems

from .project import Garden


def test_sources_with_an_error(garden: Garden):
    garden.change("pears.md", "story:orchard", "story:orchrad")
    garden.refused("S003")


@pytest.mark.slow
def test_an_output_with_an_error(garden: Garden):
    sheet = garden.folder / "styles" / "editions" / "large-print.css"
    sheet.parent.mkdir(parents=True)
    sheet.write_text("@page { size: A4; margin: 20mm }\nhtml { font-size: 9pt }\np { font-size: 9pt }\n", "utf-8")
    garden.refused("P002")


def test_a_file_that_does_not_conform():
    [problem] = output_problems([Found("standard/apples.pdf", {}, ("PDF/UA-1 (ISO 14289-1)",))])
    assert (problem.code, "PDF/UA-1" in problem.message) == ("L002", True)


@pytest.mark.parametrize(("name", "code"), [("licence", "L003"), ("contact", "L004"), ("release", "L005")])
def test_an_output_that_says_something_else_than_the_others(name: str, code: str):
    same = {"licence": "a", "contact": "b", "release": "c"}
    outputs = [Found("a.pdf", same, ()), Found("b.pdf", {**same, name: "x"}, ()), Found("c.html", same, ())]
    [problem] = output_problems(outputs)
    assert (problem.code, problem.place.path) == (code, "b.pdf")


@pytest.mark.slow
def test_a_licence_that_one_template_leaves_out(garden: Garden):
    template = garden.folder / "styles" / "templates" / "web-imprint.html.jinja"
    template.parent.mkdir(parents=True)
    template.write_text('<section id="about-this-guide"><h2>About</h2></section>\n', "utf-8")
    said = garden.refused("L003")
    assert "error L020" in said


@pytest.mark.parametrize(
    ("old", "new"), [('version: "1.0"', 'version: "0.9"'), ("date: 2025-03-01", "date: 2025-03-02")]
)
def test_sources_that_name_another_version_or_date(garden: Garden, old: str, new: str):
    garden.change("series.yaml", old, new)
    garden.refused("L005", "1.0", "--date", "2025-03-01")


def test_a_version_that_was_released_already(released: Garden):
    garden = released
    before = sorted((garden.folder / "output/releases/1.0").rglob("*"))
    garden.refused("L006")
    assert sorted((garden.folder / "output/releases/1.0").rglob("*")) == before


def test_sources_that_are_not_committed(garden: Garden):
    garden.git("init", "-q")
    garden.git("add", "guides")
    garden.git("commit", "-qm", "First")
    garden.change("pears.md", "Pears ripen late", "Pears ripen last")
    said = garden.refused("L007")
    assert "guides/pears.md" in said
    assert "guides/apples.md" not in said


@pytest.mark.slow
def test_sources_that_are_not_committed_are_released_where_that_is_allowed_and_said(garden: Garden):
    garden.git("init", "-q")
    garden.git("add", "guides")
    garden.git("commit", "-qm", "First")
    garden.change("pears.md", "Pears ripen late", "Pears ripen last")
    folder = garden.release("1.0", "--allow-dirty")
    assert '"uncommitted": true' in (folder / "manifest.json").read_text("utf-8")


@pytest.mark.parametrize("permission", ["until: 2025-02-28", "withdrawn: 2025-03-01"])
def test_a_story_whose_permission_has_run_out(garden: Garden, permission: str):
    garden.change(
        "stories.yaml", "    title: Harvest\n", f"    title: Harvest\n    permission: {{{permission}}}\n"
    )
    said = garden.refused("L008")
    assert "guides/pears.md:5:" in said


@pytest.mark.slow
def test_a_story_may_be_released_on_the_last_day_of_its_permission(garden: Garden):
    garden.change(
        "stories.yaml", "    title: Harvest\n", "    title: Harvest\n    permission: {until: 2025-03-01}\n"
    )
    garden.release()


@pytest.mark.slow
def test_earlier_releases_that_hold_a_story_are_named_to_be_recalled(released: Garden):
    garden = released
    garden.change(
        "stories.yaml", "    title: Harvest\n", "    title: Harvest\n    permission: {withdrawn: 2025-04-01}\n"
    )
    garden.change("pears.md", "stories: [harvest]", "stories: [winter]")
    garden.change("series.yaml", '{version: "1.0", date: 2025-03-01}', '{version: "1.1", date: 2025-04-02}')
    (garden.folder / "news.txt").write_text("One story is no longer part of the series.", "utf-8")
    code, said = garden.run("release", "1.1", "--note", str(garden.folder / "news.txt"), "--jobs", "1")
    assert (code, "warning L019: version 1.0" in said) == (0, True), said
    html = (garden.folder / "output/releases/1.1/stories.html").read_text("utf-8")
    assert "story-harvest" not in html


@pytest.mark.slow
def test_a_major_release_without_a_note(released: Garden):
    garden = released
    garden.change("pears.md", "Pears ripen late", "Pears ripen last")
    garden.change("series.yaml", '{version: "1.0", date: 2025-03-01}', '{version: "1.1", date: 2025-04-02}')
    garden.refused("L009", "1.1")


@pytest.mark.parametrize("version", ["../1.0", ".hidden", "1 0", "a/b", "-1", "1.", ""])
def test_a_version_that_is_no_name_for_a_folder(garden: Garden, version: str):
    code, said = garden.run("release", "--jobs", "1", "--", version)
    assert (code, "error L010" in said) == (1, True), said


def test_a_date_that_is_none(garden: Garden):
    garden.refused("L010", "1.0", "--date", "2025-02-30")


def test_a_note_that_cannot_be_read(garden: Garden):
    garden.refused("L011", "1.0", "--note", "nowhere.txt")


@pytest.mark.slow
def test_a_place_that_cannot_be_written(garden: Garden):
    (garden.folder / "taken").write_text("a file", "utf-8")
    garden.refused("L012", "1.0", "--releases", str(garden.folder / "taken" / "releases"))
