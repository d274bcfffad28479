"""How many pages leaves and folded sheets hold."""

from __future__ import annotations

from typing import Final

from guidepress.core.model import Edition

PAGES_PER_LEAF: Final = 2
PAGES_PER_FOLDED_SHEET: Final = 4


def page_multiple(edition: Edition) -> int:
    """Gives the number that the count of pages, in the order of reading, must be a multiple of."""
    if edition.imposed:
        return PAGES_PER_FOLDED_SHEET
    return PAGES_PER_LEAF if edition.even_pages else 1
