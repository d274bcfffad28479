"""Which pages a person with a printed copy has to print again.

Takes the PDFs of one guide in one edition, as they were and as they are; gives a `Reprint`. Promises that the old
file with just these pages put in, and those taken away that are named, shows what the new one shows.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import zip_longest

from guidepress.core.letters import letters_of
from guidepress.pdfread.pictures import page_bodies, page_digests


class Why(StrEnum):
    """Why a page has to be printed again."""

    WORDS = "words"
    """Its words are not those that it had."""
    PLACE = "place"
    """Its words are those of an old page of another number: only the folio or the running head differs."""
    RELEASE = "release"
    """Its words are the same but for the version and the date of the release."""
    LOOK = "look"
    """Its words are the same; they look different or stand elsewhere on it, or its running head has changed."""


@dataclass(frozen=True, slots=True)
class ReprintedPage:
    """One page of the new file to be printed."""

    page: int
    """Its number in the new file, from 1."""
    why: Why
    """What about it is new."""
    was: int = 0
    """For `place`, the number that it had; else 0."""


@dataclass(frozen=True, slots=True)
class Reprint:
    """What to print of one guide in one edition."""

    pages: tuple[ReprintedPage, ...]
    """The pages of the new file to put in, ascending."""
    gone: tuple[int, ...]
    """Pages of the old file to take away, because the new one is shorter."""
    of: int
    """How many pages the new file has."""

    @property
    def numbers(self) -> tuple[int, ...]:
        """The numbers of the pages to print."""
        return tuple(page.page for page in self.pages)

    @property
    def has_new_words(self) -> bool:
        """Whether any of its pages has other words."""
        return any(page.why is Why.WORDS for page in self.pages)


def reprint(before: bytes, after: bytes, named_before: str = "", named_after: str = "") -> Reprint:
    """Compares two PDFs page by page, as pictures first and by their words then.

    The names are the words in which each file gives its version and date.
    """
    if before == after:
        return Reprint((), (), len(page_digests(after)))
    old, new = page_digests(before), page_digests(after)
    differing = [at for at, (one, other) in enumerate(zip_longest(old, new)) if one != other and at < len(new)]
    pages: tuple[ReprintedPage, ...] = ()
    if differing:
        bodies = page_bodies(before), page_bodies(after)
        nameless = tuple(
            [body.replace(letters_of(name), "") for body in one]
            for one, name in zip(bodies, (named_before, named_after), strict=True)
        )
        pages = tuple(_judged(at, bodies, nameless) for at in differing)
    return Reprint(pages, tuple(range(len(new) + 1, len(old) + 1)), len(new))


def _judged(at: int, bodies: Sequence[Sequence[str]], nameless: Sequence[Sequence[str]]) -> ReprintedPage:
    old, new = bodies
    if at < len(old) and nameless[0][at] == nameless[1][at]:
        return ReprintedPage(at + 1, Why.LOOK if old[at] == new[at] else Why.RELEASE)
    if new[at] in old:
        return ReprintedPage(at + 1, Why.PLACE, old.index(new[at]) + 1)
    return ReprintedPage(at + 1, Why.WORDS)


def leaves(pages: Iterable[int], of: int) -> tuple[int, ...]:
    """Gives the pages of all leaves that hold any of these pages, for printing on both sides."""
    both = {page for number in pages for page in (number - (number + 1) % 2, number + number % 2)}
    return tuple(sorted(page for page in both if page <= of))


def sheets(sides: Iterable[int]) -> tuple[int, ...]:
    """Gives the sheets, from 1, that hold any of these sides of a file whose pages are sides of sheets."""
    return tuple(sorted({(side + 1) // 2 for side in sides}))


def ranges(numbers: Sequence[int]) -> str:
    """Writes numbers as people say them to a printer: `7–8, 15`."""
    parts: list[list[int]] = []
    for number in numbers:
        if parts and number == parts[-1][-1] + 1:
            parts[-1].append(number)
        else:
            parts.append([number])
    return ", ".join(f"{part[0]}–{part[-1]}" if len(part) > 1 else str(part[0]) for part in parts)
