"""One finished PDF that is no guide, such as a handout or a deck: its pages, and what a listener gets of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from guidepress.checks.pdf.accessibility import check_reading, read_guide
from guidepress.checks.pdf.pages.check import preflight
from guidepress.checks.pdf.pages.expected import Card, Expected, expected_from
from guidepress.checks.pdf.pages.records import Rule
from guidepress.core.model import Edition, Guide, Series, Story
from guidepress.core.problems import Place, Problem


@dataclass(frozen=True, slots=True)
class FoundInSheet:
    """What was found in one PDF."""

    problems: tuple[Problem, ...]
    """What is wrong with it."""
    page_count: int
    """How many pages it has; 0 where it can't be read."""
    code_count: int
    """How many QR codes were read."""


def examine_sheet(
    pdf: bytes, html: str, edition: Edition, name: str, stories: Sequence[Story], guide: Guide, series: Series,
    rules: Sequence[Rule],
) -> FoundInSheet:  # fmt: skip
    """Examines a PDF against the HTML that its sources give now, and the stories whose codes it shows."""
    promised = expected_from(html, series, guide)
    cards = tuple(Card(story.id, story.title, story.url) for story in stories)
    expected = Expected(promised.passages, cards, promised.addresses)
    found = preflight(pdf, edition, name, expected, rules)
    problems = list(found.problems)
    if found.measured is None:
        return FoundInSheet(tuple(problems), 0, 0)
    try:
        problems += check_reading(read_guide(pdf, html, name, str(series.language)))
    except ValueError as error:
        problems.append(Problem("A001", str(error), Place(name), "build it again"))
    return FoundInSheet(tuple(problems), found.measured.page_count, found.measured.code_count)
