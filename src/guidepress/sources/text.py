"""Files to text: the one place where source files are read.

Takes a path, gives a `SourceText` with its lines, and the problems with its characters. A byte-order mark, CRLF,
trailing spaces, tabs and decomposed letters are accepted silently; what is not UTF-8 is not.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from guidepress.core.problems import Place, Problem
from guidepress.sources.characters import called, cleaned, composed, one_line_end, unfit_characters
from guidepress.sources.files import LARGEST_TEXT, is_utf8, read_bytes, roots_of

MOST_OF_A_KIND = 3
"""A text is told of so many places of one character; a whole page of them would be no news."""


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
    """Gives a text as Guidepress reads it: see `characters`."""
    text = cleaned(text, yaml=path.endswith(".yaml"))
    return SourceText(path, text, tuple(text.split("\n")))


def relative_name(path: Path, project: Path) -> str:
    """Names a file as messages do: relative to the project where it lies inside, with forward slashes."""
    try:
        name = path.relative_to(project).as_posix()
    except ValueError:
        name = path.as_posix()
    return composed(name) if is_utf8(name) else name


def read_text(
    path: Path, project: Path, name: str = "", roots: Iterable[Path] = ()
) -> tuple[SourceText | None, tuple[Problem, ...]]:
    """Reads one file; gives its text, or None, and problems.

    F001 unreadable, F002 not UTF-8, F011 outside the project (`roots` names other folders that may be read), F012
    no ordinary file, F013 too large. With the text: F010, characters that no text can hold. Messages call the file
    by `name`, or as it is called from the project's folder.
    """
    name = name or relative_name(path, project)
    raw, problem = read_bytes(path, name, tuple(roots) or roots_of(project), LARGEST_TEXT)
    if raw is None:
        return None, (problem,) if problem else ()
    return text_of(name, raw)


def text_of(name: str, raw: bytes) -> tuple[SourceText | None, tuple[Problem, ...]]:
    """Gives the text of a file's bytes, or None, and problems: F002 not UTF-8, F010 as above."""
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        return None, (_not_utf8(name, raw, error),)
    source = source_text(name, text)
    return source, _unfit(name, one_line_end(text))


def _unfit(name: str, text: str) -> tuple[Problem, ...]:
    """Names characters that can't be printed, or would let a text read otherwise than it is written (F010)."""
    problems: list[Problem] = []
    counts: dict[str, int] = {}
    for match in unfit_characters(text):
        counts[match[0]] = counts.get(match[0], 0) + 1
        if counts[match[0]] > MOST_OF_A_KIND:
            continue
        start, end = text.rfind("\n", 0, match.start()) + 1, text.find("\n", match.start())
        line, column = text.count("\n", 0, start) + 1, match.start() - start + 1
        excerpt = text[start : end if end >= 0 else len(text)]
        place = Place(name, line, column, 1, excerpt)
        problems.append(Problem("F010", f"here is {called(match[0])}", place, _advice(match[0])))
    return tuple(problems)


def _advice(character: str) -> str:
    if character == "\N{REPLACEMENT CHARACTER}":
        return "a letter was lost when this text was converted; write it again"
    if "\ue000" <= character <= "\uf8ff":
        return "only the font that it was typed in knows what it shows; put a character of text there"
    return "take it out; it can't be seen and may have been pasted with other text"


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
