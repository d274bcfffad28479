"""What the sources promise of a finished guide: its passages in their order, its story cards, its addresses.

Takes the HTML that the guide was typeset from, with the series and the guide; gives an `Expected`. Knows the
classes and ids of story cards (`article.story`, `story-` with the story's id) and nothing else of the
templates.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from html.parser import HTMLParser
from typing import Final

from guidepress.core.letters import letters_of, letters_of_character
from guidepress.core.model import Guide, Series


class Kind(StrEnum):
    """What a passage is, so far as page breaks care."""

    HEADING = "heading"
    """Something that belongs to what follows it: a heading, a term, a table's caption."""
    CELL = "cell"
    """Text in a table, which has columns of its own."""
    TEXT = "text"
    """Anything else."""


@dataclass(frozen=True, slots=True)
class Passage:
    """The text of one innermost block: a paragraph, a list item, a heading, a cell."""

    kind: Kind
    """Whether it must stay with what follows."""
    text: str
    """Its text with single spaces."""
    letters: str
    """The text's letters, see `letters`."""
    places: tuple[int, ...]
    """For each letter, where it stands in `text`, from 0."""
    seams: tuple[int, ...]
    """Before which letters an inline element starts or ends; styles may put text of their own there."""
    card: str = ""
    """The id of the story whose card it stands in; empty elsewhere."""
    fills_column: bool = True
    """Whether its lines are those of running text: neither code, nor in a note's box or a table's cell."""


@dataclass(frozen=True, slots=True)
class Card:
    """One story's card."""

    story_id: str
    """The story's id."""
    title: str
    """The story's title."""
    address: str | None
    """What its QR code must decode to; None where the story has no address."""


@dataclass(frozen=True, slots=True)
class Expected:
    """What a finished guide must hold."""

    passages: tuple[Passage, ...] = ()
    """Its passages in the order of the HTML, but for those of figures alone, which look like folios."""
    cards: tuple[Card, ...] = ()
    """Its story cards in their order."""
    addresses: frozenset[str] = frozenset()
    """Every web address that it may lead to."""


def expected_from(html: str, series: Series, guide: Guide) -> Expected:
    """Reads what the finished guide must hold; leaves out stories that the catalogue lacks (S003)."""
    reader = _PassageReader()
    reader.feed(html)
    reader.close()
    stories = [series.stories[name] for name in (*guide.stories, *guide.further_stories) if name in series.stories]
    return Expected(
        passages=tuple(reader.passages),
        cards=tuple(Card(story.id, story.title, story.url) for story in stories),
        addresses=frozenset({*reader.addresses, str(series.website), str(series.download_page)}),
    )


_HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "dt", "caption"})
# fmt: off
_BLOCKS: Final = _HEADINGS | frozenset({
    "address", "article", "aside", "blockquote", "body", "dd", "details", "div", "dl", "fieldset",
    "figcaption", "figure", "footer", "form", "header", "hr", "li", "main", "nav", "ol", "p", "pre",
    "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"
})
_OWN_COLUMN: Final = frozenset({"pre", "aside", "td", "th"})
_VOID: Final = frozenset({
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"
})
# fmt: on
_SILENT: Final = frozenset({"head", "script", "style", "svg", "template", "title"})
_CARD_ID: Final = "story-"


@dataclass(slots=True)
class _Open:
    """An element that has begun and not ended."""

    tag: str
    silent: bool
    kind: Kind
    card: str
    fills_column: bool = True


class _PassageReader(HTMLParser):
    """Cuts HTML into passages at the edges of block elements."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.passages: list[Passage] = []
        self.addresses: set[str] = set()
        self._open = [_Open("", silent=False, kind=Kind.TEXT, card="")]
        self._pieces: list[str] = [""]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Ends a passage at a block, a piece of one at an inline element."""
        self._cut(tag)
        values = {name: value or "" for name, value in attrs}
        if values.get("href", "").startswith(("http://", "https://")):
            self.addresses.add(values["href"])
        if tag not in _VOID:
            self._open.append(self._opened(tag, values))

    def _opened(self, tag: str, values: dict[str, str]) -> _Open:
        parent = self._open[-1]
        is_card = tag == "article" and "story" in values.get("class", "").split()
        return _Open(
            tag,
            silent=parent.silent or tag in _SILENT or _is_not_drawn(values),
            kind=_kind_of(tag, parent.kind),
            card=values.get("id", "").removeprefix(_CARD_ID) if is_card else parent.card,
            fills_column=parent.fills_column and tag not in _OWN_COLUMN,
        )

    def handle_endtag(self, tag: str) -> None:
        """Ends what the start began; an end without a start is passed over."""
        if any(element.tag == tag for element in self._open):
            self._cut(tag)
            while self._open.pop().tag != tag:
                pass

    def handle_data(self, data: str) -> None:
        """Gathers text."""
        if not self._open[-1].silent:
            self._pieces[-1] += data

    def close(self) -> None:
        """Ends the last passage."""
        super().close()
        self._cut("body")

    def _cut(self, tag: str) -> None:
        if tag == "br":
            self._pieces[-1] += " "
        elif tag in _BLOCKS:
            innermost = self._open[-1]
            passage = passage_of(self._pieces, innermost.kind, innermost.card)
            passage = replace(passage, fills_column=innermost.fills_column)
            self._pieces = [""]
            if not passage.letters.isdecimal() and passage.letters:
                self.passages.append(passage)
        else:
            self._pieces.append("")


def _kind_of(tag: str, outer: Kind) -> Kind:
    if tag in _HEADINGS:
        return Kind.HEADING
    if tag in {"td", "th"}:
        return Kind.CELL
    return outer if tag not in _BLOCKS or outer is Kind.CELL else Kind.TEXT


def _is_not_drawn(values: dict[str, str]) -> bool:
    """Tells whether an element's text stands elsewhere; page numbers are put in after layout."""
    return values.get("aria-hidden") == "true" or "hidden" in values or "data-page-of" in values


def passage_of(pieces: list[str], kind: Kind = Kind.TEXT, card: str = "") -> Passage:
    """Makes a passage of the pieces of text between the edges of inline elements."""
    text = " ".join("".join(pieces).split())
    letters, places = [], []
    for place, character in enumerate(text):
        for letter in letters_of_character(character):
            letters.append(letter)
            places.append(place)
    seams, count = set(), 0
    for piece in pieces:
        seams.add(count)
        count += len(letters_of(piece))
    inner = sorted(seams - {0, len(letters)})
    return Passage(kind, text, "".join(letters), tuple(places), tuple(inner), card)
