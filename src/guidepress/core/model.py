"""What the publisher knows, as frozen records: the series, its guides, stories, references, words and editions.

Takes nothing, gives the records that travel from `sources` to everything above. Every text in them is a `Text`,
which knows the file, line and column that it came from. Past `sources` there are no dicts of settings.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Self

from guidepress.core.limits import DEFAULT, Limits
from guidepress.core.problems import Place

NOWHERE = Place("")


class Text(str):
    """A string that remembers where it was written, so that any later problem can point there."""

    __slots__ = ("place",)
    place: Place

    def __new__(cls, value: str, place: Place = NOWHERE) -> Self:
        """Gives the value as a string with its place."""
        text = super().__new__(cls, value)
        text.place = place
        return text

    def __reduce__(self) -> tuple[type[Text], tuple[str, Place]]:
        return (Text, (str(self), self.place))


@dataclass(frozen=True, slots=True)
class Licence:
    """What others may do with the stories."""

    name: Text
    """The licence's full name."""
    short: Text
    """Its short form, such as `CC BY-NC-ND`."""
    url: Text | None
    """The licence's own page, where it is known."""


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody to write to."""

    name: Text
    """The person's or team's name."""
    email: Text | None
    """An e-mail address."""
    phone: Text | None
    """A telephone number as people dial it."""


@dataclass(frozen=True, slots=True)
class HelpLine:
    """A line that people may ring, write to or read."""

    id: Text
    """What else may call it, such as `samaritans`."""
    name: Text
    """Who answers."""
    phone: Text | None
    """A telephone number as people dial it."""
    text: Text | None
    """What to send in a text message, and where."""
    url: Text | None
    """Its page."""
    purpose: Text
    """When to use it, in plain words."""
    hours: Text | None
    """When somebody answers."""
    checked: Text
    """The day on which it was last looked up on its own page, as YYYY-MM-DD."""


@dataclass(frozen=True, slots=True)
class Release:
    """Which state of the series this is."""

    version: Text
    """A version number such as `1.0`."""
    date: Text
    """The date of the release, as YYYY-MM-DD (ISO 8601)."""


@dataclass(frozen=True, slots=True)
class Permission:
    """How long a storyteller lets a story be published."""

    until: Text | None
    """The last day on which it may be, as YYYY-MM-DD; None where no end was agreed."""
    withdrawn: Text | None
    """The day on which the storyteller took it back; None where that has not happened."""

    def has_run_out(self, day: str) -> bool:
        """Tells whether the story may not be published on a day, as YYYY-MM-DD."""
        is_over = self.until is not None and self.until < day
        return is_over or (self.withdrawn is not None and self.withdrawn <= day)


@dataclass(frozen=True, slots=True)
class Story:
    """One story of the shared catalogue."""

    id: Text
    """What guides call it, such as `stay`."""
    title: Text
    """Its title as the storyteller gave it."""
    storyteller: Text | None
    """The storyteller's name, where it is known."""
    role: Text
    """What the storyteller does."""
    url: Text | None
    """Where the story can be watched, where that is known."""
    subtitles: Text | None
    """Where it can be watched with subtitles, where that is known."""
    collection_url: Text | None
    """For a story without an address, the page that lists it with others."""
    collection: Text
    """The id of the collection it belongs to."""
    themes: tuple[Text, ...]
    """What it is about, in short plain phrases."""
    synopsis: Text
    """What a facilitator needs to know to choose it; Markdown."""
    content_note: Text | None
    """A warning where the story may distress."""
    facilitator_note: Text | None
    """How it ends, as far as known, and whom it may touch; for facilitators, never for participants."""
    running_time: Text | None
    """How long it runs, such as `3 minutes`."""
    year: Text | None
    """The year in which it was made."""
    licence: Text | None
    """The name of its licence where it is not the series' own."""
    permission: Permission | None = None
    """How long it may be published; None where nothing limits that."""


