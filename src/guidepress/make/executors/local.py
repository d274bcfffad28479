"""Processes that stay warm, each making one output after another.

The engine loads and warms up while the sources are read. A worker that dies takes only its own task with it: the
task is reported, another worker takes its place, and the rest go on. One that takes too long is ended.
Where there are as many workers as cores, the last tasks share the cores, so that none of these has nothing to do.
What a worker lost because the forkserver was killed is made once more. Neither time nor memory is without limit.
After many tasks a worker makes room for a fresh one, so that memory stays flat however long a build is.
"""

from __future__ import annotations

import contextlib
import gc
import os
import time
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import count
from multiprocessing.connection import Connection, wait
from multiprocessing.reduction import ForkingPickler
from typing import TYPE_CHECKING

from guidepress.core.problems import Place, Problem
from guidepress.make.executors.confined import limit_memory
from guidepress.make.executors.forkserver import (
    LOST,
    OUT_OF_MEMORY,
    START_METHOD,
    TOO_SLOW,
    Work,
    forkserver,
    how_it_ended,
)
from guidepress.sources.text import relative_name
from guidepress.targets.base import Artifact, place_of

if TYPE_CHECKING:
    from guidepress.core.model import Edition, Series
    from guidepress.make.executors.tools import Tools
    from guidepress.targets.base import Bundle, Output, Task

__all__ = ["MEMORY_LIMIT", "START_METHOD", "TIME_LIMIT", "LocalExecutor"]

TIME_LIMIT = 600
"""Seconds that one output may take: many times what the longest guide needs."""
MEMORY_LIMIT = 2048
"""MiB of address space that a worker may have: five times what the longest guide needs."""
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

    def __init__(
        self,
        most: int,
        bundle: Bundle,
        editions: Sequence[Edition],
        limit: float = TIME_LIMIT,
        memory: int = MEMORY_LIMIT,
    ) -> None:
        self._most = max(1, most)
        self._fills_the_machine = self._most >= cores()
        self._limit = limit
        self._memory = memory
        self._bundle = bundle
        self._tried_again: set[str] = set()
        self._why_not = ""  # why no worker can begin
        self._numbers = count()
        self._forkserver = forkserver(partial(_trade, bundle, tuple(editions), memory))
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
        done: deque[Artifact] = deque()
        while True:
            if waiting and not self._can_begin():
                waiting.extendleft(self._taken_back())
            else:
                self._hand_out(waiting)  # before the artifacts are dealt with, so that no worker waits for that
            while done:
                yield done.popleft()
            if not any(worker.task for worker in self._workers):
                break
            done = deque(self._done(series, waiting))
        for task in waiting:
            yield Artifact(task.output, problems=(self._not_begun(),))

    def _can_begin(self) -> bool:
        """Tells whether there are workers that could take a task; waits while what they share is loaded."""
        self._why_not = self._why_not or self._forkserver.wait_until_loaded(self._limit)
        return not self._why_not

    def _taken_back(self) -> Iterator[Task]:
        """Takes all tasks from workers, none of which is there any more."""
        for worker in self._workers:
            if worker.task is not None:
                yield worker.task
                worker.task = None

    def _not_begun(self) -> Problem:
        """Gives the problem of all outputs that no worker can begin; it is one, since the cause is one."""
        styles, project = self._bundle.styles, self._bundle.project
        place = Place(relative_name(styles, project))
        if self._why_not == TOO_SLOW:
            message = f"the style sheets took longer than {self._limit:g} seconds by themselves, and were stopped"
            hint = "look for something of enormous size in a style sheet, or allow more with --time-limit"
        elif self._why_not == how_it_ended(OUT_OF_MEMORY):
            message = f"loading the style sheets needs more than {self._memory} MiB of memory"
            hint = "look for something of enormous size in a style sheet, or allow more with --memory-limit"
        else:
            message = f"what loads the style sheets stopped unexpectedly ({self._why_not}), twice"
            hint = (
                "look for something of enormous size in a style sheet; report it if there is nothing of that kind"
            )
        return Problem("E010", message, place, hint)

    def _done(self, series: Series, waiting: deque[Task]) -> Iterator[Artifact]:
        """Waits until a worker has something to say, dies, or has taken too long.

        A task that was lost with the forkserver waits again, once.
        """
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
                    how = self._replace(worker)
                    if how == LOST and task.output.name not in self._tried_again:
                        self._tried_again.add(task.output.name)
                        waiting.appendleft(task)
                        continue
                    artifact = _died(series, task.output, how, self._memory)
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


def _died(series: Series, output: Output, how: str, memory: int) -> Artifact:
    if how == how_it_ended(OUT_OF_MEMORY):
        message = f"{output.files[0]} needs more than {memory} MiB of memory, and its worker was ended"
        hint = "look for something of enormous size in the guide, its pictures or the style sheets, or allow more "
        return Artifact(
            output, problems=(Problem("E011", message, place_of(series, output), f"{hint}with --memory-limit"),)
        )
    message = f"the worker stopped unexpectedly ({how}) while making {output.files[0]}"
    hint = "run the command again: it makes what is missing; report it if the same output fails once more"
    return Artifact(output, problems=(Problem("E003", message, place_of(series, output), hint),))


def _too_long(series: Series, output: Output, limit: float) -> Artifact:
    message = f"{output.files[0]} took longer than {limit:g} seconds and was stopped"
    hint = "look for something of enormous size in the guide or the style sheets, or allow more with --time-limit"
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


def _trade(bundle: Bundle, editions: tuple[Edition, ...], memory: int) -> Work:
    """Loads everything that makes outputs, and warms it up: in the forkserver, before there are workers."""
    limit_memory(memory)
    from guidepress.make.executors.tools import Tools

    tools = Tools(bundle)
    tools.warm_up(editions)
    return partial(_serve, tools)


def _serve(tools: Tools, pipe: Connection) -> int:
    """A worker's life: take the series, then make one task after another until the pipe closes."""
    gc.disable()  # a guide leaves few circles behind, and looking for them takes long
    try:
        series: Series = pipe.recv()
        for number in count(1):
            task: Task = pipe.recv()
            pipe.send(tools.make(series, task))
            if number % COLLECT_EVERY == 0:
                gc.collect()
    except MemoryError:
        return OUT_OF_MEMORY
    except (EOFError, OSError):
        pass
    return 0
