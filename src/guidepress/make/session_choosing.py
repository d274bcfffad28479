"""A session made of choices, judged by the rules on sessions, and written into `sessions.yaml` where asked.

Takes what somebody typed or ticked; gives the session, or what is wrong. Writes whole or not at all.
"""

from __future__ import annotations

from pathlib import Path

from guidepress.checks.sources.project import examine
from guidepress.compose.guide import compose
from guidepress.compose.session_choice import Choice, least_minutes, session_of
from guidepress.compose.session_rules import check_session
from guidepress.compose.templates import Templates
from guidepress.compose.words import words_of
from guidepress.core.errors import UsageError
from guidepress.core.model import Guide, Series, Session
from guidepress.core.problems import Problem, has_errors
from guidepress.make.writing import write_whole
from guidepress.sources.nearest import did_you_mean
from guidepress.sources.session_file import with_session
from guidepress.sources.shape import is_calendar_date


def chosen_session(
    choice: Choice, name: str, project: Path, styles: Path
) -> tuple[Session | None, tuple[Problem, ...]]:
    """Gives the session that was chosen, or None and what is wrong with it or with the sources.

    Raises UsageError for a choice that no file could hold, and for a guide that does not exist.
    """
    refuse_what_no_file_could_hold(choice)
    examined = examine(project, styles)
    series = examined.series
    if series is None or has_errors(examined.problems):
        return None, examined.problems
    guide = _guide_named(name, series)
    words, document = words_of(series), compose(series, guide, Templates(styles))
    made = session_of(choice, guide, document, words, series.sessions)
    problems = tuple(check_session(made, series, words, document))
    return (None if has_errors(problems) else made), problems


def refuse_what_no_file_could_hold(choice: Choice) -> None:
    """Raises UsageError, which says what to choose instead, for a length, day or number that none is."""
    least = least_minutes(len(choice.stories))
    if choice.minutes < least:
        raise UsageError(f"--minutes: {len(choice.stories)} stories need {least} minutes or more")
    if choice.date and not (len(choice.date) == len("2026-12-01") and is_calendar_date(choice.date)):
        raise UsageError(f"--date: '{choice.date}' is no day. Write YYYY-MM-DD, such as 2027-01-12")
    if choice.questions != ("all",):
        wrong = [
            number for number in choice.questions if not (number.isascii() and number.isdigit() and int(number))
        ]
        if wrong or not choice.questions:
            raise UsageError(
                f"--questions: '{', '.join(wrong)}' is no number. Write numbers such as 1,5,9, or all"
            )


def _guide_named(name: str, series: Series) -> Guide:
    guides = {str(guide.id): guide for guide in series.guides}
    if name not in guides:
        raise UsageError(
            f"no guide is called '{name}'. {did_you_mean(name, guides)} There are: {', '.join(guides)}"
        )
    return guides[name]


def save_session(made: Session, path: Path) -> None:
    """Writes the session below those of the file; raises UsageError where that can't be done."""
    try:
        text = path.read_bytes().decode("utf-8") if path.exists() else ""
        write_whole(path, with_session(text, made).encode(), path.parent.parent)
    except (OSError, ValueError) as error:
        name = path.relative_to(path.parents[1]).as_posix()
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise UsageError(f"{name} can't be added to: {reason}. Nothing was written") from error
