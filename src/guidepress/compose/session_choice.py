"""A session from a few choices on a command line: the guide's own plan where one fits, else steps by rule.

Takes ids and numbers as they are typed; gives a `Session` that the rules on sessions then judge like any other.
"""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass, replace

from guidepress.compose.punctuation import curl
from guidepress.compose.session import BLANK, chosen_questions, stories_named
from guidepress.compose.words import Words
from guidepress.core.document import Document
from guidepress.core.model import COMPANIONS, Filling, Guide, Session, Step, Text
from guidepress.core.problems import Place

TYPED = Place("the command line")
"""Where problems of a session point that is in no file."""
ALL = "all"
SHARE_OF_AN_EDGE = 8
"""One minute in so many is for the welcome, and one for the end."""
LEAST_OF_AN_EDGE, MOST_OF_AN_EDGE = 2, 10
TIME_OF_A_STORY, SHORT_TIME_OF_A_STORY = 5, 4
"""Minutes for a story and the quiet after it, and those of a short session; most run for two to four."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What was typed."""

    stories: tuple[str, ...]
    """Ids of stories in the order of showing."""
    questions: tuple[str, ...]
    """Numbers of questions in the order of asking, or `all` alone."""
    minutes: int
    """How long the session takes."""
    title: str = ""
    """What it is called; empty for a title made of guide and length."""
    date: str = ""
    """When it takes place, YYYY-MM-DD; may be empty."""
    where: str = ""
    """Where it takes place; may be empty."""
    who: str = ""
    """Who leads it; may be empty."""


def least_minutes(stories: int) -> int:
    """Gives the least length of a session of so many stories: welcome, end, each story and a minute of talk."""
    return 2 * LEAST_OF_AN_EDGE + stories * (SHORT_TIME_OF_A_STORY + 1)


def session_of(choice: Choice, guide: Guide, document: Document, words: Words, taken: Container[str]) -> Session:
    """Gives the session, with an id that is not taken."""
    title = choice.title or words.say("session_title", guide=guide.title, minutes=choice.minutes)
    plan = _plan_that_fits(choice, document)
    session = Session(
        id=_typed(_free_id(title, taken)),
        guide=_typed(guide.id),
        title=_typed(title),
        about=None,
        minutes=_typed(str(choice.minutes)),
        stories=tuple(map(_typed, choice.stories)),
        questions=None if choice.questions == (ALL,) else tuple(map(_typed, choice.questions)),
        blanks=(),
        plan=_typed(plan) if plan else None,
        steps=() if plan else tuple(_steps(choice, words)),
        companions=tuple(map(_typed, COMPANIONS)),
        date=_typed(choice.date) if choice.date else None,
        where=_typed(choice.where) if choice.where else None,
        who=_typed(choice.who) if choice.who else None,
    )
    return _with_blanks_filled(session, document)


def _typed(value: str) -> Text:
    return Text(value, TYPED)


def _free_id(title: str, taken: Container[str]) -> str:
    plain = re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")[:50].strip("-") or "session"
    names = (plain, *(f"{plain}-{number}" for number in range(2, 1000)))
    return next((name for name in names if name not in taken), plain)


def _plan_that_fits(choice: Choice, document: Document) -> str:
    """Gives the id of the guide's plan of that length which shows these stories and no others."""
    for plan in document.plans:
        times = [row.minutes or 0 for row in plan.rows]
        shown = {name for row in plan.rows for name in stories_named(row.cells)}
        if plan.id and sum(times) == choice.minutes and shown == set(choice.stories):
            return plan.id
    return ""


def _with_blanks_filled(session: Session, document: Document) -> Session:
    """Fills blanks in the order of the stories; where there are too few, the rules on sessions say so."""
    if len(session.stories) < 2:
        return session
    fillings = []
    for question in chosen_questions(document, session):
        needed = len(set(BLANK.findall(question.html)))
        if needed:
            fillings.append(Filling(_typed(str(question.number)), session.stories[:needed]))
    return replace(session, blanks=tuple(fillings))


def _steps(choice: Choice, words: Words) -> Sequence[Step]:
    """Gives a welcome with warning, each story with talk after it, and an end."""
    edge = max(LEAST_OF_AN_EDGE, min(MOST_OF_AN_EDGE, choice.minutes // SHARE_OF_AN_EDGE))
    count = max(1, len(choice.stories))
    showing = TIME_OF_A_STORY if choice.minutes > 2 * edge + 2 * count * TIME_OF_A_STORY else SHORT_TIME_OF_A_STORY
    talk = choice.minutes - 2 * edge - showing * len(choice.stories)
    asked = _shares(choice.questions, count)
    steps = [_step(edge, "warning", words.say("step_welcome"), words.say("step_settle"))]
    for at, story in enumerate(choice.stories):
        steps.append(_step(showing, "story", "", words.say("step_watch"), story))
        minutes = talk // count + (talk % count if at == count - 1 else 0)
        numbers = ", ".join(asked[at])
        talking = words.say("step_questions", numbers=numbers) if numbers else words.say("step_talk")
        steps.append(_step(max(1, minutes), "talk", "", talking))
    steps.append(_step(edge, "ending", words.say("step_thank"), words.say("step_leave")))
    return steps


def _shares(questions: Sequence[str], count: int) -> list[list[str]]:
    """Deals questions out to stories in their order, the first stories first."""
    size, more = divmod(len(questions), count)
    shares, at = [], 0
    for number in range(count):
        end = at + size + (number < more)
        shares.append(list(questions[at:end]))
        at = end
    return shares


def _step(minutes: int, part: str, you_do: str, they_do: str, story: str = "") -> Step:
    return Step(
        minutes=_typed(str(minutes)),
        part=_typed(part),
        story=_typed(story) if story else None,
        you_do=_typed(curl(you_do)) if you_do else None,
        they_do=_typed(curl(they_do)),
        say=None,
        need=None,
    )
