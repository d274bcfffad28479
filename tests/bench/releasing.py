"""What a release costs beside a build of every edition: both from nothing, in turns, and its memory."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from .measuring import Measured, median_of, memory_during, run
from .rivals import ROOT

MEGABYTE = 1024 * 1024


def cost_in_words(folder: Path, times: int) -> str:
    """Measures both so many times; gives one sentence."""
    project = folder / "project"
    shutil.rmtree(folder, ignore_errors=True)
    for name in ("guides", "styles"):
        shutil.copytree(ROOT / name, project / name)
    builds, releases = [], []
    for _ in range(times):
        builds.append(_from_nothing(project, "build", "--edition", "all"))
        releases.append(_from_nothing(project, "release", "1.0"))
    memory = memory_during(lambda: _from_nothing(project, "release", "1.0")).together
    build, release = median_of(builds), median_of(releases)
    times_as_long = release.seconds / build.seconds
    times_the_work = release.processor_seconds / build.processor_seconds
    return (
        f"A release of the five guides takes {times_as_long:.1f} times as long as `build --edition all`"
        f" ({release.seconds:.1f} s; {times_the_work:.1f} times the processor seconds), and at most"
        f" {memory / MEGABYTE:.0f} MB."
    )


def _from_nothing(project: Path, *words: str) -> Measured:
    """Runs the command with no output there; releases are read-only, and are given back to be removed."""
    output = project / "output"
    for path in output.rglob("*") if output.is_dir() else ():
        if not path.is_symlink():
            path.chmod(0o755)
    shutil.rmtree(output, ignore_errors=True)
    command = [str(Path(sys.executable).with_name("guidepress")), *words, "--project", str(project), "--jobs", "2"]
    return run(command)
