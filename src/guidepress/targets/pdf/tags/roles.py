"""Which structure type an HTML element becomes.

Takes an element and its parent; gives a `Role`. Pure: knows HTML and ISO 32000-1, 14.8.4, and nothing of the
engine. Every type named here is a standard one, so the files need no role map.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from xml.etree.ElementTree import Element

SVG = "{http://www.w3.org/2000/svg}"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

TYPES: Mapping[str, str] = {
    # grouping
    "main": "Part", "section": "Sect", "nav": "Sect", "aside": "Sect", "article": "Art",
    "blockquote": "BlockQuote",
    **dict.fromkeys(("div", "header", "footer", "address", "figure", "hgroup", "details", "summary"), "Div"),
    # blocks of text
    **{f"h{level}": f"H{level}" for level in range(1, 7)},
    "p": "P", "pre": "P", "caption": "Caption", "figcaption": "Caption",
    # lists; dt and dd stand in an LI that groups them
    "ul": "L", "ol": "L", "menu": "L", "dl": "L", "li": "LI", "dt": "Lbl", "dd": "LBody",
    # tables
    "table": "Table", "thead": "THead", "tbody": "TBody", "tfoot": "TFoot", "tr": "TR", "th": "TH", "td": "TD",
    # pictures
    "img": "Figure", f"{SVG}svg": "Figure", "svg": "Figure",
    # within a line
    "a": "Span", "code": "Code",
    **dict.fromkeys(
        ("span", "em", "strong", "b", "i", "u", "s", "small", "mark", "abbr", "q", "cite", "time", "dfn", "sub",
         "sup", "kbd", "samp", "var", "ins", "del", "bdi", "bdo", "data", "label"), "Span"),
}  # fmt: skip
"""The structure type of each element; one that is not listed lends its content to its parent."""

UNHEARD = "data-unheard"
"""The attribute of what says again to the eye what a listener has just heard: a link's address, its code."""
NOTE_TITLE = "H"
"""Stands for a heading one level below the heading before it, until all headings are known."""
NOTE_REFERENCE = ("footnote-ref", "doc-noteref")
BLOCKS = frozenset(tag for tag, kind in TYPES.items() if kind not in ("Span", "Code", "Figure"))


class Part(Enum):
    """A part of the document with roles of its own."""

    TEXT = "text"
    """Everything else."""
    CONTENTS = "contents"
    """The table of contents."""
    NOTES = "notes"
    """The list of footnotes."""


@dataclass(frozen=True, slots=True)
class Role:
    """The structure elements that one HTML element becomes."""

    kind: str
    """Its own structure type; empty where its content belongs to its parent."""
    outer: tuple[str, ...] = ()
    """Types wrapped around it, outermost first."""
    inner: tuple[str, ...] = ()
    """Types within it that take its content, outermost first."""


TRANSPARENT = Role("")


def role(element: Element, parent: Element | None, part: Part) -> Role:
    """Gives the role of an element in a part of the document."""
    in_contents = part is Part.CONTENTS
    tag = element.tag
    if tag == "a" and element.get("href") is not None:
        return _link_role(element, parent, in_contents)
    if tag == "li":
        if in_contents:
            return Role("TOCI")
        return Role("LI", inner=("LBody", "Note") if part is Part.NOTES and element.get("id") else ("LBody",))
    if in_contents and tag in ("ol", "ul"):
        return Role("TOC")
    if parent is not None and is_quotation(parent) and tag in ("blockquote", "figcaption"):
        return TRANSPARENT if tag == "blockquote" else Role("P")
    if is_quotation(element):
        return Role("BlockQuote")
    if tag == "p" and "note-title" in element.get("class", "").split():
        return Role(NOTE_TITLE)
    if tag == "sup" and any(is_note_reference(child) for child in element):
        return Role("Reference")
    kind = TYPES.get(tag, "")
    return Role(kind) if kind else TRANSPARENT


def is_quotation(element: Element) -> bool:
    """Tells whether a figure is a quotation with the name of who said it, which belongs to it."""
    return element.tag == "figure" and any(child.tag == "blockquote" for child in element)


def name_of(element: Element) -> str:
    """What an element is called without showing it: its `aria-label`."""
    return " ".join((element.get("aria-label") or "").split())


def _link_role(element: Element, parent: Element | None, in_contents: bool) -> Role:
    """A link; in a contents list or to a footnote it is a reference too (14.8.4.4.2)."""
    in_reference = parent is not None and parent.tag == "sup"
    if in_contents or (is_note_reference(element) and not in_reference):
        return Role("Link", outer=("Reference",))
    return Role("Link")


def is_note_reference(element: Element) -> bool:
    """Tells whether the element is the number in the text that leads to a footnote."""
    words = f"{element.get('class', '')} {element.get('role', '')}".split()
    return element.tag == "a" and any(word in NOTE_REFERENCE for word in words)


def starts_contents(element: Element) -> bool:
    """Tells whether the element is the table of contents."""
    words = f"{element.get('class', '')} {element.get('role', '')}".split()
    return element.tag == "nav" and ("contents" in words or "doc-toc" in words)


def starts_notes(element: Element) -> bool:
    """Tells whether the element holds the list of footnotes."""
    words = f"{element.get('class', '')} {element.get('role', '')}".split()
    return any(word in ("footnote", "footnotes", "doc-endnotes") for word in words)


def is_hidden(element: Element) -> bool:
    """Tells whether the element itself asks to be left out: decoration, or a printed twin."""
    if element.get("aria-hidden") == "true" or element.get(UNHEARD) is not None:
        return True
    if element.tag in ("img", "svg", f"{SVG}svg"):
        return element.get("role") in ("presentation", "none") or element.get("alt") == ""
    return False


def holds_blocks(element: Element) -> bool:
    """Tells whether an inline element, such as a link around a card, has blocks within."""
    return any(child.tag in BLOCKS for child in element.iter() if child is not element)


def language(element: Element) -> str:
    """The language that the element states, or an empty string."""
    return element.get("lang") or element.get(XML_LANG) or ""


def alternative(element: Element) -> str:
    """The alternative text of a picture: `alt`, `aria-label`, or an SVG's own title."""
    title = element.find(f"{SVG}title")
    own = element.get("alt") or element.get("aria-label") or (title.text if title is not None else "") or ""
    return " ".join(own.split())


def scope(element: Element, in_head: bool) -> str:
    """The scope of a header cell (14.8.5.7): `Column`, `Row` or `Both`."""
    stated = element.get("scope", "")
    if stated in ("row", "rowgroup"):
        return "Row"
    if stated in ("col", "colgroup") or in_head:
        return "Column"
    return "Row"
