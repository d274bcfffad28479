"""The specimen, a guide that shows every part, made once in every edition."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import pytest

from guidepress.checks.pdf.finished import FinishedFile, examine_file
from guidepress.checks.sources.project import examine
from guidepress.compose.guide import compose
from guidepress.compose.templates import Templates
from guidepress.core.model import Series
from making import maker_of, pdf_of, task_of
from projects import EDITIONS, edition_named

ROOT = Path(__file__).parents[2]
PROJECT = ROOT / "tests" / "projects" / "specimen"
STYLES = ROOT / "styles"


@dataclass(frozen=True, slots=True)
class Specimen:
    """The specimen as made."""

    series: Series
    pdfs: dict[str, bytes]
    folder: Path
    _examined: dict[str, FinishedFile] = field(default_factory=dict)

    def examined(self, edition_name: str) -> FinishedFile:
        """Examines the file of one edition, once."""
        if edition_name not in self._examined:
            self._examined[edition_name] = self._examine(edition_name)
        return self._examined[edition_name]

    def _examine(self, edition_name: str) -> FinishedFile:
        edition = edition_named(edition_name)
        assert edition is not None
        guide = self.series.guides[0]
        path = self.folder / edition_name / f"{guide.id}.pdf"
        templates = Templates(STYLES)
        document = compose(self.series, guide, templates)
        return examine_file(path, path.name, self.series, document, edition, templates)


@pytest.fixture(scope="session")
def specimen(tmp_path_factory: pytest.TempPathFactory) -> Specimen:
    """Makes the specimen in all editions, without a problem."""
    examined = examine(PROJECT, STYLES)
    assert examined.series is not None
    assert examined.problems == ()
    folder = tmp_path_factory.mktemp("specimen")
    maker = maker_of(PROJECT, STYLES)
    guide = str(examined.series.guides[0].id)
    pdfs = {}
    for edition in EDITIONS:
        pdf = pdf_of(maker.make(examined.series, task_of(examined.series, guide, edition)))
        path = folder / edition.name / f"{guide}.pdf"
        path.parent.mkdir()
        path.write_bytes(pdf)
        pdfs[edition.name] = pdf
    return Specimen(examined.series, pdfs, folder)
