"""A tagged PDF's letters in reading order, with the page that each stands on.

Takes the bytes of a tagged PDF; gives a `PageLetters`, in which a passage of the source is found by its letters.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from guidepress.core.letters import letters_of
from guidepress.pdfread.reading import Content, ReadElement, read_document

FEWEST = 12
"""So many letters are enough to know a place by."""


@dataclass(frozen=True, slots=True)
class PageLetters:
    """All letters of a document that are read out."""

    letters: str
    """The letters in reading order, as `core.letters` has them."""
    starts: tuple[int, ...]
    """Where a run of letters on one page begins, ascending."""
    pages: tuple[int, ...]
    """The page of each of these runs, from 1."""

    def page_at(self, place: int) -> int:
        """Gives the page of a letter, from 1."""
        return self.pages[max(0, bisect_right(self.starts, place) - 1)] if self.pages else 0

    def find(self, text: str, after: int = 0) -> tuple[int, int] | None:
        """Gives where a text starts and ends, looking from `after` on, then from the start; None for no place."""
        letters = letters_of(text)
        if not letters:
            return None
        at = self.letters.find(letters, after)
        if at < 0 and len(letters) >= FEWEST:
            at = self.letters.find(letters)
        return (at, at + len(letters)) if at >= 0 else None

    def heads(self) -> Iterator[tuple[int, int]]:
        """Gives each page that has letters with the place of its first one, in the order of pages."""
        seen: dict[int, int] = {}
        for start, page in zip(self.starts, self.pages, strict=True):
            seen.setdefault(page, start)
        yield from sorted(seen.items())


def page_letters(pdf: bytes) -> PageLetters:
    """Reads a tagged PDF; raises UntaggedError for one without tags."""
    pieces: list[str] = []
    starts: list[int] = []
    pages: list[int] = []
    count = 0
    for content in _contents(read_document(pdf).root):
        letters = letters_of(content.text)
        if not letters:
            continue
        if not pages or pages[-1] != content.page + 1:
            starts.append(count)
            pages.append(content.page + 1)
        pieces.append(letters)
        count += len(letters)
    return PageLetters("".join(pieces), tuple(starts), tuple(pages))


def _contents(element: ReadElement) -> Iterator[Content]:
    """Yields what is read out, but for words that a style sheet adds."""
    if element.generated:
        return
    for kid in element.kids:
        if isinstance(kid, ReadElement):
            yield from _contents(kid)
        else:
            yield kid
