"""What a project holds and what is wrong with it, for the lists beside the pages; a session saved; web pages.

Takes the project's folder; gives `Known`, from one reading of all sources by the same rules as `check`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from guidepress.checks.sources.project import Examined, examine
from guidepress.compose.guide import compose
from guidepress.compose.punctuation import curl
from guidepress.compose.session_choice import TYPED, Choice
from guidepress.compose.templates import Templates
from guidepress.compose.words import words_of
from guidepress.core.errors import UsageError
from guidepress.core.model import Guide, Series, Story, edition_named
from guidepress.core.problems import Problem, has_errors
from guidepress.make.session_choosing import chosen_session, save_session
from guidepress.preview.records import Asked, Known, Saved, StoryCard
from guidepress.sources.kept import Kept
from guidepress.sources.project import SESSIONS
from guidepress.targets.base import Bundle
from guidepress.targets.web.page import Surroundings, web_page

WITH_PAGES = frozenset({"pdf", "slides"})
"""The targets whose editions of a guide have pages."""
_WEB = "web"
_OPTION = re.compile(r"^--[a-z]+: ")
"""How a message names the option of the command line that it is about."""


class Shelf:
    """One process's view of a project, kept between readings."""

    def __init__(self, bundle: Bundle) -> None:
        self._bundle = bundle
        self._kept = Kept()
        self._templates = Templates(bundle.styles)
        self._examined = Examined(None, ())

    def renew(self) -> Known:
        """Reads the sources again, and gives what they hold."""
        self._examined = examine(self._bundle.project, self._bundle.styles, self._kept)
        series = self._examined.series
        editions = tuple(
            (edition.name, edition.purpose) for edition in self._examined.editions if edition.target in WITH_PAGES
        )
        if series is None:
            return Known(editions=editions, problems=self._examined.problems)
        return Known(
            title=curl(series.title),
            language=str(series.language),
            guides=tuple((str(guide.id), curl(guide.title)) for guide in series.guides),
            sessions=tuple(
                (str(session.id), curl(session.title), tuple(map(str, session.companions)))
                for session in series.sessions.values()
            ),
            editions=editions,
            stories=tuple(_card(series, story) for story in series.stories.values()),
            questions={str(guide.id): tuple(self._questions(series, guide)) for guide in series.guides},
            problems=self._examined.problems,
        )

    def _questions(self, series: Series, guide: Guide) -> Iterator[Asked]:
        words = words_of(series)
        for question in compose(series, guide, self._templates).questions:
            depth = words.say(f"depth_{question.depth}") if question.depth else ""
            yield Asked(question.number, question.text, depth)

    def save(self, guide: str, choice: Choice) -> Saved:
        """Writes a session that was chosen into `sessions.yaml`, as `session --save` does, or says why not."""
        project, styles = self._bundle.project, self._bundle.styles
        try:
            made, problems = chosen_session(choice, guide, project, styles)
            if made is not None:
                save_session(made, project / "guides" / SESSIONS)
        except UsageError as error:
            return Saved("", _OPTION.sub("", str(error)))
        if made is None:
            errors = [problem for problem in problems if has_errors([problem])]
            return Saved("", ". ".join(map(_told, errors[:3])))
        return Saved(str(made.id), f"It is in guides/{SESSIONS} now, as '{made.id}'.")

    def web_page(self, name: str) -> bytes | None:
        """Gives a guide as a web page that leads to its siblings here; None where it can't be made."""
        series = self._examined.series
        edition = edition_named(self._examined.editions, _WEB)
        guide = next((guide for guide in series.guides if guide.id == name), None) if series else None
        if series is None or guide is None or edition is None:
            return None
        document = compose(series, guide, self._templates)
        bundle = self._bundle
        around = Surroundings(bundle.project, bundle.styles, "/", lambda it: f"{it}.html", edition.style_sheets)
        html = web_page(series, document, self._templates, around, None).html
        return html.encode() if html else None


def _told(problem: Problem) -> str:
    where = "" if problem.place == TYPED else f"{problem.place}: "
    return f"{where}{problem.message}{f' ({problem.hint})' if problem.hint else ''}"


def _card(series: Series, story: Story) -> StoryCard:
    guides = [guide for guide in series.guides if story.id in (*guide.stories, *guide.further_stories)]
    sessions = [session for session in series.sessions.values() if story.id in session.stories]
    return StoryCard(
        id=str(story.id),
        title=curl(story.title),
        teller=", ".join(part for part in (story.storyteller, story.role) if part),
        themes=tuple(map(str, story.themes)),
        synopsis=" ".join(story.synopsis.split()),
        content_note=str(story.content_note or ""),
        used_by=tuple(map(curl, (*(guide.title for guide in guides), *(session.title for session in sessions)))),
        guides=tuple(str(guide.id) for guide in guides),
        path=story.id.place.path,
        line=story.id.place.line,
    )
