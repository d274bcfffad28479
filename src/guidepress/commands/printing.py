"""The one printer: problems and progress for people, and lines for machines."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

import click

from guidepress.core.errors import Exit
from guidepress.core.problems import Problem, Severity, has_errors

if TYPE_CHECKING:
    from guidepress.make.account import Progress

WIDEST_EXCERPT = 100


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
    lines = [f"{place}: {kind}: {problem.message}"]
    if place.line and place.excerpt.strip():
        lines += _excerpt(problem)
    if problem.hint:
        lines.append(f"    hint: {problem.hint}")
    return "\n".join(lines)


def _in_colour() -> bool:
    return sys.stdout.isatty()


def _excerpt(problem: Problem) -> list[str]:
    place = problem.place
    margin = f"    {place.line} | "
    start = max(0, place.column - 1)
    shift = max(0, start - WIDEST_EXCERPT // 2) if len(place.excerpt) > WIDEST_EXCERPT else 0
    text = place.excerpt[shift : shift + WIDEST_EXCERPT].replace("\t", " ")
    lines = [margin + text.rstrip()]
    if place.column:
        length = max(1, min(place.length, len(text) - (start - shift)))
        lines.append(" " * (len(margin) + start - shift) + "^" * length)
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
        "message": problem.message,
        "hint": problem.hint,
        "file": problem.place.path,
        "line": problem.place.line,
        "column": problem.place.column,
        "length": problem.place.length,
    }


def _github(problem: Problem) -> str:
    """Gives a workflow command of GitHub Actions, with its characters escaped as GitHub asks."""

    def data(text: str) -> str:
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")

    def value(text: str) -> str:
        return data(text).replace(":", "%3A").replace(",", "%2C")

    place = problem.place
    spot = f"file={value(place.path)}"
    if place.line:
        spot += f",line={place.line}" + (f",col={place.column}" if place.column else "")
    words = problem.message + (f" ({problem.hint})" if problem.hint else "")
    return f"::{problem.severity} {spot},title={problem.code}::{data(words)}"


def file_size(count: int) -> str:
    """Gives a file's size in words."""
    return f"{count / 1_000_000:.1f} MB" if count >= 1_000_000 else f"{max(1, round(count / 1000))} kB"


def say(line: str) -> None:
    """Prints one line for people."""
    print(line)


def say_aside(line: str) -> None:
    """Prints one line for people beside the output."""
    print(line, file=sys.stderr)


def shown(path: Path) -> str:
    """Names a file as seen from here, where that is shorter."""
    try:
        return path.relative_to(Path.cwd()).as_posix()
    except ValueError:
        return path.as_posix()


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
