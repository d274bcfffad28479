"""Rules on sessions: what they name exists, every blank has its story, and the plan looks after people.

Takes the series and, where guides have been composed, their documents; gives problems. A rule is a function from
one `Case`; `DOCUMENT_RULES` lists those that need a document.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from guidepress.compose.elements import words_in
from guidepress.compose.session import chosen_questions, stories_for, stories_named
from guidepress.compose.words import Words
from guidepress.core.document import Document, Plan
from guidepress.core.model import Guide, Series, Session, Text
from guidepress.core.problems import Place, Problem, Severity
from guidepress.sources.nearest import did_you_mean

OWN_WARNING, OWN_ENDING = "warning", "ending"
"""Parts of a session's own plan that rules ask for."""


@dataclass(frozen=True, slots=True)
class Case:
    """One session under examination."""

    session: Session
    """The session."""
    guide: Guide
    """Its guide."""
    series: Series
    """The series."""
    words: Words
    """The words of its language."""
    document: Document | None = None
    """Its guide composed; None where nothing has been."""

    @property
    def printed(self) -> tuple[Text, ...]:
        """The stories that its guide prints."""
        return (*self.guide.stories, *self.guide.further_stories)


@dataclass(frozen=True, slots=True)
class _Row:
    """One row of a plan, whoever wrote it."""

    stories: tuple[str, ...]
    """Ids of the stories that it shows or names."""
    warns: bool
    """Whether it says that strong feelings may come up."""


def check_sessions(series: Series, words: Words, documents: Mapping[str, Document]) -> Iterator[Problem]:
    """Applies the rules to every session; those on questions and named plans where its guide is composed."""
    for session in series.sessions.values():
        yield from check_session(session, series, words, documents.get(session.guide))


def check_session(session: Session, series: Series, words: Words, document: Document | None) -> Iterator[Problem]:
    """Applies the rules to one session."""
    guides = {str(guide.id): guide for guide in series.guides}
    guide = guides.get(session.guide)
    if guide is None:
        hint = did_you_mean(session.guide, guides, f"the guides are {', '.join(guides)}")
        yield Problem("N001", f"no guide is called '{session.guide}'", session.guide.place, hint)
        return
    case = Case(session, guide, series, words, document)
    strangers = list(stories_are_printed(case))
    yield from strangers
    known = session.stories and not any(problem.code == "N002" for problem in strangers)
    rules = (*RULES, *(STORY_RULES if known else ()), *(DOCUMENT_RULES if document else ()))
    for rule in rules:
        yield from rule(case)


def stories_are_printed(case: Case) -> Iterator[Problem]:
    """N002, N004: every story is one that the guide prints, and is chosen once."""
    seen: dict[str, Text] = {}
    for name in case.session.stories:
        if name not in case.printed:
            guide = case.guide.id
            hint = did_you_mean(name, case.printed, f"guides/{guide}.md lists its stories in the metadata block")
            known = name in case.series.stories
            message = f"'{guide}' does not print the story '{name}'" if known else f"no story is called '{name}'"
            yield Problem("N002", message, name.place, hint)
        elif name in seen:
            yield _twice(f"the story '{name}'", name, seen[name])
        seen.setdefault(name, name)


def questions_are_asked_once(case: Case) -> Iterator[Problem]:
    """N004: a question is asked once."""
    seen: dict[str, Text] = {}
    for number in case.session.questions or ():
        if number in seen:
            yield _twice(f"question {number}", number, seen[number])
        seen.setdefault(number, number)


def _twice(what: str, at: Text, first: Text) -> Problem:
    hint = f"the first time is on line {first.place.line}; take one of them out"
    return Problem("N004", f"{what} is chosen twice", at.place, hint)


def fillings_show_chosen_stories(case: Case) -> Iterator[Problem]:
    """N006, N007, N008: blanks are filled with stories of the session, each with another, in questions it asks."""
    session = case.session
    for filling in session.blanks:
        if session.questions is not None and filling.question not in session.questions:
            hint = f"add {filling.question} to 'questions', or take this line out"
            message = f"question {filling.question} is not asked, so its blanks need no story"
            yield Problem("N007", message, filling.question.place, hint)
        for name in filling.stories:
            if name not in session.stories:
                hint = did_you_mean(name, session.stories, f"this session shows {', '.join(session.stories)}")
                message = f"a blank is filled with '{name}', which this session does not show"
                yield Problem("N008", message, name.place, hint)
        for name, count in Counter(filling.stories).items():
            if count > 1:
                again = [story for story in filling.stories if story == name][1]
                hint = "give each blank of a question another story"
                yield Problem(
                    "N006", f"'{name}' fills two blanks of question {filling.question}", again.place, hint
                )


