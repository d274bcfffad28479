"""The examiner of what was made for sessions: handouts, sheets and decks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from guidepress.checks.composed import composed_for
from guidepress.checks.finished import Finding
from guidepress.checks.pdf.pages.check import SHEET_RULES
from guidepress.checks.pdf.pages.open_file import UnreadableError, opened
from guidepress.checks.pdf.sheet import examine_sheet
from guidepress.checks.pdf.unproved import faults_of_tags
from guidepress.checks.slides.finished import blank_words, examine_deck
from guidepress.compose.session import plan_session
from guidepress.compose.words import Words, words_of
from guidepress.core.model import Series
from guidepress.core.problems import Place, Problem
from guidepress.core.session import PlannedSession
from guidepress.targets.base import Artifact, Bundle, Output
from guidepress.targets.sessions.maker import SHEETS, deck_forms
from guidepress.targets.sessions.sheets import HANDOUT, sheet_of
from guidepress.targets.slides.planning import deck_of_session

MOST_PAGES = {"handout": 4, "facilitator": 2}
"""Sides of A4 that a sheet may have; a handout of more than three stories may have more."""
STORIES_OF_A_SHORT_HANDOUT = 3


class SessionsExaminer:
    """Examines the files of one session."""

    def __init__(self, bundle: Bundle) -> None:
        self._composed = composed_for(bundle)

    def examine(
        self, series: Series, output: Output, folder: Path, shown: Mapping[str, str], *, reports: bool
    ) -> Finding:
        """Examines every file against what the sources give now; there are no reports on sessions."""
        del reports
        session, words = series.sessions[output.subject], words_of(series)
        guide = next(guide for guide in series.guides if guide.id == session.guide)
        planned = plan_session(self._composed.document(series, guide), session, series, words)
        files = {name.rpartition("/")[2].rpartition(".")[0]: name for name in output.files}
        problems: list[Problem] = []
        figures: list[str] = []
        for companion in session.companions:
            if companion in SHEETS:
                found = self._sheet(
                    planned, companion, folder / files[companion], shown[files[companion]], series, words
                )
            else:
                deck = deck_of_session(planned, series, words)
                found = examine_deck(
                    deck, deck_forms(output.files), folder, shown, guide, series, words, self._composed.templates,
                    questions=planned.questions, is_session=True,
                )  # fmt: skip
            problems += found.problems
            figures.append(f"{companion}: {found.figures}")
        return Finding(tuple(problems), "; ".join(figures))

    def _sheet(
        self, planned: PlannedSession, companion: str, path: Path, name: str, series: Series, words: Words
    ) -> Finding:
        template, edition = SHEETS[companion]
        try:
            pdf = path.read_bytes()
        except OSError:
            return Finding((Problem("A009", "there is no such file", Place(name), "build it first"),))
        html, _ = sheet_of(planned, series, edition, words, self._composed.templates, template)
        stories = planned.stories if template == HANDOUT else ()
        found = examine_sheet(pdf, html, edition, name, stories, planned.document.guide, series, SHEET_RULES)
        most = MOST_PAGES.get(companion, found.page_count)
        problems = [*found.problems, *_open_blanks(pdf, name, words)]
        is_short = companion != "handout" or len(planned.stories) <= STORIES_OF_A_SHORT_HANDOUT
        if is_short and found.page_count > most:
            message = f"it has {found.page_count} pages; {most} are the most"
            problems.append(Problem("P019", message, Place(name), "ask fewer questions, or shorten the plan"))
        return Finding(tuple(problems), f"{found.page_count} pages, {found.code_count} QR codes")


def _open_blanks(pdf: bytes, name: str, words: Words) -> Iterator[Problem]:
    """Gives D015 for words of a blank on any page."""
    try:
        with opened(pdf) as file:
            text = " ".join(run.text for side in range(len(file)) for run in file.runs(side))
    except UnreadableError:
        return
    plain = " ".join(text.split())
    for blank in blank_words(words):
        if blank in plain:
            yield Problem("D015", f"a blank is left open: '{blank}'", Place(name), "name a story under 'blanks'")


def faults_of_unproved(series: Series, bundle: Bundle, made: Artifact) -> tuple[Problem, ...]:
    """Gives the problem of files whose tags, written by an unknown engine, are wrong."""
    del series, bundle
    return faults_of_tags(made)


def open_examiner(bundle: Bundle) -> SessionsExaminer:
    """Opens the examiner."""
    return SessionsExaminer(bundle)
