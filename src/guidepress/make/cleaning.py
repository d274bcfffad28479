"""Removes what builds made: the ledger's outputs, and the ledger."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable
from pathlib import Path

from guidepress.core.problems import Place, Problem
from guidepress.make.checked_json import NAME
from guidepress.make.ledger import SET_ASIDE, read_ledger
from guidepress.make.lock import OWNER, locked
from guidepress.make.writing import remove_leftovers


def clean_output(output: Path, say_waiting: Callable[[str], None]) -> tuple[int, tuple[Problem, ...]]:
    """Removes every file that the ledger names, and the ledger.

    Gives how many files were removed, and a problem (F003) for what can't be.
    """
    if not output.is_dir():
        return 0, ()
    problems: list[Problem] = []
    removed = 0
    try:
        with locked(output, say_waiting):
            ledger = read_ledger(output)
            for made in ledger.outputs.values() if ledger else ():
                removed += sum(_remove(output / name, output, problems) for name in made.files)
            remove_leftovers(output)
            for name in (NAME, SET_ASIDE, OWNER):
                _remove(output / name, output, problems)
    except OSError as error:
        problems.append(_unremovable(output, error))
    return removed, tuple(problems)


def _remove(path: Path, output: Path, problems: list[Problem]) -> bool:
    """Removes a file, and its folder where that is empty then; tells whether there was one."""
    try:
        if not os.path.lexists(path) or not path.parent.resolve().is_relative_to(output.resolve()):
            return False
        path.unlink()
    except OSError as error:
        problems.append(_unremovable(path, error))
        return False
    if path.parent != output:
        with contextlib.suppress(OSError):
            path.parent.rmdir()
    return True


def _unremovable(path: Path, error: OSError) -> Problem:
    reason = (error.strerror or str(error)).lower()
    return Problem("F003", f"can't be removed: {reason}", Place(path.as_posix()), "remove it by hand")
