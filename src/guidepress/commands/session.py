"""`guidepress session`: the files of one session, from `sessions.yaml` or from what is typed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from guidepress.commands.building import make_and_tell
from guidepress.commands.options import folders, format_option, output_folder, project_options
from guidepress.commands.printing import exit_code, print_problems, say, shown
from guidepress.core.errors import UsageError
from guidepress.core.model import edition_named
from guidepress.make.executors.local import cores
from guidepress.sources.project import SESSIONS
from guidepress.theme.editions import read_editions

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
    from guidepress.make.session_choosing import chosen_session, save_session

    numbers = tuple(number.strip() for number in questions.split(",") if number.strip())
    choice = Choice(stories, numbers, minutes, title, date, where, who)
    made, problems = chosen_session(choice, guide, project, styles)
    if made is None:
        print_problems(problems, form)
        return exit_code(problems)
    if save:
        path = project / "guides" / SESSIONS
        save_session(made, path)
        if form == "text":
            say(f"wrote the session '{made.id}' into {shown(path)}")
        request = replace(request, subjects=(str(made.id),))
    else:
        request = replace(request, subjects=(str(made.id),), sessions=(made,))
    return make_and_tell(request, form, explain=explain)
