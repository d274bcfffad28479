"""Publishing lets go of what it has written."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterator, Sequence
from typing import Self

import pytest

from guidepress.core.model import Series
from guidepress.make import building
from guidepress.targets.base import Artifact, Task, file_of

from .project import Project

SIZE = 3_000_000
"""Bytes of one file."""


class _Generous:
    """An executor that makes large files of nothing."""

    def __init__(self, *_: object) -> None:
        pass

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def run(self, series: Series, tasks: Sequence[Task]) -> Iterator[Artifact]:  # noqa: ARG002
        for task in tasks:
            yield Artifact(task.output, (file_of(task.output.files[0], bytes(SIZE), "text/plain"),))


def test_the_bytes_of_no_more_than_one_artifact_are_kept(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(building, "LocalExecutor", _Generous)
    project.build("--edition", "standard")  # so that all is loaded
    tracemalloc.start()
    try:
        made = project.made("--edition", "print", "--edition", "booklet", "--edition", "large-print")
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert len(made) == 6
    assert SIZE < peak < 2 * SIZE