@dataclass(frozen=True, slots=True)
class Name:
    """An author or editor, as CSL has them: family and given name, or one literal."""

    family: Text
    """The family name, or the whole name of an organisation."""
    given: Text | None
    """Given names; None for an organisation."""


@dataclass(frozen=True, slots=True)
class Reference:
    """One work of the shared bibliography; the fields are CSL's, under the trade's names."""

    id: Text
    """What citations call it."""
    kind: Text
    """CSL's type, such as `book` or `article-journal`."""
    title: Text
    """The work's title."""
    authors: tuple[Name, ...]
    """Its authors in their order; may be empty."""
    editors: tuple[Name, ...]
    """Editors of the work or, for a chapter, of the book that holds it."""
    year: Text | None
    """The year of publication; None where it is not known."""
    container: Text | None
    """The journal, book or website that holds it."""
    publisher: Text | None
    """Who published it."""
    publisher_place: Text | None
    """Where that was."""
    edition: Text | None
    """The edition's number, where it is not the first."""
    volume: Text | None
    """A journal's volume."""
    issue: Text | None
    """A journal's issue."""
    pages: Text | None
    """Page range or article number."""
    number: Text | None
    """A report's or a series' number."""
    doi: Text | None
    """The digital object identifier, without a resolver's address."""
    url: Text | None
    """Where it can be read."""


@dataclass(frozen=True, slots=True)
class Block:
    """A passage that stands in several guides in one wording."""

    id: Text
    """Its file's name without the ending."""
    markdown: str
    """The passage with line endings as `\\n`."""
    path: str
    """Its file, relative to the project."""
    first_line: int
    """The line of the file at which `markdown` starts, counted from 1."""


@dataclass(frozen=True, slots=True)
class Guide:
    """One guide as its author wrote it."""

    id: Text
    """Its file's name without the ending; also the name of its outputs."""
    path: str
    """Its file, relative to the project."""
    number: int
    """Its place in the series, from 1."""
    title: Text
    """The guide's title, which is its level-1 heading."""
    summary: Text
    """One sentence for covers, catalogues and search engines."""
    keywords: tuple[Text, ...]
    """Words that people may search for."""
    accent: Text | None
    """The name of its colour in `styles/tokens.css`."""
    stories: tuple[Text, ...]
    """Ids of the stories that it prints, in the order of printing."""
    further_stories: tuple[Text, ...]
    """Ids of stories from outside the collection."""
    markdown: str
    """The body, with line endings as `\\n`."""
    first_line: int
    """The line of the file at which the body starts, counted from 1."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a session's own plan."""

    minutes: Text
    """How long it takes: a whole number of minutes."""
    part: Text | None
    """What kind of step it is: `welcome`, `warning`, `story`, `talk`, `pause` or `ending`."""
    story: Text | None
    """The id of the story that is shown in it."""
    you_do: Text | None
    """What the facilitator does."""
    they_do: Text
    """What the participants do."""
    say: Text | None
    """Words to say."""
    need: Text | None
    """What is needed for it."""


@dataclass(frozen=True, slots=True)
class Filling:
    """The stories that fill the blanks of one question."""

    question: Text
    """The question's number."""
    stories: tuple[Text, ...]
    """Ids of stories, one for each blank in the order of the blanks."""


COMPANIONS = ("handout", "handout-large-print", "facilitator", "slides")
"""What can be made for a session."""


