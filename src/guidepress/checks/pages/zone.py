"""Where the text of the source stands on the pages, between running heads and folios.

Takes a finished guide; gives the zone's edges as distances from a page's foot, the same for all pages.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from guidepress.checks.pages.finished import FinishedGuide, Line, Page

EDGE = 2.0
"""How far, in points, letters may reach over the zone's edges."""


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

    def holds(self, line: Line, page: Page) -> bool:
        """Tells whether a line stands in the zone."""
        foot = page.box.bottom
        return line.box.bottom - foot > self.bottom - EDGE and line.box.top - foot < self.top + EDGE


def zone_of(guide: FinishedGuide) -> Zone | None:
    """Gives the zone of a guide, its cover left out; None where no passage was found after the first page."""
    boxes = [
        (guide.line_of(row).box, guide.pages[row.page].box.bottom)
        for placed in guide.placed
        for row in placed.rows
        if row.page > 0
    ]
    if not boxes:
        return None
    return Zone(min(box.bottom - foot for box, foot in boxes), max(box.top - foot for box, foot in boxes))


def lines_in(zone: Zone | None, page: Page) -> Iterator[Line]:
    """Gives a page's lines without running head and folio; all of them where there is no zone."""
    return (line for line in page.lines if zone is None or zone.holds(line, page))
