"""Finds the passages of the source on the finished pages, so that rules can see how they break.

Takes passages in the order of the source and the pages' lines; gives for each passage that was found the
lines that it stands in. Compares letters only (see `letters`). Trusts that whoever draws a page starts a new
run of text wherever an inline element starts or ends, as WeasyPrint does: a passage then starts and ends with
a run, and is not mistaken for the same words in the middle of another. Between inline elements, styles may
have put text of their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from guidepress.checks.pdf.pages.expected import Passage
from guidepress.checks.pdf.pages.records import Line, Placed, Row
from guidepress.core.letters import letters_of

PAGES_AHEAD: Final = 2
"""How many pages after the last passage's page a short one is looked for."""
LONG_PASSAGE: Final = 60
"""From how many letters on a passage is so much its own that it is looked for on all later pages."""
INSERTED: Final = 160
"""How many letters styles may put in at the edge of an inline element: a printed web address."""


@dataclass(frozen=True, slots=True)
class _PageLetters:
    """One page's letters in the order of drawing."""

    letters: str
    line_of: tuple[int, ...]
    run_starts: tuple[int, ...]
    run_ends: frozenset[int]
    line_starts: tuple[int, ...]
    """Where lines start, in order."""
    line_ends: tuple[int, ...]
    """Where lines end, in order."""


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A piece of a passage on one page."""

    page: int
    start: int
    end: int


@dataclass(slots=True)
class _Found:
    """Where a passage was found, and where it was looked for."""

    passage: Passage
    first: int
    """The page where the search began."""
    last: int
    """The page after the last one that was searched."""
    route: list[_Stretch]


def place_passages(passages: Iterable[Passage], pages: Sequence[Sequence[Line]]) -> tuple[Placed, ...]:
    """Finds passages page by page, none before the page of the one before; leaves out what it can't find.

    Where the only place of a passage is taken by the same words of another, the other one has to go elsewhere: a
    story's title may have been found in a sentence that names the story.
    """
    texts = [_page_letters(lines) for lines in pages]
    taken: list[list[_Found | None]] = [[None] * len(text.letters) for text in texts]
    found: list[_Found] = []
    at = end = 0
    for passage in passages:
        long = len(passage.letters) >= LONG_PASSAGE
        last = len(texts) if long else min(len(texts), end + PAGES_AHEAD + 1)
        wanted = _Found(passage, at, last, [])
        if _place(wanted, texts, taken) or _place_instead(wanted, texts, taken):
            at, end = wanted.route[0].page, wanted.route[-1].page
            found.append(wanted)
    return tuple(Placed(it.passage, tuple(_rows(it.route, texts))) for it in found)


def _place(wanted: _Found, texts: Sequence[_PageLetters], taken: Sequence[list[_Found | None]]) -> bool:
    """Finds a passage where nothing else was found; tells whether it could."""
    for route in _routes(wanted, texts):
        if not _holders(route, taken):
            _take(wanted, route, taken)
            return True
    return False


def _place_instead(wanted: _Found, texts: Sequence[_PageLetters], taken: Sequence[list[_Found | None]]) -> bool:
    """Finds a passage where others were found that stand elsewhere too; tells whether it could."""
    for route in _routes(wanted, texts):
        others = _holders(route, taken)
        before = [(other, other.route) for other in others]
        for other in others:
            _take(other, [], taken)
        _take(wanted, route, taken)
        if all(_place(other, texts, taken) for other in others):
            return True
        for it, old in ((wanted, []), *((other, []) for other in others), *before):
            _take(it, old, taken)
    return False


def _holders(route: Iterable[_Stretch], taken: Sequence[list[_Found | None]]) -> list[_Found]:
    """Gives the passages that were found where a route leads, each once."""
    held = {
        id(it): it
        for stretch in route
        for it in taken[stretch.page][stretch.start : stretch.end]
        if it is not None
    }
    return list(held.values())


def _take(found: _Found, route: list[_Stretch], taken: Sequence[list[_Found | None]]) -> None:
    """Notes that a passage stands here, and no longer where it was found before."""
    for stretch in found.route:
        taken[stretch.page][stretch.start : stretch.end] = [None] * (stretch.end - stretch.start)
    for stretch in route:
        taken[stretch.page][stretch.start : stretch.end] = [found] * (stretch.end - stretch.start)
    found.route = route


def _page_letters(lines: Sequence[Line]) -> _PageLetters:
    letters: list[str] = []
    line_of: list[int] = []
    run_starts, run_ends, line_starts, line_ends = [], [], [], []
    for number, line in enumerate(lines):
        line_start = len(line_of)
        for run in line.runs:
            found = letters_of(run.text)
            if found:
                run_starts.append(len(line_of))
                letters.append(found)
                line_of += [number] * len(found)
                run_ends.append(len(line_of))
        if len(line_of) > line_start:
            line_starts.append(line_start)
            line_ends.append(len(line_of))
    return _PageLetters(
        "".join(letters),
        tuple(line_of),
        tuple(run_starts),
        frozenset(run_ends),
        tuple(line_starts),
        tuple(line_ends),
    )


def _routes(wanted: _Found, texts: Sequence[_PageLetters]) -> Iterator[list[_Stretch]]:
    """Gives all places where a passage may stand, page by page: where it fills its lines, then the others."""
    letters = wanted.passage.letters
    edges = (0, *wanted.passage.seams, len(letters))
    pieces = [letters[start:end] for start, end in pairwise(edges)]
    for page in range(wanted.first, wanted.last):
        text = texts[page]
        within: list[list[_Stretch]] = []
        for start in text.run_starts:
            if text.letters[start] != letters[0]:
                continue
            route = _follow(pieces, texts, page, start)
            if route is None:
                continue
            if start in text.line_starts and route[-1].end in texts[route[-1].page].line_ends:
                yield route
            else:
                within.append(route)
        yield from within


def _follow(pieces: Sequence[str], texts: Sequence[_PageLetters], page: int, start: int) -> list[_Stretch] | None:
    """Goes from a place on a page through all pieces; None where one of them does not follow."""
    route: list[_Stretch] = []
    position, slack = start, 0
    for piece in pieces:
        found = _next(piece, texts, page, position, slack)
        if found is None:
            return None
        route += found
        page, position, slack = found[-1].page, found[-1].end, INSERTED
    return route


def _next(
    piece: str, texts: Sequence[_PageLetters], page: int, position: int, slack: int
) -> list[_Stretch] | None:
    """Finds one piece: on this page or, between inline elements, at the head of the next."""
    starts = [start for start in texts[page].run_starts if position <= start <= position + slack]
    found = _from(piece, texts, page, starts)
    if found is None and slack and page + 1 < len(texts):
        return _from(piece, texts, page + 1, texts[page + 1].line_starts)
    return found


def _from(piece: str, texts: Sequence[_PageLetters], page: int, starts: Sequence[int]) -> list[_Stretch] | None:
    """Finds a piece that starts at one of these places: whole, or else broken at the ends of lines."""
    here = texts[page]
    for start in starts:
        if here.letters.startswith(piece, start) and start + len(piece) in here.run_ends:
            return [_Stretch(page, start, start + len(piece))]
    if page + 1 == len(texts):
        return None
    for start in starts:
        for end in _breaks(piece, here, start):
            rest = _from(piece[end - start :], texts, page + 1, texts[page + 1].line_starts)
            if rest is not None:
                return [_Stretch(page, start, end), *rest]
    return None


def _breaks(piece: str, here: _PageLetters, start: int) -> Iterator[int]:
    """Gives the ends of lines at which a piece that starts here may break off, the last of them first."""
    for end in reversed(here.line_ends):
        if start < end < start + len(piece) and piece.startswith(here.letters[start:end]):
            yield end


def _rows(stretches: Sequence[_Stretch], texts: Sequence[_PageLetters]) -> Iterator[Row]:
    """Cuts what was found at the ends of lines."""
    done = 0
    row: Row | None = None
    for stretch in stretches:
        for position in range(stretch.start, stretch.end):
            line = texts[stretch.page].line_of[position]
            if row is not None and (row.page, row.line) == (stretch.page, line):
                row = Row(row.page, row.line, row.start, done + 1)
            else:
                if row is not None:
                    yield row
                row = Row(stretch.page, line, done, done + 1)
            done += 1
    if row is not None:
        yield row