@dataclass(frozen=True, slots=True)
class Session:
    """One session: stories and questions of a guide, chosen for a group, with a plan."""

    id: Text
    """What the command line and the output folder call it."""
    guide: Text
    """The id of the guide that it belongs to."""
    title: Text
    """What it is called."""
    about: Text | None
    """A sentence or two for those who come; None for the guide's summary."""
    minutes: Text
    """How long it takes: a whole number of minutes."""
    stories: tuple[Text, ...]
    """Ids of the stories in the order of showing."""
    questions: tuple[Text, ...] | None
    """Numbers of the guide's questions in the order of asking; None for all."""
    blanks: tuple[Filling, ...]
    """What fills the blanks of questions, in the order of the file."""
    plan: Text | None
    """The id of a plan of the guide; None where it has steps of its own."""
    steps: tuple[Step, ...]
    """The steps of its own plan; empty where it names one."""
    companions: tuple[Text, ...]
    """What is made for it, in the order of `COMPANIONS`."""
    date: Text | None
    """When it takes place, YYYY-MM-DD; for the handout only."""
    where: Text | None
    """Where it takes place; for the handout only."""
    who: Text | None
    """Who leads it; for the handout only."""
    publish: bool = False
    """Whether it is part of a release."""


@dataclass(frozen=True, slots=True)
class Series:
    """Everything that the publisher knows."""

    title: Text
    """The series' title."""
    short_title: Text
    """A form that fits a running head."""
    description: Text
    """One sentence on what the series is for."""
    language: Text
    """The language of all its texts, as BCP 47 has it, such as `en-GB`."""
    release: Release
    """Which state of the series this is."""
    publisher: Text
    """Who publishes it."""
    sponsor: Text | None
    """Who paid for it."""
    copyright_holder: Text
    """Who holds the rights in the stories."""
    licence: Licence
    """What others may do with the stories."""
    website: Text
    """The publisher's website."""
    download_page: Text
    """The page that all guides can be downloaded from."""
    authors: tuple[Contact, ...]
    """Who wrote it, and who answers questions about it."""
    contact: Contact
    """The general address."""
    help: tuple[HelpLine, ...]
    """Lines that people may ring, in the file's order; may be empty."""
    collection: Text
    """The id of the collection that the series is about; other stories are further stories."""
    values: Mapping[str, Text]
    """What placeholders in blocks may name: dotted keys of `series.yaml`, such as `licence.name`."""
    guides: tuple[Guide, ...]
    """The guides in their order."""
    stories: Mapping[str, Story]
    """The catalogue by id, in the catalogue's order."""
    references: Mapping[str, Reference]
    """The bibliography by id, in the file's order."""
    blocks: Mapping[str, Block]
    """The shared passages by id."""
    words: Mapping[str, Text]
    """The words that templates supply, by key, in the series' language."""
    contents_levels: int = 1
    """How many levels of headings the contents list, from that of sections on."""
    sessions: Mapping[str, Session] = field(default_factory=dict)
    """The sessions by id, in the file's order."""


@dataclass(frozen=True, slots=True)
class Edition:
    """One presentation of a guide."""

    name: str
    """What the command line and the output folder call it."""
    purpose: str = field(repr=False)
    """Whom it is for, in a few words for `--help`; like the limits, it shapes no output, so it is left out of what
    records are digested by."""
    style_sheets: tuple[str, ...]
    """Files of the theme, in the order of the cascade."""
    target: str = "pdf"
    """The target that makes it."""
    tagged: bool = False
    """Whether it is meant for reading by machine: PDF/UA-1 and PDF/A-2a."""
    grey: bool = False
    """Whether everything is drawn in greys."""
    even_pages: bool = False
    """Whether a blank page is added where the page count is odd."""
    printed_addresses: bool = False
    """Whether it is read on paper only, so that links print their address or page."""
    stacked_plans: bool = False
    """Whether its lines are too short for a plan's columns, so that a plan is a list of steps."""
    numbered_from_first: bool = False
    """Whether the first page too has its number: it is no cover."""
    with_notes: bool = False
    """Whether it shows slides above what their speaker says, on pages of paper."""
    imposed: bool = False
    """Whether its pages are imposed on larger sheets for folding."""
    limits: Limits = field(default=DEFAULT, repr=False)
    """What its finished pages are held to."""


def edition_named(editions: Iterable[Edition], name: str) -> Edition | None:
    """Gives the edition of that name, or None."""
    return next((edition for edition in editions if edition.name == name), None)
