"""Runs a command and measures it: seconds, processor seconds, memory of all its processes together."""

from __future__ import annotations

import os
import subprocess
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

SAMPLE_SECONDS = 0.1


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
    """Runs a command to its end; raises where it fails."""
    started = time.perf_counter()
    process = subprocess.Popen(
        command, env=environment, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    assert process.stdout is not None
    said = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{command[0]} failed: {said.decode(errors='replace')[-500:]}")
    return Measured(seconds, usage.ru_utime + usage.ru_stime)


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
