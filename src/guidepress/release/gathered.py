"""What a build has made, gathered for a release: each output with its bytes and what was found in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
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
    guide: str
    """The id of the guide that it is of."""
    session: str = ""
    """The id of the session that it is of; empty where it is of a whole guide."""

    @property
    def content(self) -> bytes:
        """The bytes of its first file."""
        return next(iter(self.files.values()), b"")

    @property
    def edition(self) -> Edition:
        """The edition."""
        return self.output.edition


def gather(
    order: Order, series: Series, fates: Iterable[Fate], shown: Callable[[Path], str]
) -> tuple[tuple[Gathered, ...], tuple[Problem, ...]]:
    """Examines all outputs that a release holds, and gives them with all problems found."""
    counts = {fate.name: fate.counts for fate in fates}
    outputs = [output for output in outputs_of(series, order.editions) if _is_released(output, series)]
    examined = examine_outputs(
        series, order.bundle, order.output, outputs, shown=shown, reports=True, jobs=order.jobs
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
        session = series.sessions.get(output.subject) if output.scope is Scope.SESSION else None
        of = (str(session.guide), str(session.id)) if session else (output.subject, "")
        gathered.append(Gathered(output, files, pages, found.checked, judged, found.reports, *of))
    return tuple(gathered), tuple(problems)


def _is_released(output: Output, series: Series) -> bool:
    """Tells whether an output is of a guide, or of a session that is marked for release."""
    if output.scope is Scope.SESSION:
        return series.sessions[output.subject].publish
    return output.scope is Scope.GUIDE


def standard_files(gathered: Iterable[Gathered]) -> dict[str, bytes]:
    """Gives the standard edition of each guide by its id."""
    return {it.guide: it.content for it in gathered if it.edition.name == "standard"}
