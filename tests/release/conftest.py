"""A project that can be released, and one release of it for tests that only read."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from .project import Garden, lay_out


@pytest.fixture(scope="session")
def built_garden(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project with its first release, built once."""
    from guidepress.commands.group import run

    folder = tmp_path_factory.mktemp("garden")
    lay_out(folder)
    assert run(["release", "1.0", "--project", str(folder), "--jobs", "1"]) == 0
    return folder


@pytest.fixture
def garden(built_garden: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Garden:
    """A copy of the built project, without the release."""
    shutil.copytree(built_garden, tmp_path / "garden", ignore=shutil.ignore_patterns("releases"))
    return Garden(tmp_path / "garden", capsys)


@pytest.fixture
def released(built_garden: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Garden:
    """A copy of the built project with its release, which may be spoiled."""
    shutil.copytree(built_garden, tmp_path / "garden")
    for path in (tmp_path / "garden" / "output" / "releases").rglob("*"):
        path.chmod(0o755)
    return Garden(tmp_path / "garden", capsys)
