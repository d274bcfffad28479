"""The same sources give the same release, whatever the folder, the language, the day and the number of workers."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from guidepress.make.verify import CONDITIONS

from .project import lay_out

pytestmark = pytest.mark.slow


def test_two_machines_worth_of_conditions_give_the_same_sums(tmp_path: Path):
    found = []
    for conditions in CONDITIONS:
        folder = tmp_path / conditions.folder / "project"
        lay_out(folder)
        (folder / "home").mkdir()
        environment = {**os.environ, **conditions.environment, "HOME": str(folder / "home")}
        command = [sys.executable, "-m", "guidepress.make.fake_clock", str(conditions.days), "release", "1.0"]
        command += [f"--project={folder}", f"--jobs={conditions.jobs}"]
        done = subprocess.run(command, env=environment, cwd=folder, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        found.append((folder / "output/releases/1.0/SHA256SUMS").read_bytes())
        shutil.rmtree(folder / "output", ignore_errors=True)
    assert found[0] == found[1]
