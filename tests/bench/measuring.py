"""Runs a command and measures it: seconds, processor seconds, memory of all its processes together.

Some processes end after their parents, or without being waited for: most of Chromium's. On Linux they come to this
process then, which counts them like the others; elsewhere their processor seconds are missing.
"""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryFile

SAMPLE_SECONDS = 0.1
PATIENCE_SECONDS = 10.0
"""How long processes may go on after their command has ended, before they are ended too."""
_PR_SET_CHILD_SUBREAPER = 36  # from linux/prctl.h


@dataclass(frozen=True, slots=True)
class Measured:
    """One run."""

    seconds: float
    """From start to end."""
    processor_seconds: float
    """What all its processes used of the cores together."""


@dataclass(frozen=True, slots=True)
class Memory:
    """What the processes of one run held, in bytes; pages that they share count once among them."""

    together: int
    """The most that all held at one time."""
    each: tuple[int, ...]
    """The most that any one process held, at each sample: how memory develops."""


def run(
    command: Sequence[str], environment: Mapping[str, str] | None = None, folder: Path | None = None
) -> Measured:
    """Runs a command to its end; raises where it fails. Nothing else may start processes meanwhile."""
    _adopt_orphans()
    started = time.perf_counter()
    with TemporaryFile() as said:
        process = subprocess.Popen(command, env=environment, cwd=folder, stdout=said, stderr=subprocess.STDOUT)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        left_behind = _processor_seconds_of_orphans()
        if process.returncode:
            said.seek(0)
            raise RuntimeError(f"{command[0]} failed: {said.read().decode(errors='replace')[-500:]}")
    return Measured(seconds, usage.ru_utime + usage.ru_stime + left_behind)


def _adopt_orphans() -> None:
    if sys.platform == "linux":
        number = ctypes.c_ulong
        ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, number(1), number(0), number(0), number(0))


def _processor_seconds_of_orphans() -> float:
    """Waits for the processes that a command left behind, and ends those that stay too long."""
    total, deadline = 0.0, time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            pid, _, usage = os.wait4(-1, os.WNOHANG)
        except ChildProcessError:
            return total
        if pid:
            total += usage.ru_utime + usage.ru_stime
            continue
        if time.monotonic() > deadline:
            for orphan in _descendants(os.getpid()):
                with suppress(ProcessLookupError):
                    os.kill(orphan, signal.SIGKILL)
        time.sleep(0.01)


def median_of(runs: Sequence[Measured]) -> Measured:
    """Gives the medians of several runs."""
    return Measured(median(one.seconds for one in runs), median(one.processor_seconds for one in runs))


def memory_during(work: Callable[[], object]) -> Memory:
    """Does some work, in another run than the timed ones, and gives what its processes held meanwhile."""
    samples: list[dict[int, int]] = []
    done = threading.Event()

    def watch() -> None:
        while not done.wait(SAMPLE_SECONDS):
            samples.append({pid: _proportional_set(pid) for pid in _descendants(os.getpid())})

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        work()
    finally:
        done.set()
        watcher.join()
    return Memory(
        max((sum(sample.values()) for sample in samples), default=0),
        tuple(max(sample.values(), default=0) for sample in samples),
    )


def _descendants(pid: int) -> list[int]:
    found = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            children = [int(word) for word in task.read_text().split()]
        except OSError:
            continue
        for child in children:
            found += [child, *_descendants(child)]
    return found


def _proportional_set(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:")), 0)
