"""Makes the deck of one guide: composed, planned, and written as PPTX and PDF, or as notes pages."""

from __future__ import annotations

from collections.abc import Iterable

from guidepress.compose.guide import compose
from guidepress.compose.templates import Templates
from guidepress.compose.words import words_of
from guidepress.core.model import Edition, Series
from guidepress.core.problems import has_errors
from guidepress.core.system_libraries import loaded_libraries
from guidepress.engine.library import tags_are_proved
from guidepress.targets.base import Artifact, Bundle, Task
from guidepress.targets.pdf.crashes import RuleError
from guidepress.targets.pdf.typesetter import Engine, UntaggableError
from guidepress.targets.pdf.unknown_engine import slower, untaggable
from guidepress.targets.slides.page import TEMPLATE
from guidepress.targets.slides.planning import deck_of_guide
from guidepress.targets.slides.writing import NOTES, SLIDES, Tools, forms_of, write_deck


class SlidesMaker:
    """One process's tools, kept warm from deck to deck."""

    def __init__(self, bundle: Bundle) -> None:
        self._tools = Tools(Engine(bundle.project, bundle.styles), Templates(bundle.styles))
        self._libraries = loaded_libraries()

    def warm_up(self, editions: Iterable[Edition]) -> None:
        """Compiles the template and typesets a few words."""
        self._tools.templates.warm_up(TEMPLATE)
        for with_notes in {edition.with_notes for edition in editions}:
            self._tools.engine.warm_up(NOTES if with_notes else SLIDES)

    def make(self, series: Series, task: Task) -> Artifact:
        """Makes one deck; its facts are `slides`."""
        output = task.output
        guide = next(guide for guide in series.guides if guide.id == output.subject)
        document = compose(series, guide, self._tools.templates)
        if has_errors(document.problems):
            return Artifact(output, problems=document.problems)
        words = words_of(series)
        deck = deck_of_guide(document, series, words)
        given = task.given[output.needs[0].name]
        forms = forms_of(output.files, output.edition)
        try:
            written = write_deck(deck, forms, guide, series, words, given, self._tools)
        except RuleError as error:
            return Artifact(output, problems=(*document.problems, error.problem))
        except UntaggableError as error:
            return Artifact(output, problems=(*document.problems, untaggable(output.edition, str(error))))
        problems = (*document.problems, *written.problems, *words.problems, *slower())
        files = () if has_errors(problems) else written.files
        return Artifact(
            output,
            files,
            {"slides": len(deck.slides)},
            problems=problems,
            libraries=self._libraries,
            unproved=not tags_are_proved(),
        )
