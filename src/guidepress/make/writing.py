"""Files written whole or not at all.

The bytes go to a temporary file in the same folder, are flushed to the disk and renamed over the old file; a
reader sees the old bytes or the new ones, never a mixture (POSIX rename, and MoveFileEx on Windows). A link in the
file's own place is replaced and not followed; a folder that a link leads elsewhere is refused.
"""

from __future__ import annotations

import contextlib
import errno
import os
import tempfile
from pathlib import Path

from guidepress.core.problems import Place, Problem

TEMPORARY_PREFIX = ".guidepress-"
LEADS_OUT = "a link leads its folder out of the output folder"


def write_whole(path: Path, content: bytes, inside: Path) -> None:
    """Writes a file in one step, its folder too; raises OSError and leaves the old file where that fails.

    Nothing is written, and no folder made, where links lead the file's folder out of the folder `inside`.
    """
    if not path.parent.resolve().is_relative_to(inside.resolve()):
        raise OSError(errno.ELOOP, LEADS_OUT)
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=TEMPORARY_PREFIX, suffix=".part", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, 0o666 & ~_umask())  # noqa: PTH101  # mkstemp makes files that only their owner can read
        os.replace(name, path)  # noqa: PTH105  # the one call that promises to replace in one step
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(name)  # noqa: PTH108
        raise
    _flush_folder(path.parent)


def unwritable(path: Path, error: OSError) -> Problem:
    """Gives the problem of a file or folder that can't be written (F003)."""
    reason = (error.strerror or str(error)).lower()
    hint = "make room or choose another folder with --output; files made earlier are untouched"
    if reason == LEADS_OUT:
        hint = "take the link away, or name the folder that it leads to with --output"
    return Problem("F003", f"can't be written: {reason}", Place(path.as_posix()), hint)


def remove_leftovers(folder: Path) -> None:
    """Removes temporary files that a killed build left; call it only while holding the lock."""
    if folder.is_dir():
        for path in folder.rglob(f"{TEMPORARY_PREFIX}*.part"):
            with contextlib.suppress(OSError):
                path.unlink()


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _flush_folder(folder: Path) -> None:
    """Makes the new name last through a power cut, where folders can be flushed."""
    if os.name != "posix":
        return
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
