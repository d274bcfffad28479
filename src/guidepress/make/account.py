"""What a build tells: its progress while it runs; at the end, what it made and kept, and what is wrong."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from guidepress.core.problems import Problem
from guidepress.targets.base import Fact


@dataclass(frozen=True, slots=True)
class Written:
    """One file of an output, as it lies on the disk."""

    name: str
    """Its path relative to the output folder."""
    path: Path
    """The file."""
    size: int
    """How many bytes it has."""


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of one output that is as it should be."""

    name: str
    """Its name, such as `standard/first-guide`."""
    files: tuple[Written, ...]
    """Its files."""
    reason: str
    """Why it was made; empty where it was kept."""
    facts: Mapping[str, Fact]
    """What is known of it."""
    advice: tuple[str, ...] = ()
    """What to know before it is used: a line each."""

    @property
    def counts(self) -> dict[str, int]:
        """The facts that are whole numbers, such as `pages`."""
        facts = self.facts.items()
        return {name: fact for name, fact in facts if isinstance(fact, int) and not isinstance(fact, bool)}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a build did."""

    made: tuple[Fate, ...]
    """What was made, in the order of the plan."""
    kept: tuple[Fate, ...]
    """What was up to date."""
    problems: tuple[Problem, ...]
    """What is wrong, in file order."""
    strays: tuple[Path, ...] = ()
    """Files of earlier builds that belong to no output any more."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a build has come."""

    done: int
    """Outputs finished, well or not."""
    total: int
    """Outputs to make, as far as that is known: those that build on others are counted once these are made."""
    name: str
    """The output that was finished last; empty at the start."""


Listener = Callable[[Progress], None]
