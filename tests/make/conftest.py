"""A tiny project, laid out anew for each test."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from guidepress.checks.sources.project import examine_sources
from guidepress.commands.group import run
from guidepress.make.lock import OWNER
from making import maker_of, pdf_of, task_of

from .project import Project, lay_out


@pytest.fixture(scope="session", autouse=True)
def _warm_engine(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Makes one guide in this process, so that the processes of each build find everything loaded."""
    folder = tmp_path_factory.mktemp("warm") / "project"
    lay_out(folder)
    series = examine_sources(folder, folder / "styles").series
    assert series is not None
    assert pdf_of(maker_of(folder).make(series, task_of(series, "apples", "standard")))


@pytest.fixture
def project(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Project:
    lay_out(tmp_path / "project")
    return Project(tmp_path / "project", capsys)


@pytest.fixture(scope="session")
def _built_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("built") / "project"
    lay_out(folder)
    assert run(["build", "--project", str(folder)]) == 0
    return folder


@pytest.fixture
def built(_built_once: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Project:
    """The project with its two guides built."""
    shutil.copytree(_built_once, tmp_path / "project", ignore=shutil.ignore_patterns(OWNER))
    return Project(tmp_path / "project", capsys)
