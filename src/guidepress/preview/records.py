"""What travels between the preview's processes and to its page: what is shown, pieces of it, and what is wrong.

Everything here is a frozen record that can be pickled; nothing reads or writes a file.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from guidepress.compose.session_choice import Choice
from guidepress.core.problems import Problem


@dataclass(frozen=True, slots=True)
class Shown:
    """What a browser looks at: a guide in an edition, or something that is handed out for a session."""

    guide: str = ""
    """The id of a guide; empty for a session of `sessions.yaml`."""
    session: str = ""
    """The id of a session of `sessions.yaml`; empty for a guide, or for a session that is being chosen."""
    edition: str = ""
    """A guide's edition, or a session's companion such as `handout`."""
    choice: Choice | None = None
    """The stories and questions of a session that is being chosen."""


@dataclass(frozen=True, slots=True)
class Region:
    """A part of a page that is written in one place."""

    left: float
    """From the page's left edge, in hundredths of its width."""
    top: float
    """From its upper edge, in hundredths of its height."""
    width: float
    """In hundredths of the page's width."""
    height: float
    """In hundredths of the page's height."""
    path: str
    """The file, relative to the project."""
    line: int
    """The line, counted from 1."""


@dataclass(frozen=True, slots=True)
class HeadingAt:
    """A heading with its page."""

    text: str
    """Its words."""
    level: int
    """How deep it stands, from 1."""
    page: int
    """The page on which it stands, counted from 1."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Some pages that follow one another, as a PDF."""

    pdf: bytes
    """The file; its pages are those of the document, from `first` on."""
    first: int = 1
    """The number of its first page, counted from 1."""
    regions: tuple[tuple[Region, ...], ...] = ()
    """For each of its pages the parts that are known; empty where none are."""


@dataclass(frozen=True, slots=True)
class End:
    """All pieces of a document were given."""

    pages: int | None
    """How many pages it has; 0 where it could not be made, None for those of its one piece."""
    problems: tuple[Problem, ...]
    """What showed on the way."""
    headings: tuple[HeadingAt, ...] | None = None
    """Its headings; None where the PDF's own outline says them."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A page as it looks."""

    digest: str
    """The name of what it looks like: equal for pages that look the same."""
    width: float
    """In points."""
    height: float
    """In points."""


@dataclass(frozen=True, slots=True)
class StoryCard:
    """A story on the shelf."""

    id: str
    """What guides call it."""
    title: str
    """Its title."""
    teller: str
    """Who tells it, with the role; one of them may be missing."""
    themes: tuple[str, ...]
    """What it is about."""
    synopsis: str
    """What a facilitator needs to know to choose it."""
    content_note: str
    """A warning; may be empty."""
    used_by: tuple[str, ...]
    """The titles of guides and sessions that use it."""
    guides: tuple[str, ...]
    """The ids of the guides that print it."""
    path: str
    """The catalogue."""
    line: int
    """The line of its entry."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that a session may ask."""

    number: int
    """Its number in the guide."""
    text: str
    """Its words."""
    depth: str
    """How deep it goes, in a word of the series' language; may be empty."""


@dataclass(frozen=True, slots=True)
class Known:
    """What a project holds, for the page's lists."""

    title: str = ""
    """The series' title."""
    language: str = "en"
    """The language of its texts."""
    guides: tuple[tuple[str, str], ...] = ()
    """Id and title of each guide."""
    sessions: tuple[tuple[str, str, tuple[str, ...]], ...] = ()
    """Id, title and companions of each session."""
    editions: tuple[tuple[str, str], ...] = ()
    """Name and purpose of each edition that has pages."""
    stories: tuple[StoryCard, ...] = ()
    """The catalogue."""
    questions: Mapping[str, tuple[Asked, ...]] = field(default_factory=dict)
    """The questions of each guide, by its id."""
    problems: tuple[Problem, ...] = ()
    """All that is wrong with the sources."""


@dataclass(frozen=True, slots=True)
class Saved:
    """What became of a session that somebody wanted to keep."""

    id: str
    """Its id in `sessions.yaml`; empty where nothing was written."""
    message: str
    """What there is to say."""
