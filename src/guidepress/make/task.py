"""What passes between a build and its workers: jobs one way, results the other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from guidepress.core.model import OFFICE_SHEETS, Imposition
from guidepress.core.problems import Problem


@dataclass(frozen=True, slots=True)
class Job:
    """One output to be made."""

    guide_id: str
    """The guide."""
    edition: str
    """The edition's name."""
    imposition: Imposition = OFFICE_SHEETS
    """How its pages are put on sheets, where they are."""


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a job."""

    job: Job
    """The job."""
    pdf: bytes | None
    """The file's bytes; None where problems forbid it."""
    pages: int
    """How many pages the guide has before imposition."""
    problems: tuple[Problem, ...]
    """What showed on the way."""
    libraries: Mapping[str, str] = field(default_factory=dict)
    """The system's libraries that were at work."""
