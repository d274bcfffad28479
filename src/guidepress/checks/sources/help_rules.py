"""Rules on the lines that people may ring: a number that rings nowhere is worse than none."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from guidepress.checks.sources.passage import Passage
from guidepress.core.model import Series
from guidepress.core.problems import Problem, Severity
from guidepress.notation.marks import MarkKind


def help_lines_are_fresh(series: Series) -> Iterator[Problem]:
    """S012, a warning: each line was looked up within the year before the release."""
    release = _day(series.release.date)
    for line in series.help:
        checked = _day(line.checked)
        if release and checked and (checked.year + 1, checked.month, checked.day) < release.timetuple()[:3]:
            message = f"'{line.name}' was last looked up more than a year before the release"
            hint = "look it up on its own page, and write the day on which you did"
            yield Problem("S012", message, line.checked.place, hint, Severity.WARNING)


def help_has_lines(passage: Passage) -> Iterator[Problem]:
    """S013: where a text places the lines, the series has some."""
    for mark in passage.of_kind(MarkKind.BLOCK_START):
        if mark.name == "help" and not passage.series.help:
            hint = "list them under 'help' in guides/series.yaml, each with name, phone, for and checked"
            yield Problem("S013", "the series has no help lines to print here", mark.place, hint)


def _day(text: str) -> date | None:
    """Gives a date; None for what the schema has refused already."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
