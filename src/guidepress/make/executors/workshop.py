"""What a worker does: compose one guide in one edition, typeset it, impose it where the edition asks for that."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from pathlib import Path

from guidepress.compose.cards import TEMPLATE as CARDS_TEMPLATE
from guidepress.compose.templates import Templates
from guidepress.core.measures import Length
from guidepress.core.model import Edition, Imposition, Series, edition_named
from guidepress.core.problems import has_errors
from guidepress.make.inputs import loaded_libraries
from guidepress.make.task import Job, Result
from guidepress.make.unknown_engine import slower, untaggable, wrong_tags
from guidepress.targets.pdf.page import TEMPLATE, page_of
from guidepress.targets.pdf.typesetter import Engine, UntaggableError


class Workshop:
    """One process's tools: the engine and the templates, kept warm from job to job."""

    def __init__(self, project: Path, styles: Path) -> None:
        self._engine = Engine(project, styles)
        self._templates = Templates(styles)
        self._libraries = loaded_libraries()

    def warm_up(self, editions: Iterable[Edition]) -> None:
        """Does what is the same for every guide of these editions: nothing is lost where that fails.

        Whatever is wrong with templates and style sheets is said of each guide that uses them, when it is made.
        """
        with contextlib.suppress(Exception):
            self._templates.warm_up(TEMPLATE, CARDS_TEMPLATE)
            for edition in editions:
                self._engine.warm_up(edition)
                if edition.imposed:
                    import guidepress.targets.pdf.impose.booklet  # noqa: F401

    def make(self, series: Series, job: Job) -> Result:
        """Makes one output."""
        guide = next(guide for guide in series.guides if guide.id == job.guide_id)
        edition = edition_named(job.edition)
        assert edition is not None
        composed = page_of(series, guide, edition, self._templates)
        if has_errors(composed.problems):
            return Result(job, None, 0, composed.problems)
        try:
            typeset = self._engine.typeset(composed.html, edition, guide, series)
        except UntaggableError as error:
            return Result(job, None, 0, (*composed.problems, untaggable(edition, str(error))))
        tags = wrong_tags(typeset.pdf, composed.html, edition, str(series.language))
        problems = (*composed.problems, *typeset.problems, *slower(), *tags)
        if has_errors(problems):
            return Result(job, None, typeset.page_count, problems)
        pdf = _imposed(typeset.pdf, job.imposition) if edition.imposed else typeset.pdf
        return Result(job, pdf, typeset.page_count, problems, self._libraries)


def _imposed(pdf: bytes, imposition: Imposition) -> bytes:
    from guidepress.targets.pdf.impose.booklet import impose_booklet  # here, since no other edition needs pikepdf

    return impose_booklet(pdf, creep=Length.mm(imposition.creep_mm), marks=imposition.marks)
