"""Citations and reference lists in author–date (Harvard) form.

Takes the works that a guide cites; gives the words of each citation and the entries of the list. Words such as
`and` or `no date` come from the language file. A field that is not known is left out; a work without a known
author is cited by its publisher, or else by its title. Two works of one author and year are told apart by letters.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from html import escape
from unicodedata import combining, normalize

from guidepress.compose.punctuation import ENGLISH, Quotes, en_ranges, short_address
from guidepress.core.model import Name, Reference
from guidepress.notation.marks import MarkKind, marks_of
from guidepress.notation.records import CITED
from guidepress.sources.text import source_text

MOST_NAMES = 3
"""A citation names up to so many authors; of more it names the first and `et al.`"""

_IN_A_CONTAINER = frozenset({"article", "article-journal", "article-magazine", "article-newspaper", "chapter"})
Say = Callable[..., str]


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a reference list."""

    id: str
    """The work's id."""
    html: str
    """The entry as HTML."""


@dataclass(frozen=True, slots=True)
class Citations:
    """The works that one guide cites, ready for citing."""

    works: Mapping[str, Reference]
    """The cited works by id."""
    letters: Mapping[str, str]
    """`a`, `b` … for works that author and year leave alike; empty for the others."""
    say: Say
    """Gives a word of the language file."""
    quotes: Quotes
    """The quotation marks of its language."""

    def author(self, work: Reference) -> str:
        """Gives the name under which a work is cited."""
        names = [
            self.quotes.curl(name.family)
            for name in (work.authors or (work.editors if work.kind == "book" else ()))
        ]
        if not names:
            return self.quotes.curl(work.publisher or work.title)
        if len(names) > MOST_NAMES:
            return f"{names[0]} {self.say('et_al')}"
        return _in_a_row(names, self.say)

    def year(self, work: Reference) -> str:
        """Gives a work's year with its letter, or the words for none."""
        letter = self.letters.get(work.id, "")
        if work.year:
            return f"{work.year}{letter}"
        return self.say("no_date") + (f"-{letter}" if letter else "")

    def cite(self, inner: str) -> str | None:
        """Gives a citation as HTML from what stands between its brackets; None where a work is unknown."""
        parts, years_only = [], False
        for part in inner.split(";"):
            cited = CITED.fullmatch(part.strip())
            work = self.works.get(cited["id"]) if cited else None
            if cited is None or work is None:
                return None
            years_only = bool(cited["suppress"])
            words = self.year(work) if years_only else f"{self.author(work)}, {self.year(work)}"
            locator = f", {en_ranges(cited['locator'])}" if cited["locator"] else ""
            parts.append(f'<a href="#reference-{escape(work.id)}">{escape(words)}</a>{escape(locator)}')
        return f"({'; '.join(parts)})"

    def entries(self) -> tuple[Entry, ...]:
        """Gives the reference list: every cited work once, by author, year and title."""
        ordered = sorted(self.works.values(), key=self._order)
        return tuple(Entry(work.id, self._entry(work)) for work in ordered)

    def _order(self, work: Reference) -> tuple[str, ...]:
        names = [f"{name.family} {name.given or ''}" for name in work.authors or work.editors]
        key = " ".join(names) or work.publisher or work.title
        return (_filed(key), work.year or "9999", _filed(work.title))

    def _entry(self, work: Reference) -> str:
        is_title = not work.title.startswith("[")  # but a description
        in_marks = work.kind in _IN_A_CONTAINER and is_title
        title = escape(en_ranges((self.quotes.title if in_marks else self.quotes.curl)(work.title)))
        if address := self._address(work):
            title = f'<a href="{escape(address)}">{title}</a>'
        year = f"({escape(self.year(work))})"
        start = f"{escape(self._creators(work))} {year} <cite>{title}</cite>"
        if not (work.authors or work.editors or work.publisher):  # then the title stands in the author's place
            start = f"<cite>{title}</cite> {year}"
        facts = [fact for fact in (self._edition(work), *self._whereabouts(work)) if fact]
        body = ", ".join([start, *(escape(fact) for fact in facts)])
        body += "" if re.search(r"[?!](?:</\w+>)*$", body) else "."
        if address:
            body += f' <span class="address" data-unheard="">{escape(short_address(address))}</span>'
        return body

    def _creators(self, work: Reference) -> str:
        if work.authors:
            return _in_a_row([_inverted(name, self.quotes) for name in work.authors], self.say)
        if work.editors and work.kind == "book":
            names = _in_a_row([_inverted(name, self.quotes) for name in work.editors], self.say)
            return f"{names} ({self.say('editors' if len(work.editors) > 1 else 'editor')})"
        return self.author(work)

    def _edition(self, work: Reference) -> str:
        return self.say("edition", number=work.edition) if work.edition and work.kind == "book" else ""

    def _whereabouts(self, work: Reference) -> list[str]:
        found = []
        if work.container:
            found.append(self._container(work))
        if work.volume:
            found.append(work.volume + (f"({work.issue})" if work.issue else ""))
        if work.number:
            found.append(self.quotes.curl(work.number))
        if work.pages:
            many = bool(re.search(r"\d\D+\d", work.pages))
            key = "pages" if many else "page"
            is_article_number = not work.pages[:1].isdigit()
            found.append(work.pages if is_article_number else self.say(key, pages=en_ranges(work.pages)))
        if work.publisher and self.quotes.curl(work.publisher) != self._creators(work):
            place = f"{work.publisher_place}: " if work.publisher_place else ""
            found.append(place + self.quotes.curl(work.publisher))
        return found

    def _container(self, work: Reference) -> str:
        container = self.quotes.curl(work.container or "")
        if work.kind != "chapter":
            return container
        editors = _in_a_row([_upright(name, self.quotes) for name in work.editors], self.say)
        book = self.say("in_book", book=container)
        if editors:
            key = "in_book_edited_by" if len(work.editors) > 1 else "in_book_edited_by_one"
            book = self.say(key, editors=editors, book=container)
        return book + (f", {self.say('edition', number=work.edition)}" if work.edition else "")

    @staticmethod
    def _address(work: Reference) -> str | None:
        return f"https://doi.org/{work.doi}" if work.doi else work.url


