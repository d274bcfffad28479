"""The group of all commands, and what is done when one of them fails."""

from __future__ import annotations

import contextlib
import errno
import io
import os
import sys
import traceback
from collections.abc import Sequence
from importlib import import_module

import click

from guidepress import __version__
from guidepress.commands.printing import brief, say_aside
from guidepress.core.errors import Exit, UsageError

EPILOG = """\b
Examples:
  guidepress build                          all guides, standard edition
  guidepress build GUIDE --edition all      one guide in every edition
  guidepress preview                        the printed page while you write
  guidepress session                        what is handed out and shown in sessions
  guidepress check                          what is wrong with the sources
  guidepress stories --theme teamwork       stories about a theme
"""


_COMMANDS = (
    "build",
    "preview",
    "session",
    "check",
    "release",
    "changes",
    "stories",
    "stats",
    "styles",
    "dump-tags",
    "clean",
)
"""The names of all commands; each is in the module of its name."""


class _Commands(click.Group):
    """The commands, of which only the one that is called is loaded."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  # as click calls it
        return sorted(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in _COMMANDS:
            return None
        name = cmd_name.replace("-", "_")
        command: click.Command = getattr(import_module(f"guidepress.commands.{name}"), name)
        return command


@click.group(cls=_Commands, epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="guidepress", message="%(prog)s %(version)s")
def guidepress() -> None:
    """Publish printable guides from Markdown and one story catalogue."""


def run(words: Sequence[str]) -> int:
    """Runs a command line; gives its exit code and never a traceback."""
    _print_what_the_terminal_can()
    code = 0
    try:
        code = _run(words)
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError as error:
        _say_nothing_more(error)
        return code or (Exit.CLEAN if error.errno == errno.EPIPE else Exit.PROBLEMS)
    return code


def _run(words: Sequence[str]) -> int:
    """Runs a command line; raises OSError only where what there is to say can't be printed."""
    try:
        code = guidepress.main(list(words), prog_name="guidepress", standalone_mode=False)
        return int(code or Exit.CLEAN)
    except click.ClickException as error:
        usage = io.StringIO()
        error.show(usage)
        with contextlib.suppress(OSError):
            say_aside(usage.getvalue().rstrip("\n"))
        return Exit.USAGE
    except UsageError as error:
        with contextlib.suppress(OSError):
            click.echo(f"Error: {brief(str(error))}", err=True)
        return Exit.USAGE
    except SystemExit:  # by which click, and no command, ends: where a pipe has closed
        raise BrokenPipeError(errno.EPIPE, os.strerror(errno.EPIPE)) from None
    except (KeyboardInterrupt, click.exceptions.Abort):
        click.echo("stopped; files made earlier are untouched", err=True)
        return Exit.INTERRUPTED
    except OSError as error:
        if error.errno in _NOT_PRINTED and error.filename is None:
            raise
        return _bug(error)
    except Exception as error:
        return _bug(error)


_NOT_PRINTED = (errno.EPIPE, errno.ENOSPC, errno.EIO, errno.EBADF)
"""What writing to a stream fails with: nobody reads, a full disk, a terminal that is gone, a stream that is."""


def _say_nothing_more(error: OSError) -> None:
    """Says why, where anything can be said, and has Python's own flush at the end fail no more."""
    if error.errno != errno.EPIPE:
        reason = (error.strerror or str(error)).lower()
        with contextlib.suppress(OSError):
            os.write(2, f"Error: what there is to say can't be printed: {reason}\n".encode())
    nothing = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(nothing, stream)


def _print_what_the_terminal_can() -> None:
    """Lets a terminal or pipe that knows few letters show `?` for the others, and not fail on them."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def _bug(error: Exception) -> int:
    if os.environ.get("GUIDEPRESS_DEBUG"):
        click.echo(traceback.format_exc(), err=True)
    last = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{os.path.basename(last.filename)}:{last.lineno}"  # noqa: PTH119
    click.echo(
        f"This is a bug in guidepress {__version__}: {type(error).__name__} at {where}: {brief(str(error))}\n"
        "Please report it with the command that you ran; GUIDEPRESS_DEBUG=1 shows more. Your files are untouched.",
        err=True,
    )
    return Exit.BUG
