"""`guidepress changes`: what changed since a release or a revision, and which pages to print again."""

from __future__ import annotations

from pathlib import Path

import click

from guidepress.commands.options import folders, format_option, output_folder, project_options
from guidepress.commands.printing import exit_code, print_problems, say, say_aside
from guidepress.core.errors import UsageError

EPILOG = """\b
Examples:
  guidepress changes                 the sources, compared with the last release
  guidepress changes 1.0             ... with release 1.0
  guidepress changes HEAD~3          ... with a revision of git
  guidepress changes 1.0 --until 1.1
"""


@click.command(epilog=EPILOG)
@click.argument("since", required=False)
@click.option("--until", metavar="RELEASE", help="A later release or revision.  [default: the sources]")
@click.option(
    "--releases",
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder of all releases.  [default: output/releases/]",
)
@project_options
@format_option
def changes(
    since: str | None, until: str | None, releases: Path | None, project: Path, styles: Path | None, form: str
) -> int:
    """Say what changed, guide by guide, and which pages a person with a printed copy has to print again.

    Words that were taken out stand in [- -], words that were put in in {+ +}.
    """
    from guidepress.checks.sources.project import examine_sources
    from guidepress.compose.templates import Templates
    from guidepress.release.changes.comparing import compare
    from guidepress.release.compared import last_release, reprints_between, side_named, sources_now
    from guidepress.release.site.changes import change_lines, reprint_lines
    from guidepress.release.site.frame import Frame
    from guidepress.targets.base import Bundle

    project, styles = folders(project, styles)
    bundle, place = Bundle(project, styles), (releases or output_folder(None, project) / "releases").resolve()
    series = examine_sources(project, styles).series
    name = since or last_release(place)
    if series is None or name is None:
        raise UsageError("there is no release to compare with; name a revision, such as: guidepress changes HEAD")
    before, problems = side_named(name, bundle, place)
    after = None
    if until:
        after, more = side_named(until, bundle, place)
        problems = (*problems, *more)
    elif before is not None:
        after = sources_now(series, bundle, output_folder(None, project))
    if before is None or after is None:
        print_problems(problems, form)
        return exit_code(problems)
    frame = Frame(series, Templates(styles), styles)
    comparison = compare(before.state, after.state)
    reprints = tuple(reprints_between(before, after, frame))
    lines = list(change_lines(comparison, series, frame.words))
    listed = list(reprint_lines(series, reprints, frame.words))
    if form == "text":
        for line in lines or [f"no words have changed since {comparison.before}"]:
            say(line)
        if listed:
            say(f"\n{frame.words.say('changes_reprint')}:")
        for line in listed:
            say(f"  {line}")
        if before.release and not (after.release or after.files):
            say_aside("build all guides in the standard edition to see pages too: guidepress build --edition all")
    print_problems(problems, form, {"changed": comparison.words_changed, "changes": lines, "reprint": listed})
    return exit_code(problems)
