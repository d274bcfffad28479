"""What on a page belongs to the guide itself, and what is running head and folio.

Takes a finished guide; gives each page's own lines, and the zone that its text fills. A line that holds
nothing of the source and comes back at the same height on page after page is a running head or a folio.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Final

from guidepress.checks.pdf.pages.records import FinishedGuide, Line, Page

FEWEST_PAGES: Final = 2
SHARE_OF_PAGES: Final = 0.3
"""A running head comes back on so many of all pages at least."""


@dataclass(frozen=True, slots=True)
class Zone:
    """The part of a page's height that passages are found in."""

    bottom: float
    """From the page's foot to the lowest passage, in points."""
    top: float
    """From the page's foot to the highest passage, in points."""

    @property
    def height(self) -> float:
        """How much text fits on a page, in points."""
        return self.top - self.bottom


def zone_of(guide: FinishedGuide, *, with_cover: bool = False) -> Zone | None:
    """Gives the zone of a guide, its first page left out or not; None where no passage was found."""
    boxes = [
        (guide.line_of(row).box, guide.pages[row.page].box.bottom)
        for placed in guide.placed
        for row in placed.rows
        if row.page > 0 or with_cover
    ]
    if not boxes:
        return None
    return Zone(min(box.bottom - foot for box, foot in boxes), max(box.top - foot for box, foot in boxes))


def own_lines(guide: FinishedGuide) -> list[list[Line]]:
    """Gives for each page its lines without running heads and folios."""
    found = lines_with_passages(guide)
    others = [
        [line for index, line in enumerate(page.lines) if (page.number - 1, index) not in found]
        for page in guide.pages
    ]
    heights = Counter(
        height
        for page, lines in zip(guide.pages, others, strict=True)
        for height in {_height(line, page) for line in lines}
    )
    needed = max(FEWEST_PAGES, round(len(guide.pages) * SHARE_OF_PAGES))
    return [
        [
            line
            for index, line in enumerate(page.lines)
            if (page.number - 1, index) in found or heights[_height(line, page)] < needed
        ]
        for page in guide.pages
    ]


def lines_with_passages(guide: FinishedGuide) -> set[tuple[int, int]]:
    """Gives the lines that hold text of the source, as indices of page and line."""
    return {(row.page, row.line) for placed in guide.placed for row in placed.rows}


def _height(line: Line, page: Page) -> int:
    """Gives a line's height on its page, in whole points."""
    return round(line.largest.baseline - page.box.bottom)
