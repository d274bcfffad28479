"""All finished files under examination at once: each in a process of its own pool, reports written beside them."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from guidepress.build.run import output_name
from guidepress.build.workers import START_METHOD
from guidepress.build.writing import write_whole
from guidepress.checks.finished import examine_file
from guidepress.checks.pages.measured import Measured
from guidepress.checks.report import report_of
from guidepress.compose.templates import Templates
from guidepress.model import Edition, Guide, Series, edition_named
from guidepress.problems import Place, Problem

REPORT_ENDING = ".accessibility.html"


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found in one file."""

    name: str
    """The file, as messages name it."""
    problems: tuple[Problem, ...]
    """What is wrong with it."""
    measured: Measured | None
    """Its figures; None where it can't be read."""
    report: Path | None
    """The accessibility report that was written for it."""


@dataclass(frozen=True, slots=True)
class _Task:
    series: Series
    guide: Guide
    edition: str
    styles: Path
    output: Path
    name: str
    with_report: bool


def examine_outputs(
    series: Series,
    styles: Path,
    output: Path,
    editions: Sequence[Edition],
    *,
    shown: Callable[[Path], str],
    reports: bool,
    jobs: int,
) -> Iterator[Finding]:
    """Examines every guide in the given editions, in the order of the series; writes reports where asked for."""
    tasks = [
        _Task(series, guide, edition.name, styles, output, shown(output / output_name(guide.id, edition)), reports)
        for edition in editions
        for guide in series.guides
    ]
    context = multiprocessing.get_context(START_METHOD)
    with ProcessPoolExecutor(max(1, min(jobs, len(tasks))), mp_context=context) as pool:
        yield from pool.map(_examine, tasks)


def _examine(task: _Task) -> Finding:
    edition = edition_named(task.edition)
    assert edition is not None
    templates = Templates(task.styles)
    path = task.output / output_name(task.guide.id, edition)
    found = examine_file(path, task.name, task.series, task.guide, edition, templates)
    problems, report = found.problems, None
    if task.with_report and found.read is not None:
        html, more = report_of(found.read, task.series, task.guide, edition, templates)
        problems = (*problems, *more)
        report = path.with_name(path.stem + REPORT_ENDING)
        try:
            write_whole(report, html.encode())
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            problems = (*problems, Problem("F003", f"can't be written: {reason}", Place(report.as_posix())))
            report = None
    return Finding(found.name, problems, found.measured, report)
