"""Removes what builds made: the ledger's outputs, and the ledger."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path

from guidepress.make.checked_json import NAME
from guidepress.make.ledger import SET_ASIDE, read_ledger
from guidepress.make.lock import OWNER, locked
from guidepress.make.writing import remove_leftovers


def clean_output(output: Path, say_waiting: Callable[[str], None]) -> int:
    """Removes every file that the ledger names, and the ledger; gives how many outputs were removed."""
    if not output.is_dir():
        return 0
    removed = 0
    with locked(output, say_waiting):
        ledger = read_ledger(output)
        for name in ledger.outputs if ledger else ():
            path = output / name
            if path.is_file() and path.resolve().is_relative_to(output.resolve()):
                path.unlink()
                removed += 1
            with contextlib.suppress(OSError):
                path.parent.rmdir()
        remove_leftovers(output)
        for name in (NAME, SET_ASIDE, OWNER):
            (output / name).unlink(missing_ok=True)
    return removed
