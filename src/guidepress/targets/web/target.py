"""The target `web`. Light to load; its tools load when it is opened."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib import import_module

from guidepress.core.model import Edition, Series
from guidepress.targets.base import Bundle, Maker, Need, Output, Scope

PAGES_OF = "standard"
"""The edition whose pages can be found in it."""


class WebTarget:
    """Guides as web pages."""

    name = "web"

    def outputs(self, series: Series, editions: Sequence[Edition]) -> Iterator[Output]:
        """Gives a file for each edition and guide, such as `web/first-guide.html`."""
        for edition in editions:
            for guide in series.guides:
                need = Need(f"{PAGES_OF}/{guide.id}", content=True)
                file = f"{edition.name}/{guide.id}.html"
                yield Output(self.name, Scope.GUIDE, str(guide.id), edition, (file,), (need,))

    def open(self, bundle: Bundle) -> Maker:
        """Loads the templates."""
        maker: Maker = import_module("guidepress.targets.web.maker").WebMaker(bundle)
        return maker


TARGET = WebTarget()
