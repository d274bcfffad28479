"""A guide's document and a session to a `PlannedSession`: stories looked up, questions chosen, blanks filled.

Takes what the rules on sessions have passed; what a faulty session names and nothing has is left out here, and
reported by those rules.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from html import escape

from guidepress.compose.clean import SAFE_ELEMENTS, clean
from guidepress.compose.elements import words_in
from guidepress.compose.punctuation import curl
from guidepress.compose.words import Words
from guidepress.core.document import Document, Plan, PlanRow, Question
from guidepress.core.model import Series, Session, Step, Story, Text
from guidepress.core.session import PlannedSession

BLANK = re.compile(r'<span class="blank" data-blank="(\d+)">[^<]*</span>')
"""A blank in a question's markup."""
_STORY_LINK = re.compile(r'<(?:a|span) class="story-link"[^>]*>([^<]*)</(?:a|span)>')
_FOOTNOTE = re.compile(r'<sup id="fnref[^"]*">.*?</sup>', re.DOTALL)
_COLUMNS = ("plan_time", "plan_you_do", "plan_they_do", "plan_say", "plan_need")


def plan_session(document: Document, session: Session, series: Series, words: Words) -> PlannedSession:
    """Gives the session with all that it names."""
    stories = tuple(series.stories[name] for name in session.stories if name in series.stories)
    return PlannedSession(
        session,
        document,
        stories,
        tuple(_filled(question, session, series.stories) for question in chosen_questions(document, session)),
        plan_of(document, session, words, series.stories),
    )


def chosen_questions(document: Document, session: Session) -> tuple[Question, ...]:
    """Gives the guide's questions that a session asks, in its order; those that do not exist are left out."""
    if session.questions is None:
        return document.questions
    known = {str(question.number): question for question in document.questions}
    return tuple(known[number] for number in session.questions if number in known)


def stories_for(question: Question, session: Session) -> tuple[Text, ...]:
    """Gives the stories that fill a question's blanks: as the session says, or the only story that it shows."""
    for filling in session.blanks:
        if filling.question == str(question.number):
            return filling.stories
    return session.stories if len(session.stories) == 1 else ()


def _filled(question: Question, session: Session, catalogue: Mapping[str, Story]) -> Question:
    names = stories_for(question, session)
    order = list(dict.fromkeys(question.blanks))  # {story 2} may stand before {story 1}, and a blank twice
    by_blank = dict(zip(sorted(order), names, strict=False))

    def title(match: re.Match[str]) -> str:
        story = catalogue.get(by_blank.get(int(match[1]), Text("")))
        return f"<strong>{escape(curl(story.title))}</strong>" if story else match[0]

    html = unlinked(BLANK.sub(title, question.html))
    return replace(
        question, html=html, text=words_in(html), follow_up=unlinked(BLANK.sub(title, question.follow_up))
    )


def plan_of(document: Document, session: Session, words: Words, catalogue: Mapping[str, Story]) -> Plan:
    """Gives the session's plan: the guide's one of that id, or one made of its own steps."""
    if session.plan is None:
        return _plan_of_steps(session, words, catalogue)
    for plan in document.plans:
        if plan.id == session.plan:
            rows = (replace(row, cells=tuple(map(unlinked, row.cells))) for row in plan.rows)
            return replace(plan, rows=tuple(rows))
    return Plan(id=str(session.plan), title="", minutes=None, columns=(), rows=())


def _plan_of_steps(session: Session, words: Words, catalogue: Mapping[str, Story]) -> Plan:
    rows = [_cells(step, words, catalogue) for step in session.steps]
    used = [at for at in range(len(_COLUMNS)) if any(row[at] for row in rows)]
    return Plan(
        id="",
        title=str(session.title),
        minutes=_number(session.minutes),
        columns=tuple(words.say(_COLUMNS[at]) for at in used),
        rows=tuple(
            PlanRow(_number(step.minutes), tuple(row[at] for at in used))
            for step, row in zip(session.steps, rows, strict=True)
        ),
    )


def _cells(step: Step, words: Words, catalogue: Mapping[str, Story]) -> Sequence[str]:
    minutes = words.say("plan_minutes", minutes=step.minutes) if step.minutes else ""
    story = catalogue.get(step.story) if step.story else None
    shows = words.say("plan_show", title=curl(story.title)) if story and not step.you_do else ""
    told = (step.you_do or shows, step.they_do, step.say, step.need)
    return [minutes, *(escape(curl(cell)) if cell else "" for cell in told)]


def _number(text: Text) -> int | None:
    return int(text) if text.isascii() and text.isdigit() else None


def unlinked(html: str) -> str:
    """Gives markup without links and footnote marks, whose targets no sheet or slide has.

    A title of a story that was a link is strong, since no colour tells it from the words around it any more.
    """
    strong = _STORY_LINK.sub(r"<strong>\1</strong>", _FOOTNOTE.sub("", html))
    return clean(strong, SAFE_ELEMENTS - {"a", "img"})


def stories_named(cells: Sequence[str]) -> Iterator[str]:
    """Gives the ids of the stories that the cells of a plan's row link to."""
    for cell in cells:
        yield from re.findall(r'data-story="([\w-]+)"', cell)
