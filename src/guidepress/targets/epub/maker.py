"""Makes one guide's e-book, with the list of pages of its standard edition."""

from __future__ import annotations

from collections.abc import Iterable

from guidepress.compose.guide import compose
from guidepress.compose.templates import Templates
from guidepress.core.model import Edition, Series
from guidepress.core.problems import has_errors
from guidepress.targets.base import Artifact, Bundle, Task, file_of
from guidepress.targets.epub.book import ebook
from guidepress.targets.epub.container import MEDIA_TYPE


class EpubMaker:
    """One process's tools: the templates, kept warm from book to book."""

    def __init__(self, bundle: Bundle) -> None:
        self._bundle = bundle
        self._templates = Templates(bundle.styles)

    def warm_up(self, editions: Iterable[Edition]) -> None:
        """Has nothing to do ahead of a guide."""

    def make(self, series: Series, task: Task) -> Artifact:
        """Makes one book; its facts are `pages`, those of the PDF that it lists."""
        output = task.output
        guide = next(guide for guide in series.guides if guide.id == output.subject)
        document = compose(series, guide, self._templates)
        [given] = task.given.values()
        [pdf] = given.files.values()
        book = ebook(series, document, self._templates, self._bundle.project, self._bundle.styles, pdf)
        problems = (*document.problems, *book.problems)
        if has_errors(problems):
            return Artifact(output, problems=problems)
        file = file_of(output.files[0], book.content, MEDIA_TYPE)
        return Artifact(output, (file,), {"pages": len(book.pages)}, problems=problems)
