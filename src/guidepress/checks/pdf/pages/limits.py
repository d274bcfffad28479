"""What each edition allows, as data.

Takes an edition; gives its `Limits`. An edition that the table does not name gets `DEFAULT`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from guidepress.core.measures import Length
from guidepress.core.model import Edition

PRINTABLE: Final = Length.mm(5)
"""Office printers reach no nearer to the edge of the paper."""
SCANNABLE: Final = Length.mm(15)
"""Telephones read a smaller code badly from the distance at which a page is held."""


@dataclass(frozen=True, slots=True)
class PaperSize:
    """A page's trim size."""

    width: Length
    """From left to right."""
    height: Length
    """From foot to head."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What the pages of one edition must keep to."""

    smallest_text: float = 9.0
    """The least size of any text, labels and folios too, in points."""
    body_text: float = 0.0
    """The least size of that text of which there is most, in points; 0 for no limit."""
    line_spacing: float = 0.0
    """The least distance between a paragraph's baselines, in multiples of its type size; 0 for no limit."""
    fewest_characters: float = 0.0
    """The least number of characters in a usual line of running text; 0 for no limit."""
    most_characters: float = 0.0
    """The greatest number of characters in a usual line of running text; 0 for no limit."""
    margin: Length = PRINTABLE
    """How near to the edge of the trimmed page text may stand."""
    inked_area: float = 1.0
    """The greatest share of a page's area that may carry ink, tints too: 0 to 1."""
    code_side: Length = SCANNABLE
    """The least side of a QR code's symbol, without its quiet zone."""
    trim: PaperSize | None = None
    """The size of every page, or of every side of an imposed file; None where any size will do."""


A4: Final = PaperSize(Length.mm(210), Length.mm(297))
TWO_A5: Final = PaperSize(Length.mm(296), Length.mm(210))

DEFAULT: Final = Limits()

READABLE: Final = Limits(body_text=12, fewest_characters=55, most_characters=75, trim=A4)
"""What the editions that are read as A4 pages have in common."""

LIMITS: Final[dict[str, Limits]] = {
    "standard": READABLE,
    "print": replace(READABLE, inked_area=0.15),
    "large-print": replace(READABLE, smallest_text=18, body_text=18, line_spacing=1.4, code_side=Length.mm(30)),
    "booklet": replace(READABLE, smallest_text=10, body_text=10, trim=TWO_A5),
}

PAGES_PER_LEAF: Final = 2
PAGES_PER_FOLDED_SHEET: Final = 4


def limits_for(edition: Edition) -> Limits:
    """Gives an edition's limits; the default ones for an edition without an entry."""
    return LIMITS.get(edition.name, DEFAULT)


def page_multiple(edition: Edition) -> int:
    """Gives the number that the count of pages, in the order of reading, must be a multiple of."""
    if edition.imposed:
        return PAGES_PER_FOLDED_SHEET
    return PAGES_PER_LEAF if edition.even_pages else 1
