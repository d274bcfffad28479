"""A finished guide as it was measured: pages, lines, runs of text, drawings, codes. Frozen records.

Takes nothing; gives what the doors of this room fill in and what every rule reads. Lengths are in points, in
default user space: x to the right, y upwards (ISO 32000-1, 8.3.2.3).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from guidepress.checks.pdf.pages.expected import Expected, Passage
from guidepress.core.limits import Limits
from guidepress.core.measures import Length
from guidepress.core.model import Edition
from guidepress.core.problems import Place, Problem
from guidepress.targets.pdf.impose.sheet import Box


@dataclass(frozen=True, slots=True)
class Run:
    """One piece of text that is drawn in one go: one font, one size, one line."""

    text: str
    """Its text; empty where the file does not tell which characters its glyphs stand for."""
    box: Box
    """The smallest box around its ink."""
    baseline: float
    """The y at which its letters stand."""
    size: float
    """The type size as it is really drawn, after all scaling."""
    font: str
    """The font's name without the subset's tag."""
    slanted: bool = False
    """Whether an upright font is drawn slanted."""


@dataclass(frozen=True, slots=True)
class Line:
    """Runs that stand beside one another and were drawn one after the other."""

    runs: tuple[Run, ...]
    """The runs from left to right; at least one."""

    @property
    def text(self) -> str:
        """The line's text."""
        return "".join(run.text for run in self.runs)

    @property
    def box(self) -> Box:
        """The smallest box around its ink."""
        boxes = [run.box for run in self.runs]
        return Box(
            min(box.left for box in boxes),
            min(box.bottom for box in boxes),
            max(box.right for box in boxes),
            max(box.top for box in boxes),
        )

    @property
    def largest(self) -> Run:
        """The run of the greatest size, the first of them: it sets the line's baseline."""
        return max(self.runs, key=lambda run: run.size)


@dataclass(frozen=True, slots=True)
class Drawing:
    """What a rendering of a page shows."""

    inked_area: float
    """The share of its area that carries any ink, tints too: 0 to 1."""
    inked_rows: bytes
    """From head to foot, 1 for each row of the rendering that carries ink, else 0."""
    coloured: bool
    """Whether anything on it is drawn in a colour other than a grey; False where nobody asked."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page as a reader meets it; on an imposed sheet half of one side."""

    number: int
    """Its place in the order of reading, from 1."""
    name: str
    """What to call it in a message, such as `page 3`."""
    side: int
    """Which page of the file it stands on, from 0."""
    box: Box
    """The trimmed page, where it stands on the file's page."""
    lines: tuple[Line, ...]
    """Its text in the order of drawing."""
    drawing: Drawing
    """What a rendering of it shows."""
    pictures: tuple[Box, ...] = ()
    """Where its pictures stand, cut off or not."""

    @property
    def runs(self) -> Iterator[Run]:
        """All its runs in the order of drawing."""
        return (run for line in self.lines for run in line.runs)


@dataclass(frozen=True, slots=True)
class Side:
    """One page of the file; of an imposed file one side of a sheet."""

    name: str
    """What to call it in a message, such as `page 3` or `sheet 2, back`."""
    media: Box
    """The paper: its MediaBox."""
    trim: Box
    """What is left when it is cut: its TrimBox, or the next larger box that it has (ISO 32000-1, 14.11.2)."""


@dataclass(frozen=True, slots=True)
class Font:
    """One font of the file."""

    name: str
    """Its name without the subset's tag."""
    embedded: bool
    """Whether the file holds its glyphs."""


@dataclass(frozen=True, slots=True)
class ColourUse:
    """One drawing operator that sets a colour other than a grey."""

    side: int
    """Which page of the file draws with it first, from 0."""
    operator: str
    """The operator with its operands, such as `1 0 0 rg`."""


@dataclass(frozen=True, slots=True)
class QrCode:
    """One QR code that was read from a rendered page."""

    page: int
    """The number of its page in the order of reading."""
    text: str
    """What it decodes to."""
    side: Length
    """The mean length of its symbol's edges, without the quiet zone."""


@dataclass(frozen=True, slots=True)
class Row:
    """The part of a passage that stands in one line."""

    page: int
    """The index of its page, from 0."""
    line: int
    """The index of the line on that page, from 0."""
    start: int
    """The first letter of the passage in it."""
    end: int
    """The letter after its last one."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A passage of the source with the lines that it was found in."""

    passage: Passage
    """The passage."""
    rows: tuple[Row, ...]
    """Its lines in the order of reading; at least one."""


@dataclass(frozen=True, slots=True)
class FinishedGuide:
    """All that was measured of one finished file."""

    name: str
    """The output file's name, for messages."""
    edition: Edition
    """The edition that it is."""
    limits: Limits
    """What that edition allows."""
    expected: Expected
    """What the sources promise."""
    sides: tuple[Side, ...]
    """The file's pages."""
    pages: tuple[Page, ...]
    """The pages in the order of reading."""
    placed: tuple[Placed, ...]
    """The passages that were found, in the order of the source."""
    fonts: tuple[Font, ...]
    """The file's fonts, by name."""
    colours: tuple[ColourUse, ...]
    """Where operators set colours other than greys; empty for editions in colour."""
    codes: tuple[QrCode, ...]
    """The QR codes that were read."""

    def line_of(self, row: Row) -> Line:
        """Gives the line that a row stands in."""
        return self.pages[row.page].lines[row.line]

    def problem(self, code: str, message: str, hint: str) -> Problem:
        """Gives a problem of this file; the message names the page."""
        return Problem(code, message, Place(self.name), hint)


Rule = Callable[[FinishedGuide], Iterator[Problem]]
