"""A build: from a request to written files, with an account of what was made, kept and wrong.

Takes a `Request` and a listener for progress; gives an `Outcome`. Nothing is written while the sources have
errors, and each output is written whole as soon as it is made.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from guidepress.build.inputs import libraries_are_the_same, source_digests, tool_fingerprint
from guidepress.build.ledger import NAME, Ledger, Made, digest, digest_of_file, ledger_bytes, read_ledger
from guidepress.build.lock import locked
from guidepress.build.parts import parts_of, why
from guidepress.build.work import Job, Result
from guidepress.build.workers import Workers
from guidepress.build.writing import remove_leftovers, write_whole
from guidepress.checks.project import examine, examine_sources
from guidepress.errors import UsageError
from guidepress.model import Edition, Guide, Series
from guidepress.problems import Place, Problem, has_errors, in_file_order
from guidepress.sources.nearest import did_you_mean


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked for."""

    project: Path
    """The project's folder."""
    styles: Path
    """The styles' folder."""
    output: Path
    """The output folder."""
    guides: tuple[str, ...]
    """Ids of the guides to make; empty for all."""
    editions: tuple[Edition, ...]
    """The editions to make."""
    jobs: int
    """How many workers may run at once."""


@dataclass(frozen=True, slots=True)
class Output:
    """One output's fate."""

    name: str
    """Its path relative to the output folder."""
    path: Path
    """The file."""
    reason: str
    """Why it was made; empty where it was kept."""
    pages: int
    """How many pages it has."""
    size: int
    """How many bytes it has."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a build did."""

    made: tuple[Output, ...]
    """What was made, in the order of the series."""
    kept: tuple[Output, ...]
    """What was up to date."""
    problems: tuple[Problem, ...]
    """What is wrong, in file order."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a build has come."""

    done: int
    """Outputs finished, well or not."""
    total: int
    """Outputs to make."""
    name: str
    """The output that was finished last; empty at the start."""


Listener = Callable[[Progress], None]


def build(request: Request, listen: Listener, say_waiting: Callable[[str], None]) -> Outcome:
    """Builds what is asked for; raises UsageError where a guide's name is unknown."""
    with Workers(request.jobs, request.project, request.styles) as workers:
        examined = examine_sources(request.project, request.styles)
        if examined.series is None or has_errors(examined.problems):
            return Outcome((), (), examine(request.project, request.styles).problems)
        guides = chosen_guides(examined.series, request.guides)
        try:
            with locked(request.output, say_waiting):
                outcome = _Run(request, examined.series, listen).run(guides, workers)
        except OSError as error:
            outcome = Outcome((), (), (_unwritable(request.output, error),))
    return replace(outcome, problems=in_file_order([*examined.problems, *outcome.problems]))


def chosen_guides(series: Series, names: Iterable[str]) -> tuple[Guide, ...]:
    """Gives the guides of these ids, all where none is named; raises UsageError for an unknown one."""
    known = {str(guide.id): guide for guide in series.guides}
    chosen = []
    for name in names:
        plain = name.removesuffix(".md").rpartition("/")[2]
        if plain not in known:
            raise UsageError(
                f"no guide is called '{name}'. {did_you_mean(plain, known)} There are: {', '.join(known)}"
            )
        chosen.append(known[plain])
    return tuple(chosen) or series.guides


