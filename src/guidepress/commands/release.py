"""`guidepress release`: a dated, frozen set of downloads with its pages."""

from __future__ import annotations

from pathlib import Path

import click

from guidepress.commands.options import folders, format_option, output_folder, project_options
from guidepress.commands.printing import ProgressBar, exit_code, print_problems, say, say_aside, shown
from guidepress.core.errors import UsageError
from guidepress.core.problems import in_file_order
from guidepress.make.executors.local import cores

EPILOG = """\b
Examples:
  guidepress release 1.1 --note news.txt       build, check and freeze everything
  guidepress release 1.1.1 --minor             a mended comma: readers are not told
  guidepress release --verify output/releases/1.1
"""


@click.command(epilog=EPILOG)
@click.argument("version", required=False)
@click.option("--date", "day", default="", metavar="YYYY-MM-DD", help="Its day.  [default: as in series.yaml]")
@click.option(
    "--note",
    type=click.Path(dir_okay=False, path_type=Path),
    help="A text file that says what changed, for readers.",
)
@click.option("--minor", is_flag=True, help="Nothing that readers have to be told of.")
@click.option(
    "--releases",
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder of all releases.  [default: output/releases/]",
)
@click.option("--allow-dirty", is_flag=True, help="Release sources that are not committed; the release says so.")
@click.option(
    "--verify",
    type=click.Path(file_okay=False, exists=True, path_type=Path),
    metavar="FOLDER",
    help="Recompute all that a release says of itself, and make none.",
)
@click.option(
    "--jobs", type=click.IntRange(1, 64), help="How many files to work on at once.  [default: the cores]"
)
@project_options
@format_option
def release(
    version: str | None,
    day: str,
    note: Path | None,
    minor: bool,
    releases: Path | None,
    allow_dirty: bool,
    verify: Path | None,
    jobs: int | None,
    project: Path,
    styles: Path | None,
    form: str,
) -> int:
    """Build everything, check it, and freeze it as a dated folder that any web server can carry.

    It is written whole or not at all, and never changed afterwards.
    """
    from guidepress.release.order import Order
    from guidepress.release.releasing import release as make_release
    from guidepress.release.releasing import unreadable_note
    from guidepress.targets.base import Bundle
    from guidepress.theme.editions import read_editions

    if verify is not None:
        return _verify(verify, form)
    if version is None:
        raise UsageError("name the version to release, such as: guidepress release 1.1")
    project, styles = folders(project, styles)
    text = None
    if note is not None:
        try:
            text = note.read_bytes().decode("utf-8", "replace").strip()
        except OSError as error:
            print_problems([unreadable_note(shown(note), error)], form)
            return 1
    output = output_folder(None, project)
    place = (releases or output / "releases").resolve()
    bundle = Bundle(project, styles)
    known = read_editions(styles).known
    order = Order(bundle, output, place, version, day, text, minor, allow_dirty, known, jobs or cores())
    with ProgressBar(form == "text") as bar:
        done = make_release(order, bar, say_aside, shown)
    manifest = done.manifest
    if form == "text" and manifest is not None:
        kind = "major" if manifest.major else "minor"
        say(f"released {shown(order.folder)} ({len(manifest.files)} files, a {kind} release of {manifest.date})")
        if manifest.uncommitted:
            say("    it holds changes that are not committed, and its manifest says so")
        say(f"    open {shown(order.folder / 'index.html')}")
    more = {"release": shown(order.folder), "files": len(manifest.files)} if manifest is not None else {}
    print_problems(in_file_order(done.problems), form, more)
    return exit_code(done.problems)


def _verify(folder: Path, form: str) -> int:
    from guidepress.release.freeze import verified

    problems = verified(folder)
    print_problems(in_file_order(problems), form)
    if form == "text" and not problems:
        say(f"{shown(folder.resolve())}: every file is what it was, and every record follows from its manifest")
    return exit_code(problems)