def citations_in(
    markdown: Iterable[str], works: Mapping[str, Reference], say: Say, quotes: Quotes = ENGLISH
) -> Citations:
    """Gives the citations of a guide: the works that its texts cite, and the letters that tell them apart."""
    cited: dict[str, Reference] = {}
    for text in markdown:
        for mark in marks_of(source_text("", text)):
            if mark.kind is MarkKind.CITATION and mark.name in works:
                cited[mark.name] = works[mark.name]
    plain = Citations(cited, {}, say, quotes)
    alike: dict[tuple[str, str], list[Reference]] = defaultdict(list)
    for work in cited.values():
        alike[plain.author(work), work.year or ""].append(work)
    letters = {
        str(work.id): chr(ord("a") + at)
        for works_alike in alike.values()
        if len(works_alike) > 1
        for at, work in enumerate(sorted(works_alike, key=plain._order))
    }
    return Citations(cited, letters, say, quotes)


def _filed(name: str) -> str:
    """Gives the form by which a name is filed: without its article, accents and punctuation, in small letters."""
    letters = "".join(sign for sign in normalize("NFKD", name.removeprefix("The ")) if not combining(sign))
    return re.sub(r"[^\w ]", "", letters).lower()


def _in_a_row(names: list[str], say: Say) -> str:
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {say('and', before=names[-1])} {names[-1]}"


def _initials(given: str) -> str:
    parts = [part for part in re.split(r"[\s.]+", given) if part]
    return " ".join("-".join(f"{piece[0]}." for piece in part.split("-") if piece) for part in parts)


def _inverted(name: Name, quotes: Quotes) -> str:
    family = quotes.curl(name.family)
    return f"{family}, {_initials(name.given)}" if name.given else family


def _upright(name: Name, quotes: Quotes) -> str:
    family = quotes.curl(name.family)
    return f"{_initials(name.given)} {family}" if name.given else family
