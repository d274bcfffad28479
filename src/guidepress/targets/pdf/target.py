"""The target `pdf`: one file a guide and edition. Light to load; its tools load when it is opened."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib import import_module

from guidepress.core.model import Edition, Series
from guidepress.targets.base import Bundle, Maker, Output, Scope


class PdfTarget:
    """Guides as PDF files."""

    name = "pdf"

    def outputs(self, series: Series, editions: Sequence[Edition]) -> Iterator[Output]:
        """Gives a file for each edition and guide, such as `standard/first-guide.pdf`."""
        for edition in editions:
            for guide in series.guides:
                file = f"{edition.name}/{guide.id}.pdf"
                yield Output(self.name, Scope.GUIDE, str(guide.id), edition, (file,))

    def open(self, bundle: Bundle) -> Maker:
        """Loads the engine and the templates."""
        maker: Maker = import_module("guidepress.targets.pdf.maker").PdfMaker(bundle)
        return maker


TARGET = PdfTarget()
