"""What is warmed up before there are workers changes no byte, hides no problem, and stops no build."""

from __future__ import annotations

import pytest

from guidepress.checks.sources.project import examine_sources
from guidepress.core.model import Edition
from guidepress.make import building
from guidepress.make.executors.local import LocalExecutor
from guidepress.targets.base import Maker
from guidepress.targets.pdf.maker import PdfMaker
from guidepress.targets.pdf.typesetter import Engine
from making import maker_of, pdf_of, task_of
from projects import EDITIONS

from .project import Project


def _made(project: Project, maker: Maker) -> dict[str, bytes]:
    series = examine_sources(project.folder, project.folder / "styles").series
    assert series is not None
    return {
        edition.name: pdf_of(maker.make(series, task_of(series, "apples", edition)))
        for edition in EDITIONS
        if edition.target == "pdf"
    }


def test_a_guide_has_the_same_bytes_from_tools_that_were_warmed_up(project: Project) -> None:
    warm, cold = (maker_of(project.folder) for _ in range(2))
    warm.warm_up(EDITIONS)
    made = _made(project, warm)
    assert made == _made(project, cold)
    assert all(made.values())


def test_a_fault_of_a_style_sheet_is_reported_once_a_build(project: Project) -> None:
    project.change("styles/text.css", "margin: 0", "margin: nowhere")
    _, said = project.run("build", "--jobs", "1")
    assert said.count("T002") == 1


def test_a_style_sheet_that_a_project_takes_away_is_the_default_theme_s_again(project: Project) -> None:
    project.build()
    (project.folder / "styles" / "editions" / "standard.css").unlink()
    assert project.made() == ["standard/apples", "standard/pears"]


def test_a_template_that_can_not_be_read_is_reported(project: Project) -> None:
    project.change("styles/templates/guide.html.jinja", "{% endfor %}</ul>", "</ul>")
    code, said = project.run("build")
    assert code == 1
    assert "guide.html.jinja:9: error T001: the template can't be read" in said


def _stumbles(engine: Engine, edition: Edition) -> None:  # noqa: ARG001
    raise ArithmeticError


def test_a_warming_up_that_fails_stops_no_build(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Engine, "warm_up", _stumbles)
    assert project.made() == ["standard/apples", "standard/pears"]


def test_a_style_sheet_that_changes_once_workers_may_have_read_it_is_taken_up_by_the_next_build(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    def opened(*values: object) -> LocalExecutor:
        with (project.folder / "styles" / "text.css").open("a", encoding="utf-8") as file:
            file.write("em { color: #222 }\n")
        return LocalExecutor(*values)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(building, "LocalExecutor", opened)
        project.build()
    assert project.made() == ["standard/apples", "standard/pears"]


def test_templates_that_templates_name_are_compiled_too(project: Project) -> None:
    project.write("styles/templates/parts.html.jinja", "{% include 'guide.html.jinja' %}")
    project.change("styles/templates/guide.html.jinja", "{{ body }}", '{%- include "parts.html.jinja" %}')
    maker = maker_of(project.folder)
    assert isinstance(maker, PdfMaker)
    maker._templates.warm_up("guide.html.jinja")
    names = {name for _, name in maker._templates._environment.cache or ()}
    assert names == {"guide.html.jinja", "parts.html.jinja"}


def test_workers_that_are_started_afresh_make_the_same(built: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    first = built.pdf("apples").read_bytes()
    monkeypatch.setattr("guidepress.make.executors.forkserver.START_METHOD", "spawn")
    built.pdf("apples").unlink()
    assert "standard/apples" in built.made()
    assert built.pdf("apples").read_bytes() == first
