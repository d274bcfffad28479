"""What a build has made, gathered for a release: each output with its bytes and what was found in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from guidepress.checks.finished import Checked
from guidepress.core.model import Edition, Series
from guidepress.core.problems import Problem
from guidepress.make.account import Fate
from guidepress.make.examining import examine_outputs
from guidepress.release.gate import Found
from guidepress.release.order import Order
from guidepress.targets.base import Output, Scope
from guidepress.targets.registry import outputs_of


@dataclass(frozen=True, slots=True)
class Gathered:
    """One output with what was found in it."""

    output: Output
    """The output."""
    files: Mapping[str, bytes]
    """Its files by their path in the output folder, the first one first."""
    pages: int
    """How many pages it has; 0 for what has none."""
    checked: tuple[Checked, ...]
    """What it was checked against."""
    found: Found
    """What the gate looks at."""
    reports: tuple[Path, ...]
    """The accessibility reports that were written for it."""

    @property
    def content(self) -> bytes:
        """The bytes of its first file."""
        return next(iter(self.files.values()), b"")

    @property
    def guide(self) -> str:
        """The guide's id."""
        return self.output.subject

    @property
    def edition(self) -> Edition:
        """The edition."""
        return self.output.edition


def gather(
    order: Order, series: Series, fates: Iterable[Fate], shown: Callable[[Path], str]
) -> tuple[tuple[Gathered, ...], tuple[Problem, ...]]:
    """Examines all outputs of guides that were built, and gives them with all problems found."""
    counts = {fate.name: fate.counts for fate in fates}
    editions = _of_guides(series, order.editions)
    outputs = outputs_of(series, editions)
    examined = examine_outputs(
        series, order.bundle, order.output, editions, shown=shown, reports=True, jobs=order.jobs
    )
    gathered: list[Gathered] = []
    problems: list[Problem] = []
    for output, found in zip(outputs, examined, strict=True):
        problems += found.problems
        paths = {name: order.output / name for name in output.files}
        files = {name: path.read_bytes() for name, path in paths.items() if path.is_file()}
        pages = counts.get(output.name, {}).get("pages", 0)
        failed = tuple(dict.fromkeys(it.standard for it in found.checked if it.failed and it.standard))
        judged = Found(found.name, found.held, failed)
        gathered.append(Gathered(output, files, pages, found.checked, judged, found.reports))
    return tuple(gathered), tuple(problems)


def _of_guides(series: Series, editions: Sequence[Edition]) -> tuple[Edition, ...]:
    """Gives the editions whose outputs are of guides; sessions are released when they are marked for it."""
    return tuple(
        edition
        for edition in editions
        if all(output.scope is Scope.GUIDE for output in outputs_of(series, [edition]))
    )


def standard_files(gathered: Iterable[Gathered]) -> dict[str, bytes]:
    """Gives the standard edition of each guide by its id."""
    return {it.guide: it.content for it in gathered if it.edition.name == "standard"}
