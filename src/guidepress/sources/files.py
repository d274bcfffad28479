"""Files to bytes, safely: what lies outside the project, is no ordinary file or is too large is never read.

Takes a path and the folders that may be read, gives bytes or a problem. A symbolic link is followed where it leads
to a place inside those folders. Nothing waits: a named pipe is told by its kind before it is opened.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from guidepress.core.problems import Place, Problem
from guidepress.core.theme import DEFAULT_THEME
from guidepress.sources.characters import composed

LARGEST_FILE = 32 * 1024 * 1024
"""Pictures and other files may have so many bytes."""
LARGEST_TEXT = 4 * 1024 * 1024
"""A guide, a passage, a catalogue or a template may have so many bytes: about four million letters."""
_INSIDE_ONLY = "copy the file into the project; links may only lead to places inside it"


def roots_of(project: Path, styles: Path | None = None) -> tuple[Path, ...]:
    """Gives the folders that may be read: project, default theme, and a styles' folder that the command named.

    A `styles` inside the project that is a link is no such folder, since it is the project that chose its place.
    """
    inside = project.resolve()
    if styles is None or styles.absolute().parent == project.absolute() or styles.resolve().is_relative_to(inside):
        return (inside, DEFAULT_THEME.resolve())
    return (inside, DEFAULT_THEME.resolve(), styles.resolve())


def readable(path: Path, name: str, roots: Iterable[Path], largest: int) -> Problem | None:
    """Says why a file can't be read: F001 not there, F011 outside, F012 no ordinary file, F013 too large."""
    where = Place(name)
    try:
        target = path.resolve(strict=True)
        status = target.stat()
    except FileNotFoundError:
        if path.is_symlink():
            return Problem("F001", "this link leads to no file", where, "replace it by the file that is meant")
        return Problem("F001", "there is no such file", where, "write it, or correct the name where it is used")
    except RuntimeError:  # before Python 3.13, of a link that leads to itself
        return Problem("F001", "this link leads to itself", where, "replace it by the file that is meant")
    except (OSError, ValueError) as error:
        return _unreadable(error, where)
    if not any(target.is_relative_to(root) for root in roots):
        return Problem("F011", "this link leads out of the project", where, _INSIDE_ONLY)
    if not stat.S_ISREG(status.st_mode):
        what = _kind(status.st_mode)
        return Problem("F012", f"this is {what}, and no file", where, "replace it by a file, or take it out")
    if status.st_size > largest:
        size, most = status.st_size / 1024**2, largest / 1024**2
        hint = "make it smaller or divide it; nothing of it was read"
        return Problem("F013", f"the file has {size:,.1f} MiB, and {most:.0f} are the most", where, hint)
    return None


def read_bytes(path: Path, name: str, roots: Iterable[Path], largest: int) -> tuple[bytes | None, Problem | None]:
    """Reads a file whole; gives its bytes, or None and the problem."""
    problem = readable(path, name, roots, largest)
    if problem is not None:
        return None, problem
    try:
        with path.open("rb") as file:
            raw = file.read(min(os.fstat(file.fileno()).st_size, largest))
    except OSError as error:
        return None, _unreadable(error, Place(name))
    return raw, None


def _unreadable(error: OSError | ValueError, where: Place) -> Problem:
    reason = (getattr(error, "strerror", None) or "it can't be opened").lower()
    if "level" in reason and "symbolic" in reason:
        return Problem("F001", "this link leads to itself", where, "replace it by the file that is meant")
    hint = "change its rights so that you may read it" if isinstance(error, PermissionError) else ""
    hint = hint or "look at the file and its folder; another program may hold it"
    return Problem("F001", f"the file can't be read: {reason}", where, hint)


def _kind(mode: int) -> str:
    kinds = (
        (stat.S_ISDIR, "a folder"),
        (stat.S_ISFIFO, "a named pipe"),
        (stat.S_ISSOCK, "a socket"),
        (stat.S_ISBLK, "a device"),
        (stat.S_ISCHR, "a device"),
    )
    return next((words for test, words in kinds if test(mode)), "a special file")


def listed(folder: Path, name: str) -> tuple[tuple[Path, ...], Problem | None]:
    """Gives what a folder holds, in order; nothing and a problem where it can't be looked into."""
    try:
        return tuple(sorted(folder.iterdir())), None
    except FileNotFoundError:
        return (), None
    except OSError as error:
        reason = (error.strerror or "it can't be opened").lower()
        hint = "change its rights so that you may read it, or take it out"
        return (), Problem("F001", f"the folder can't be read: {reason}", Place(name), hint)


def is_utf8(name: str) -> bool:
    """Tells whether a file's name is text; Python marks the bytes of others by surrogates."""
    return name.isprintable() or not any("\ud800" <= sign <= "\udfff" for sign in name)


def file_named(folder: Path, name: str) -> Path:
    """Gives the file that a name means, also where the disk has its letters decomposed, as macOS writes them."""
    path = folder / name.replace("\0", "\N{REPLACEMENT CHARACTER}")
    try:
        if name.isascii() or os.path.lexists(path):
            return path
        at = folder
        for part in Path(name).parts:
            exact = at / part
            at = exact if os.path.lexists(exact) or part == ".." else next(_alike(at, part), exact)
    except (OSError, ValueError):
        return path
    return at


def _alike(folder: Path, name: str) -> Iterator[Path]:
    wanted = composed(name)
    return (path for path in sorted(folder.iterdir()) if is_utf8(path.name) and composed(path.name) == wanted)
