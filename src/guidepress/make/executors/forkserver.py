"""Where workers come from: one process loads the engine, and each worker is forked from it, warm from its birth.

The forkserver is forked at the start of a build, before any thread, and before the build knows what it will ask of
it: meanwhile it loads what it will need in any case. Loading the engine once instead of once a worker saves a
core's time at the start and memory ever after, and a worker that died is replaced in a moment. Where processes
can't be forked, each worker is started afresh.

The forkserver ignores Ctrl-C, which is the build's to handle, and ends with the build: when its pipe closes.
"""

from __future__ import annotations

import atexit
import contextlib
import gc
import multiprocessing
import os
import signal
import sys
from collections.abc import Callable
from multiprocessing.connection import Connection, wait
from multiprocessing.reduction import recv_handle, send_handle
from typing import Any, Protocol

START_METHOD = "fork" if sys.platform.startswith("linux") else "spawn"
"""How processes start. macOS can fork too, but its own libraries don't bear it."""

Trade = Callable[[], Callable[[Connection], None]]
"""Loads the tools and gives what a worker does with them over its pipe, all its life. It can be pickled."""


class Forkserver(Protocol):
    """What the build needs of it, whatever way workers start."""

    def start(self, number: int) -> Connection:
        """Starts a worker of that number, each number once; gives the pipe to it."""

    def end(self, number: int) -> str:
        """Ends a worker if it still lives, and says how it ended: `signal 9` or `exit code 1`."""

    def close(self) -> None:
        """Ends all workers and the forkserver."""


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
    process = context.Process(target=_serve, args=(theirs, ours, load, trade))
    process.start()
    theirs.close()
    return ours, process


class _Forking:
    def __init__(self, trade: Trade) -> None:
        self._trade = trade
        self._context: Any = multiprocessing.get_context(START_METHOD)
        if _early:
            self._is_empty = True
            self._control, self._process = _early.pop()
            with contextlib.suppress(OSError):  # if it is gone, another is opened when a worker is asked for
                self._control.send(trade)
        else:
            self._open()

    def _open(self) -> None:
        self._control, self._process = _forked(None, self._trade)
        self._is_empty = True

    def start(self, number: int) -> Connection:
        ours, theirs = self._context.Pipe()
        try:
            self._ask_to_start(number, theirs)
        except OSError:  # the forkserver itself is gone
            self._process.join(1)
            self._open()
            self._ask_to_start(number, theirs)
        theirs.close()
        return ours  # type: ignore[no-any-return]

    def _ask_to_start(self, number: int, theirs: Connection) -> None:
        self._is_empty = False
        self._control.send(("start", number))
        send_handle(self._control, theirs.fileno(), self._process.pid)

    def end(self, number: int) -> str:
        try:
            self._control.send(("end", number))
            return how_it_ended(self._control.recv() if self._control.poll(10) else None)
        except (OSError, EOFError):
            return "with all others"

    def close(self) -> None:
        self._control.close()
        if self._is_empty:
            self._process.kill()  # it may still be loading what nobody needs now
        self._process.join(10)
        if self._process.exitcode is None:
            self._process.kill()


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


def _end(process: Any) -> int | None:  # noqa: ANN401  # contexts have processes of several classes
    process.join(0.2)
    if process.exitcode is None:
        process.kill()
        process.join(5)
    return process.exitcode  # type: ignore[no-any-return]


def _live(trade: Trade, pipe: Connection) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    trade()(pipe)


def _serve(
    control: Connection, not_ours: Connection, load: Callable[[], None] | None, trade: Trade | None
) -> None:
    """The forkserver's life: load the tools, then start and end workers as asked until the pipe closes."""
    not_ours.close()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    gc.disable()  # what is loaded here stays
    if load is not None:
        load()
    if trade is None:
        try:
            trade = control.recv()
        except (EOFError, OSError):
            os._exit(0)
    work = trade()
    gc.enable()
    gc.freeze()  # so that the collector leaves the shared memory shared
    processes: dict[int, Any] = {}
    context: Any = multiprocessing.get_context(START_METHOD)
    while True:
        wait([control])
        try:
            word, number = control.recv()
        except (EOFError, OSError):
            break
        if word == "start":
            with Connection(recv_handle(control)) as pipe:
                processes[number] = context.Process(target=_work, args=(control, pipe, work))
                processes[number].start()
        else:
            control.send(_end(processes.pop(number)))
    for process in processes.values():
        process.kill()
    for process in processes.values():
        process.join(5)
    os._exit(0)


def _work(control: Connection, pipe: Connection, work: Callable[[Connection], None]) -> None:
    control.close()
    work(pipe)
    os._exit(0)
