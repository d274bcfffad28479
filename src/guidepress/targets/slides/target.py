"""The target `slides`: for each guide a PPTX to edit, a PDF to show, and notes pages to print."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib import import_module

from guidepress.core.model import Edition, Series
from guidepress.targets.base import PAGES_OF, Bundle, Maker, Need, Output, Scope


class SlidesTarget:
    """Guides as decks of slides."""

    name = "slides"

    def outputs(self, series: Series, editions: Sequence[Edition]) -> Iterator[Output]:
        """Gives three files for each edition and guide, such as `slides/first-guide.pptx`."""
        for edition in editions:
            for guide in series.guides:
                folder, name = edition.name, str(guide.id)
                files = (f"{folder}/{name}.pptx", f"{folder}/{name}.pdf", f"{folder}/notes/{name}.pdf")
                needs = (Need(f"{PAGES_OF}/{name}"),)
                yield Output(self.name, Scope.GUIDE, name, edition, files, needs)

    def open(self, bundle: Bundle) -> Maker:
        """Loads the engine and the templates."""
        maker: Maker = import_module("guidepress.targets.slides.maker").SlidesMaker(bundle)
        return maker


TARGET = SlidesTarget()
