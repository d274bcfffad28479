"""Makes one guide's web page, with marks of the pages of its standard edition."""

from __future__ import annotations

from collections.abc import Iterable

from guidepress.compose.guide import compose
from guidepress.compose.templates import Templates
from guidepress.core.model import Edition, Series
from guidepress.core.problems import has_errors
from guidepress.pdfread.page_letters import page_letters
from guidepress.targets.base import Artifact, Bundle, Task, file_of
from guidepress.targets.web.page import TEMPLATE, Surroundings, web_page

MEDIA_TYPE = "text/html"


class WebMaker:
    """One process's tools: the templates, kept warm from page to page."""

    def __init__(self, bundle: Bundle) -> None:
        self._bundle = bundle
        self._templates = Templates(bundle.styles)

    def warm_up(self, editions: Iterable[Edition]) -> None:
        """Compiles the template."""
        del editions  # all are made alike
        self._templates.warm_up(TEMPLATE)

    def make(self, series: Series, task: Task) -> Artifact:
        """Makes one page; its facts are `pages`, those of the PDF that it has marks of."""
        output = task.output
        guide = next(guide for guide in series.guides if guide.id == output.subject)
        document = compose(series, guide, self._templates)
        [given] = task.given.values()
        [pdf] = given.files.values()
        around = Surroundings(
            self._bundle.project,
            self._bundle.styles,
            str(series.download_page),
            lambda name: f"{name}.html",
            output.edition.style_sheets,
        )
        page = web_page(series, document, self._templates, around, page_letters(pdf))
        problems = (*document.problems, *page.problems)
        if has_errors(problems):
            return Artifact(output, problems=problems)
        file = file_of(output.files[0], page.html.encode(), MEDIA_TYPE)
        return Artifact(output, (file,), {"pages": len(page.pages)}, problems=problems)
