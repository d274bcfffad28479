"""The one printer: problems and progress for people, and lines for machines.

Whatever a project's files, names and values hold, a terminal gets text alone: controls, directions and line ends
are printed as escapes, and no problem takes more than a few short lines.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

import click

from guidepress.core.errors import Exit
from guidepress.core.problems import HINTS, Problem, Severity, has_errors
from guidepress.sources.characters import visible

if TYPE_CHECKING:
    from guidepress.make.account import Progress

WIDEST_EXCERPT = 100
LONGEST_LINE = 400
"""A message, or a hint, has up to so many characters."""
LONGEST_VALUE = 60
"""A value between quotation marks within them has up to so many."""
LONGEST_WORD = 80
"""An address or any other word without a space has up to so many."""
_VALUE = re.compile(rf"(?<!\w)'(?P<value>\S[^']{{{LONGEST_VALUE},}})'(?!\w)")
_WORD = re.compile(rf"\S{{{LONGEST_WORD + 1},}}")


def brief(words: str) -> str:
    """Gives a message or a hint on one line, with long values cut where nobody would read on."""
    line = visible(" ".join(words.splitlines()) if "\n" in words else words)
    line = _VALUE.sub(lambda match: f"'{_cut(match['value'], LONGEST_VALUE)}'", line)
    return _cut(_WORD.sub(lambda match: _cut(match[0], LONGEST_WORD), line), LONGEST_LINE)


def _cut(words: str, longest: int) -> str:
    return words if len(words) <= longest else words[: longest - 1] + "…"


def _hint(problem: Problem) -> str:
    return brief(problem.hint or HINTS.get(problem.code, ""))


def exit_code(problems: Sequence[Problem]) -> int:
    """Gives 1 where any problem is an error, else 0."""
    return Exit.PROBLEMS if has_errors(problems) else Exit.CLEAN


def print_problems(problems: Sequence[Problem], form: str, more: Mapping[str, Any] | None = None) -> None:
    """Prints problems in the form asked for; `more` is added to the JSON object."""
    match form:
        case "json":
            print(json.dumps({"problems": [_as_data(problem) for problem in problems], **(more or {})}, indent=2))
        case "github":
            for problem in problems:
                print(_github(problem))
        case _:
            for problem in problems:
                print(_text(problem))
            if problems:
                print(_summary(problems))


def _text(problem: Problem) -> str:
    place = problem.place
    colour = "red" if problem.severity is Severity.ERROR else "yellow"
    kind = (
        click.style(f"{problem.severity} {problem.code}", fg=colour, bold=True)
        if _in_colour()
        else (f"{problem.severity} {problem.code}")
    )
    lines = [f"{visible(str(place))}: {kind}: {brief(problem.message)}"]
    if place.line and place.excerpt.strip():
        lines += _excerpt(problem)
    if hint := _hint(problem):
        lines.append(f"    hint: {hint}")
    return "\n".join(lines)


def _in_colour() -> bool:
    return sys.stdout.isatty()


def _excerpt(problem: Problem) -> list[str]:
    place = problem.place
    margin = f"    {place.line} | "
    start = max(0, place.column - 1)
    shift = max(0, start - WIDEST_EXCERPT // 2) if len(place.excerpt) > WIDEST_EXCERPT else 0
    before, at, after = (
        visible(text.replace("\t", " "))
        for text in (
            place.excerpt[shift:start],
            place.excerpt[start : min(start + place.length, shift + WIDEST_EXCERPT)],
            place.excerpt[start + place.length : shift + WIDEST_EXCERPT],
        )
    )
    lines = [margin + (before + at + after).rstrip()]
    if place.column:
        lines.append(" " * (len(margin) + len(before)) + "^" * max(1, len(at)))
    return lines


def _summary(problems: Sequence[Problem]) -> str:
    errors = sum(problem.severity is Severity.ERROR for problem in problems)
    warnings = len(problems) - errors
    parts = [f"{errors} error{'s' * (errors != 1)}"] if errors else []
    parts += [f"{warnings} warning{'s' * (warnings != 1)}"] if warnings else []
    return "\n" + " and ".join(parts)


def _as_data(problem: Problem) -> dict[str, Any]:
    return {
        "code": problem.code,
        "severity": str(problem.severity),
        "message": brief(problem.message),
        "hint": _hint(problem),
        "file": visible(problem.place.path),
        "line": problem.place.line,
        "column": problem.place.column,
        "length": problem.place.length,
    }


def _github(problem: Problem) -> str:
    """Gives a workflow command of GitHub Actions, escaped as GitHub asks: no value can end it or start another."""

    def data(text: str) -> str:
        return visible(text).replace("%", "%25")

    def value(text: str) -> str:
        return data(text).replace(":", "%3A").replace(",", "%2C")

    place = problem.place
    spot = f"file={value(place.path)}"
    if place.line:
        spot += f",line={place.line}" + (f",col={place.column}" if place.column else "")
    hint = _hint(problem)
    words = brief(problem.message) + (f" ({hint})" if hint else "")
    return f"::{problem.severity} {spot},title={problem.code}::{data(words)}"


def file_size(count: int) -> str:
    """Gives a file's size in words."""
    return f"{count / 1_000_000:.1f} MB" if count >= 1_000_000 else f"{max(1, round(count / 1000))} kB"


def say(line: str) -> None:
    """Prints one line for people."""
    print(_lines(line))


def _lines(text: str) -> str:
    return "\n".join(map(visible, text.split("\n")))


def say_aside(line: str) -> None:
    """Prints one line for people beside the output."""
    print(_lines(line), file=sys.stderr)


def shown(path: Path) -> str:
    """Names a file as seen from here, where that is shorter."""
    try:
        return visible(path.relative_to(Path.cwd()).as_posix())
    except ValueError:
        return visible(path.as_posix())


class ProgressBar:
    """A bar on a terminal, nothing elsewhere; use it as a context and call it with each progress."""

    def __init__(self, wanted: bool) -> None:
        self._wanted = wanted and sys.stderr.isatty()
        self._bar: Any = None
        self._task: Any = None

    def __enter__(self) -> ProgressBar:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.stop()

    def __call__(self, progress: Progress) -> None:
        """Shows how far the build has come."""
        if not self._wanted or not progress.total:
            return
        if self._bar is None:
            from rich.console import Console
            from rich.progress import Progress as RichProgress

            self._bar = RichProgress(console=Console(stderr=True), transient=True)
            self._task = self._bar.add_task("Typesetting", total=progress.total)
            self._bar.start()
        self._bar.update(self._task, completed=progress.done, description=progress.name or "Typesetting")
