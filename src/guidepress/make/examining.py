"""All finished files under examination at once: each in a process of its own pool, reports written beside them."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from pathlib import Path

from guidepress.checks.finished import Checked, Examiner, Finding, examiner_for
from guidepress.core.model import Series
from guidepress.core.problems import Place, Problem
from guidepress.make.executors.local import START_METHOD
from guidepress.make.freshness import MISSING, NEVER_MADE, NOT_OURS, stale_outputs
from guidepress.make.writing import unwritable, write_whole
from guidepress.targets.base import Bundle, Output


@dataclass(frozen=True, slots=True)
class Examined:
    """What was found in one output."""

    name: str
    """Its first file, as messages name it."""
    problems: tuple[Problem, ...]
    """What is wrong with it."""
    figures: str
    """Its figures in a line of words; empty where it was not examined."""
    reports: tuple[Path, ...] = ()
    """The reports that were written for it."""
    checked: tuple[Checked, ...] = ()
    """What it was checked against."""
    held: Mapping[str, str] = field(default_factory=dict)
    """A digest of what it says of its licence, its contact and its release, by these names."""


@dataclass(frozen=True, slots=True)
class _Task:
    output: Output
    folder: Path
    shown: dict[str, str]
    reports: bool


def examine_outputs(
    series: Series,
    bundle: Bundle,
    folder: Path,
    outputs: Iterable[Output],
    *,
    shown: Callable[[Path], str],
    reports: bool,
    jobs: int,
) -> Iterator[Examined]:
    """Examines outputs, in their order; writes reports where asked for.

    An output that is not what a build would make now is not examined: what was found in it would mislead.
    """
    tasks = [
        _Task(output, folder, {name: shown(folder / name) for name in output.files}, reports) for output in outputs
    ]
    stale = _stale(series, bundle, folder, [task.output for task in tasks])
    found = _found([task for task in tasks if task.output.name not in stale], series, bundle, jobs)
    for task in tasks:
        name = task.shown[task.output.files[0]]
        if task.output.name in stale:
            why = stale[task.output.name]
            problem = Problem("A009", why, Place(name), "build it first: guidepress build")
            yield Examined(name, (problem,), "")
        else:
            yield next(found)


def _found(tasks: Sequence[_Task], series: Series, bundle: Bundle, jobs: int) -> Iterator[Examined]:
    """Examines files in processes, or in this one where the system has no shared memory for a pool of them."""
    context = multiprocessing.get_context(START_METHOD if _has_one_thread() else "spawn")
    count = max(1, min(jobs, len(tasks)))
    try:
        pool = ProcessPoolExecutor(count, context, initializer=_start, initargs=(series, bundle))
    except (OSError, ImportError):
        _start(series, bundle)
        yield from map(_examine, tasks)
        return
    with pool:
        waiting = [(task, pool.submit(_examine, task)) for task in tasks]
        for task, future in waiting:
            try:
                yield future.result()
            except BrokenProcessPool:
                name = task.shown[task.output.files[0]]
                message = "it was not examined, since a process that examines files stopped unexpectedly"
                hint = "run the command again with --jobs 1; report it if the same file fails once more"
                yield Examined(name, (Problem("E003", message, Place(name), hint),), "")


def _has_one_thread() -> bool:
    """Tells whether this process can be forked without harm.

    A fork has one thread of those that there were. A validator that has worked in this process has others, and
    waits for them for ever in the fork.
    """
    try:
        return len(os.listdir("/proc/self/task")) == 1  # noqa: PTH208  # the names alone
    except OSError:
        return True  # no Linux, where forking is not the way


def _stale(series: Series, bundle: Bundle, folder: Path, outputs: Sequence[Output]) -> dict[str, str]:
    """Gives the outputs that are not what a build would make now, each with the reason."""
    words = {NEVER_MADE: "this file has not been built", MISSING: "this file has not been built"}
    words |= {NOT_OURS: "this file is not the one that was built"}
    stale = stale_outputs(series, bundle, folder, outputs)
    return {name: words.get(why, f"this file is out of date: {why}") for name, why in stale.items()}


class _Examination:
    """What a process of the pool keeps from file to file; a series sent with every task would cost its square."""

    def __init__(self, series: Series, bundle: Bundle) -> None:
        self.series = series
        self._bundle = bundle
        self._examiners: dict[str, Examiner | None] = {}

    def examiner(self, target: str) -> Examiner | None:
        if target not in self._examiners:
            self._examiners[target] = examiner_for(target, self._bundle)
        return self._examiners[target]


_kept: list[_Examination] = []


def _start(series: Series, bundle: Bundle) -> None:
    _kept[:] = [_Examination(series, bundle)]


def _examine(task: _Task) -> Examined:
    output = task.output
    name = task.shown[output.files[0]]
    examiner = _kept[0].examiner(output.target)
    if examiner is None:
        return Examined(name, (), "no rules for files of this kind")
    found = examiner.examine(_kept[0].series, output, task.folder, task.shown, reports=task.reports)
    return _with_reports(name, found, task.folder)


def _with_reports(name: str, found: Finding, folder: Path) -> Examined:
    problems, written = list(found.problems), []
    for report in found.reports:
        path = folder / report.name
        try:
            write_whole(path, report.content, folder)
            written.append(path)
        except OSError as error:
            problems.append(unwritable(path, error))
    return Examined(name, tuple(problems), found.figures, tuple(written), found.checked, found.held)
