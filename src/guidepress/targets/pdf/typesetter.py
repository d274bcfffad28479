"""HTML and style sheets to PDF bytes, with the engine's warnings as problems.

One `Engine` serves a process: it keeps the fonts and the parsed style sheets. Every document is laid out once; see
`page_numbers` for how the contents know their pages all the same.
"""

from __future__ import annotations

import gc
import logging
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from guidepress.core.model import Edition, Guide, Series
from guidepress.core.problems import Place, Problem
from guidepress.core.theme import Theme
from guidepress.core.uses import note_again, noting
from guidepress.engine.font_files import keep_no_dates, needs_fallback
from guidepress.engine.font_packages import fallback_fonts_too
from guidepress.engine.library import load_weasyprint, tags_are_proved
from guidepress.targets.pdf.crashes import RuleError, Sheet, rule_at_fault
from guidepress.targets.pdf.describing import metadata_of
from guidepress.targets.pdf.metadata import DocumentMetadata

MOST_LAYOUTS = 3
_SPECIMEN = """<!DOCTYPE html>
<html lang="en"><head><title>Specimen</title></head><body>
<h1>Title</h1><h2 id="section">Section</h2>
<p>Words, <em>more of them</em> and <strong>others</strong> in <a href="#section">a link</a>.</p>
<ul><li>Item</li></ul><ol><li>Item</li></ol><blockquote><p>Quotation</p></blockquote>
<table><thead><tr><th scope="col">Head</th></tr></thead><tbody><tr><td>Cell</td></tr></tbody></table>
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1" width="9" height="9"><path d="M0 0h1"/></svg>
</body></html>
"""
"""What any guide may hold, to warm up with."""
_SPECIMEN_METADATA = DocumentMetadata(
    title="Specimen",
    creator=(),
    description="",
    keywords=(),
    language="en",
    publisher="",
    sponsor="",
    rights="",
    licence_url="",
    version="",
    date="2000-01-01",
    producer="",
)
_LINE_AND_COLUMN = re.compile(r" at (\d+):(\d+)")


Finisher: TypeAlias = Callable[[Any, Any], None]
"""What changes a file before it is written: takes the engine's document and its PDF."""


@dataclass(frozen=True, slots=True)
class Typeset:
    """A finished guide."""

    pdf: bytes
    """The file's bytes."""
    page_count: int
    """How many pages it has."""
    anchors: Mapping[str, int]
    """The page, counted from 1, of everything that a link may lead to, by its id."""
    problems: tuple[Problem, ...]
    """What the engine warned of (E001)."""


@dataclass(frozen=True, slots=True)
class LaidOut:
    """A guide whose pages are set and not yet written."""

    document: Any
    """The engine's document."""
    edition: Edition
    """The edition."""
    problems: tuple[Problem, ...]
    """What the engine warned of (E001)."""

    def page_file(self, at: int) -> bytes:
        """Gives one page, counted from 0, as a PDF of its own: it looks as in the whole file, and has no tags."""
        with _warnings(_engine_problem("")), _no_garbage_collection():
            page = self.document.pages[at]
            pdf: bytes = self.document.copy([page]).write_pdf(finisher=_finisher(self.edition))
        return pdf

    def headings(self) -> Iterator[tuple[str, int, int]]:
        """Gives each bookmark's words, its level and its page, both counted from 1."""
        for number, page in enumerate(self.document.pages, 1):
            for level, label, *_ in page.bookmarks:
                yield " ".join(label.split()), level, number


@dataclass(frozen=True, slots=True)
class _StyleSheets:
    parsed: Any
    problems: tuple[Problem, ...]
    uses: Mapping[str, str]


class UntaggableError(Exception):
    """An engine that tagging was not written for can't be tagged; the message is what came up."""


