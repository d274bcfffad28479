"""Makes one guide in one edition: composed, typeset, and imposed where the edition asks for that."""

from __future__ import annotations

from collections.abc import Iterable

from guidepress.compose.cards import TEMPLATE as CARDS_TEMPLATE
from guidepress.compose.templates import Templates
from guidepress.core.measures import Length
from guidepress.core.model import Edition, Series
from guidepress.core.problems import has_errors
from guidepress.core.system_libraries import loaded_libraries
from guidepress.engine.library import load_weasyprint, tags_are_proved
from guidepress.targets.base import Artifact, Bundle, Task, file_of
from guidepress.targets.pdf.crashes import RuleError
from guidepress.targets.pdf.page import TEMPLATE, page_of
from guidepress.targets.pdf.typesetter import Engine, UntaggableError
from guidepress.targets.pdf.unknown_engine import slower, untaggable

MEDIA_TYPE = "application/pdf"


class PdfMaker:
    """One process's tools: the engine and the templates, kept warm from output to output."""

    def __init__(self, bundle: Bundle) -> None:
        self._engine = Engine(bundle.project, bundle.styles)
        self._templates = Templates(bundle.styles)
        self._libraries = loaded_libraries()

    def warm_up(self, editions: Iterable[Edition]) -> None:
        """Compiles templates, reads style sheets and typesets a few words in each edition."""
        self._templates.warm_up(TEMPLATE, CARDS_TEMPLATE)
        for edition in editions:
            self._engine.warm_up(edition)
            if edition.imposed:
                import guidepress.targets.pdf.impose.booklet  # noqa: F401

    def make(self, series: Series, task: Task) -> Artifact:
        """Makes one output; its facts are `pages`, as they were before imposition, and the page of each anchor."""
        output, edition = task.output, task.output.edition
        guide = next(guide for guide in series.guides if guide.id == output.subject)
        page = page_of(series, guide, edition, self._templates)
        if has_errors(page.problems):
            return Artifact(output, problems=page.problems)
        try:
            typeset = self._engine.typeset(page.html, edition, guide, series)
        except RuleError as error:
            return Artifact(output, problems=(*page.problems, error.problem))
        except UntaggableError as error:
            return Artifact(output, problems=(*page.problems, untaggable(edition, str(error))))
        problems = (*page.problems, *typeset.problems, *slower())
        if has_errors(problems):
            return Artifact(output, problems=problems)
        pdf = imposed(typeset.pdf, task) if edition.imposed else typeset.pdf
        return Artifact(
            output,
            (file_of(output.files[0], pdf, MEDIA_TYPE),),
            {"pages": typeset.page_count} | ({"anchors": dict(typeset.anchors)} if edition.tagged else {}),
            problems=problems,
            advice=_advice(typeset.page_count, task) if edition.imposed else (),
            libraries=self._libraries,
            unproved=edition.tagged and not tags_are_proved(),
        )


def load() -> None:
    """Loads the engine ahead of its use."""
    load_weasyprint()


def imposed(pdf: bytes, task: Task) -> bytes:
    """Gives a file's pages imposed on sheets, as the task's options have it."""
    from guidepress.targets.pdf.impose.booklet import impose_booklet  # here, since no other edition needs pikepdf

    creep = Length.mm(float(task.options.get("creep", 0)))
    return impose_booklet(pdf, creep=creep, marks=bool(task.options.get("marks")))


def _advice(pages: int, task: Task) -> tuple[str, ...]:
    if task.options.get("marks"):
        return ()  # those sheets go to a print shop, which knows
    from guidepress.targets.pdf.impose.instructions import printing_line

    return (printing_line(pages),)
