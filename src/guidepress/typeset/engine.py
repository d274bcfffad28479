"""HTML and style sheets to PDF bytes, with the engine's warnings as problems.

One `Engine` serves a process: it keeps the fonts and the parsed style sheets. Every document is laid out once; see
`page_numbers` for how the contents know their pages all the same.
"""

from __future__ import annotations

import gc
import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from guidepress.model import Edition
from guidepress.problems import Place, Problem, Severity
from guidepress.typeset.library import load_weasyprint

MOST_LAYOUTS = 3


@dataclass(frozen=True, slots=True)
class Typeset:
    """A finished guide."""

    pdf: bytes
    """The file's bytes."""
    page_count: int
    """How many pages it has."""
    problems: tuple[Problem, ...]
    """What the engine warned of (E001)."""


class Engine:
    """WeasyPrint with one project's fonts and styles."""

    def __init__(self, project: Path, styles: Path) -> None:
        self._weasyprint = load_weasyprint()
        from guidepress.typeset.fetcher import ProjectFetcher

        self._project = project
        self._styles = styles
        self._fonts = self._weasyprint.text.fonts.FontConfiguration()
        self._fetcher = ProjectFetcher(project, styles)
        self._sheets: dict[tuple[str, ...], list[Any]] = {}

    def typeset(self, html: str, edition: Edition, source_path: str) -> Typeset:
        """Typesets one document; `source_path` names the guide in problems."""
        with _warnings(source_path) as problems, _no_garbage_collection():
            sheets = self._style_sheets(edition.style_sheets)
            document = self._lay_out(html, sheets, source_path)
            pdf = document.write_pdf(**self._options(edition))
        return Typeset(pdf, len(document.pages), tuple(problems))

    def _lay_out(self, html: str, sheets: Sequence[Any], source_path: str) -> Any:  # noqa: ANN401  # a Document
        from guidepress.typeset import page_numbers

        base = (self._project / source_path).parent.as_uri() + "/"
        source = self._weasyprint.HTML(string=html, base_url=base, url_fetcher=self._fetcher)
        for _ in range(MOST_LAYOUTS):
            document = source.render(font_config=self._fonts, stylesheets=sheets, pdf_variant=None)
            others = page_numbers.put_numbers(document.pages)
            if not others:
                break
            page_numbers.set_stand_ins(source.etree_element, others)
        return document

    def _style_sheets(self, names: Sequence[str]) -> list[Any]:
        key = tuple(names)
        if key not in self._sheets:
            self._sheets[key] = [
                self._weasyprint.CSS(
                    filename=str(self._styles / name), font_config=self._fonts, url_fetcher=self._fetcher
                )
                for name in names
            ]
        return self._sheets[key]

    def _options(self, edition: Edition) -> dict[str, Any]:
        return {"pdf_tags": edition.tagged}


class _Collector(logging.Handler):
    def __init__(self, source_path: str, problems: list[Problem]) -> None:
        super().__init__(logging.WARNING)
        self.source_path = source_path
        self.problems = problems

    def emit(self, record: logging.LogRecord) -> None:
        message = " ".join(record.getMessage().split())
        problem = Problem("E001", f"the engine says: {message}", Place(self.source_path), "", Severity.ERROR)
        if problem not in self.problems:
            self.problems.append(problem)


@contextmanager
def _warnings(source_path: str) -> Iterator[list[Problem]]:
    """Turns what the engine logs into problems while the block runs."""
    logger = logging.getLogger("weasyprint")
    problems: list[Problem] = []
    handler = _Collector(source_path, problems)
    before, logger.handlers = logger.handlers, [handler]
    propagate, logger.propagate = logger.propagate, False
    try:
        yield problems
    finally:
        logger.handlers, logger.propagate = before, propagate


@contextmanager
def _no_garbage_collection() -> Iterator[None]:
    """Keeps the collector from walking the many boxes of a layout again and again."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
