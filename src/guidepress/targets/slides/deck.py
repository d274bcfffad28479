"""A deck of slides, before it is a file of any kind."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from guidepress.core.model import NOWHERE
from guidepress.core.problems import Place


class Layout(StrEnum):
    """How a slide is laid out; the values name the layouts of the template deck and the classes of the pages."""

    TITLE = "title"
    """The title of the whole, large, on the guide's colour."""
    TEXT = "text"
    """A title and text or points."""
    LARGE = "large"
    """A title and one question or sentence, large enough for the back row."""
    TABLE = "table"
    """A title and a table."""
    PICTURE = "picture"
    """A title, text, and a picture to its right."""


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one kind within a paragraph."""

    text: str
    """The words."""
    address: str = ""
    """Where they link to; empty where they are no link."""
    strong: bool = False
    """Whether they are set in a heavier weight."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of a slide's text."""

    runs: tuple[Run, ...]
    """Its words in their order."""
    is_point: bool = False
    """Whether it is an item of a list."""
    is_quiet: bool = False
    """Whether it stands back, such as the second part of a question."""

    @property
    def text(self) -> str:
        """All its words."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a header row."""

    header: tuple[str, ...]
    """The words of its header cells."""
    rows: tuple[tuple[str, ...], ...]
    """The words of its other cells, row by row."""
    widths: tuple[float, ...]
    """The share of each column in the table's width; their sum is 1."""


@dataclass(frozen=True, slots=True)
class Code:
    """A QR code."""

    address: str
    """The address in it."""
    alternative: str
    """What it is, for those who do not see it."""


@dataclass(frozen=True, slots=True)
class Slide:
    """One slide."""

    layout: Layout
    """How it is laid out."""
    title: str
    """Its title; no other slide of the deck has the same."""
    body: tuple[Paragraph, ...] = ()
    """Its text."""
    table: Table | None = None
    """Its table, where it shows one."""
    code: Code | None = None
    """Its QR code, where it shows one."""
    notes: tuple[str, ...] = ()
    """What the speaker reads, a paragraph each; the page of the guide is not among them."""
    anchor: str = ""
    """The spot in the guide that it comes from; empty for the cover."""
    needle: str = ""
    """Words that stand on the guide's page from that spot on."""
    place: Place = NOWHERE
    """Where it is written."""


@dataclass(frozen=True, slots=True)
class Colours:
    """The colours of a deck, each as `#rrggbb`."""

    accent: str = "#1a1a1a"
    """The guide's colour."""
    tint: str = "#f2f2f2"
    """A light ground of that colour."""
    ink: str = "#1a1a1a"
    """Running text."""
    quiet: str = "#474747"
    """Text that stands back."""


@dataclass(frozen=True, slots=True)
class Deck:
    """Slides with what they have in common."""

    title: str
    """The deck's title."""
    authors: tuple[str, ...]
    """Who wrote it."""
    language: str
    """Its language, as BCP 47 has it."""
    accent: str
    """The name of the guide's colour, such as `plum`."""
    guide: str
    """The guide's title, for the words on its page."""
    footer: str
    """What stands at the foot of every slide: licence and holder of the rights, in one line."""
    date: str
    """The day of the release, YYYY-MM-DD."""
    page_words: str
    """How a slide's notes name its page of the guide, with `{page}` for the number."""
    table_summary: str = ""
    """What a table is called for those who do not see it, with `{title}`."""
    slides: tuple[Slide, ...] = ()
    """Its slides in their order."""
