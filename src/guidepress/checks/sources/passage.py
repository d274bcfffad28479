"""What a rule on a text is given: the text, what stands in it, and what is known around it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from guidepress.core.model import Guide, Series
from guidepress.core.problems import Problem
from guidepress.notation.marks import Mark, MarkKind
from guidepress.sources.text import SourceText


@dataclass(frozen=True, slots=True)
class Passage:
    """A text under examination, with what is known around it."""

    source: SourceText
    """The file's text."""
    marks: tuple[Mark, ...]
    """What stands in it."""
    series: Series
    """The series that it belongs to."""
    project: Path
    """The project's folder, which images may not leave."""
    guide: Guide | None = None
    """The guide whose text it is; None for a shared block."""

    def of_kind(self, kind: MarkKind) -> Iterator[Mark]:
        """Gives the marks of one kind, in order."""
        return (mark for mark in self.marks if mark.kind is kind)


Rule = Callable[[Passage], Iterator[Problem]]
