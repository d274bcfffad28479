"""Finished files under examination: which target's files are examined by whom, and what is found.

An examiner is opened once a process. Its module is imported when files of its target are examined.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from importlib import import_module
from pathlib import Path
from typing import Protocol

from guidepress.core.model import Series
from guidepress.core.problems import Problem
from guidepress.targets.base import Artifact, Bundle, File, Output

EXAMINERS: Mapping[str, str] = {
    "pdf": "guidepress.checks.pdf.examiner",
    "slides": "guidepress.checks.slides.examiner",
    "sessions": "guidepress.checks.sessions.examiner",
    "web": "guidepress.checks.reading.web",
    "epub": "guidepress.checks.reading.epub",
}
"""By target, the module that has `open_examiner`."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What one checker found with one standard."""

    standard: str
    """The standard; empty for rules of guidepress' own."""
    checker: str
    """Who checked it, with the version."""
    rules: int
    """How many rules were tried."""
    failed: int
    """How many of them failed."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found in one output."""

    problems: tuple[Problem, ...]
    """What is wrong with it."""
    figures: str = ""
    """Its figures in a line of words; empty where it can't be read."""
    reports: tuple[File, ...] = ()
    """Reports to be written beside it."""
    checked: tuple[Checked, ...] = ()
    """What it was checked against."""
    held: Mapping[str, str] = field(default_factory=dict)
    """A digest of what it says of its licence, its contact and its release, by these names."""


class Examiner(Protocol):
    """Examines outputs of one target."""

    def examine(
        self, series: Series, output: Output, folder: Path, shown: Mapping[str, str], *, reports: bool
    ) -> Finding:
        """Examines an output's files below a folder. `shown` gives each file's name as messages have it."""


def examiner_for(target: str, bundle: Bundle) -> Examiner | None:
    """Opens the examiner of a target; gives None where nobody examines its files."""
    if target not in EXAMINERS:
        return None
    open_examiner: Callable[[Bundle], Examiner] = import_module(EXAMINERS[target]).open_examiner
    return open_examiner(bundle)


def prove(series: Series, bundle: Bundle, made: Artifact) -> Artifact:
    """Gives what was made if the rules find it sound, else without its files and with the problem.

    For what was made by an engine that nobody has tried before.
    """
    if made.output.target not in EXAMINERS or not made.files:
        return made
    faults: Callable[[Series, Bundle, Artifact], tuple[Problem, ...]] = import_module(
        EXAMINERS[made.output.target]
    ).faults_of_unproved
    found = faults(series, bundle, made)
    return replace(made, files=(), problems=(*made.problems, *found)) if found else made
