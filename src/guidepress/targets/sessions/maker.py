"""Makes what one session asks for: handout, large-print twin, facilitator's sheet, slides."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from guidepress.compose.guide import compose
from guidepress.compose.punctuation import curl
from guidepress.compose.session import plan_session
from guidepress.compose.session_rules import check_session
from guidepress.compose.templates import Templates
from guidepress.compose.words import Words, words_of
from guidepress.core.limits import Limits
from guidepress.core.measures import Length
from guidepress.core.model import Edition, Series
from guidepress.core.problems import Problem, has_errors
from guidepress.core.session import PlannedSession
from guidepress.core.system_libraries import loaded_libraries
from guidepress.engine.library import tags_are_proved
from guidepress.targets.base import Artifact, Bundle, File, Task, file_of
from guidepress.targets.pdf.crashes import RuleError
from guidepress.targets.pdf.describing import metadata_of
from guidepress.targets.pdf.typesetter import Engine, UntaggableError
from guidepress.targets.pdf.unknown_engine import slower, untaggable
from guidepress.targets.sessions.sheets import FACILITATOR, HANDOUT, sheet_of
from guidepress.targets.slides.page import TEMPLATE
from guidepress.targets.slides.planning import deck_of_session
from guidepress.targets.slides.writing import A4, NOTES, PDF, SLIDES, Form, Tools, write_deck

COMMON = ("fonts.css", "tokens.css", "page.css", "text.css", "parts.css")


def _sheet(name: str, limits: Limits, *sheets: str) -> Edition:
    return Edition(name, "", (*COMMON, *sheets), tagged=True, numbered_from_first=True, limits=limits)


LARGE = Limits(smallest_text=18, body_text=18, line_spacing=1.3, code_side=Length.mm(30), trim=A4)

SHEETS = {
    "handout": (
        HANDOUT,
        _sheet("handout", Limits(smallest_text=12, body_text=12, trim=A4), "editions/handout.css"),
    ),
    "handout-large-print": (
        HANDOUT,
        _sheet("handout-large-print", LARGE, "editions/handout.css", "editions/handout-large-print.css"),
    ),
    "facilitator": (
        FACILITATOR,
        _sheet("facilitator", Limits(smallest_text=11, body_text=11, trim=A4), "editions/facilitator.css"),
    ),
}
"""The template of each sheet, and how it is typeset."""


def deck_forms(names: Sequence[str]) -> dict[Form, str]:
    """Gives the files of a session's deck by their form."""
    return dict(zip(Form, (name for name in names if name.rpartition("/")[2].startswith("slides")), strict=True))


class SessionsMaker:
    """One process's tools, kept warm from session to session."""

    def __init__(self, bundle: Bundle) -> None:
        self._tools = Tools(Engine(bundle.project, bundle.styles), Templates(bundle.styles))
        self._libraries = loaded_libraries()

    def warm_up(self, editions: Iterable[Edition]) -> None:  # noqa: ARG002  # one session is like another
        """Compiles the templates and typesets a few words for each kind of sheet."""
        self._tools.templates.warm_up(TEMPLATE, HANDOUT, FACILITATOR)
        for edition in (SLIDES, NOTES, *(edition for _, edition in SHEETS.values())):
            self._tools.engine.warm_up(edition)

    def make(self, series: Series, task: Task) -> Artifact:
        """Makes the files of one session."""
        output = task.output
        session = series.sessions[output.subject]
        guide = next(guide for guide in series.guides if guide.id == session.guide)
        words = words_of(series)
        document = compose(series, guide, self._tools.templates)
        problems = [*document.problems, *check_session(session, series, words, document)]
        if has_errors(problems):
            return Artifact(output, problems=tuple(problems))
        planned = plan_session(document, session, series, words)
        try:
            files, more = self._files(planned, task, series, words)
        except RuleError as error:
            return Artifact(output, problems=(*problems, error.problem))
        except UntaggableError as error:
            return Artifact(output, problems=(*problems, untaggable(output.edition, str(error))))
        problems += [*more, *words.problems, *slower()]
        kept = () if has_errors(problems) else tuple(files)
        return Artifact(
            output, kept, problems=tuple(problems), libraries=self._libraries, unproved=not tags_are_proved()
        )

    def _files(
        self, planned: PlannedSession, task: Task, series: Series, words: Words
    ) -> tuple[list[File], list[Problem]]:
        output, session = task.output, planned.session
        files: list[File] = []
        problems: list[Problem] = []
        names = {name.rpartition("/")[2]: name for name in output.files}
        for companion in session.companions:
            if companion in SHEETS:
                found, more = self._sheet(planned, companion, names[f"{companion}.pdf"], series, words)
                files += found
                problems += more
            else:
                deck = deck_of_session(planned, series, words)
                given = task.given[output.needs[0].name]
                forms, guide = deck_forms(output.files), planned.document.guide
                written = write_deck(deck, forms, guide, series, words, given, self._tools)
                files += written.files
                problems += written.problems
        return files, problems

    def _sheet(
        self, planned: PlannedSession, companion: str, name: str, series: Series, words: Words
    ) -> tuple[list[File], list[Problem]]:
        template, edition = SHEETS[companion]
        html, found = sheet_of(planned, series, edition, words, self._tools.templates, template)
        if has_errors(found):
            return [], list(found)
        guide, session = planned.document.guide, planned.session
        title = words.say("session_document", session=curl(session.title), guide=curl(guide.title))
        about = curl(session.about or guide.summary)
        metadata = replace(metadata_of(series, guide), title=title, description=about)
        typeset = self._tools.engine.typeset(html, edition, guide, series, metadata)
        return [file_of(name, typeset.pdf, PDF)], [*found, *typeset.problems]
