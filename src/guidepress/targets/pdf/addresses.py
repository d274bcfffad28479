"""What a link says on paper: the address that it leads to, or the page.

Takes clean HTML, such as a guide's body with its story cards; gives it with a `span.printed-address` behind each
link to the web and each mail address, and a `span.page-reference` at the end of each link to a story of the same
guide. Other links within the guide stay as they are, and so does a link that has its address among its words.
Everything else stays as it was, byte for byte.
"""

from __future__ import annotations

import re
from html import escape
from html.parser import HTMLParser
from urllib.parse import unquote

from guidepress.compose.punctuation import short_address

PRINTED_BY_ITS_TEMPLATE = "watch-link"
"""The class of the links of story cards, which print their address in every edition."""


def with_addresses(html: str) -> str:
    """Gives the HTML with the addresses of its links printed behind them."""
    finder = _LinkEnds(html)
    pieces, done = [], 0
    for end, address in finder.found:
        pieces += [html[done:end], f' <span class="printed-address" data-unheard="">({escape(address)})</span>']
        done = end
    return "".join([*pieces, html[done:]])


_HEADING_OR_LINK = re.compile(
    r"<(?P<heading>h[1-6])\b.*?</(?P=heading)>"
    r"|<a(?=[^>]*\sclass=\"(?:story|guide)-link\")[^>]*\shref=\"#(?P<target>[^\"]*)\"[^>]*>.*?(?=</a>)",
    re.DOTALL,
)
"""Headings are copied into contents, running heads and bookmarks, where no page number is ever filled in."""


def with_page_references(html: str, page_words: str) -> str:
    """Gives the HTML with `(page 00)` in each link to a story of the same guide, but in headings.

    The typesetter puts the number in once it knows the pages.
    """

    def reference(match: re.Match[str]) -> str:
        if match["heading"]:
            return match[0]
        number = f'<span data-page-of="{match["target"]}">00</span>'
        return f'{match[0]}<span class="page-reference"> ({escape(page_words)}\N{NO-BREAK SPACE}{number})</span>'

    return _HEADING_OR_LINK.sub(reference, html)


def printed_address(href: str) -> str | None:
    """Gives an address as it is printed, such as `example.org/page`; None for one that paper has no use for."""
    scheme, _, rest = href.partition(":")
    if scheme.lower() == "mailto":
        return unquote(rest.partition("?")[0]) or None
    return short_address(href) if scheme.lower() in {"http", "https"} else None


def _as_printed(word: str) -> str:
    """Gives a word of a link as its address would be printed: without scheme and the marks around it."""
    return short_address(word.strip("().,;:").removeprefix("www."))


class _LinkEnds(HTMLParser):
    """Finds where links end whose address is to be printed. Links never hold links (HTML, 4.5.1)."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[int, str]] = []
        """Where the end tag is over, in characters from the start, and the address as printed."""
        self._html = html
        self._line_starts = [0, *(at + 1 for at, letter in enumerate(html) if letter == "\n")]
        self._address: str | None = None
        self._words = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            known = dict(attrs)
            by_template = PRINTED_BY_ITS_TEMPLATE in (known.get("class") or "").split()
            self._address = None if by_template else printed_address(known.get("href") or "")
            self._words = ""

    def handle_data(self, data: str) -> None:
        self._words += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self._address is not None:
            if self._address not in map(_as_printed, self._words.split()):
                line, column = self.getpos()
                start = self._line_starts[line - 1] + column
                self.found.append((self._html.index(">", start) + 1, self._address))
            self._address = None
