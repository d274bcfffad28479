"""One build at a time in an output folder: the door to filelock.

The folder may come with a stranger's project, so neither the lock nor its owner's file is written through a link.
"""

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
            _write_owner(output / OWNER)
        yield
    finally:
        lock.release()


def _write_owner(path: Path) -> None:
    """Puts a new file in the place of whatever is there, so that no link is followed."""
    path.unlink(missing_ok=True)
    with os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o644), "w") as file:
        file.write(str(os.getpid()))


def _owner(output: Path) -> str:
    """Gives the number of the process that holds the lock, or `unknown`; waits for no pipe and follows no link."""
    try:
        handle = os.open(output / OWNER, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
        with os.fdopen(handle, "rb") as file:
            number = file.read(20).strip()
    except OSError:
        return "unknown"
    return number.decode() if number.isdigit() else "unknown"
