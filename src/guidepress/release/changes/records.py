"""Two states of a series and what lies between them, as frozen records.

Takes nothing; gives what `comparing`, `reprinting` and the pages of a release pass on. A state holds words and
page numbers alone, so that a release can be compared for as long as its manifest is kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

OWN = "guide"
"""The source of a passage that a guide has for itself."""


@dataclass(frozen=True, slots=True)
class Passage:
    """The text of one innermost block: a paragraph, a heading, an item of a list, a row of a table."""

    kind: str
    """What it is: `heading`, `paragraph`, `item`, `row` or `caption`."""
    text: str
    """Its words with single spaces."""
    source: str = OWN
    """Where it is written: `guide`, or `story:`, `block:` or `reference:` with an id, for what guides share."""
    section: str = ""
    """The words of the heading that it stands below; empty before the first."""
    first_page: int = 0
    """The page of the standard edition on which it starts, from 1; 0 where that is not known."""
    last_page: int = 0
    """The page on which it ends, from 1; 0 where that is not known."""


@dataclass(frozen=True, slots=True)
class GuideState:
    """One guide in one state."""

    id: str
    """The guide's id."""
    title: str
    """Its title."""
    passages: tuple[Passage, ...]
    """All its words in reading order."""


@dataclass(frozen=True, slots=True)
class State:
    """A series at one time."""

    name: str
    """What people call it: a release's version, a revision, or what the sources are now."""
    guides: tuple[GuideState, ...]
    """Its guides in their order."""


class Kind(StrEnum):
    """What happened to a passage."""

    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a change stands in one guide."""

    guide: str
    """The guide's id."""
    page_before: int
    """The page on which it starts in the older state, from 1; 0 where it is not there or not known."""
    page_after: int
    """Likewise in the newer state."""


@dataclass(frozen=True, slots=True)
class Change:
    """One passage that is not what it was."""

    kind: Kind
    """What happened to it."""
    before: str
    """Its words in the older state; empty for one that was added."""
    after: str
    """Its words in the newer state; empty for one that was removed."""
    source: str
    """Where it is written, as `Passage.source` has it."""
    section: str
    """The words of the heading that it stands below, in the newer state where it is there."""
    spots: tuple[Spot, ...]
    """Where it stands; several guides for a passage that they share."""
    moved: bool = False
    """Whether a changed passage stands at another place among the others too."""


@dataclass(frozen=True, slots=True)
class GuideChanges:
    """What happened to one guide's own words."""

    id: str
    """The guide's id."""
    title: str
    """Its title, in the newer state where it is there."""
    fate: str
    """`kept`, `added` or `removed`, for the guide as a whole."""
    changes: tuple[Change, ...]
    """Its changes in reading order; none for a guide that was added or removed as a whole."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """What lies between two states."""

    before: str
    """The older state's name."""
    after: str
    """The newer state's name."""
    shared: tuple[Change, ...]
    """Changes of stories, shared passages and references, each told once with the guides that hold it."""
    guides: tuple[GuideChanges, ...]
    """Every guide of either state, in the newer one's order; those that were removed come last."""

    @property
    def words_changed(self) -> bool:
        """Whether any words are not what and where they were."""
        return bool(self.shared) or any(guide.changes or guide.fate != "kept" for guide in self.guides)
