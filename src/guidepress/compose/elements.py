"""Clean HTML cut into its elements, without a parser of all HTML: what `compose.clean` gives has one plain form.

Every tag is closed, every attribute stands in double quotation marks, and no comment is left (nh3 writes what the
HTML standard, 13.3, calls the serialised form), so one regular expression finds the tags.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

_TAG = re.compile(r"<(?P<end>/?)(?P<name>[a-zA-Z][\w:-]*)(?P<attributes>(?:[^\">]|\"[^\"]*\")*)>")
_EMPTY = frozenset(("br", "col", "hr", "img"))
"""Elements that have no end (HTML, 13.1.2)."""
_BLOCK_NAMES = "blockquote br caption dd div dt figcaption h2 h3 h4 h5 h6 hr img li ol p pre td th tr ul"
_APART = frozenset(_BLOCK_NAMES.split())
"""Elements at whose edges words end."""


@dataclass(frozen=True, slots=True)
class HtmlElement:
    """An element with its markup; for a text between elements the name is empty."""

    name: str
    """Its name, such as `table`; empty for a text."""
    html: str
    """Its whole markup."""
    inner: str
    """What stands between its tags."""
    attributes: str = ""
    """The attributes as they are written."""

    def get(self, name: str) -> str:
        """Gives the value of an attribute; empty where it is not set."""
        found = re.search(rf'\s{re.escape(name)}="([^"]*)"', self.attributes)
        return unescape(found[1]) if found else ""

    @property
    def classes(self) -> list[str]:
        """Its classes."""
        return self.get("class").split()


def elements_of(html: str) -> Iterator[HtmlElement]:
    """Gives the outermost elements and the texts between them, white space too: joined, they are the whole."""
    depth, done = 0, 0
    opened: re.Match[str] | None = None
    for tag in _TAG.finditer(html):
        name = tag["name"]
        alone = name in _EMPTY or tag["attributes"].endswith("/")
        if tag["end"]:
            depth -= 1
        elif not alone:
            depth += 1
        if depth == (0 if tag["end"] or alone else 1):
            if not tag["end"]:
                yield from _text(html[done : tag.start()])
                opened = tag
            if opened and (tag["end"] or alone):
                inner = html[opened.end() : tag.start()] if tag["end"] else ""
                yield HtmlElement(
                    opened["name"], html[opened.start() : tag.end()], inner, opened["attributes"].rstrip("/")
                )
            done = tag.end()
    yield from _text(html[done:])


def _text(html: str) -> Iterator[HtmlElement]:
    if html:
        yield HtmlElement("", html, html)


def descendants(html: str, name: str) -> Iterator[HtmlElement]:
    """Gives the elements of a name at any depth, but not those within one another."""
    for element in elements_of(html):
        if element.name == name:
            yield element
        elif element.name:
            yield from descendants(element.inner, name)


def words_in(html: str) -> str:
    """Gives the words of some markup in reading order, white space collapsed."""
    plain = _TAG.sub(lambda tag: " " if tag["name"] in _APART else "", html)
    return " ".join(unescape(plain).split())
