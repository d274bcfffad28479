"""The target `web`. Light to load; its tools load when it is opened."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib import import_module

from guidepress.core.model import Edition, Series
from guidepress.targets.base import Bundle, Maker, Output
from guidepress.targets.reading.outputs import outputs_with_pages


class WebTarget:
    """Guides as web pages."""

    name = "web"

    def outputs(self, series: Series, editions: Sequence[Edition]) -> Iterator[Output]:
        """Gives a file for each edition and guide, such as `web/first-guide.html`."""
        return outputs_with_pages(self.name, series, editions, "html")

    def open(self, bundle: Bundle) -> Maker:
        """Loads the templates."""
        maker: Maker = import_module("guidepress.targets.web.maker").WebMaker(bundle)
        return maker


TARGET = WebTarget()
