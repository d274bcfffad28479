"""`guidepress preview`: the printed page in a browser, kept up with every save."""

from __future__ import annotations

import contextlib
import webbrowser
from importlib.util import find_spec
from pathlib import Path

import click

from guidepress.commands.editions import chosen_editions
from guidepress.commands.options import folders, project_options
from guidepress.commands.printing import say, say_aside
from guidepress.core.errors import Exit, UsageError
from guidepress.preview.editors import EDITORS
from guidepress.sources.nearest import did_you_mean
from guidepress.theme.editions import read_editions

PORT = 4747
NEEDED = ("starlette", "uvicorn", "watchfiles")
EPILOG = """\b
Save a file in guides/, and the page that it changes is there at once. Problems
stand beside the pages, with the line to mend. A click on a page says where its
words are written. Stories and sessions are beside the pages too. Ctrl-C ends it.

\b
Examples:
  guidepress preview
  guidepress preview first-guide --edition large-print
  guidepress preview --editor sublime --port 8000
"""


@click.command(epilog=EPILOG)
@click.argument("guide", required=False, metavar="[GUIDE]")
@click.option(
    "--edition", default="standard", show_default=True, metavar="NAME", help="The edition to show first."
)
@click.option(
    "--port", type=click.IntRange(1024, 65535), default=PORT, show_default=True,
    help="Where to listen; the next free one where it is in use.",
)  # fmt: skip
@click.option("--no-open", is_flag=True, help="Open no browser.")
@click.option(
    "--editor", type=click.Choice(EDITORS), default="vscode", show_default=True, help="Where links open a file."
)
@project_options
def preview(
    guide: str | None, edition: str, port: int, no_open: bool, editor: str, project: Path, styles: Path | None
) -> int:
    """Show the printed pages in a browser, and keep up with every save."""
    missing = [name for name in NEEDED if find_spec(name) is None]
    if missing:
        say_aside(f"The preview needs {', '.join(missing)}: pip install 'guidepress[preview]', or make preview")
        return Exit.PROBLEMS
    from functools import partial

    from guidepress.make.executors.forkserver import forkserver
    from guidepress.preview.work import trade
    from guidepress.targets.base import Bundle

    project, styles = folders(project, styles)
    if not (project / "guides").is_dir():
        raise UsageError(
            f"there is no folder guides in '{project}'. Run it where that is, or name it with --project"
        )
    names = sorted(path.stem for path in (project / "guides").glob("[a-z0-9]*.md"))
    if not names:
        raise UsageError(f"there is no guide in '{project / 'guides'}' yet")
    if guide is not None and guide not in names:
        raise UsageError(f"no guide is called '{guide}'. {did_you_mean(guide, names)}")
    chosen_editions((edition,), read_editions(styles).known)
    bundle = Bundle(project, styles)
    server = forkserver(partial(trade, bundle, (edition,)))  # first of all, so that it loads meanwhile
    try:
        from guidepress.preview.house import House
        from guidepress.preview.records import Shown
        from guidepress.preview.server import ADDRESS, listening, serve

        try:
            socket = listening(port)
        except OSError as error:
            raise UsageError(f"the preview can't listen: {error}") from error
        address = f"http://{ADDRESS}:{socket.getsockname()[1]}/"

        def ready() -> None:
            say(f"The preview is at {address} (Ctrl-C ends it)")
            if not no_open:
                with contextlib.suppress(webbrowser.Error):
                    webbrowser.open(address)

        with contextlib.suppress(KeyboardInterrupt):
            serve(lambda: House(bundle, server), socket, editor, Shown(guide or names[0], "", edition), ready)
    finally:
        server.close()
    say("The preview has ended.")
    return Exit.CLEAN
