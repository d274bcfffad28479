"""What passes between a command and a build: the request one way; progress and the account of it all the other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from guidepress.core.model import Edition
from guidepress.core.problems import Problem
from guidepress.make.executors.local import TIME_LIMIT


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked for."""

    project: Path
    """The project's folder."""
    styles: Path
    """The styles' folder."""
    output: Path
    """The output folder."""
    guides: tuple[str, ...]
    """Ids of the guides to make; empty for all."""
    editions: tuple[Edition, ...]
    """The editions to make."""
    jobs: int
    """How many workers may run at once."""
    time_limit: float = TIME_LIMIT
    """How many seconds one output may take."""


@dataclass(frozen=True, slots=True)
class Output:
    """One output's fate."""

    name: str
    """Its path relative to the output folder."""
    path: Path
    """The file."""
    reason: str
    """Why it was made; empty where it was kept."""
    pages: int
    """How many pages it has."""
    size: int
    """How many bytes it has."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a build did."""

    made: tuple[Output, ...]
    """What was made, in the order of the series."""
    kept: tuple[Output, ...]
    """What was up to date."""
    problems: tuple[Problem, ...]
    """What is wrong, in file order."""
    strays: tuple[Path, ...] = ()
    """Files of earlier builds that belong to no guide or edition any more."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a build has come."""

    done: int
    """Outputs finished, well or not."""
    total: int
    """Outputs to make."""
    name: str
    """The output that was finished last; empty at the start."""


Listener = Callable[[Progress], None]
