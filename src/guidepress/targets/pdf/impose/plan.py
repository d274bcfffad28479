"""Which page goes where on which sheet, as pure arithmetic.

Takes a page count; gives the sheets of one saddle-stitched signature: two pages a side, all sheets folded
together once and stapled through the fold. Promises that every page stands exactly once, upright, and that
blanks stand after the last page only. Knows no PDF and no paper size.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from guidepress.core.measures import Length

PAGES_PER_SHEET: Final = 4

FLIP_EDGE: Final = "short edge"
"""The edge of the sheet on which a duplex printer must turn it over.

The sheet lies landscape and its fold runs from head to foot. Turned on a short edge (left or right) it
turns as a leaf of a book does: its head stays at the head, and the front's right half backs the back's left
half. Both sides can then be imposed upright. Turned on the long edge, every back would stand upside down.
"""


@dataclass(frozen=True, slots=True)
class SheetSide:
    """One side of a sheet as it comes out of the printer, landscape, both pages upright."""

    left: int | None
    """The page on the left half, counted from 1; `None` for a blank page."""
    right: int | None
    """The page on the right half, counted from 1; `None` for a blank page."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: four pages on two leaves."""

    front: SheetSide
    """The side that faces outwards in the folded booklet; printed first."""
    back: SheetSide
    """The side that faces the middle of the booklet."""


def sheets_needed(page_count: int) -> int:
    """Gives the number of sheets for so many pages. Raises ValueError for fewer than 1 page."""
    if page_count < 1:
        raise ValueError(f"a booklet needs at least 1 page, not {page_count}")
    return -(-page_count // PAGES_PER_SHEET)


def saddle_stitch(page_count: int) -> tuple[Sheet, ...]:
    """Gives the sheets of a booklet of `page_count` pages, the outermost first.

    Where the count is no multiple of four, blanks follow the last page: page numbers, rectos and versos
    stay as they were laid out. So the outside of the back is blank then; a publication whose last page is a
    back cover has to be laid out to a multiple of four, with its blanks before that cover. Raises
    ValueError for a count below 1.
    """
    sheet_count = sheets_needed(page_count)
    slots = PAGES_PER_SHEET * sheet_count

    def page(number: int) -> int | None:
        return number if number <= page_count else None

    def sheet(index: int) -> Sheet:
        first = 2 * index + 1
        last = slots - 2 * index
        return Sheet(
            front=SheetSide(left=page(last), right=page(first)),
            back=SheetSide(left=page(first + 1), right=page(last - 1)),
        )

    return tuple(sheet(index) for index in range(sheet_count))


def creep_shift(sheet_index: int, sheet_count: int, creep: Length) -> Length:
    """Gives how far the pages of one sheet move towards the spine, to allow for creep.

    `creep` is the total over the signature: how far the innermost leaves stick out past the outermost ones
    when folded. The outermost sheet (index 0) stays, the innermost moves by all of it, those between by
    even steps; a single sheet does not creep. Raises ValueError for a negative creep or an index outside
    the signature.
    """
    if creep < Length(0):
        raise ValueError(f"creep must be 0 mm or more, not {creep.millimetres:g} mm")
    if not 0 <= sheet_index < sheet_count:
        raise ValueError(f"sheet {sheet_index} is none of the sheets 0 to {sheet_count - 1}")
    if sheet_count == 1:
        return Length(0)
    return creep * (sheet_index / (sheet_count - 1))


@dataclass(frozen=True, slots=True)
class _Leaf:
    """Half a sheet in a pile on the table."""

    above: int | None
    """The page on the face that looks up."""
    below: int | None
    """The page on the face that looks down."""

    def turned(self) -> _Leaf:
        return _Leaf(above=self.below, below=self.above)


def folded_order(sheets: Sequence[Sheet]) -> tuple[int | None, ...]:
    """Folds printed sheets and gives the pages in the order in which a reader meets them, `None` for blanks.

    It does what hands do and uses none of the arithmetic above, so it can prove it: lay the sheets down
    inside up, the outermost at the bottom; fold the left half over onto the right; then turn leaf by leaf.
    """
    # Turned on the short edge, what the front has on its right lies beneath what the back has on its left.
    left_pile = [_Leaf(above=sheet.back.left, below=sheet.front.right) for sheet in sheets]
    right_pile = [_Leaf(above=sheet.back.right, below=sheet.front.left) for sheet in sheets]
    left_pile_turned_over = [leaf.turned() for leaf in reversed(left_pile)]
    booklet_from_the_bottom = right_pile + left_pile_turned_over
    return tuple(page for leaf in reversed(booklet_from_the_bottom) for page in (leaf.above, leaf.below))
