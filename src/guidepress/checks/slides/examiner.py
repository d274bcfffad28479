"""The examiner of the finished decks of guides."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from guidepress.checks.composed import composed_for
from guidepress.checks.finished import Finding
from guidepress.checks.pdf.unproved import faults_of_tags
from guidepress.checks.slides.finished import examine_deck
from guidepress.compose.words import words_of
from guidepress.core.model import Series
from guidepress.core.problems import Problem
from guidepress.targets.base import Artifact, Bundle, Output
from guidepress.targets.slides.planning import deck_of_guide
from guidepress.targets.slides.writing import forms_of


class SlidesExaminer:
    """Examines one guide's deck."""

    def __init__(self, bundle: Bundle) -> None:
        self._composed = composed_for(bundle)

    def examine(
        self, series: Series, output: Output, folder: Path, shown: Mapping[str, str], *, reports: bool
    ) -> Finding:
        """Examines the files against the deck that the sources give now; there are no reports on decks."""
        del reports
        guide = next(guide for guide in series.guides if guide.id == output.subject)
        document, words = self._composed.document(series, guide), words_of(series)
        deck = deck_of_guide(document, series, words)
        forms, templates = forms_of(output.files, output.edition), self._composed.templates
        return examine_deck(
            deck, forms, folder, shown, guide, series, words, templates,
            questions=document.questions, is_session=False,
        )  # fmt: skip


def faults_of_unproved(series: Series, bundle: Bundle, made: Artifact) -> tuple[Problem, ...]:
    """Gives the problem of files whose tags, written by an unknown engine, are wrong."""
    del series, bundle
    return faults_of_tags(made)


def open_examiner(bundle: Bundle) -> SlidesExaminer:
    """Opens the examiner."""
    return SlidesExaminer(bundle)
