"""The outputs that are read on a screen and say where each page of the standard edition begins."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from guidepress.core.model import Edition, Series
from guidepress.targets.base import PAGES_OF, Need, Output, Scope


def outputs_with_pages(target: str, series: Series, editions: Sequence[Edition], ending: str) -> Iterator[Output]:
    """Gives a file for each edition and guide, such as `web/first-guide.html`; each needs the guide's pages."""
    for edition in editions:
        for guide in series.guides:
            need = Need(f"{PAGES_OF}/{guide.id}", content=True)
            file = f"{edition.name}/{guide.id}.{ending}"
            yield Output(target, Scope.GUIDE, str(guide.id), edition, (file,), (need,))
