"""The making of outputs: what has to be made is handed to workers, and what they give is written and remembered.

Takes a request, the series and the digests of the sources; gives an `Outcome`. Each output is written whole as
soon as it is made.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from guidepress.core.model import OFFICE_SHEETS, Guide, Imposition, Series
from guidepress.core.problems import Place, Problem
from guidepress.make.checked_json import NAME, digest
from guidepress.make.executors.local import Workers
from guidepress.make.freshness import Freshness, digest_of_libraries, output_name
from guidepress.make.ledger import Ledger, Made, ledger_bytes, open_ledger, set_aside, without_the_gone
from guidepress.make.request import Listener, Outcome, Output, Progress, Request
from guidepress.make.task import Job, Result
from guidepress.make.writing import remove_leftovers, write_whole
from guidepress.theme.editions import read_editions

SAVE_EVERY = 5.0
"""Seconds after which a long build writes its ledger, so that a killed one need not begin again."""


@dataclass(frozen=True, slots=True)
class _Wanted:
    """One output to be made."""

    job: Job
    """The job that makes it."""
    parts: dict[str, str]
    """The digest of each kind of input that shapes it."""
    reason: str
    """Why it has to be made."""


class Making:
    """One run under the output folder's lock."""

    def __init__(
        self,
        request: Request,
        series: Series,
        digests: Mapping[str, str],
        listen: Listener,
        say_aside: Callable[[str], None],
        *,
        clean: bool,
    ) -> None:
        self.request = request
        self.series = series
        self.listen = listen
        before = _believable_ledger(request.output, say_aside)
        self.now = Freshness(series, request.project, request.styles, digests, before)
        self.ledger = replace(
            before,
            inputs=self.now.inputs if clean else "",
            guides=tuple(str(guide.id) for guide in series.guides),
            pictures=self.now.pictures,
        )
        self.problems: list[Problem] = []
        self.made: dict[str, Output] = {}
        self.saved = time.monotonic()

    def run(self, guides: tuple[Guide, ...], workers: Workers) -> Outcome:
        """Makes what has to be made of these guides, writes it, and brings the ledger up to date."""
        remove_leftovers(self.request.output)
        wanted: dict[str, _Wanted] = {}
        kept: list[Output] = []
        for edition in self.request.editions:
            for guide in guides:
                name = output_name(guide.id, edition)
                reason = self.now.reason(guide, edition, self.ledger, self.request.output)
                if reason:
                    wanted[name] = _Wanted(
                        Job(str(guide.id), edition.name, edition.imposition),
                        self.now.parts(guide, edition),
                        reason,
                    )
                else:
                    kept.append(self._keep(name, edition.imposition))
        try:
            self._make(wanted, workers)
        finally:
            strays = self._forget()
            self._save()
        made = tuple(self.made[name] for name in wanted if name in self.made)
        return Outcome(made, tuple(kept), tuple(self.problems), strays)

    def _keep(self, name: str, imposition: Imposition) -> Output:
        made = self.ledger.outputs[name]
        self.ledger.outputs[name] = replace(made, inputs=self._inputs(imposition))
        path = self.request.output / name
        return Output(name, path, "", made.pages, path.stat().st_size)

    def _make(self, wanted: Mapping[str, _Wanted], workers: Workers) -> None:
        paths = {str(guide.id): guide.path for guide in self.series.guides}
        lengths = {str(guide.id): len(guide.markdown) for guide in self.series.guides}
        jobs = [item.job for item in wanted.values()]
        longest_first = sorted(jobs, key=lambda job: -lengths[job.guide_id])
        outcomes: Iterator[tuple[Job, Result | Problem]] = workers.make_all(
            self.series, longest_first, lambda job: Place(paths[job.guide_id])
        )
        self.listen(Progress(0, len(jobs), ""))  # while the workers start, since a progress bar has to be loaded
        for done, (job, outcome) in enumerate(outcomes, 1):
            name = f"{job.edition}/{job.guide_id}.pdf"
            if isinstance(outcome, Problem):
                self.problems.append(outcome)
            else:
                self.problems += outcome.problems
                self._write(name, outcome, wanted[name])
            self.listen(Progress(done, len(jobs), name))
            if time.monotonic() > self.saved + SAVE_EVERY:
                self._save()

    def _write(self, name: str, result: Result, wanted: _Wanted) -> None:
        if result.pdf is None:
            return
        path = self.request.output / name
        try:
            write_whole(path, result.pdf)
        except OSError as error:
            self.problems.append(unwritable(path, error))
            return
        self.made[name] = Output(name, path, wanted.reason, result.pages, len(result.pdf))
        self.ledger = replace(self.ledger, libraries=dict(result.libraries))
        parts = {**wanted.parts, "libraries": digest_of_libraries(result.libraries)}
        inputs = self._inputs(wanted.job.imposition)
        self.ledger.outputs[name] = Made(parts, inputs, digest(result.pdf), result.pages)

    def _inputs(self, imposition: Imposition) -> str:
        """Gives the digest that the quick answer asks for; it knows no options, so with options there is none."""
        return self.now.inputs if imposition == OFFICE_SHEETS else ""

    def _forget(self) -> tuple[Path, ...]:
        """Forgets what no guide or edition asks for, once its file is gone; gives those whose file is there."""
        editions = read_editions(self.request.styles).known
        known = {output_name(guide.id, edition) for guide in self.series.guides for edition in editions}
        self.ledger = without_the_gone(self.ledger, self.request.output, known)
        return tuple(self.request.output / name for name in self.ledger.outputs if name not in known)

    def _save(self) -> None:
        path = self.request.output / NAME
        content = ledger_bytes(self.ledger)
        self.saved = time.monotonic()
        try:
            if not path.is_file() or path.read_bytes() != content:
                write_whole(path, content)
        except OSError as error:
            self.problems.append(unwritable(path, error))


def _believable_ledger(output: Path, say_aside: Callable[[str], None]) -> Ledger:
    ledger, fault = open_ledger(output)
    if fault:
        set_aside(output)
        say_aside(
            f"the record of earlier builds in {output.as_posix()} {fault}; it is set aside, and all is made anew"
        )
    return ledger or Ledger()


def unwritable(path: Path, error: OSError) -> Problem:
    """Gives the problem of a file or folder that can't be written (F003)."""
    reason = (error.strerror or str(error)).lower()
    hint = "make room or choose another folder with --output; files made earlier are untouched"
    return Problem("F003", f"can't be written: {reason}", Place(path.as_posix()), hint)
