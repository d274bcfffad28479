"""What was made of each file at the last reading, kept for the next one.

A reading asks for what it needs by everything that it is made from: the bytes of a file, or the tree of them. What
was made from the same is given again, as the same frozen records; so a reading after one change makes the records
of one file, and can't differ from a reading that keeps nothing. What a reading does not ask for is let go.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

Value = TypeVar("Value")


class Kept:
    """The results of one reading after another; serves one project in one process."""

    def __init__(self) -> None:
        self._before: dict[Hashable, Any] = {}
        self._now: dict[Hashable, Any] = {}

    def start(self) -> None:
        """Begins another reading."""
        self._before, self._now = self._now, {}

    def of(self, key: Hashable, make: Callable[[], Value]) -> Value:
        """Gives what was made of a key in this reading or in the one before, or makes it.

        Everything that `make` reads must be part of the key.
        """
        if key not in self._now:
            self._now[key] = self._before[key] if key in self._before else make()
        value: Value = self._now[key]
        return value


class Nothing(Kept):
    """Keeps nothing: for whoever reads once."""

    def of(self, key: Hashable, make: Callable[[], Value]) -> Value:  # noqa: ARG002  # as above
        """Makes it."""
        return make()
