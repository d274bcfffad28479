"""One finished file under examination: the preflight of its pages, and what a listener gets of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from guidepress.checks.pdf.accessibility import ReadGuide, check_reading, read_guide
from guidepress.checks.pdf.pages.check import preflight
from guidepress.checks.pdf.pages.expected import expected_from
from guidepress.checks.pdf.pages.measured import Measured
from guidepress.checks.same_words import promised, same_words
from guidepress.compose.templates import Templates
from guidepress.compose.words import words_of
from guidepress.core.document import Document
from guidepress.core.model import Edition, Series
from guidepress.core.problems import Place, Problem
from guidepress.targets.pdf.page import finishing, page_of_document


@dataclass(frozen=True, slots=True)
class FinishedFile:
    """What was found in one finished file."""

    name: str
    """Its path as messages name it."""
    problems: tuple[Problem, ...]
    """What is wrong with it."""
    measured: Measured | None
    """Its figures; None where it can't be read."""
    read: ReadGuide | None
    """What a listener gets; None for an edition that is not tagged."""
    held: Mapping[str, str] = field(default_factory=dict)
    """A digest of what it says of its licence, its contact and its release, by these names."""


def examine_file(
    path: Path, name: str, series: Series, document: Document, edition: Edition, templates: Templates
) -> FinishedFile:
    """Examines one output against the HTML that its sources give now."""
    try:
        pdf = path.read_bytes()
    except OSError:
        problem = Problem("A009", "there is no such file", Place(name), "build it first: guidepress build")
        return FinishedFile(name, (problem,), None, None)
    html = page_of_document(series, document, edition, templates).html
    found = preflight(pdf, edition, name, expected_from(html, series, document.guide))
    finish = finishing(edition, words_of(series))
    compared = same_words(promised(series, document, templates, finish), found.letters, name, figures=False)
    problems = [*found.problems, *compared.problems]
    read = None
    if edition.tagged and found.measured is not None:
        try:
            read = read_guide(pdf, html, name, str(series.language))
            problems += check_reading(read)
        except ValueError as error:
            problems.append(Problem("A001", str(error), Place(name), "build it again"))
    return FinishedFile(name, tuple(problems), found.measured, read, compared.held)
