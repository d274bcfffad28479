"""Processes that stay warm, each making one output after another.

The engine loads and warms up while the sources are read. A worker that dies takes only its own task with it: the
task is reported, another worker takes its place, and the rest go on. One that takes too long is ended.
Where there are as many workers as cores, the last tasks share the cores, so that none of these has nothing to do.
After many tasks a worker makes room for a fresh one, so that memory stays flat however long a build is.
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
from typing import TYPE_CHECKING

from guidepress.core.problems import Problem
from guidepress.make.executors.forkserver import START_METHOD, forkserver
from guidepress.targets.base import Artifact, place_of

if TYPE_CHECKING:
    from guidepress.core.model import Edition, Series
    from guidepress.make.executors.tools import Tools
    from guidepress.targets.base import Bundle, Output, Task

__all__ = ["START_METHOD", "TIME_LIMIT", "LocalExecutor"]

TIME_LIMIT = 600
"""Seconds that one output may take: many times what the longest guide needs."""
MOST_TASKS = 100
"""Tasks after which a worker is replaced by a fresh one."""
COLLECT_EVERY = 5
"""Tasks after which a worker looks for memory that nothing uses any more."""


@dataclass(slots=True)
class _Worker:
    number: int
    pipe: Connection
    task: Task | None = None
    deadline: float = 0.0
    tasks: int = 0


class LocalExecutor:
    """So many processes for one build. Use it as a context: leaving it ends them."""

    def __init__(self, most: int, bundle: Bundle, editions: Sequence[Edition], limit: float = TIME_LIMIT) -> None:
        self._most = max(1, most)
        self._fills_the_machine = self._most >= cores()
        self._limit = limit
        self._numbers = count()
        self._forkserver = forkserver(partial(_trade, bundle, tuple(editions)))
        self._workers: list[_Worker] = []
        self._series = b""  # pickled once, for all workers

    def __enter__(self) -> LocalExecutor:
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self._workers:
            worker.pipe.close()
        self._forkserver.close()

    def run(self, series: Series, tasks: Sequence[Task]) -> Iterator[Artifact]:
        """Makes all tasks, the first ones first; gives each artifact, or one with the problem that ended it.

        Workers start at once. Tasks are handed out when the first artifact is asked for.
        """
        for _ in range(min(self._most, len(tasks)) - len(self._workers)):
            self._start()
        self._series = bytes(ForkingPickler.dumps(series))
        return self._artifacts(series, deque(tasks))

    def _artifacts(self, series: Series, waiting: deque[Task]) -> Iterator[Artifact]:
        self._hand_out(waiting)
        while any(worker.task for worker in self._workers):
            done = deque(self._done(series))
            self._hand_out(waiting)  # before the artifacts are dealt with, so that no worker waits for that
            while done:
                yield done.popleft()

    def _done(self, series: Series) -> Iterator[Artifact]:
        """Waits until a worker has something to say, dies, or has taken too long."""
        busy = [worker for worker in self._workers if worker.task is not None]
        rest = min(worker.deadline for worker in busy) - time.monotonic()
        ready = wait([worker.pipe for worker in busy], max(0.0, rest))
        for worker in busy:
            task = worker.task
            assert task is not None
            if worker.pipe in ready:
                try:
                    artifact: Artifact = worker.pipe.recv()
                    worker.task = None
                except (EOFError, OSError):
                    artifact = _died(series, task.output, self._replace(worker))
                yield artifact
            elif time.monotonic() >= worker.deadline:
                self._replace(worker)
                yield _too_long(series, task.output, self._limit)

    def _start(self) -> _Worker:
        number = next(self._numbers)
        worker = _Worker(number, self._forkserver.start(number))
        self._workers.append(worker)
        return worker

    def _hand_out(self, waiting: deque[Task]) -> None:
        """Gives every worker that has nothing to do the next task; lets it go where there is none."""
        for worker in [worker for worker in self._workers if worker.task is None]:
            if waiting:
                self._give(worker, waiting.popleft())
            else:
                worker.pipe.close()
                self._workers.remove(worker)
        if self._fills_the_machine and len(waiting) < self._most:
            while waiting:  # too few for another round
                self._give(self._start(), waiting.popleft())

    def _give(self, worker: _Worker, task: Task) -> None:
        """Gives a worker a task, and a fresh one the series first."""
        if worker.tasks >= MOST_TASKS:
            self._replace(worker)
            worker = self._workers[-1]
        worker.task = task
        with contextlib.suppress(OSError):  # it may be dead already; waiting for its answer will tell
            if not worker.tasks:
                worker.pipe.send_bytes(self._series)
            worker.pipe.send(task)
        worker.tasks += 1
        worker.deadline = time.monotonic() + self._limit

    def _replace(self, worker: _Worker) -> str:
        """Puts a fresh worker in one's place; says how the old one ended."""
        worker.pipe.close()
        self._workers.remove(worker)
        how = self._forkserver.end(worker.number)
        self._start()
        return how


def _died(series: Series, output: Output, how: str) -> Artifact:
    message = f"the worker stopped unexpectedly ({how}) while making {output.files[0]}"
    hint = "run the command again: it makes what is missing; report it if the same output fails once more"
    return Artifact(output, problems=(Problem("E003", message, place_of(series, output), hint),))


def _too_long(series: Series, output: Output, limit: float) -> Artifact:
    message = f"{output.files[0]} took longer than {limit:g} seconds and was stopped"
    hint = "look for something of enormous size in the guide, or allow more with --time-limit"
    return Artifact(output, problems=(Problem("B002", message, place_of(series, output), hint),))


def cores() -> int:
    """Gives how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def load_tools() -> None:
    """Loads what most builds need; whatever fails will fail again where it can be reported."""
    with contextlib.suppress(Exception):
        import guidepress.make.executors.tools  # noqa: F401
        from guidepress.targets.registry import load_default

        load_default()


def _trade(bundle: Bundle, editions: tuple[Edition, ...]) -> Callable[[Connection], None]:
    """Loads everything that makes outputs, and warms it up: in the forkserver, before there are workers."""
    from guidepress.make.executors.tools import Tools

    tools = Tools(bundle)
    tools.warm_up(editions)
    return partial(_serve, tools)


def _serve(tools: Tools, pipe: Connection) -> None:
    """A worker's life: take the series, then make one task after another until the pipe closes."""
    gc.disable()  # a guide leaves few circles behind, and looking for them takes long
    try:
        series: Series = pipe.recv()
        for number in count(1):
            task: Task = pipe.recv()
            pipe.send(tools.make(series, task))
            if number % COLLECT_EVERY == 0:
                gc.collect()
    except (EOFError, OSError):
        return
