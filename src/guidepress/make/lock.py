"""One build at a time in an output folder: the door to filelock."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterator
from pathlib import Path

from filelock import FileLock, Timeout

LOCK = ".guidepress.lock"
OWNER = ".guidepress.owner"


@contextlib.contextmanager
def locked(output: Path, say: Callable[[str], None]) -> Iterator[None]:
    """Holds the output folder's lock; where another build has it, says whose it is and waits.

    Raises OSError where the folder can't be written to. The lock ends with the process, however that ends.
    """
    output.mkdir(parents=True, exist_ok=True)
    lock = FileLock(output / LOCK)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        say(f"another build (process {_owner(output)}) is writing to {output.as_posix()}; waiting for it to end")
        lock.acquire()
    try:
        with contextlib.suppress(OSError):
            (output / OWNER).write_text(str(os.getpid()), "utf-8")
        yield
    finally:
        lock.release()


def _owner(output: Path) -> str:
    try:
        return (output / OWNER).read_text("utf-8").strip() or "unknown"
    except OSError:
        return "unknown"
