"""The examiner of finished PDF files, with the accessibility report where one is asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from guidepress import __version__
from guidepress.checks.composed import composed_for
from guidepress.checks.finished import Checked, Finding
from guidepress.checks.pdf.accessibility import RULES as READING_CHECKS
from guidepress.checks.pdf.accessibility import check_reading, read_guide
from guidepress.checks.pdf.finished import FinishedFile, examine_file
from guidepress.checks.pdf.pages.check import RULES as PAGE_CHECKS
from guidepress.checks.pdf.report import report_of
from guidepress.checks.pdf.validation import PROFILES
from guidepress.compose.templates import Templates
from guidepress.core.model import Series
from guidepress.core.problems import Problem, has_errors
from guidepress.pdfread.listening import listening_of
from guidepress.targets.base import Artifact, Bundle, File, Output, file_of
from guidepress.targets.pdf.page import page_of
from guidepress.targets.pdf.unknown_engine import untaggable

REPORT_ENDING = ".accessibility.html"


class PdfExaminer:
    """Examines one guide's file in one edition."""

    def __init__(self, bundle: Bundle) -> None:
        self._composed = composed_for(bundle)

    def examine(
        self, series: Series, output: Output, folder: Path, shown: Mapping[str, str], *, reports: bool
    ) -> Finding:
        """Examines the file against the HTML that its sources give now."""
        [name] = output.files
        guide = next(guide for guide in series.guides if guide.id == output.subject)
        document, templates = self._composed.document(series, guide), self._composed.templates
        found = examine_file(folder / name, shown[name], series, document, output.edition, templates)
        problems = found.problems
        files: tuple[File, ...] = ()
        if reports and found.read is not None:
            html, more = report_of(found.read, series, guide, output.edition, templates)
            problems = (*problems, *more)
            files = (file_of(f"{name.removesuffix('.pdf')}{REPORT_ENDING}", html.encode(), "text/html"),)
        figures = _in_words(found)
        return Finding(problems, figures, files, tuple(_checked(found)), found.held)


def _in_words(found: FinishedFile) -> str:
    """Gives the figures of a file; empty where it can't be read."""
    if found.measured is None:
        return ""
    if found.read is None:
        return str(found.measured)
    heard = listening_of(found.read.document)
    return (
        f"{found.measured}; {heard.minutes} minutes to listen to, {heard.address_share:.1%} of them web addresses"
    )


def _checked(found: FinishedFile) -> Iterator[Checked]:
    """Gives what the validators and our own rules found."""
    if found.read is not None:
        for result in found.read.validated:
            yield Checked(PROFILES[result.profile], result.validator, result.rules, len(result.failures))
    codes = {problem.code for problem in found.problems} - {"A001"}
    rules = len(PAGE_CHECKS) + (len(READING_CHECKS) - 1 if found.read is not None else 0)
    yield Checked("", f"guidepress {__version__}", rules, len(codes))


_TAGS = frozenset({"A001", "A002", "A003", "A011"})
"""The rules that judge what the tags are; the others judge what a guide says."""


def faults_of_unproved(series: Series, bundle: Bundle, made: Artifact) -> tuple[Problem, ...]:
    """Gives the problem of an edition whose tags, written by an unknown engine, are wrong."""
    output = made.output
    guide = next(guide for guide in series.guides if guide.id == output.subject)
    html = page_of(series, guide, output.edition, Templates(bundle.styles)).html
    try:
        found = check_reading(read_guide(made.files[0].content, html, output.edition.name, str(series.language)))
    except Exception as error:  # tags may be wrong in any way
        return (untaggable(output.edition, type(error).__name__),)
    wrong = [problem for problem in found if problem.code in _TAGS and has_errors([problem])]
    return (untaggable(output.edition, f"rule {wrong[0].code}"),) if wrong else ()


def open_examiner(bundle: Bundle) -> PdfExaminer:
    """Opens the examiner."""
    return PdfExaminer(bundle)
