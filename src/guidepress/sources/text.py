"""Files to text: the one place where source files are read.

Takes a path, gives a `SourceText` with its lines, or a `Problem` that says why there is none. A byte-order mark,
CRLF, trailing blanks and tabs are accepted silently; what is not UTF-8 is not.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from guidepress.core.problems import Place, Problem


@dataclass(frozen=True, slots=True)
class SourceText:
    """A file's text, ready for pointing into."""

    path: str
    """The file, relative to the project, with forward slashes."""
    text: str
    """The whole text, with line endings as `\\n` and without a byte-order mark."""
    lines: tuple[str, ...]
    """Its lines without their endings."""

    def place(self, line: int, column: int = 0, length: int = 1) -> Place:
        """Gives a place in this file; `line` and `column` count from 1."""
        excerpt = self.lines[line - 1] if 0 < line <= len(self.lines) else ""
        return Place(self.path, line, column, max(1, length), excerpt)


def source_text(path: str, text: str) -> SourceText:
    """Gives a text with its line endings made one."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return SourceText(path, text, tuple(text.split("\n")))


def relative_name(path: Path, project: Path) -> str:
    """Names a file as messages do: relative to the project where it lies inside, with forward slashes."""
    try:
        return path.relative_to(project).as_posix()
    except ValueError:
        return path.as_posix()


def read_text(path: Path, project: Path, name: str = "") -> tuple[SourceText | None, tuple[Problem, ...]]:
    """Reads one file; gives its text, or None and the problem (F001 unreadable, F002 not UTF-8).

    Messages call it by `name`, or as it is called from the project's folder.
    """
    name = name or relative_name(path, project)
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        return None, (Problem("F001", "there is no such file", Place(name)),)
    except OSError as error:
        reason = (error.strerror or "it can't be opened").lower()
        return None, (Problem("F001", f"the file can't be read: {reason}", Place(name)),)
    try:
        return source_text(name, raw.decode("utf-8")), ()
    except UnicodeDecodeError as error:
        return None, (_not_utf8(name, raw, error),)


def _not_utf8(name: str, raw: bytes, error: UnicodeDecodeError) -> Problem:
    before = raw[: error.start].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    line = before.count(b"\n") + 1
    line_start = before.rfind(b"\n") + 1
    column = len(before[line_start:].decode("utf-8", "replace")) + 1
    excerpt = before[line_start:].decode("utf-8", "replace").removeprefix("\ufeff") + "\N{REPLACEMENT CHARACTER}"
    return Problem(
        "F002",
        f"the file is not UTF-8 text (byte 0x{raw[error.start]:02X})",
        Place(name, line, column, 1, excerpt),
        "save it again with the encoding UTF-8",
    )
