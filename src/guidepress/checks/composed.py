"""Guides composed once a process, however many of their finished files are examined."""

from __future__ import annotations

from functools import lru_cache

from guidepress.compose.guide import compose
from guidepress.compose.templates import Templates
from guidepress.core.document import Document
from guidepress.core.model import Guide, Series
from guidepress.targets.base import Bundle


class Composed:
    """The templates of one theme, and the documents of one series at a time."""

    def __init__(self, bundle: Bundle) -> None:
        self.templates = Templates(bundle.styles)
        """The templates."""
        self._series: Series | None = None
        self._documents: dict[str, Document] = {}

    def document(self, series: Series, guide: Guide) -> Document:
        """Gives a guide composed."""
        if series is not self._series:
            self._series, self._documents = series, {}
        name = str(guide.id)
        if name not in self._documents:
            self._documents[name] = compose(series, guide, self.templates)
        return self._documents[name]


@lru_cache(maxsize=1)
def composed_for(bundle: Bundle) -> Composed:
    """Gives what all examiners of a project share."""
    return Composed(bundle)
