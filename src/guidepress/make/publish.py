"""Publishing: what has to be made is handed to an executor, and what it gives is written and remembered.

Takes a request, the series and the digests of the sources; gives an `Outcome`. Each file is written whole as soon
as its output is made, and its bytes are let go.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from guidepress.core.model import Series
from guidepress.core.problems import Problem
from guidepress.make.account import Fate, Listener, Outcome, Progress, Written
from guidepress.make.checked_json import NAME
from guidepress.make.executors.base import Executor, failed
from guidepress.make.freshness import Freshness, digest_of_libraries
from guidepress.make.ledger import Ledger, Made, ledger_bytes, open_ledger, set_aside, without_the_gone
from guidepress.make.plan import Plan, Request
from guidepress.make.writing import remove_leftovers, unwritable, write_whole
from guidepress.targets.base import Artifact, Fact, File, Given, Option, Output, Scope, Task, place_of

SAVE_EVERY = 5.0
"""Seconds after which a long build writes its ledger, so that a killed one need not begin again."""


@dataclass(frozen=True, slots=True)
class _Wanted:
    """One output to be made."""

    task: Task
    """The task that makes it."""
    parts: dict[str, str]
    """The digest of each kind of input that shapes it."""
    reason: str
    """Why it has to be made."""


class Publisher:
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
        self.now = Freshness(series, request.bundle, digests, before)
        self.clean = clean
        inputs = self.now.inputs(before)[0] if clean else ""
        self.ledger = replace(
            before,
            inputs=inputs,
            guides=tuple(str(guide.id) for guide in series.guides),
            editions=dict(before.editions) if before.inputs == inputs else {},
        )
        self.problems: list[Problem] = []
        self.made: dict[str, Fate] = {}
        self.kept: dict[str, Fate] = {}
        self.finished = 0
        self.saved = time.monotonic()

    def publish(self, plan: Plan, executor: Executor) -> Outcome:
        """Makes what has to be made of a plan, writes it, and brings the ledger up to date."""
        remove_leftovers(self.request.output)
        self.ledger.editions.update(plan.editions)
        self.ledger.plugins.update({name: self.now.code(name) for name in _targets(plan)})
        try:
            for stage in plan.stages:
                self._make(self._wanted(stage), executor)
        finally:
            strays = self._forget(plan)
            self._note_inputs()
            self._save()
        names = [output.name for output in plan.outputs]
        made = tuple(self.made[name] for name in names if name in self.made)
        kept = tuple(self.kept[name] for name in names if name in self.kept and name in plan.asked)
        return Outcome(made, kept, tuple(self.problems), strays)

    def _wanted(self, stage: tuple[Output, ...]) -> dict[str, _Wanted]:
        """Gives those of a stage that have to be made; keeps the others, and leaves what lacks something."""
        wanted = {}
        for output in stage:
            lacking = [need.name for need in output.needs if not self._is_there(need.name)]
            if lacking:
                self.problems.append(_lacking(self.series, output, lacking))
                continue
            given = {need.name: self._given(need.name, content=need.content) for need in output.needs}
            parts = self.now.parts(output, self._options(output), self._needed(output))
            reason = self.now.reason(output, parts, self.ledger, self.request.output)
            if reason:
                wanted[output.name] = _Wanted(Task(output, self._options(output), given), parts, reason)
            else:
                self._keep(output)
        return wanted

    def _is_there(self, name: str) -> bool:
        return name in self.made or name in self.kept

    def _needed(self, output: Output) -> list[tuple[Mapping[str, Fact], Mapping[str, str] | None]]:
        """Gives what shapes an output of those that it needs: their facts, and the files that it reads."""
        made = self.ledger.outputs
        return [(made[need.name].facts, made[need.name].files if need.content else None) for need in output.needs]

    def _given(self, name: str, *, content: bool) -> Given:
        made = self.ledger.outputs[name]
        files = {file: (self.request.output / file).read_bytes() for file in made.files} if content else {}
        return Given(made.facts, files)

    def _options(self, output: Output) -> Mapping[str, Option]:
        return self.request.options.get(output.edition.name, {})

    def _keep(self, output: Output) -> None:
        made = self.ledger.outputs[output.name]
        paths = {name: self.request.output / name for name in output.files}
        files = tuple(Written(name, path, path.stat().st_size) for name, path in paths.items())
        self.kept[output.name] = Fate(output.name, files, "", made.facts)

    def _make(self, wanted: Mapping[str, _Wanted], executor: Executor) -> None:
        lengths = {str(guide.id): len(guide.markdown) for guide in self.series.guides}
        total = self.finished + len(wanted)
        tasks = [item.task for item in wanted.values()]
        tasks.sort(key=lambda task: -lengths.get(task.output.subject, 0))  # the longest first
        artifacts = executor.run(self.series, tasks)
        self.listen(
            Progress(self.finished, total, "")
        )  # while workers start, since a progress bar has to be loaded
        for artifact in artifacts:
            self.finished += 1
            name = artifact.output.name
            self._write(artifact, wanted[name])
            self.listen(Progress(self.finished, total, artifact.output.files[0]))
            if time.monotonic() > self.saved + SAVE_EVERY:
                self._save()
            del artifact  # the next one may be long in coming

    def _write(self, artifact: Artifact, wanted: _Wanted) -> None:
        output = artifact.output
        self.problems += artifact.problems
        if not artifact.files:
            return
        facts = _as_json(artifact.facts)
        if facts is None or [file.name for file in artifact.files] != list(output.files):
            why = "its target gives facts that can't be kept" if facts is None else "its target gives other files"
            self.problems += failed(self.series, output, why).problems
            return
        written = [done for file in artifact.files if (done := self._write_file(file))]
        if len(written) < len(artifact.files):
            return
        self.made[output.name] = Fate(output.name, tuple(written), wanted.reason, facts, artifact.advice)
        self.ledger.libraries[output.target] = dict(artifact.libraries)
        self.ledger.outputs[output.name] = Made(
            output.target,
            str(output.scope),
            output.subject,
            output.edition.name,
            {**wanted.parts, "libraries": digest_of_libraries(artifact.libraries)},
            "",  # known once all that is used is known
            {file.name: file.digest for file in artifact.files},
            facts,
            self.ledger.keep_uses(self.now.uses.as_used(artifact.uses)),
        )

    def _write_file(self, file: File) -> Written | None:
        path = self.request.output / file.name
        try:
            write_whole(path, file.content, self.request.output)
        except OSError as error:
            self.problems.append(unwritable(path, error))
            return None
        return Written(file.name, path, len(file.content))

    def _note_inputs(self) -> None:
        """Notes the digest that the quick answer asks for, now that it is known what is used.

        The quick answer knows no options, so an output with options has none.
        """
        inputs, pictures = self.now.inputs(self.ledger)
        self.ledger = replace(self.ledger, inputs=inputs if self.clean else "", pictures=pictures)
        for name in (*self.made, *self.kept):
            made = self.ledger.outputs[name]
            has_options = bool(self.request.options.get(made.edition))
            self.ledger.outputs[name] = replace(made, inputs="" if has_options else inputs)

    def _forget(self, plan: Plan) -> tuple[Path, ...]:
        """Forgets what no build asks for any more, once its files are gone; gives the files that are there."""
        known = {output.name for output in plan.outputs}.union(*plan.editions.values())
        known |= {name for name, made in self.ledger.outputs.items() if self._may_be_asked_for(made, plan)}
        self.ledger = without_the_gone(self.ledger, self.request.output, known)
        strays = [made for name, made in self.ledger.outputs.items() if name not in known]
        return tuple(self.request.output / file for made in strays for file in made.files)

    def _may_be_asked_for(self, made: Made, plan: Plan) -> bool:
        """Tells whether a build of another edition could ask for an output; what a plan holds says so itself."""
        known = {made.target, *(edition.name for edition in self.request.all_editions)}
        if made.edition in plan.editions or made.edition not in known:
            return False
        return made.scope != Scope.GUIDE or made.subject in self.ledger.guides

    def _save(self) -> None:
        path = self.request.output / NAME
        content = ledger_bytes(self.ledger)
        self.saved = time.monotonic()
        try:
            if not path.is_file() or path.read_bytes() != content:
                write_whole(path, content, self.request.output)
        except OSError as error:
            self.problems.append(unwritable(path, error))


def _targets(plan: Plan) -> dict[str, bool]:
    return {output.target: True for output in plan.outputs}


def _as_json(facts: Mapping[str, Fact]) -> dict[str, Fact] | None:
    """Gives facts as they will be read from the ledger; None where they can't be written there."""
    try:
        kept: dict[str, Fact] = json.loads(json.dumps(facts, allow_nan=False, sort_keys=True))
    except (TypeError, ValueError, RecursionError):
        return None
    return kept


def _lacking(series: Series, output: Output, names: list[str]) -> Problem:
    message = f"{output.files[0]} was not made, since it builds on {', '.join(names)}, which could not be made"
    return Problem("B003", message, place_of(series, output), "mend what is wrong with that, and build again")


def _believable_ledger(output: Path, say_aside: Callable[[str], None]) -> Ledger:
    ledger, fault = open_ledger(output)
    if fault:
        set_aside(output)
        say_aside(
            f"the record of earlier builds in {output.as_posix()} {fault}; it is set aside, and all is made anew"
        )
    return ledger or Ledger()
