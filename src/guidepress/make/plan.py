"""What to make: from a request and a series to outputs in stages, each needing only outputs of stages before it.

Targets say which outputs there are. An output that is needed and was not asked for is planned too.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

from guidepress.core.errors import UsageError
from guidepress.core.model import Edition, Series, Session
from guidepress.make.executors.local import MEMORY_LIMIT, TIME_LIMIT
from guidepress.sources.nearest import did_you_mean
from guidepress.targets.base import Bundle, Option, Output, Scope
from guidepress.targets.registry import outputs_of


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked for."""

    bundle: Bundle
    """The project's folder and that of its styles."""
    output: Path
    """The output folder."""
    subjects: tuple[str, ...]
    """Ids of the guides and sessions to make; empty for all, and for what is of the whole series."""
    editions: tuple[Edition, ...]
    """The editions to make."""
    jobs: int
    """How many workers may run at once."""
    time_limit: float = TIME_LIMIT
    """How many seconds one output may take."""
    memory_limit: int = MEMORY_LIMIT
    """How many MiB of address space a worker may have; 0 for no limit."""
    options: Mapping[str, Mapping[str, Option]] = field(default_factory=dict)
    """Settings for this build, by the name of the edition that they are for."""
    all_editions: tuple[Edition, ...] = ()
    """All editions that there are: those of outputs that others need among them."""
    sessions: tuple[Session, ...] = ()
    """Sessions that stand in no file, to be made beside those that do."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be made."""

    outputs: tuple[Output, ...]
    """All of it, in the order in which it is told of."""
    asked: frozenset[str]
    """The names of those that were asked for; the others are needed by these."""
    stages: tuple[tuple[Output, ...], ...]
    """The same, in the order of making: what a stage needs is in the stages before."""
    editions: Mapping[str, tuple[str, ...]]
    """The names of all outputs of each edition asked for, whether or not their subjects are asked for."""


def planned(request: Request, series: Series) -> Plan:
    """Gives the plan; raises UsageError where a subject, a target or a needed output is unknown."""
    there = outputs_of(series, request.editions)
    names = _subjects(request.subjects, there, [str(guide.id) for guide in series.guides])
    asked = {output.name: output for output in there if not names or _is_asked_for(output, names)}
    wanted = frozenset(asked)
    everything = {output.name: output for output in there}
    waiting = deque(asked.values())
    while waiting:
        for need in waiting.popleft().needs:
            if need.name not in asked:
                asked[need.name] = _needed(need.name, everything, request, series)
                waiting.append(asked[need.name])
    editions = {
        edition.name: tuple(output.name for output in there if output.edition.name == edition.name)
        for edition in request.editions
    }
    return Plan(tuple(asked.values()), wanted, _stages(asked), editions)


def _is_asked_for(output: Output, names: Sequence[str]) -> bool:
    return output.scope is not Scope.SERIES and output.subject in names


def _subjects(names: Iterable[str], outputs: Iterable[Output], guides: Iterable[str]) -> tuple[str, ...]:
    """Gives the ids that names on the command line stand for; a guide may be named by its file."""
    known = dict.fromkeys([*guides, *(output.subject for output in outputs if output.scope is not Scope.SERIES)])
    chosen = {}
    for name in names:
        plain = name.removesuffix(".md").rpartition("/")[2]
        if plain not in known:
            hint = did_you_mean(plain, known)
            raise UsageError(f"no guide or session is called '{name}'. {hint} There are: {', '.join(known)}")
        chosen[plain] = True
    return tuple(chosen)


def _needed(name: str, everything: dict[str, Output], request: Request, series: Series) -> Output:
    """Finds an output that another needs, among those of editions that were not asked for as well."""
    if name not in everything:
        edition = [edition for edition in request.all_editions if edition.name == name.partition("/")[0]]
        everything |= {output.name: output for output in outputs_of(series, edition)}
    if name not in everything:
        raise UsageError(f"an output needs '{name}', which no edition has")
    return everything[name]


def _stages(outputs: Mapping[str, Output]) -> tuple[tuple[Output, ...], ...]:
    order = list(outputs)
    sorter = TopologicalSorter({name: [need.name for need in outputs[name].needs] for name in order})
    try:
        sorter.prepare()
    except CycleError as circle:
        raise UsageError(f"outputs need each other: {' -> '.join(circle.args[1])}") from circle
    place = {name: at for at, name in enumerate(order)}
    stages = []
    while sorter:
        ready = sorted(sorter.get_ready(), key=place.__getitem__)
        stages.append(tuple(outputs[name] for name in ready))
        sorter.done(*ready)
    return tuple(stages)
