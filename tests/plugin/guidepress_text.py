"""A plug-in: each guide as plain text, with the number of pages that its standard edition has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from guidepress.compose.guide import compose
from guidepress.compose.templates import Templates
from guidepress.core.document import Kind
from guidepress.core.model import Edition, Series
from guidepress.core.problems import has_errors
from guidepress.targets.base import Artifact, Bundle, Need, Output, Scope, Task, file_of


class TextTarget:
    """Guides as text files."""

    name = "text"

    def outputs(self, series: Series, editions: Sequence[Edition]) -> Iterator[Output]:
        """Gives one file a guide, which needs the guide's standard edition."""
        for edition in editions:
            for guide in series.guides:
                files = (f"{edition.name}/{guide.id}.txt",)
                needs = (Need(f"standard/{guide.id}"),)
                yield Output(self.name, Scope.GUIDE, str(guide.id), edition, files, needs)

    def open(self, bundle: Bundle) -> TextMaker:
        """Sets up what makes them."""
        return TextMaker(Templates(bundle.styles))


class TextMaker:
    """Makes text files."""

    def __init__(self, templates: Templates) -> None:
        self._templates = templates

    def warm_up(self, editions: Iterable[Edition]) -> None:
        """There is nothing to warm up."""

    def make(self, series: Series, task: Task) -> Artifact:
        """Makes one file; its fact is `words`."""
        output = task.output
        guide = next(guide for guide in series.guides if guide.id == output.subject)
        document = compose(series, guide, self._templates)
        if has_errors(document.problems):
            return Artifact(output, problems=document.problems)
        paragraphs = [f"# {block.text}" if block.kind is Kind.HEADING else block.text for block in document.blocks]
        pages = task.given[f"standard/{guide.id}"].facts["pages"]
        text = "\n\n".join([guide.title.upper(), *filter(None, paragraphs), f"Pages: {pages}"]) + "\n"
        file = file_of(output.files[0], text.encode(), "text/plain")
        return Artifact(output, (file,), {"words": len(text.split())}, problems=document.problems)
