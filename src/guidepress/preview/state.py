"""What a browser shows of one document, and how it changes: a value, and a function for each thing that happens.

`Fresh`: the pages are those of the sources. `Working`: newer ones are being made. `Broken`: they can't be made;
the last good ones stay. Nothing that was overtaken by a newer text changes anything.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from guidepress.core.problems import Problem
from guidepress.preview.records import HeadingAt, Picture, Region


@dataclass(frozen=True, slots=True)
class Fresh:
    """The pages are those of the sources."""


@dataclass(frozen=True, slots=True)
class Working:
    """Newer pages are being made."""

    done: int = 0
    """How many of them are here already."""


@dataclass(frozen=True, slots=True)
class Broken:
    """The sources have no pages as they are; those shown are the last good ones."""


State = Fresh | Working | Broken


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page as it is shown."""

    picture: Picture
    """What it looks like."""
    regions: tuple[Region, ...] = ()
    """What stands where on it."""


@dataclass(frozen=True, slots=True)
class View:
    """One document as it is shown."""

    number: int = 0
    """The order that it answers; a later one overtakes it."""
    state: State = Working()
    """How its pages stand to its sources."""
    pages: tuple[Leaf, ...] = ()
    """The pages; while newer ones are made, those that are here already, then the old ones."""
    headings: tuple[HeadingAt, ...] = ()
    """The headings with their pages."""
    problems: tuple[Problem, ...] = ()
    """What showed while the pages were made."""


def ordered(view: View, number: int) -> View:
    """Newer pages are wanted."""
    return replace(view, number=number, state=Working())


def drawn(view: View, number: int, first: int, leaves: Sequence[Leaf], headings: Sequence[HeadingAt]) -> View:
    """Some pages are here, from the page `first` on, counted from 1; headings where the piece says any."""
    if number != view.number:
        return view
    pages = (*view.pages[: first - 1], *leaves, *view.pages[first - 1 + len(leaves) :])
    done = max(view.state.done if isinstance(view.state, Working) else 0, first - 1 + len(leaves))
    return replace(view, pages=pages, headings=tuple(headings) or view.headings, state=Working(done))


def ended(
    view: View, number: int, pages: int, problems: Sequence[Problem], headings: Sequence[HeadingAt] | None
) -> View:
    """All pages are here, so many; none where they can't be made."""
    if number != view.number:
        return view
    if not pages:
        return replace(view, state=Broken(), problems=tuple(problems))
    headings = view.headings if headings is None else tuple(headings)
    return replace(view, state=Fresh(), pages=view.pages[:pages], problems=tuple(problems), headings=headings)
