"""The wheel alone makes PDFs of a folder with nothing but guides/, in the default theme."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path
from shutil import copytree, ignore_patterns

import pytest

from projects import REPOSITORY


def run(*command: object, folder: Path) -> str:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    done = subprocess.run(
        [str(word) for word in command], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.slow
def test_an_installed_wheel_builds_a_folder_of_guides(tmp_path: Path):
    source = tmp_path / "source"
    source.mkdir()
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        (source / name).write_bytes((REPOSITORY / name).read_bytes())
    copytree(REPOSITORY / "src", source / "src", ignore=ignore_patterns("__pycache__", "*.egg-info"))
    offline = ("--no-deps", "--no-build-isolation", "--disable-pip-version-check", "--no-index")
    run(sys.executable, "-m", "pip", "wheel", *offline, "--wheel-dir", tmp_path, source, folder=tmp_path)
    (wheel,) = tmp_path.glob("guidepress-*.whl")

    home = tmp_path / "empty"
    venv.create(home, with_pip=False, symlinks=True)
    python = home / "bin/python"
    packages = Path(
        run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", folder=tmp_path).strip()
    )
    run(sys.executable, "-m", "pip", "install", *offline, "--target", packages, wheel, folder=tmp_path)
    # The libraries that it needs are those of these tests, behind its own packages.
    (packages / "libraries.pth").write_text(sysconfig.get_path("purelib") + "\n", "utf-8")

    project = tmp_path / "project"
    copytree(REPOSITORY / "tests/projects/specimen/guides", project / "guides")
    where = run(python, "-c", "import guidepress; print(guidepress.__file__)", folder=project)
    assert Path(where.strip()).is_relative_to(packages)
    said = run(python, "-m", "guidepress", "build", "--edition", "all", folder=project)
    assert sorted(path.parent.name for path in project.glob("output/*/*.pdf")) == sorted(
        ["standard", "print", "large-print", "booklet"]
    ), said
    assert all(path.read_bytes().startswith(b"%PDF-") for path in project.glob("output/*/*.pdf"))
