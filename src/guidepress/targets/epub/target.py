"""The target `epub`. Light to load; its tools load when it is opened."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib import import_module

from guidepress.core.model import Edition, Series
from guidepress.targets.base import Bundle, Maker, Output
from guidepress.targets.reading.outputs import outputs_with_pages


class EpubTarget:
    """Guides as e-books."""

    name = "epub"

    def outputs(self, series: Series, editions: Sequence[Edition]) -> Iterator[Output]:
        """Gives a file for each edition and guide, such as `epub/first-guide.epub`."""
        return outputs_with_pages(self.name, series, editions, "epub")

    def open(self, bundle: Bundle) -> Maker:
        """Loads the templates."""
        maker: Maker = import_module("guidepress.targets.epub.maker").EpubMaker(bundle)
        return maker


TARGET = EpubTarget()