def questions_exist(case: Case) -> Iterator[Problem]:
    """N003: the guide has a question of each number."""
    assert case.document is not None
    count = len(case.document.questions)
    numbers = {str(question.number) for question in case.document.questions}
    asked = case.session.questions or ()
    for number in asked:
        if number not in numbers:
            has = f"its questions are numbered 1 to {count}" if count else "it has none"
            message = f"'{case.guide.id}' has no question {number}"
            yield Problem("N003", message, number.place, f"choose another; {has}")
    for filling in case.session.blanks:
        if case.session.questions is None and filling.question not in numbers:
            message = f"'{case.guide.id}' has no question {filling.question}"
            yield Problem("N003", message, filling.question.place, f"its questions are numbered 1 to {count}")


def blanks_are_filled_once(case: Case) -> Iterator[Problem]:
    """N005, N006, N007: every blank of a chosen question has one story."""
    assert case.document is not None
    session = case.session
    fillings = {str(filling.question): filling for filling in session.blanks}
    for question in chosen_questions(case.document, session):
        needed, number = len(set(question.blanks)), str(question.number)
        given, filling = stories_for(question, session), fillings.get(number)
        if filling is None and needed != min(needed, len(given)):
            hint = _line_to_add(number, needed, session)
            yield Problem("N005", _open(number, needed), _asked_at(session, number), hint)
        elif filling is not None and not needed:
            message = f"question {number} has no blank to fill"
            yield Problem("N007", message, filling.question.place, "take this line out")
        elif filling is not None and len(given) < needed:
            place = filling.question.place
            yield Problem("N005", _open(number, needed), place, _line_to_add(number, needed, session))
        elif filling is not None and len(given) > needed:
            extra, of = given[needed], "one blank" if needed == 1 else f"{needed} blanks"
            message = f"question {number} has {of} and is given {len(given)} stories"
            yield Problem("N006", message, extra.place, f"keep {needed} of the {len(given)}")


def _open(number: str, needed: int) -> str:
    blanks = "the blank" if needed == 1 else f"one of the {needed} blanks"
    return f"no story fills {blanks} of question {number}"


def _line_to_add(number: str, needed: int, session: Session) -> str:
    names = ", ".join(session.stories)
    if needed == 1:
        first = session.stories[0] if session.stories else "a story"
        return f"add '{number}: {first}' under 'blanks'; this session shows {names}"
    if len(session.stories) < needed:
        return f"show {needed} stories and name them under 'blanks', or ask another question"
    return f"add '{number}: [{', '.join(session.stories[:needed])}]' under 'blanks'; this session shows {names}"


def _asked_at(session: Session, number: str) -> Place:
    chosen = next((asked for asked in session.questions or () if asked == number), session.id)
    return chosen.place


def own_times_add_up(case: Case) -> Iterator[Problem]:
    """N009: the steps of a session's own plan take as long as the session."""
    steps = case.session.steps
    length = _number(case.session.minutes)
    total = sum(_number(step.minutes) or 0 for step in steps)
    if steps and all(step.minutes for step in steps) and length is not None and total != length:
        place = case.session.minutes.place
        yield _sum_differs(total, length, place, "change a step's minutes, or the session's")


def _sum_differs(total: int, length: int, place: Place, hint: str) -> Problem:
    return Problem("N009", f"the plan takes {total} minutes and the session {length}", place, hint)


def named_plan_exists(case: Case) -> Iterator[Problem]:
    """N010, N009: the guide has the plan, and it takes as long as the session."""
    name, document = case.session.plan, case.document
    if name is None or document is None:
        return
    plans = {plan.id: plan for plan in document.plans if plan.id}
    if name not in plans:
        there = f"its plans are {', '.join(plans)}" if plans else "none of its plans has an id; write steps here"
        message = f"'{case.guide.id}' has no plan '{name}'"
        yield Problem("N010", message, name.place, did_you_mean(name, plans, there))
        return
    plan = plans[name]
    times, length = [row.minutes for row in plan.rows], _number(case.session.minutes)
    if None in times:
        hint = "write a plain number of minutes in the first cell of each of its rows"
        yield Problem("N009", f"a time of the plan '{name}' is no number of minutes", name.place, hint)
    elif length is not None and sum(filter(None, times)) != length:
        hint = "choose another plan, change the session's minutes, or write steps here"
        yield _sum_differs(sum(filter(None, times)), length, name.place, hint)


def stories_come_after_a_warning(case: Case) -> Iterator[Problem]:
    """N011: before a story with a content note, the plan says that strong feelings may come up."""
    rows = _rows(case)
    if not rows:
        return
    shows = any(row.stories for row in rows)
    for name in case.session.stories:
        story = case.series.stories.get(name)
        at = next((at for at, row in enumerate(rows) if name in row.stories), None)
        if story is None or story.content_note is None or (at is None and shows):
            continue
        before = rows if at is None else rows[: at + 1]
        if not any(row.warns for row in before):
            hint = (
                "put a step with 'part: warning' before it"
                if case.session.steps
                else "choose a plan that warns first"
            )
            message = f"the plan gives no warning before '{story.title}', which has a content note"
            yield Problem("N011", message, name.place, hint)


