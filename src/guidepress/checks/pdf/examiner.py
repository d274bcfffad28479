"""The examiner of finished PDF files, with the accessibility report where one is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from guidepress.checks.finished import Finding
from guidepress.checks.pdf.finished import examine_file
from guidepress.checks.pdf.report import report_of
from guidepress.compose.templates import Templates
from guidepress.core.model import Series
from guidepress.targets.base import Bundle, File, Output, file_of

REPORT_ENDING = ".accessibility.html"


class PdfExaminer:
    """Examines one guide's file in one edition."""

    def __init__(self, bundle: Bundle) -> None:
        self._templates = Templates(bundle.styles)

    def examine(
        self, series: Series, output: Output, folder: Path, shown: Mapping[str, str], *, reports: bool
    ) -> Finding:
        """Examines the file against the HTML that its sources give now."""
        [name] = output.files
        guide = next(guide for guide in series.guides if guide.id == output.subject)
        found = examine_file(folder / name, shown[name], series, guide, output.edition, self._templates)
        problems = found.problems
        files: tuple[File, ...] = ()
        if reports and found.read is not None:
            html, more = report_of(found.read, series, guide, output.edition, self._templates)
            problems = (*problems, *more)
            files = (file_of(f"{name.removesuffix('.pdf')}{REPORT_ENDING}", html.encode(), "text/html"),)
        return Finding(problems, str(found.measured) if found.measured else "", files)


def open_examiner(bundle: Bundle) -> PdfExaminer:
    """Opens the examiner."""
    return PdfExaminer(bundle)
