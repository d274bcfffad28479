"""Processes that stay warm: each loads the engine at once and makes one output after another.

Workers are started before the sources are read, so that the engine loads meanwhile. A worker that dies takes only
its own job with it: the job is reported, another worker takes the dead one's place, and the rest go on.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from guidepress.problems import Place, Problem

if TYPE_CHECKING:
    from guidepress.build.work import Job, Result
    from guidepress.model import Series

START_METHOD = "fork" if sys.platform.startswith("linux") else "spawn"
"""Forking is quick and safe while the process has one thread, as it has at the start of a build."""


class _Process(Protocol):
    """What there is of a process, whatever way it was started."""

    exitcode: int | None

    def start(self) -> None: ...
    def terminate(self) -> None: ...
    def kill(self) -> None: ...
    def join(self, timeout: float | None = None) -> None: ...


@dataclass(slots=True)
class _Worker:
    process: _Process
    pipe: Connection
    job: Job | None = None
    has_series: bool = False


class Workers:
    """So many processes for one build. Use it as a context: leaving it ends them."""

    def __init__(self, count: int, project: Path, styles: Path) -> None:
        self._project = project
        self._styles = styles
        self._context: Any = multiprocessing.get_context(START_METHOD)
        self._workers = [self._start() for _ in range(max(1, count))]

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self._workers:
            worker.pipe.close()
            worker.process.terminate()
        for worker in self._workers:
            worker.process.join(5)
            if worker.process.exitcode is None:
                worker.process.kill()

    def _start(self) -> _Worker:
        ours, theirs = self._context.Pipe()
        inherited = [worker.pipe for worker in getattr(self, "_workers", [])] if START_METHOD == "fork" else []
        arguments = (theirs, [*inherited, ours] if START_METHOD == "fork" else [], self._project, self._styles)
        process = self._context.Process(target=_serve, args=arguments, daemon=True)
        process.start()
        theirs.close()
        return _Worker(process, ours)

    def make_all(
        self, series: Series, jobs: Sequence[Job], place_of: Callable[[Job], Place]
    ) -> Iterator[tuple[Job, Result | Problem]]:
        """Makes all jobs, the first ones first; gives each with its result, or with the problem that ended it."""
        waiting = deque(jobs)
        while waiting or any(worker.job for worker in self._workers):
            for worker in list(self._workers):
                if worker.job is None and waiting:
                    self._hand_out(worker, series, waiting)
            busy = {worker.pipe: worker for worker in self._workers if worker.job is not None}
            for pipe in wait(list(busy)):
                worker = busy[pipe]  # type: ignore[index]  # only pipes were waited for
                job = worker.job
                assert job is not None
                try:
                    outcome = worker.pipe.recv()
                    worker.job = None
                except (EOFError, OSError):
                    outcome = self._replace(worker, job, place_of(job))
                yield job, outcome

    def _hand_out(self, worker: _Worker, series: Series, waiting: deque[Job]) -> None:
        worker.job = waiting.popleft()
        try:
            worker.pipe.send((None if worker.has_series else series, worker.job))
            worker.has_series = True
        except OSError:
            pass  # the worker is dead; waiting for its answer will tell

    def _replace(self, worker: _Worker, job: Job, place: Place) -> Problem:
        worker.process.join(5)
        code = worker.process.exitcode
        how = f"signal {-code}" if code is not None and code < 0 else f"exit code {code}"
        worker.pipe.close()
        self._workers.remove(worker)
        self._workers.append(self._start())
        message = f"the worker stopped unexpectedly ({how}) while making {job.edition}/{job.guide_id}.pdf"
        return Problem("E003", message, place, "the other guides are not affected; run the command again")


def _serve(pipe: Connection, not_ours: list[Connection], project: Path, styles: Path) -> None:
    """A worker's life: load the tools, then answer one job after another until the pipe closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to handle; it ends the workers
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    for other in not_ours:
        other.close()
    from guidepress.build.work import Result, Workshop

    workshop = Workshop(project, styles)
    series: Series | None = None
    while True:
        try:
            sent, job = pipe.recv()
        except (EOFError, OSError):
            os._exit(0)
        series = sent or series
        assert series is not None
        try:
            result = workshop.make(series, job)
        except Exception as error:
            result = Result(job, None, 0, (_failure(series, job, error),))
        pipe.send(result)


def _failure(series: Series, job: Job, error: Exception) -> Problem:
    guide = next(guide for guide in series.guides if guide.id == job.guide_id)
    words = " ".join(str(error).split()) or type(error).__name__
    message = f"{job.edition}/{job.guide_id}.pdf could not be typeset: {type(error).__name__}: {words}"
    return Problem("E002", message, Place(guide.path))
