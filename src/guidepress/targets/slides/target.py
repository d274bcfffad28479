"""The target `slides`: for each guide a PPTX to edit and a PDF to show, or notes pages to print."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib import import_module

from guidepress.core.model import Edition, Series
from guidepress.targets.base import PAGES_OF, Bundle, Maker, Need, Output, Scope


class SlidesTarget:
    """Guides as decks of slides."""

    name = "slides"

    def outputs(self, series: Series, editions: Sequence[Edition]) -> Iterator[Output]:
        """Gives files such as `slides/first-guide.pptx` and `.pdf`; one with notes has the PDF alone."""
        for edition in editions:
            kinds = ("pdf",) if edition.with_notes else ("pptx", "pdf")
            for guide in series.guides:
                files = tuple(f"{edition.name}/{guide.id}.{kind}" for kind in kinds)
                needs = (Need(f"{PAGES_OF}/{guide.id}"),)
                yield Output(self.name, Scope.GUIDE, str(guide.id), edition, files, needs)

    def open(self, bundle: Bundle) -> Maker:
        """Loads the engine and the templates."""
        maker: Maker = import_module("guidepress.targets.slides.maker").SlidesMaker(bundle)
        return maker


TARGET = SlidesTarget()
