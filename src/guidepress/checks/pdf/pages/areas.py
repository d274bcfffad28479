"""Which part of the file is which page.

Takes the file's sides; gives the page areas in the order of reading. Of an imposed file every side holds two
pages; the order is found by folding the sheets as hands do (`impose.plan.folded_order`), not by the imposer's
arithmetic.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from guidepress.checks.pdf.pages.records import Side
from guidepress.targets.pdf.impose.plan import Sheet, SheetSide, folded_order
from guidepress.targets.pdf.impose.sheet import Box


@dataclass(frozen=True, slots=True)
class Area:
    """Where one page stands."""

    name: str
    """What to call the page in a message."""
    side: int
    """Which page of the file it stands on, from 0."""
    box: Box
    """The trimmed page there."""


def side_name(index: int, *, imposed: bool) -> str:
    """Gives what to call a page of the file, counted from 0."""
    if imposed:
        return f"sheet {index // 2 + 1}, {'back' if index % 2 else 'front'}"
    return f"page {index + 1}"


def areas_of(sides: Sequence[Side], *, imposed: bool) -> tuple[Area, ...]:
    """Gives the pages in the order of reading; an odd last side of an imposed file is left out."""
    if not imposed:
        return tuple(Area(side.name, index, side.trim) for index, side in enumerate(sides))
    halves = [half for index, side in enumerate(sides) for half in _halves(index, side)]
    sheets = [_sheet(first) for first in range(0, len(halves) - 3, 4)]
    order = [half for half in folded_order(sheets) if half is not None]
    return tuple(
        replace(halves[half], name=f"page {number} ({halves[half].name})") for number, half in enumerate(order, 1)
    )


def _sheet(first: int) -> Sheet:
    """Gives a sheet whose pages are numbered by their places in the file, from 0."""
    return Sheet(front=SheetSide(left=first, right=first + 1), back=SheetSide(left=first + 2, right=first + 3))


def _halves(index: int, side: Side) -> tuple[Area, Area]:
    trim = side.trim
    fold = (trim.left + trim.right) / 2
    return (
        Area(f"{side.name}, left", index, Box(trim.left, trim.bottom, fold, trim.top)),
        Area(f"{side.name}, right", index, Box(fold, trim.bottom, trim.right, trim.top)),
    )
