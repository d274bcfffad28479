"""The sheet's geometry: paper, trim, places of the two pages, fold and crop marks. Pure values, no library.

Two A5 pages (296 × 210 mm) fill A4 landscape (297 × 210 mm) but for half a millimetre at either side. So
nothing can be drawn outside the trim of an A4 sheet, and there are two sheets:

- `OFFICE_SHEET` is A4 itself, for any printer that prints both sides; it carries no marks, since they would
  lie on the pages. Scaling the pages down to make room would break the edition's smallest type size.
- `PRESS_SHEET` is SRA4, the untrimmed size that print shops run for A4 work, with fold and crop marks in the
  margin outside the trim.

On both, the two pages meet at the fold in the middle and the spare paper lies at the outer edges.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from guidepress.core.measures import Length


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in default user space, in points, measured from the sheet's lower left corner."""

    left: float
    """The left edge."""
    bottom: float
    """The lower edge."""
    right: float
    """The right edge; not less than `left`."""
    top: float
    """The upper edge; not less than `bottom`."""

    @property
    def width(self) -> float:
        """The width in points."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """The height in points."""
        return self.top - self.bottom


@dataclass(frozen=True, slots=True)
class Mark:
    """One straight line of a fold or crop mark, in points from the sheet's lower left corner."""

    start: tuple[float, float]
    """Where it starts, x and y; the end nearer the trim."""
    end: tuple[float, float]
    """Where it ends, x and y."""
    dashed: bool
    """Whether it is dashed, as fold marks are; crop marks are solid."""


@dataclass(frozen=True, slots=True)
class SheetLayout:
    """One side of an empty sheet, with MediaBox ⊇ BleedBox = TrimBox (ISO 32000-1, 14.11.2)."""

    media: Box
    """The paper."""
    trim: Box
    """The two A5 pages side by side: what is left when the sheet has been cut."""
    marks: tuple[Mark, ...]
    """Fold and crop marks, all outside the trim; may be none."""

    @property
    def fold(self) -> float:
        """The fold's distance from the left edge, in points."""
        return (self.trim.left + self.trim.right) / 2

    @property
    def left_half(self) -> Box:
        """The part of the trim to the left of the fold."""
        return Box(self.trim.left, self.trim.bottom, self.fold, self.trim.top)

    @property
    def right_half(self) -> Box:
        """The part of the trim to the right of the fold."""
        return Box(self.fold, self.trim.bottom, self.trim.right, self.trim.top)


A5_WIDTH: Final = Length.mm(148)
A5_HEIGHT: Final = Length.mm(210)

MARK_GAP: Final = Length.mm(2)
"""Between trim and mark, so that a knife a little off leaves no ink on the page."""
MARK_LENGTH: Final = Length.mm(5)
"""With the gap, this fits the 7.5 mm that SRA4 leaves at head and foot."""


def _centred(inner_width: Length, inner_height: Length, paper: Box) -> Box:
    left = (paper.width - inner_width.points) / 2
    bottom = (paper.height - inner_height.points) / 2
    return Box(left, bottom, left + inner_width.points, bottom + inner_height.points)


def _fold_and_crop_marks(trim: Box) -> tuple[Mark, ...]:
    near = MARK_GAP.points
    far = near + MARK_LENGTH.points
    sides = ((trim.left, -1), (trim.right, 1))
    ends = ((trim.bottom, -1), (trim.top, 1))
    fold = (trim.left + trim.right) / 2
    upright = [
        Mark((x, y + way * near), (x, y + way * far), dashed=x == fold)
        for y, way in ends
        for x in (trim.left, fold, trim.right)
    ]
    level = [Mark((x + way * near, y), (x + way * far, y), dashed=False) for y, _ in ends for x, way in sides]
    return (*upright, *level)


def _layout(paper_width: Length, paper_height: Length, *, marks: bool) -> SheetLayout:
    media = Box(0, 0, paper_width.points, paper_height.points)
    trim = _centred(A5_WIDTH * 2, A5_HEIGHT, media)
    return SheetLayout(media, trim, _fold_and_crop_marks(trim) if marks else ())


OFFICE_SHEET: Final = _layout(Length.mm(297), Length.mm(210), marks=False)
PRESS_SHEET: Final = _layout(Length.mm(320), Length.mm(225), marks=True)