def session_has_an_ending(case: Case) -> Iterator[Problem]:
    """N012: the last thing that the plan does is to end the session, not to show a story."""
    if case.session.steps:
        last = case.session.steps[-1]
        if last.part != OWN_ENDING:
            hint = "end with a step of 'part: ending', in which people can gather themselves"
            yield Problem("N012", "this session has no ending", last.minutes.place, hint)
        return
    rows, name = _rows(case), case.session.plan
    if rows and name is not None and rows[-1].stories:
        hint = "choose a plan that ends with time for people to gather themselves"
        yield Problem("N012", f"the plan '{name}' has no ending", name.place, hint)


def plan_shows_the_stories(case: Case) -> Iterator[Problem]:
    """N013, N014: what the plan shows are the session's stories, all of them."""
    session, rows = case.session, _rows(case)
    shown = {name for row in rows for name in row.stories}
    for step in session.steps:
        if step.story is not None and step.story not in session.stories:
            hint = did_you_mean(step.story, session.stories, "add it to 'stories', or choose one of them")
            message = f"the plan shows '{step.story}', which this session leaves out"
            yield Problem("N013", message, step.story.place, hint)
    if session.plan is not None:
        for row in rows:
            if row.stories and not set(row.stories) & set(session.stories):
                hint = "add it to 'stories', choose another plan, or write steps here"
                message = f"the plan '{session.plan}' shows '{row.stories[0]}', which this session leaves out"
                yield Problem("N013", message, session.plan.place, hint)
    for name in session.stories:
        if name not in shown and (session.steps or shown) and name in case.series.stories:
            hint = (
                f"add 'story: {name}' to the step that shows it"
                if session.steps
                else "choose another plan, or write steps here"
            )
            yield Problem("N014", f"the plan does not show '{name}'", name.place, hint)


def plan_asks_what_the_session_asks(case: Case) -> Iterator[Problem]:
    """N015: a question that the named plan speaks of by its number is one of the session's."""
    session, document, name = case.session, case.document, case.session.plan
    plan = next((plan for plan in document.plans if plan.id and plan.id == name), None) if document else None
    if plan is None or name is None or not session.questions:
        return
    spoken = re.escape(case.words.say("question_numbered", number="#")).replace("\\#", r"(\d+)\b")
    asked = re.findall(rf"\b{spoken}", words_in(" ".join(" ".join(row.cells) for row in plan.rows)), re.IGNORECASE)
    for number in dict.fromkeys(asked):
        if number not in session.questions:
            hint = f"add {number} to 'questions', choose another plan, or write steps here"
            message = f"the plan '{name}' asks question {number}, which this session leaves out"
            yield Problem("N015", message, name.place, hint, Severity.WARNING)


def released_sessions_name_no_day(case: Case) -> Iterator[Problem]:
    """N016: a session that is released says neither when nor where it takes place, nor who leads it."""
    session = case.session
    if session.publish:
        for name, value in (("date", session.date), ("place", session.where), ("who", session.who)):
            if value is not None:
                hint = "take this line out, or 'publish: true'; a release is read by strangers, years later"
                yield Problem("N016", f"this session is for release and has a {name!r}", value.place, hint)


def _rows(case: Case) -> tuple[_Row, ...]:
    """Gives the rows of a session's plan; none where it is not known."""
    if case.session.steps:
        return tuple(
            _Row((str(step.story),) if step.story else (), step.part == OWN_WARNING) for step in case.session.steps
        )
    if case.document is None:
        return ()
    plan = next((plan for plan in case.document.plans if plan.id == case.session.plan), None)
    return tuple(_rows_of(plan, case.words)) if plan else ()


def _rows_of(plan: Plan, words: Words) -> Iterator[_Row]:
    warnings = [word.strip().lower() for word in words.say("plan_warning_words").split(",") if word.strip()]
    for row in plan.rows if warnings else ():  # a language without these words can't tell
        text = words_in(" ".join(row.cells)).lower()
        yield _Row(tuple(stories_named(row.cells)), any(word in text for word in warnings))


def _number(text: Text) -> int | None:
    return int(text) if text.isascii() and text.isdigit() else None


Rule = Callable[[Case], Iterator[Problem]]

RULES: tuple[Rule, ...] = (
    questions_are_asked_once,
    own_times_add_up,
    session_has_an_ending,
    released_sessions_name_no_day,
)

STORY_RULES: tuple[Rule, ...] = (
    fillings_show_chosen_stories,
    stories_come_after_a_warning,
    plan_shows_the_stories,
)
"""Rules on what is done with a session's stories, which say nothing while one of these is unknown."""

DOCUMENT_RULES: tuple[Rule, ...] = (
    questions_exist,
    blanks_are_filled_once,
    named_plan_exists,
    plan_asks_what_the_session_asks,
)
