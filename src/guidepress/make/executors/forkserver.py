"""Where workers come from: one process loads the engine, and each worker is forked from it, warm from its birth.

The forkserver is forked at the start of a build, before any thread, and before the build knows what it will ask of
it: meanwhile it loads what it will need in any case. Loading the engine once instead of once a worker saves a
core's time at the start and memory ever after, and a worker that died is replaced in a moment. Where processes
can't be forked, each worker is started afresh.

The forkserver ignores Ctrl-C, which is the build's to handle. The system ends it with the build, and its workers
with it, whoever is killed and when: nobody has to live long enough to tidy up. It holds no file of the build's
open, so that a pipe closes when the one process at its other end is gone. What libraries print there is not shown.
"""

from __future__ import annotations

import atexit
import contextlib
import gc
import multiprocessing
import os
import signal
import sys
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.reduction import recv_handle, send_handle
from typing import Any, Protocol

from guidepress.make.executors.confined import end_with_parent, keep_open_only

START_METHOD = "fork" if sys.platform.startswith("linux") else "spawn"
"""How processes start. macOS can fork too, but its own libraries don't bear it."""

Work = Callable[[Connection], int | None]
"""What a worker does over its pipe, all its life; gives the exit code to end with, or None for 0."""
Trade = Callable[[], Work]
"""Loads the tools and gives what a worker does with them over its pipe, all its life. It can be pickled."""


class Forkserver(Protocol):
    """What the build needs of it, whatever way workers start."""

    def start(self, number: int) -> Connection:
        """Starts a worker of that number, each number once; gives the pipe to it.

        It may have to load first. Where it can't be started at all, the pipe closes.
        """

    def wait_until_loaded(self, limit: float) -> str:
        """Waits until workers can begin, for so many seconds at most; gives why they can't, or nothing.

        Workers that were asked for before are lost where the forkserver was; their pipes have closed then.
        """

    def end(self, number: int) -> str:
        """Ends a worker if it still lives, and says how it ended: `signal 9`, `exit code 1`, or `LOST`."""

    def close(self) -> None:
        """Ends all workers and the forkserver."""


OUT_OF_MEMORY = 77
"""The exit code of a process that met its memory limit."""
LOST = "with the process that starts all others"
"""How a worker ended that did nothing wrong: the forkserver was killed."""
TOO_SLOW = "too slow"
"""Why workers can't begin: what they share takes too long to load."""
MOST_ENDS = 2
"""Times that a forkserver may end while it loads. Once may be a mishap; then it is what it loads."""
LOADED = "loaded"
_PATIENCE = 3.0
"""Seconds in which a forkserver that has loaded must answer."""


def forkserver(trade: Trade) -> Forkserver:
    """Opens the forkserver that this system allows for."""
    return _Forking(trade) if START_METHOD == "fork" else _Spawning(trade)


_early: list[tuple[Connection, Any]] = []
"""The forkserver that was forked ahead of the build, with the pipe to it."""


def fork_early(load: Callable[[], None]) -> None:
    """Forks a forkserver that loads what any build needs, for the build that is about to be asked for.

    Where no build comes to ask for it, it is ended with the process that forked it.
    """
    if START_METHOD == "fork":
        _early.append(_forked(load, None))
        atexit.register(_end_early)


def _end_early() -> None:
    while _early:
        control, process = _early.pop()
        process.kill()
        control.close()
        process.join(10)


def _forked(load: Callable[[], None] | None, trade: Trade | None) -> tuple[Connection, Any]:
    context: Any = multiprocessing.get_context(START_METHOD)
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(theirs, ours, load, trade, os.getpid()))
    process.start()
    theirs.close()
    return ours, process


