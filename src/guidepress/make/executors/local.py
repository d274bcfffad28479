"""Processes that stay warm, each making one output after another.

The engine loads and warms up while the sources are read. A worker that dies takes only its own job with it: the
job is reported, another worker takes its place, and the rest go on. One that takes longer than the limit is ended.
Where there are as many workers as cores, the last jobs share the cores, so that none of these has nothing to do.
After many jobs a worker makes room for a fresh one, so that memory stays flat however long a build is.
"""

from __future__ import annotations

import contextlib
import gc
import os
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import count
from multiprocessing.connection import Connection, wait
from multiprocessing.reduction import ForkingPickler
from pathlib import Path
from typing import TYPE_CHECKING

from guidepress.core.problems import Place, Problem
from guidepress.make.executors.forkserver import START_METHOD, forkserver

if TYPE_CHECKING:
    from guidepress.core.model import Edition, Series
    from guidepress.make.task import Job, Result

__all__ = ["START_METHOD", "TIME_LIMIT", "Workers"]

TIME_LIMIT = 600
"""Seconds that one output may take: many times what the longest guide needs."""
MOST_JOBS = 100
"""Jobs after which a worker is replaced by a fresh one."""
COLLECT_EVERY = 5
"""Jobs after which a worker looks for memory that nothing uses any more."""


@dataclass(slots=True)
class _Worker:
    number: int
    pipe: Connection
    job: Job | None = None
    deadline: float = 0.0
    jobs: int = 0


class Workers:
    """So many processes for one build. Use it as a context: leaving it ends them."""

    def __init__(
        self, most: int, project: Path, styles: Path, editions: Sequence[Edition], limit: float = TIME_LIMIT
    ) -> None:
        self._most = max(1, most)
        self._fills_the_machine = self._most >= cores()
        self._limit = limit
        self._numbers = count()
        self._forkserver = forkserver(partial(_trade, project, styles, tuple(editions)))
        self._workers: list[_Worker] = []
        self._series = b""  # pickled once, for all workers

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self._workers:
            worker.pipe.close()
        self._forkserver.close()

    def make_all(
        self, series: Series, jobs: Sequence[Job], place_of: Callable[[Job], Place]
    ) -> Iterator[tuple[Job, Result | Problem]]:
        """Makes all jobs, the first ones first; gives each with its result, or with the problem that ended it.

        Workers start at once. Jobs are handed out when the first result is asked for.
        """
        for _ in range(min(self._most, len(jobs)) - len(self._workers)):
            self._start()
        self._series = bytes(ForkingPickler.dumps(series))
        return self._results(deque(jobs), place_of)

    def _results(
        self, waiting: deque[Job], place_of: Callable[[Job], Place]
    ) -> Iterator[tuple[Job, Result | Problem]]:
        self._hand_out(waiting)
        while any(worker.job for worker in self._workers):
            outcomes = list(self._outcomes(place_of))
            self._hand_out(waiting)  # before the outcomes are dealt with, so that no worker waits for that
            yield from outcomes

    def _outcomes(self, place_of: Callable[[Job], Place]) -> Iterator[tuple[Job, Result | Problem]]:
        """Waits until a worker has something to say, dies, or has taken too long."""
        busy = [worker for worker in self._workers if worker.job is not None]
        rest = min(worker.deadline for worker in busy) - time.monotonic()
        ready = wait([worker.pipe for worker in busy], max(0.0, rest))
        for worker in busy:
            job = worker.job
            assert job is not None
            if worker.pipe in ready:
                try:
                    outcome: Result | Problem = worker.pipe.recv()
                    worker.job = None
                except (EOFError, OSError):
                    outcome = _died(job, place_of(job), self._replace(worker))
                yield job, outcome
            elif time.monotonic() >= worker.deadline:
                self._replace(worker)
                yield job, _too_long(job, place_of(job), self._limit)

    def _start(self) -> _Worker:
        number = next(self._numbers)
        worker = _Worker(number, self._forkserver.start(number))
        self._workers.append(worker)
        return worker

    def _hand_out(self, waiting: deque[Job]) -> None:
        """Gives every worker that has nothing to do the next job; lets it go where there is none."""
        for worker in [worker for worker in self._workers if worker.job is None]:
            if waiting:
                self._give(worker, waiting.popleft())
            else:
                worker.pipe.close()
                self._workers.remove(worker)
        if self._fills_the_machine and len(waiting) < self._most:
            while waiting:  # too few for another round
                self._give(self._start(), waiting.popleft())

    def _give(self, worker: _Worker, job: Job) -> None:
        """Gives a worker a job, and a fresh one the series first."""
        if worker.jobs >= MOST_JOBS:
            self._replace(worker)
            worker = self._workers[-1]
        worker.job = job
        with contextlib.suppress(OSError):  # it may be dead already; waiting for its answer will tell
            if not worker.jobs:
                worker.pipe.send_bytes(self._series)
            worker.pipe.send(job)
        worker.jobs += 1
        worker.deadline = time.monotonic() + self._limit

    def _replace(self, worker: _Worker) -> str:
        """Puts a fresh worker in one's place; says how the old one ended."""
        worker.pipe.close()
        self._workers.remove(worker)
        how = self._forkserver.end(worker.number)
        self._start()
        return how


