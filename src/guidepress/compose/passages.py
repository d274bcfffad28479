"""HTML cut into passages: the text of each innermost block, in reading order.

Takes HTML in its plain serialised form, as templates and `compose.clean` write it; gives `Cut`s. What nobody reads
as text is left out: scripts, styles, drawings, what is hidden from listeners, marks of pages, and contents, whose
words are those of the headings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass
from html import unescape

_TOKEN = re.compile(
    r"<!--.*?-->|<!DOCTYPE[^>]*>|<\?.*?\?>"
    r"|<(?P<end>/?)(?P<name>[a-zA-Z][\w:-]*)(?P<attributes>(?:[^\">]|\"[^\"]*\")*)>",
    re.DOTALL,
)
_EMPTY = frozenset(("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"))
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_KINDS = (
    dict.fromkeys(_HEADINGS, "heading")
    | dict.fromkeys(("li", "dt", "dd"), "item")
    | dict.fromkeys(("caption", "figcaption", "legend"), "caption")
    | {"tr": "row"}
)
_BLOCK_NAMES = """
    address article aside blockquote body dd details div dl dt fieldset figcaption figure footer form h1 h2 h3
    h4 h5 h6 head header hr html legend li main nav ol p pre section summary table tbody tfoot thead tr ul caption
"""
_BLOCKS = frozenset(_BLOCK_NAMES.split())
_CELLS = frozenset(("td", "th"))
_SILENT = frozenset(("script", "style", "svg", "template", "title", "head", "nav"))
_NOT_READ = re.compile(
    r'\b(?:aria-hidden="true"|role="doc-pagebreak"|data-page-of="|hidden="")|\shidden(?=[\s/>]|$)'
)


@dataclass(frozen=True, slots=True)
class Cut:
    """The text of one innermost block."""

    kind: str
    """`heading`, `paragraph`, `item`, `row` or `caption`."""
    text: str
    """Its words with single spaces."""
    within: tuple[str, ...]
    """The ids of the elements around it, from the outermost to its own."""


def passages_in(html: str, *, cells: bool = False) -> tuple[Cut, ...]:
    """Gives the passages of some markup or a whole page; each `cell` of a table for itself where asked."""
    return tuple(_passages(html, _BLOCKS | _CELLS if cells else _BLOCKS))


@dataclass(slots=True)
class _Open:
    name: str
    id: str
    silent: bool


def _passages(html: str, blocks: Set[str]) -> Iterator[Cut]:
    stack: list[_Open] = []
    pieces: list[str] = []
    done = 0
    for token in _TOKEN.finditer(html):
        if not (stack and stack[-1].silent):
            pieces.append(html[done : token.start()])
        done = token.end()
        name = (token["name"] or "").lower()
        if name in blocks:
            yield from _cut(pieces, stack)
        elif name == "br" or name in _CELLS:
            pieces.append(" ")
        if not name or name in _EMPTY or token["attributes"].endswith("/"):
            continue
        if token["end"]:
            if any(it.name == name for it in stack):
                while stack.pop().name != name:
                    pass
        else:
            silent = name in _SILENT or bool(_NOT_READ.search(token["attributes"]))
            found = re.search(r'\sid="([^"]*)"', token["attributes"])
            stack.append(_Open(name, found[1] if found else "", silent or bool(stack and stack[-1].silent)))
    pieces.append(html[done:])
    yield from _cut(pieces, stack)


def _cut(pieces: list[str], stack: list[_Open]) -> Iterator[Cut]:
    text = " ".join(unescape("".join(pieces)).split())
    pieces.clear()
    if text:
        kind = next((_KINDS[it.name] for it in reversed(stack) if it.name in _KINDS), "paragraph")
        yield Cut(kind, text, tuple(it.id for it in stack if it.id))