class Engine:
    """WeasyPrint with one project's fonts and styles."""

    def __init__(self, project: Path, styles: Path) -> None:
        self._weasyprint = load_weasyprint()
        from guidepress.engine.fetcher import ProjectFetcher

        self._project = project
        self._theme = Theme(styles)
        self._fonts = self._weasyprint.text.fonts.FontConfiguration()
        self._more_fonts: Any = None
        self._fetcher = ProjectFetcher(project, *self._theme.folders)
        self._sheets: dict[tuple[bool, tuple[str, ...]], _StyleSheets] = {}

    def warm_up(self, edition: Edition) -> None:
        """Typesets a few words in an edition, so that what is parsed, loaded or worked out once a process is.

        No guide's bytes depend on it. What style sheets have wrong is still reported with every guide.
        """
        styles = self._style_sheets(edition, self._fonts)
        with _warnings(_engine_problem("")), _no_garbage_collection():
            document = self._lay_out(_SPECIMEN, styles.parsed, "guides/", self._fonts)
            self._write(document, edition, _SPECIMEN_METADATA)

    def typeset(
        self,
        html: str,
        edition: Edition,
        guide: Guide,
        series: Series,
        metadata: DocumentMetadata | None = None,
    ) -> Typeset:
        """Typesets one composed guide in one edition; `metadata` where it is a session.

        Raises UntaggableError and RuleError.
        """
        laid_out = self.lay_out(html, edition, guide)
        document = laid_out.document
        with _warnings(_engine_problem(guide.path)) as problems, _no_garbage_collection():
            pdf = self._write(document, edition, metadata or metadata_of(series, guide))
        found = tuple(problem for problem in problems if problem not in laid_out.problems)
        return Typeset(pdf, len(document.pages), _anchors(document), (*laid_out.problems, *found))

    def lay_out(self, html: str, edition: Edition, guide: Guide) -> LaidOut:
        """Sets the pages of one composed guide in one edition and writes none. Raises RuleError."""
        fonts = self._fonts_for(html)
        styles = self._style_sheets(edition, fonts)
        with _warnings(_engine_problem(guide.path)) as problems, _no_garbage_collection():
            try:
                document = self._lay_out(html, styles.parsed, guide.path, fonts)
            except Exception as error:
                problem = self._rule_at_fault(error, html, edition, guide.path)
                if problem is None:
                    raise
                raise RuleError(problem) from error
            if edition.even_pages and len(document.pages) % 2:
                document.pages.append(self._blank_page(document.pages[-1]))
        return LaidOut(document, edition, (*styles.problems, *problems))

    def colours(self, edition: Edition, classes: str, values: Mapping[str, str]) -> dict[str, str]:
        """Gives what values such as `var(--accent, #1a1a1a)` come to as colours, as `#rrggbb`, by their keys.

        `classes` are those of the root element. The engine resolves them, as in every page that it draws.
        """
        parts = "".join(f'<i id="{key}" style="color: {value}">.</i>' for key, value in values.items())
        html = (
            f'<!DOCTYPE html><html lang="en" class="{classes}"><title>.</title><body><p>{parts}</p></body></html>'
        )
        document = self._lay_out(html, self._style_sheets(edition, self._fonts).parsed, "guides/", self._fonts)
        boxes = document.pages[0]._page_box.descendants()
        return {box.element.get("id"): _hexadecimal(box.style["color"]) for box in boxes
                if box.element is not None and box.element.get("id") in values}  # fmt: skip

    def _fonts_for(self, html: str) -> Any:  # noqa: ANN401  # a FontConfiguration
        """Gives fonts that have a page's characters. One that needs no fallback font is set without any."""
        if not needs_fallback(html):
            return self._fonts
        if self._more_fonts is None:
            keep_no_dates()
            with fallback_fonts_too():
                self._more_fonts = self._weasyprint.text.fonts.FontConfiguration()
        return self._more_fonts

    def _lay_out(self, html: str, styles: Any, source_path: str, fonts: Any) -> Any:  # noqa: ANN401  # a Document
        from guidepress.targets.pdf import page_numbers

        base = (self._project / source_path).parent.as_uri() + "/"
        source = self._weasyprint.HTML(string=html, base_url=base, url_fetcher=self._fetcher)
        for _ in range(MOST_LAYOUTS):
            document = source.render(font_config=fonts, stylesheets=[styles], pdf_variant=None)
            others = page_numbers.put_numbers(document.pages)
            if not others:
                break
            page_numbers.set_stand_ins(source.etree_element, others)
        return document

    def _style_sheets(self, edition: Edition, fonts: Any) -> _StyleSheets:  # noqa: ANN401  # a FontConfiguration
        """Gives an edition's style sheets as one, parsed once a process; their problems count for every guide.

        Each file is read by itself, so that its problems have its name, but all put their rules into one set: an
        element is held against one set of rules in less time than against one for each file.
        """
        key = (fonts is self._more_fonts, edition.style_sheets)
        if key not in self._sheets:
            with noting() as uses:
                self._sheets[key] = self._read_style_sheets(edition, fonts, uses)
        note_again(self._sheets[key].uses)
        return self._sheets[key]

    def _read_style_sheets(self, edition: Edition, fonts: Any, uses: dict[str, str]) -> _StyleSheets:  # noqa: ANN401
        rules: dict[str, Any] = {"matcher": None, "page_rules": [], "layers": []}
        found: list[Problem] = []
        for name in edition.style_sheets:
            path = self._theme.path(name)
            with _warnings(_style_problem(path, self._theme.shown(name))) as problems:
                parsed = self._weasyprint.CSS(
                    filename=str(path), font_config=fonts, url_fetcher=self._fetcher, **rules
                )
            rules["matcher"] = parsed.matcher
            found += problems
        return _StyleSheets(parsed, tuple(found), uses)

    def _rule_at_fault(self, error: Exception, html: str, edition: Edition, source_path: str) -> Problem | None:
        """Gives the style rule that the engine broke down over, by trying without some of them."""
        sheets = [
            Sheet(self._theme.shown(name), self._theme.path(name).read_text("utf-8"))
            for name in edition.style_sheets
        ]

        def breaks(texts: Sequence[str]) -> bool:
            fonts = self._fonts_for(html)
            rules: dict[str, Any] = {"matcher": None, "page_rules": [], "layers": []}
            for name, text in zip(edition.style_sheets, texts, strict=False):
                base = self._theme.path(name).as_uri()
                parsed = self._weasyprint.CSS(
                    string=text, base_url=base, font_config=fonts, url_fetcher=self._fetcher, **rules
                )
                rules["matcher"] = parsed.matcher
            try:
                self._lay_out(html, parsed, source_path, fonts)
            except Exception as again:
                return type(again) is type(error)
            return False

        with _warnings(_engine_problem(source_path)):  # of sheets that are cut off
            return rule_at_fault(sheets, error, breaks)

    def _blank_page(self, like: Any) -> Any:  # noqa: ANN401  # a Page
        size = self._weasyprint.CSS(string=f"@page {{ size: {like.width}px {like.height}px }}")
        html = self._weasyprint.HTML(string="<html><body></body></html>")
        return html.render(font_config=self._fonts, stylesheets=[size]).pages[0]

    def _write(self, document: Any, edition: Edition, metadata: DocumentMetadata) -> bytes:  # noqa: ANN401
        finish = _finisher(edition)
        if edition.tagged:
            return _tagged(document, metadata, finish, numbered_from_first=edition.numbered_from_first)
        pdf: bytes = document.write_pdf(finisher=finish)
        return pdf


def _finisher(edition: Edition) -> Any:  # noqa: ANN401  # what the engine calls with the written file
    if not edition.grey:
        return None
    from guidepress.targets.pdf.grey import draw_in_grey

    return draw_in_grey


def _tagged(
    document: Any,  # noqa: ANN401
    metadata: DocumentMetadata,
    finish: Finisher | None,
    *,
    numbered_from_first: bool,
) -> bytes:
    folios: list[str | None] = [str(number) for number in range(1, len(document.pages) + 1)]
    if not numbered_from_first:
        folios[0] = None
    try:
        from guidepress.targets.pdf.tags.tagging import tagged_pdf

        return tagged_pdf(document, metadata, folios, finish)
    except Exception as error:
        if tags_are_proved():
            raise
        raise UntaggableError(type(error).__name__) from error


def _anchors(document: Any) -> dict[str, int]:  # noqa: ANN401  # a Document
    found: dict[str, int] = {}
    for number, page in enumerate(document.pages, 1):
        for name in page.anchors:
            found.setdefault(name, number)
    return found


def _hexadecimal(colour: Any) -> str:  # noqa: ANN401  # a Color
    return "#" + "".join(f"{round(255 * channel):02x}" for channel in colour.to("srgb").coordinates)


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
