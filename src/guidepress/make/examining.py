"""All finished files under examination at once: each in a process of its own pool, reports written beside them."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from guidepress.checks.pdf.finished import examine_file
from guidepress.checks.pdf.pages.measured import Measured
from guidepress.checks.pdf.report import report_of
from guidepress.compose.templates import Templates
from guidepress.core.model import Edition, Guide, Series
from guidepress.core.problems import Place, Problem
from guidepress.make.executors.local import START_METHOD
from guidepress.make.freshness import MISSING, NEVER_MADE, NOT_OURS, output_name, stale_outputs
from guidepress.make.writing import write_whole

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
    guide: Guide
    edition: Edition
    path: Path
    name: str
    with_report: bool


def examine_outputs(
    series: Series,
    project: Path,
    styles: Path,
    output: Path,
    editions: Sequence[Edition],
    *,
    shown: Callable[[Path], str],
    reports: bool,
    jobs: int,
) -> Iterator[Finding]:
    """Examines every guide in the given editions, in the order of the series; writes reports where asked for.

    A file that is not what a build would make now is not examined: what was found in it would mislead.
    """
    tasks = [
        _Task(guide, edition, path, shown(path), reports)
        for edition in editions
        for guide in series.guides
        for path in [output / output_name(guide.id, edition)]
    ]
    stale = _stale(series, project, styles, output, editions)
    context = multiprocessing.get_context(START_METHOD)
    count = max(1, min(jobs, len(tasks)))
    with ProcessPoolExecutor(count, context, initializer=_start, initargs=(series, styles)) as pool:
        found = pool.map(_examine, [task for task in tasks if task.path not in stale])
        for task in tasks:
            if task.path in stale:
                problem = Problem("A009", stale[task.path], Place(task.name), "build it first: guidepress build")
                yield Finding(task.name, (problem,), None, None)
            else:
                yield next(found)


def _stale(
    series: Series, project: Path, styles: Path, output: Path, editions: Sequence[Edition]
) -> dict[Path, str]:
    """Gives the files that are not what a build would make now, each with the reason."""
    words = {NEVER_MADE: "this file has not been built", MISSING: "this file has not been built"}
    words |= {NOT_OURS: "this file is not the one that was built"}
    stale = stale_outputs(series, project, styles, output, editions)
    return {output / name: words.get(why, f"this file is out of date: {why}") for name, why in stale.items()}


_kept: list[tuple[Series, Templates]] = []
"""What a process of the pool keeps from file to file; a series sent with every task would cost its square."""


def _start(series: Series, styles: Path) -> None:
    _kept[:] = [(series, Templates(styles))]


def _examine(task: _Task) -> Finding:
    edition = task.edition
    series, templates = _kept[0]
    found = examine_file(task.path, task.name, series, task.guide, edition, templates)
    problems, report = found.problems, None
    if task.with_report and found.read is not None:
        html, more = report_of(found.read, series, task.guide, edition, templates)
        problems = (*problems, *more)
        report = task.path.with_name(task.path.stem + REPORT_ENDING)
        try:
            write_whole(report, html.encode())
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            problems = (*problems, Problem("F003", f"can't be written: {reason}", Place(report.as_posix())))
            report = None
    return Finding(found.name, problems, found.measured, report)
