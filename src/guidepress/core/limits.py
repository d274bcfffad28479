"""What the pages of one edition must keep to, as a record; a theme's `editions.yaml` gives the figures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from guidepress.core.measures import Length

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


DEFAULT: Final = Limits()
"""What holds where an edition says nothing."""
