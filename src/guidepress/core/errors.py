"""Exit codes, and the few errors after which no next step makes sense.

A mistake in the sources is a `Problem`, not one of these.
"""

from __future__ import annotations

from enum import IntEnum


class Exit(IntEnum):
    """What a command tells the shell."""

    CLEAN = 0
    """Nothing is wrong."""
    PROBLEMS = 1
    """Problems were found and printed."""
    USAGE = 2
    """The command line can't be used as it stands."""
    BUG = 3
    """Guidepress itself failed."""
    INTERRUPTED = 130
    """Stopped by Ctrl-C."""


class UsageError(Exception):
    """The command names something that does not exist; the message says what there is."""
