"""A composed guide, before it is anybody's HTML: blocks in reading order, each with its words and neutral markup.

`compose` gives a `Document`; every target makes its own pages, slides or sheets of it. The markup holds nothing
that belongs to one kind of output: no page numbers, no printed addresses, no running heads, no greys. Links to
stories and guides keep what they mean in `data-story` and `data-guide`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from guidepress.core.model import NOWHERE, Guide, Text
from guidepress.core.problems import Place, Problem


class Kind(StrEnum):
    """What a block is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST = "list"
    TERMS = "terms"
    TABLE = "table"
    QUOTE = "quote"
    EPIGRAPH = "epigraph"
    NOTE = "note"
    PLAN = "plan"
    QUESTIONS = "questions"
    CARDS = "cards"
    PICTURE = "picture"
    CODE = "code"
    FOOTNOTES = "footnotes"
    SLIDE = "slide"
    """A slide that an author wrote; for decks alone."""
    NOTES = "notes"
    """What a speaker reads to a slide; for decks alone."""
    HELP = "help"
    """Lines to ring."""
    OTHER = "other"


FOR_DECKS_ALONE = frozenset({Kind.SLIDE, Kind.NOTES})
"""Blocks that no page of a guide prints."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question to a group."""

    number: int
    """Its number in the guide, from 1, counted through all its lists of questions."""
    html: str
    """The question as inline markup; a blank is `<span class="blank" data-blank="N">`, N 0 without a number."""
    text: str
    """Its words; a blank stands as the words that are printed for it."""
    blanks: tuple[int, ...] = ()
    """The blanks in their order: 0 for `{story}`, else the number."""
    depth: str = ""
    """`gentle`, `middling` or `deep`; empty where the guide does not say."""
    follow_up: str = ""
    """A quieter second question as inline markup; empty where there is none."""


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One row of a plan."""

    minutes: int | None
    """How long it takes; None where the first cell is no plain number of minutes."""
    cells: tuple[str, ...]
    """Its cells as inline markup, the time among them, in the order of the columns."""


@dataclass(frozen=True, slots=True)
class Plan:
    """The plan of a session, as a guide prints it."""

    id: str
    """What sessions call it; empty where the guide gives it none."""
    title: str
    """Its caption."""
    minutes: int | None
    """How long the whole takes, where the guide says so."""
    columns: tuple[str, ...]
    """The words of its header row."""
    rows: tuple[PlanRow, ...]
    """Its rows in their order."""


@dataclass(frozen=True, slots=True)
class Block:
    """One block of a document."""

    kind: Kind
    """What it is."""
    html: str
    """Its neutral markup, one element; for cards an empty slot that the target fills from `stories`."""
    text: str
    """Its words in reading order, white space collapsed."""
    id: str = ""
    """Its anchor; empty where it has none."""
    level: int = 0
    """A heading's level, from 2; else 0."""
    title: str = ""
    """A note's or slide's title, a plan's or table's caption, a quotation's attribution."""
    slot: str = ""
    """For cards, which ones: `stories` or `further-stories`; for a slide, when it is shown."""
    stories: tuple[str, ...] = ()
    """For cards, the ids of the stories in their order."""
    questions: tuple[Question, ...] = ()
    """For questions, each of them."""
    plan: Plan | None = None
    """For a plan, its rows."""
    shared: str = ""
    """The id of the shared passage that it comes from; empty for a guide's own words."""
    place: Place = NOWHERE
    """Where it is written, as far as that is known."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading, for the contents."""

    id: str
    """Its anchor."""
    text: str
    """Its words as inline markup: references to characters stay, elements are gone."""
    level: int
    """2 for a section, 3 for a part of one."""


@dataclass(frozen=True, slots=True)
class Section:
    """A level-2 heading with all that stands below it."""

    id: str
    """The heading's anchor; empty for what stands before the first heading."""
    title: str
    """The heading's words; empty likewise."""
    blocks: tuple[Block, ...]
    """What stands below it, smaller headings among it; without the heading itself."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One work of the reference list."""

    id: str
    """What citations call it."""
    html: str
    """Its entry as inline markup."""


@dataclass(frozen=True, slots=True)
class Document:
    """A composed guide."""

    guide: Guide
    """The guide."""
    language: Text
    """The language of its words, as BCP 47 has it."""
    blocks: tuple[Block, ...]
    """The body in reading order."""
    headings: tuple[Heading, ...]
    """All headings in order, those within other blocks among them."""
    shared: Mapping[str, tuple[Block, ...]]
    """Every shared passage as this guide prints it, by its id."""
    placed: frozenset[str]
    """The ids of the shared passages that the body itself takes in."""
    references: tuple[Entry, ...]
    """The works that it cites, in the order of the list."""
    problems: tuple[Problem, ...] = ()
    """What only showed while composing."""

    @property
    def sections(self) -> tuple[Section, ...]:
        """The body cut at its level-2 headings; the first has no title where something stands before them all."""
        return tuple(_sections(self.blocks))

    @property
    def questions(self) -> tuple[Question, ...]:
        """All questions, in the order of their numbers."""
        return tuple(question for block in self.blocks for question in block.questions)

    @property
    def plans(self) -> tuple[Plan, ...]:
        """All plans in the order of the guide."""
        return tuple(block.plan for block in self.blocks if block.plan)


def _sections(blocks: tuple[Block, ...]) -> Iterator[Section]:
    heading: Block | None = None
    below: list[Block] = []
    for block in blocks:
        if block.kind is Kind.HEADING and block.level == 2:
            if heading or below:
                yield _section(heading, below)
            heading, below = block, []
        else:
            below.append(block)
    if heading or below:
        yield _section(heading, below)


def _section(heading: Block | None, below: list[Block]) -> Section:
    return Section(heading.id if heading else "", heading.text if heading else "", tuple(below))


def for_readers(blocks: Iterable[Block]) -> Iterator[Block]:
    """Gives the blocks that pages print: all but those that belong to decks alone."""
    return (block for block in blocks if block.kind not in FOR_DECKS_ALONE)
