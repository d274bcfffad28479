"""`guidepress session`: the files of one session, from `sessions.yaml` or from what is typed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from guidepress.commands.building import make_and_tell
from guidepress.commands.options import folders, format_option, output_folder, project_options
from guidepress.commands.printing import exit_code, print_problems, say, shown
from guidepress.core.errors import UsageError
from guidepress.core.model import edition_named
from guidepress.core.problems import Problem, has_errors
from guidepress.make.executors.local import cores
from guidepress.sources.nearest import did_you_mean
from guidepress.sources.project import SESSIONS
from guidepress.theme.editions import read_editions

if TYPE_CHECKING:
    from guidepress.compose.session_choice import Choice
    from guidepress.core.model import Guide, Series, Session

EPILOG = """\b
Examples:
  guidepress session                                   all sessions of guides/sessions.yaml
  guidepress session first-hour
  guidepress session --guide first-guide --story one --story another \\
      --questions 1,5,9 --minutes 60 --title 'An hour together'
  guidepress session --guide first-guide --story one --questions 2,10 --minutes 20 --save
"""


@click.command(epilog=EPILOG)
@click.argument("sessions", nargs=-1, metavar="[ID]...")
@click.option("--guide", metavar="GUIDE", help="Make a session of this guide, from the choices that follow.")
@click.option(
    "--story", "stories", multiple=True, metavar="ID", help="A story. May be repeated; the order counts."
)
@click.option("--questions", metavar="NUMBERS", help="Numbers of questions such as 1,5,9, or all.")
@click.option("--minutes", type=click.IntRange(5, 480), help="How long the session takes.")
@click.option("--title", default="", metavar="WORDS", help="What it is called.")
@click.option("--date", default="", metavar="DATE", help="When, YYYY-MM-DD; on the handout only.")
@click.option("--place", "where", default="", metavar="WORDS", help="Where; on the handout only.")
@click.option("--who", default="", metavar="WORDS", help="Who leads it; on the handout only.")
@click.option("--save", is_flag=True, help="Write it into guides/sessions.yaml too.")
@click.option(
    "--output", type=click.Path(file_okay=False, path_type=Path), help="Where to write.  [default: output/]"
)
@click.option(
    "--jobs", type=click.IntRange(1, 64), help="How many sessions to make at once.  [default: the cores]"
)
@click.option("--explain", is_flag=True, help="Say of each file why it was made or left.")
@project_options
@format_option
def session(
    sessions: tuple[str, ...],
    guide: str | None,
    stories: tuple[str, ...],
    questions: str | None,
    minutes: int | None,
    title: str,
    date: str,
    where: str,
    who: str,
    save: bool,
    output: Path | None,
    jobs: int | None,
    explain: bool,
    project: Path,
    styles: Path | None,
    form: str,
) -> int:
    """Make the handout, the facilitator's sheet and the slides of sessions."""
    from guidepress.make.plan import Request
    from guidepress.targets.base import Bundle

    project, styles = folders(project, styles)
    bundle, folder = Bundle(project, styles), output_folder(output, project)
    known = read_editions(styles).known
    edition = edition_named(known, "sessions")
    if edition is None:
        raise UsageError("the theme's editions.yaml can't be used; see `guidepress check`")
    request = Request(bundle, folder, sessions, (edition,), jobs or cores(), all_editions=known)
    if guide is None:
        if stories or questions or minutes or save or title:
            raise UsageError("a session from choices needs --guide, --story, --questions and --minutes")
        return make_and_tell(request, form, explain=explain)
    if sessions or not (stories and questions and minutes):
        raise UsageError("with --guide name stories, --questions and --minutes, and no ids of sessions")
    from guidepress.compose.session_choice import Choice

    numbers = tuple(number.strip() for number in questions.split(",") if number.strip())
    choice = Choice(stories, numbers, minutes, title, date, where, who)
    made, problems = _from_choice(choice, guide, project, styles)
    if made is None:
        print_problems(problems, form)
        return exit_code(problems)
    if save:
        path = project / "guides" / SESSIONS
        _save(made, path)
        if form == "text":
            say(f"wrote the session '{made.id}' into {shown(path)}")
        request = replace(request, subjects=(str(made.id),))
    else:
        request = replace(request, subjects=(str(made.id),), sessions=(made,))
    return make_and_tell(request, form, explain=explain)


def _from_choice(
    choice: Choice, name: str, project: Path, styles: Path
) -> tuple[Session | None, tuple[Problem, ...]]:
    """Gives the session that was chosen, or None and what is wrong with it or with the sources."""
    from guidepress.checks.sources.project import examine
    from guidepress.compose.guide import compose
    from guidepress.compose.session_choice import session_of
    from guidepress.compose.session_rules import check_session
    from guidepress.compose.templates import Templates
    from guidepress.compose.words import words_of

    _refuse_what_no_file_could_hold(choice)
    examined = examine(project, styles)
    series = examined.series
    if series is None or has_errors(examined.problems):
        return None, examined.problems
    guide = _guide_named(name, series)
    words, document = words_of(series), compose(series, guide, Templates(styles))
    made = session_of(choice, guide, document, words, series.sessions)
    problems = tuple(check_session(made, series, words, document))
    return (None if has_errors(problems) else made), problems


def _refuse_what_no_file_could_hold(choice: Choice) -> None:
    from guidepress.compose.session_choice import least_minutes
    from guidepress.sources.shape import is_calendar_date

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


def _save(made: Session, path: Path) -> None:
    """Writes the session below those of the file; raises UsageError where that can't be done."""
    from guidepress.make.writing import write_whole
    from guidepress.sources.session_file import with_session

    try:
        text = path.read_bytes().decode("utf-8") if path.exists() else ""
        write_whole(path, with_session(text, made).encode(), path.parent.parent)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise UsageError(f"{shown(path)} can't be added to: {reason}. Nothing was written") from error
