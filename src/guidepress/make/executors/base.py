"""What an executor is: somebody who makes outputs, on this machine or on others.

It is opened with a `Bundle` and the editions asked for, before the sources are read, so that tools load meanwhile;
it is a context, and leaving it ends all that it started.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol, Self

from guidepress.core.model import Series
from guidepress.core.problems import Problem
from guidepress.targets.base import Artifact, Output, Task, place_of


class Executor(Protocol):
    """Makes tasks into artifacts."""

    def __enter__(self) -> Self: ...

    def __exit__(self, *_: object) -> None: ...

    def run(self, series: Series, tasks: Sequence[Task]) -> Iterator[Artifact]:
        """Makes all tasks, the first ones first; gives each artifact once, as it is done and in any order.

        A task that failed is an artifact without files, with the problem that ended it. The caller lets go of each
        artifact before it asks for the next, so that no more than a few are in memory.
        """


def failed(series: Series, output: Output, why: str) -> Artifact:
    """Gives the artifact of an output that could not be made (E002)."""
    problem = Problem("E002", f"{output.files[0]} could not be made: {why}", place_of(series, output))
    return Artifact(output, problems=(problem,))