class _Forking:
    def __init__(self, trade: Trade) -> None:
        self._trade = trade
        self._context: Any = multiprocessing.get_context(START_METHOD)
        self._ends = 0
        self._has_loaded = False
        self._numbers: set[int] = set()
        if _early:
            self._control, self._process = _early.pop()
            with contextlib.suppress(OSError):  # if it is gone, another is opened when a worker is asked for
                self._control.send(trade)
        else:
            self._open()

    def _open(self) -> None:
        self._control, self._process = _forked(None, self._trade)
        self._numbers = set()

    def start(self, number: int) -> Connection:
        ours, theirs = self._context.Pipe()
        with theirs:
            if not self._asked_to_start(number, theirs) and self._ends < MOST_ENDS:
                self._give_up()
                self._open()
                self._asked_to_start(number, theirs)
        return ours  # type: ignore[no-any-return]

    def _asked_to_start(self, number: int, theirs: Connection) -> bool:
        try:
            self._control.send(("start", number))
            send_handle(self._control, theirs.fileno(), self._process.pid)
        except OSError:  # the forkserver itself is gone
            return False
        self._numbers.add(number)
        return True

    def wait_until_loaded(self, limit: float) -> str:
        end = time.monotonic() + limit
        while not self._has_loaded:
            try:
                if not self._control.poll(max(0.0, end - time.monotonic())):
                    self._ends = MOST_ENDS
                    self._give_up()
                    return TOO_SLOW
                self._has_loaded = self._control.recv() == LOADED
            except (OSError, EOFError):
                how = self._give_up()
                if self._ends >= MOST_ENDS:
                    return how
                self._open()
        return ""

    def end(self, number: int) -> str:
        if number not in self._numbers:
            return LOST
        self._numbers.discard(number)
        try:
            self._control.send(("end", number))
            while self._control.poll(_PATIENCE):
                said = self._control.recv()
                if said != LOADED:
                    return how_it_ended(said)
                self._has_loaded = True
        except (OSError, EOFError):
            pass
        self._give_up()
        return LOST

    def _give_up(self) -> str:
        """Ends a forkserver that is of no more use, and all its workers; says how it ended."""
        self._ends += not self._has_loaded
        self._has_loaded = False
        self._numbers = set()
        self._control.close()
        _until_ended(self._process, 1)
        return how_it_ended(self._process.exitcode)

    def close(self) -> None:
        self._control.close()
        _until_ended(self._process, 1 if self._has_loaded else 0)


class _Spawning:
    def __init__(self, trade: Trade) -> None:
        self._trade = trade
        self._context: Any = multiprocessing.get_context(START_METHOD)
        self._processes: dict[int, Any] = {}

    def start(self, number: int) -> Connection:
        ours, theirs = self._context.Pipe()
        self._processes[number] = self._context.Process(target=_live, args=(self._trade, theirs), daemon=True)
        self._processes[number].start()
        theirs.close()
        return ours  # type: ignore[no-any-return]

    def wait_until_loaded(self, limit: float) -> str:  # noqa: ARG002  # each worker loads for itself
        return ""

    def end(self, number: int) -> str:
        process = self._processes.pop(number)
        return how_it_ended(_end(process))

    def close(self) -> None:
        for process in self._processes.values():
            process.kill()
        for process in self._processes.values():
            process.join(10)


def how_it_ended(code: int | None) -> str:
    """Says how a process ended, from its exit code as multiprocessing gives it."""
    if code is None:
        return "without a word"
    return f"signal {-code}" if code < 0 else f"exit code {code}"


def _until_ended(process: Any, seconds: float) -> None:  # noqa: ANN401  # as below
    """Gives a process so many seconds to end by itself, then ends it.

    The process is asked for and not its sentinel, which its own children hold open.
    """
    end = time.monotonic() + seconds
    while process.exitcode is None and time.monotonic() < end:
        time.sleep(0.001)
    if process.exitcode is None:
        process.kill()
        process.join()


def _end(process: Any) -> int | None:  # noqa: ANN401  # contexts have processes of several classes
    _until_ended(process, 0.2)
    return process.exitcode  # type: ignore[no-any-return]


def _live(trade: Trade, pipe: Connection) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    sys.exit(trade()(pipe))


def _serve(
    control: Connection,
    not_ours: Connection,
    load: Callable[[], None] | None,
    trade: Trade | None,
    parent: int,
) -> None:
    """The forkserver's life: load the tools, then start and end workers as asked until the pipe closes."""
    code = 1
    try:
        not_ours.close()
        end_with_parent(parent)
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        keep_open_only(control.fileno())
        gc.disable()  # what is loaded here stays
        if load is not None:
            load()
        work = (trade or control.recv())()
        gc.enable()
        gc.freeze()  # so that the collector leaves the shared memory shared
        control.send(LOADED)
        _start_and_end_workers(control, work)
    except MemoryError:
        code = OUT_OF_MEMORY
    except (EOFError, OSError):  # the build is gone
        code = 0
    finally:
        os._exit(code)


def _start_and_end_workers(control: Connection, work: Work) -> None:
    processes: dict[int, Any] = {}
    context: Any = multiprocessing.get_context(START_METHOD)
    try:
        while True:
            word, number = control.recv()
            if word == "start":
                with Connection(recv_handle(control)) as pipe:
                    processes[number] = context.Process(target=_work, args=(control, pipe, work, os.getpid()))
                    processes[number].start()
            else:
                control.send(_end(processes.pop(number)))
    finally:
        for process in processes.values():
            process.kill()
        for process in processes.values():
            process.join()


def _work(control: Connection, pipe: Connection, work: Work, parent: int) -> None:
    code = 1
    try:
        control.close()
        end_with_parent(parent)
        code = work(pipe) or 0
    finally:
        os._exit(code)
