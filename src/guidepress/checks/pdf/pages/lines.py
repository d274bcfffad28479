"""Runs of text gathered into lines.

Takes runs in the order of drawing; gives lines. A run goes on with a line where it starts to the right of the
last run and stands at much the same height, so that a raised figure or a word below a blank belongs to its
line.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from guidepress.checks.pdf.pages.records import Line, Run

BACKSTEP: Final = 1.5
"""How far, in points, a run may start to the left of the end of the one before: overhanging letters."""
RISE: Final = 1.2
"""How far baselines may differ within a line, in multiples of the larger type size."""


def lines_of(runs: Iterable[Run]) -> tuple[Line, ...]:
    """Gathers runs into lines, in the order of drawing."""
    lines: list[list[Run]] = []
    for run in runs:
        if lines and _goes_on(lines[-1], run):
            lines[-1].append(run)
        else:
            lines.append([run])
    return tuple(Line(tuple(line)) for line in lines)


def _goes_on(line: list[Run], run: Run) -> bool:
    last = line[-1]
    largest = max(line, key=lambda other: other.size)
    rise = abs(run.baseline - largest.baseline)
    return run.box.left >= last.box.right - BACKSTEP and rise < RISE * max(run.size, largest.size)