def _died(job: Job, place: Place, how: str) -> Problem:
    message = f"the worker stopped unexpectedly ({how}) while making {job.edition}/{job.guide_id}.pdf"
    return Problem("E003", message, place, "the other guides are not affected; run the command again")


def _too_long(job: Job, place: Place, limit: float) -> Problem:
    message = f"{job.edition}/{job.guide_id}.pdf took longer than {limit:g} seconds and was stopped"
    hint = "look for something of enormous size in the guide, or allow more with --time-limit"
    return Problem("B002", message, place, hint)


def cores() -> int:
    """Gives how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def load_tools() -> None:
    """Loads what every build needs; whatever fails will fail again where it can be reported."""
    with contextlib.suppress(Exception):  # another version of the engine may raise anything
        import guidepress.make.executors.workshop  # noqa: F401
        from guidepress.engine.library import load_weasyprint

        load_weasyprint()


def _trade(project: Path, styles: Path, editions: tuple[Edition, ...]) -> Callable[[Connection], None]:
    """Loads everything that makes outputs, and warms it up: in the forkserver, before there are workers."""
    try:
        from guidepress.make.executors.workshop import Workshop

        workshop = Workshop(project, styles)
        workshop.warm_up(editions)
        return partial(_serve, workshop)
    except Exception as error:
        words = " ".join(str(error).split())
        known = isinstance(error, (ImportError, OSError)) or type(error).__name__ == "EngineLoadingError"
        return partial(_refuse, words if known and words else f"{type(error).__name__}: {words}")


def _refuse(reason: str, pipe: Connection) -> None:
    """The life of a worker whose tools could not be loaded; the problem is always the same, and named once."""
    hint = "pip install -r constraints.txt brings versions that are known; the README names the system's libraries"
    problem = Problem("E006", f"the engine can't be loaded: {reason}", Place("WeasyPrint"), hint)
    try:
        pipe.recv()
        while True:
            pipe.recv()
            pipe.send(problem)
    except (EOFError, OSError):
        return


def _serve(workshop: object, pipe: Connection) -> None:
    """A worker's life: take the series, then answer one job after another until the pipe closes."""
    from guidepress.make.executors.workshop import Workshop

    assert isinstance(workshop, Workshop)
    gc.disable()  # a guide leaves few circles behind, and looking for them takes long
    try:
        series: Series = pipe.recv()
        for number in count(1):
            job: Job = pipe.recv()
            try:
                result: Result | Problem = workshop.make(series, job)
            except Exception as error:
                name, words = type(error).__name__, " ".join(str(error).split())
                result = _failed(series, job, f"{name}: {words}" if words else name)
            pipe.send(result)
            if number % COLLECT_EVERY == 0:
                gc.collect()
    except (EOFError, OSError):
        return


def _failed(series: Series, job: Job, why: str) -> Problem:
    guide = next(guide for guide in series.guides if guide.id == job.guide_id)
    return Problem("E002", f"{job.edition}/{job.guide_id}.pdf could not be typeset: {why}", Place(guide.path))
