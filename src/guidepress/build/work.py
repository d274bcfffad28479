"""What a worker does: compose one guide in one edition, typeset it, impose it where the edition asks for that."""

from __future__ import annotations

import gc
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from guidepress.build.inputs import loaded_libraries
from guidepress.compose.guide import compose
from guidepress.compose.templates import Templates
from guidepress.impose.booklet import impose_booklet
from guidepress.model import Series, edition_named
from guidepress.problems import Problem, has_errors
from guidepress.typeset.engine import Engine


@dataclass(frozen=True, slots=True)
class Job:
    """One output to be made."""

    guide_id: str
    """The guide."""
    edition: str
    """The edition's name."""


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


class Workshop:
    """One process's tools: the engine and the templates, kept warm from job to job."""

    def __init__(self, project: Path, styles: Path) -> None:
        self._engine = Engine(project, styles)
        self._templates = Templates(styles)
        self._libraries = loaded_libraries()

    def make(self, series: Series, job: Job) -> Result:
        """Makes one output."""
        guide = next(guide for guide in series.guides if guide.id == job.guide_id)
        edition = edition_named(job.edition)
        assert edition is not None
        composed = compose(series, guide, edition, self._templates)
        if has_errors(composed.problems):
            return Result(job, None, 0, composed.problems)
        typeset = self._engine.typeset(composed.html, edition, guide, series)
        problems = (*composed.problems, *typeset.problems)
        if has_errors(problems):
            return Result(job, None, typeset.page_count, problems)
        pdf = impose_booklet(typeset.pdf) if edition.imposed else typeset.pdf
        gc.collect()
        return Result(job, pdf, typeset.page_count, problems, self._libraries)
