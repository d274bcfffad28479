"""HTML and style sheets to PDF bytes, with the engine's warnings as problems.

One `Engine` serves a process: it keeps the fonts and the parsed style sheets. Every document is laid out once; see
`page_numbers` for how the contents know their pages all the same.
"""

from __future__ import annotations

import gc
import logging
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from guidepress.model import Edition, Guide, Series
from guidepress.problems import Place, Problem
from guidepress.typeset.library import load_weasyprint
from guidepress.typeset.line_breaks import mend_line_breaks

MOST_LAYOUTS = 3
_LINE_AND_COLUMN = re.compile(r" at (\d+):(\d+)")


@dataclass(frozen=True, slots=True)
class Typeset:
    """A finished guide."""

    pdf: bytes
    """The file's bytes."""
    page_count: int
    """How many pages it has."""
    problems: tuple[Problem, ...]
    """What the engine warned of (E001)."""


@dataclass(frozen=True, slots=True)
class _StyleSheet:
    parsed: Any
    problems: tuple[Problem, ...]


class Engine:
    """WeasyPrint with one project's fonts and styles."""

    def __init__(self, project: Path, styles: Path) -> None:
        self._weasyprint = load_weasyprint()
        from weasyprint.layout import inline

        from guidepress.typeset.fetcher import ProjectFetcher

        mend_line_breaks(inline)

        self._project = project
        self._styles = styles
        self._fonts = self._weasyprint.text.fonts.FontConfiguration()
        self._fetcher = ProjectFetcher(project, styles)
        self._sheets: dict[str, _StyleSheet] = {}

    def typeset(self, html: str, edition: Edition, guide: Guide, series: Series) -> Typeset:
        """Typesets one composed guide in one edition."""
        sheets = [self._style_sheet(name) for name in edition.style_sheets]
        with _warnings(_engine_problem(guide.path)) as problems, _no_garbage_collection():
            document = self._lay_out(html, [sheet.parsed for sheet in sheets], guide.path)
            if edition.even_pages and len(document.pages) % 2:
                document.pages.append(self._blank_page(document.pages[-1]))
            pdf = self._write(document, edition, series, guide)
        of_sheets = [problem for sheet in sheets for problem in sheet.problems]
        return Typeset(pdf, len(document.pages), (*of_sheets, *problems))

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

    def _style_sheet(self, name: str) -> _StyleSheet:
        """Gives a parsed style sheet, parsed once a process; its problems count for every guide that uses it."""
        if name not in self._sheets:
            path = self._styles / name
            with _warnings(_style_problem(path, f"styles/{name}")) as problems:
                parsed = self._weasyprint.CSS(
                    filename=str(path), font_config=self._fonts, url_fetcher=self._fetcher
                )
            self._sheets[name] = _StyleSheet(parsed, tuple(problems))
        return self._sheets[name]

    def _blank_page(self, like: Any) -> Any:  # noqa: ANN401  # a Page
        size = self._weasyprint.CSS(string=f"@page {{ size: {like.width}px {like.height}px }}")
        html = self._weasyprint.HTML(string="<html><body></body></html>")
        return html.render(font_config=self._fonts, stylesheets=[size]).pages[0]

    def _write(self, document: Any, edition: Edition, series: Series, guide: Guide) -> bytes:  # noqa: ANN401
        if edition.tagged:
            from guidepress.typeset.describing import metadata_of
            from guidepress.typeset.tags import tagged_pdf

            folios = [None, *(str(number) for number in range(2, len(document.pages) + 1))]
            return tagged_pdf(document, metadata_of(series, guide), folios)
        from guidepress.typeset.grey import draw_in_grey

        pdf: bytes = document.write_pdf(finisher=draw_in_grey if edition.grey else None)
        return pdf


class _Collector(logging.Handler):
    def __init__(self, problem_of: Callable[[str], Problem], problems: list[Problem]) -> None:
        super().__init__(logging.WARNING)
        self.problem_of = problem_of
        self.problems = problems

    def emit(self, record: logging.LogRecord) -> None:
        problem = self.problem_of(" ".join(record.getMessage().split()))
        if problem not in self.problems:
            self.problems.append(problem)


def _engine_problem(source_path: str) -> Callable[[str], Problem]:
    return lambda message: Problem("E001", f"the engine says: {message}", Place(source_path))


def _style_problem(path: Path, name: str) -> Callable[[str], Problem]:
    """Finds the place that the engine names, such as `at 2:118`, in the style sheet."""

    def problem_of(message: str) -> Problem:
        found = _LINE_AND_COLUMN.search(message)
        line, column = (int(found[1]), int(found[2])) if found else (0, 0)
        lines = path.read_text("utf-8").splitlines() if line else []
        excerpt = lines[line - 1] if 0 < line <= len(lines) else ""
        words = _LINE_AND_COLUMN.sub("", message).rstrip(".")
        return Problem("T002", f"the engine can't use this: {words}", Place(name, line, column, 1, excerpt))

    return problem_of


@contextmanager
def _warnings(problem_of: Callable[[str], Problem]) -> Iterator[list[Problem]]:
    """Turns what the engine logs into problems while the block runs."""
    logger = logging.getLogger("weasyprint")
    problems: list[Problem] = []
    handler = _Collector(problem_of, problems)
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