class _Run:
    """One run under the lock."""

    def __init__(self, request: Request, series: Series, listen: Listener) -> None:
        self.request = request
        self.series = series
        self.listen = listen
        self.tool = tool_fingerprint()
        self.digests = source_digests(request.project, request.styles)
        before = read_ledger(request.output)
        self.system_changed = before is not None and not libraries_are_the_same(before.libraries)
        self.ledger = replace(
            before or Ledger(),
            inputs=self.digests,
            guides=tuple(str(guide.id) for guide in series.guides),
            tool=self.tool,
        )
        self.problems: list[Problem] = []
        self.made: dict[str, Output] = {}

    def run(self, guides: tuple[Guide, ...], workers: Workers) -> Outcome:
        remove_leftovers(self.request.output)
        parts: dict[str, Mapping[str, str]] = {}
        reasons: dict[str, str] = {}
        kept: list[Output] = []
        jobs: list[Job] = []
        for edition in self.request.editions:
            for guide in guides:
                name = output_name(guide.id, edition)
                parts[name] = parts_of(self.series, guide, edition, self.digests, self.tool)
                reasons[name] = self._reason(name, parts[name])
                if reasons[name]:
                    jobs.append(Job(str(guide.id), edition.name))
                else:
                    made = self.ledger.outputs[name]
                    path = self.request.output / name
                    kept.append(Output(name, path, "", made.pages, path.stat().st_size))
        self._make(jobs, workers, parts, reasons)
        return Outcome(
            tuple(self.made[name] for name in parts if name in self.made), tuple(kept), tuple(self.problems)
        )

    def _reason(self, name: str, parts: Mapping[str, str]) -> str:
        before = self.ledger.outputs.get(name)
        if before is None:
            return "it was not made before"
        found = digest_of_file(self.request.output / name)
        if found is None:
            return "the file is missing"
        if found != before.digest:
            return "the file is not the one that was made"
        if self.system_changed:
            return "a library of the system is another version"
        return why(parts, before.parts)

    def _make(
        self, jobs: list[Job], workers: Workers, parts: Mapping[str, Mapping[str, str]], reasons: Mapping[str, str]
    ) -> None:
        paths = {str(guide.id): guide.path for guide in self.series.guides}
        lengths = {str(guide.id): len(guide.markdown) for guide in self.series.guides}
        longest_first = sorted(jobs, key=lambda job: -lengths[job.guide_id])
        self.listen(Progress(0, len(jobs), ""))
        outcomes = workers.make_all(self.series, longest_first, lambda job: Place(paths[job.guide_id]))
        try:
            self._take_in(outcomes, len(jobs), parts, reasons)
        finally:
            self._save()

    def _take_in(
        self,
        outcomes: Iterator[tuple[Job, Result | Problem]],
        total: int,
        parts: Mapping[str, Mapping[str, str]],
        reasons: Mapping[str, str],
    ) -> None:
        for done, (job, outcome) in enumerate(outcomes, 1):
            name = f"{job.edition}/{job.guide_id}.pdf"
            if isinstance(outcome, Problem):
                self.problems.append(outcome)
            else:
                self.problems += outcome.problems
                self._write(name, outcome, parts[name], reasons[name])
            self.listen(Progress(done, total, name))

    def _write(self, name: str, result: Result, parts: Mapping[str, str], reason: str) -> None:
        if result.pdf is None:
            return
        path = self.request.output / name
        try:
            write_whole(path, result.pdf)
        except OSError as error:
            self.problems.append(_unwritable(path, error))
            return
        self.made[name] = Output(name, path, reason, result.pages, len(result.pdf))
        if result.libraries != self.ledger.libraries:
            self.ledger = replace(self.ledger, libraries=dict(result.libraries))
        self.ledger.outputs[name] = Made(dict(parts), digest(result.pdf), result.pages)

    def _save(self) -> None:
        path = self.request.output / NAME
        content = ledger_bytes(self.ledger)
        try:
            if not path.is_file() or path.read_bytes() != content:
                write_whole(path, content)
        except OSError as error:
            self.problems.append(_unwritable(path, error))


def output_name(guide_id: str, edition: Edition) -> str:
    """Names an output relative to the output folder."""
    return f"{edition.name}/{guide_id}.pdf"


def _unwritable(path: Path, error: OSError) -> Problem:
    reason = (error.strerror or str(error)).lower()
    hint = "make room or choose another folder with --output; files made earlier are untouched"
    return Problem("F003", f"can't be written: {reason}", Place(path.as_posix()), hint)
