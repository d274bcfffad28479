"""Whether an output holds the words of its guide: the composed document, block by block.

Takes what the document promises and an output's letters; gives a problem for each passage that is not there
(L020), and digests of what the output says of its licence, its contact and its release. Pure.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256

from guidepress.compose.cards import cards_of
from guidepress.compose.passages import passages_in
from guidepress.compose.templates import Templates
from guidepress.compose.words import words_of
from guidepress.core.document import Document, Kind, for_readers
from guidepress.core.letters import letters_of
from guidepress.core.model import Series
from guidepress.core.problems import Place, Problem

ENOUGH = 5
"""After so many passages that are not there the rest is counted, not named."""
LONGEST = 60
PLACED_BY_TEMPLATES = ("licence", "other-formats", "about-the-series", "contact")
"""The shared passages that every guide carries."""


@dataclass(frozen=True, slots=True)
class Promised:
    """What every output of a guide must hold."""

    passages: tuple[str, ...]
    """The text of its passages in reading order: the body with its cards, references, shared passages."""
    named: Mapping[str, tuple[tuple[str, str], ...]]
    """What is compared by digest, for `licence`, `contact` and `release`: each passage as it stands in the output,
    and as it is written; an edition for paper prints addresses behind links."""


@dataclass(frozen=True, slots=True)
class Compared:
    """What an output holds of it."""

    problems: tuple[Problem, ...]
    """What is not there, or not in its place."""
    held: Mapping[str, str]
    """A digest of what it says, by `licence`, `contact` and `release`."""


def promised(
    series: Series, document: Document, templates: Templates, finish: Callable[[str], str] = str
) -> Promised:
    """Gives what a document promises; `finish` is what an edition does to the markup of links."""
    words = words_of(series)
    texts: list[str] = []
    for block in for_readers(document.blocks):
        html = block.html
        if block.kind is Kind.CARDS:
            html, _ = cards_of(series, block.stories, words, templates)
        else:
            html = finish(html)
        texts += [cut.text for cut in passages_in(html, cells=True)]
    texts += [cut.text for entry in document.references for cut in passages_in(entry.html)]
    shared = {name: tuple(_shared(document, name, finish)) for name in PLACED_BY_TEMPLATES}
    texts += [text for passage in shared.values() for text, _ in passage]
    people = [text for author in series.authors for text in (author.name, author.email, author.phone) if text]
    release = words.say("version_and_date", version=series.release.version, date=words.date(series.release.date))
    rights = words.say("copyright", holder=series.copyright_holder)
    named = {
        "licence": (*shared["licence"], (rights, rights)),
        "contact": (*shared["contact"], *((it, it) for it in (*people, series.contact.name))),
        "release": ((release, release),),
    }
    return Promised(tuple(texts), named)


def _shared(document: Document, name: str, finish: Callable[[str], str]) -> Iterator[tuple[str, str]]:
    for block in for_readers(document.shared.get(name, ())):
        finished, written = (passages_in(html, cells=True) for html in (finish(block.html), block.html))
        yield from ((one.text, other.text) for one, other in zip(finished, written, strict=True))


def same_words(wanted: Promised, letters: str, name: str, *, figures: bool = True) -> Compared:
    """Compares an output's letters, in reading order, with what its guide promises.

    Passages of figures alone are left out unless `figures`, where nobody can tell them from page numbers.
    """
    texts = tuple(text for text in wanted.passages if figures or not letters_of(text).isdecimal())
    return Compared(tuple(_missing(texts, letters, name)), _held(wanted, letters))


def _missing(passages: tuple[str, ...], letters: str, name: str) -> Iterator[Problem]:
    place, hint = Place(name), "build it again; if this stays, its template leaves something out"
    lacking, at = [], 0
    for text in passages:
        plain = letters_of(text)
        found = letters.find(plain, at)
        if found >= 0:
            at = found + len(plain)
        elif plain not in letters:
            lacking.append(text)
    for text in lacking[:ENOUGH]:
        short = text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
        yield Problem("L020", f"words of the guide are not in it: “{short}”", place, hint)
    if len(lacking) > ENOUGH:
        yield Problem("L020", f"{len(lacking) - ENOUGH} more passages of the guide are not in it", place, hint)


def _held(wanted: Promised, letters: str) -> dict[str, str]:
    """Digests, of the passages that have a name, those that are there."""
    return {
        name: sha256(
            "\n".join(written for there, written in texts if letters_of(there) in letters).encode()
        ).hexdigest()
        for name, texts in wanted.named.items()
    }
