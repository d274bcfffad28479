"""Removes what builds made: the ledger's outputs, and the ledger.

The ledger may be a stranger's, since anyone can write one that looks sound. So a file goes only where all is
right: it lies in the folder of its output's edition, no link leads that out of the output folder, and its bytes
are those that were built. Whatever else the ledger names stays and is told.
"""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Callable
from pathlib import Path

from guidepress.core.problems import Place, Problem, Severity
from guidepress.make.checked_json import NAME, digest_of_file
from guidepress.make.ledger import SET_ASIDE, Made, read_ledger
from guidepress.make.lock import OWNER, locked
from guidepress.make.writing import remove_leftovers


def clean_output(output: Path, say_waiting: Callable[[str], None]) -> tuple[int, tuple[Problem, ...]]:
    """Removes every file that was built, and the ledger.

    Gives how many files were removed, and a problem for what stays: F003 can't be removed, F020 not as it was
    built, F021 in a place where no build puts it.
    """
    if not output.is_dir():
        return 0, ()
    problems: list[Problem] = []
    removed = 0
    try:
        with locked(output, say_waiting):
            ledger = read_ledger(output)
            for made in ledger.outputs.values() if ledger else ():
                removed += sum(_remove_built(name, made, output, problems) for name in made.files)
            remove_leftovers(output)
            for name in (NAME, SET_ASIDE, OWNER):
                _remove(output / name, problems)
    except OSError as error:
        problems.append(_unremovable(output, error))
    return removed, tuple(problems)


def _remove_built(name: str, made: Made, output: Path, problems: list[Problem]) -> bool:
    """Removes a file that was built, and its folder where that is empty then; tells whether it did."""
    path = output / name
    try:
        if not os.path.lexists(path):
            return False
        if not _is_in_its_place(path, name, made, output):
            problems.append(_left("F021", "no build puts a file here, though the ledger says so: it stays", path))
            return False
        if path.is_symlink() or digest_of_file(path) != made.files[name]:
            problems.append(_left("F020", "this file is not as it was built: it stays", path))
            return False
    except (OSError, RuntimeError) as error:
        reason = error if isinstance(error, OSError) else OSError(errno.ELOOP, os.strerror(errno.ELOOP))
        problems.append(_unremovable(path, reason))
        return False
    if not _remove(path, problems):
        return False
    with contextlib.suppress(OSError):  # the first folder that holds something ends it
        for folder in path.parents[: len(Path(name).parents) - 1]:
            folder.rmdir()
    return True


def _is_in_its_place(path: Path, name: str, made: Made, output: Path) -> bool:
    """Tells whether a file lies in its edition's folder, and that really in the output folder."""
    parts = name.split("/")
    if len(parts) < 2 or parts[0] != made.edition or any(part.startswith(".") for part in parts):
        return False
    return path.parent.resolve().is_relative_to(output.resolve())


def _remove(path: Path, problems: list[Problem]) -> bool:
    """Removes a file; tells whether there was one."""
    try:
        if not os.path.lexists(path):
            return False
        path.unlink()
    except OSError as error:
        problems.append(_unremovable(path, error))
        return False
    return True


def _left(code: str, why: str, path: Path) -> Problem:
    hint = "remove it by hand where you don't need it"
    return Problem(code, why, Place(path.as_posix()), hint, Severity.WARNING)


def _unremovable(path: Path, error: OSError) -> Problem:
    reason = (error.strerror or str(error)).lower()
    return Problem("F003", f"can't be removed: {reason}", Place(path.as_posix()), "remove it by hand")
