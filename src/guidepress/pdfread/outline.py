"""What the structure tree of an HTML page has to hold.

Takes HTML; gives the elements that a tagged PDF of it must have, in order, each with its text. Pure, and written
apart from `roles` and `plan`, so that comparing the two means something.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

from guidepress.pdfread.elements import cell_name, collapsed

VOID = frozenset(
    ("br", "img", "hr", "wbr", "meta", "link", "input", "col", "source", "area", "base", "embed", "track")
)
UNSEEN = frozenset(("head", "script", "style", "template"))
GROUPS = frozenset(
    ("body", "main", "section", "article", "nav", "aside", "div", "header", "footer", "address", "figure",
     "hgroup", "details", "summary", "blockquote", "html")
)  # fmt: skip
INLINE = frozenset(
    ("a", "span", "em", "strong", "b", "i", "u", "s", "small", "mark", "abbr", "q", "cite", "time", "dfn", "sub",
     "sup", "kbd", "samp", "var", "ins", "del", "bdi", "bdo", "data", "label", "code", "br", "wbr")
)  # fmt: skip
PICTURES = frozenset(("img", "svg"))
KINDS = {
    "p": "P", "pre": "P", **{f"h{level}": f"H{level}" for level in range(1, 7)}, "ul": "L", "ol": "L", "menu": "L",
    "dl": "L", "li": "LI", "table": "Table", "tr": "TR", "th": "TH", "td": "TD", "blockquote": "BlockQuote",
}  # fmt: skip
NOTE_TITLE = "H"
COMPARED = frozenset((*KINDS.values(), "Figure", "Link", "Note"))
"""The structure types that are compared."""


@dataclass(frozen=True, slots=True)
class Expected:
    """One element that the tree must have."""

    kind: str
    """Its structure type."""
    text: str
    """Its text, spaces collapsed."""
    name: str = ""
    """A picture's alternative text, a list's name; of a cell what it heads and how much it spans."""


@dataclass(slots=True)
class _Html:
    """An element of the page."""

    tag: str
    attributes: dict[str, str]
    parent: _Html | None
    children: list[_Html | str] = field(default_factory=list)

    def words(self, name: str) -> list[str]:
        return self.attributes.get(name, "").split()


class _Parser(HTMLParser):
    """Builds the elements of HTML in which every element that is not void is closed."""

    def __init__(self) -> None:
        super().__init__()
        self.root = self.open = _Html("html", {}, None)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "html":
            return
        child = _Html(tag, {key: value or "" for key, value in attrs}, self.open)
        self.open.children.append(child)
        if tag not in VOID:
            self.open = child

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        closed: _Html | None = self.open
        while closed is not None and closed.tag != tag:
            closed = closed.parent
        if closed is not None and closed.parent is not None:
            self.open = closed.parent

    def handle_data(self, data: str) -> None:
        self.open.children.append(data)


def expected_outline(html: str, hidden_classes: Collection[str] = ()) -> tuple[Expected, ...]:
    """The elements of the compared types that a page's tree must have, in order.

    `hidden_classes` name elements that the style sheet leaves out of the text, such as running heads.
    """
    parser = _Parser()
    parser.feed(html)
    parser.close()
    _strip(parser.root, frozenset(hidden_classes))
    return tuple(_with_levels(_within(parser.root, contents=False, notes=False)))


def headings_of(html: str) -> tuple[str, ...]:
    """The text of a page's headings, in order; titles of notes are none."""
    parser = _Parser()
    parser.feed(html)
    parser.close()
    _strip(parser.root, frozenset())
    found = _within(parser.root, contents=False, notes=False)
    return tuple(entry.text for entry in found if entry.kind[0] == "H" and entry.kind != NOTE_TITLE)


def _with_levels(entries: Iterable[Expected]) -> Iterator[Expected]:
    """Gives titles of notes as headings one level below the last heading."""
    level = 0
    for entry in entries:
        if entry.kind == NOTE_TITLE:
            yield Expected(f"H{min(6, level + 1)}", entry.text)
            continue
        if entry.kind[0] == "H":
            level = int(entry.kind[1])
        yield entry


def _strip(element: _Html, hidden: frozenset[str]) -> None:
    """Takes out what nobody reads."""
    kept: list[_Html | str] = []
    for child in element.children:
        if isinstance(child, _Html):
            attributes = child.attributes
            unseen = child.tag in UNSEEN or attributes.get("aria-hidden") == "true"
            unseen = unseen or not attributes.keys().isdisjoint(("hidden", "data-unheard"))
            ornament = child.tag in PICTURES and (
                attributes.get("alt") == "" or attributes.get("role") in ("presentation", "none")
            )
            if unseen or ornament or hidden.intersection(child.words("class")):
                continue
            _strip(child, hidden)
        kept.append(child)
    element.children = kept


def _visit(element: _Html, *, contents: bool, notes: bool) -> Iterator[Expected]:
    """An element's own entry, then those within it."""
    words = (*element.words("class"), *element.words("role"))
    contents = contents or (element.tag == "nav" and ("contents" in words or "doc-toc" in words))
    notes = notes or any(word in ("footnote", "footnotes", "doc-endnotes") for word in words)
    if element.tag in PICTURES:
        yield Expected("Figure", "", _alternative(element))
        return
    kind = _kind(element)
    if contents and element.tag in ("ol", "ul", "li"):
        kind = ""
    if kind in ("", "TR", "TH", "TD") or _has_content(element):
        text = _text(element)
        if kind:
            yield Expected(kind, text, _name(element, kind))
        if kind == "LI" and notes and element.attributes.get("id"):
            yield Expected("Note", text)
        inside = _pairs if element.tag == "dl" else _within
        yield from inside(element, contents=contents, notes=notes)


def _kind(element: _Html) -> str:
    """The structure type that an element has to have; empty for one that is not compared."""
    if element.tag == "a" and "href" in element.attributes:
        return "Link"
    if _is_quotation(element):
        return "BlockQuote"
    if element.parent is not None and _is_quotation(element.parent):
        return "P" if element.tag == "figcaption" else ""
    if element.tag == "p" and "note-title" in element.words("class"):
        return NOTE_TITLE
    return KINDS.get(element.tag, "")


def _is_quotation(element: _Html) -> bool:
    return element.tag == "figure" and any(
        isinstance(child, _Html) and child.tag == "blockquote" for child in element.children
    )


def _name(element: _Html, kind: str) -> str:
    """What an element is called, or what a cell heads."""
    if kind == "L":
        return " ".join(element.attributes.get("aria-label", "").split())
    if kind not in ("TH", "TD"):
        return ""
    spans = [element.attributes.get(name, "1") for name in ("rowspan", "colspan")]
    return cell_name(_scope(element) if kind == "TH" else "", *(int(it) if it.isdecimal() else 1 for it in spans))


def _scope(element: _Html) -> str:
    stated = element.attributes.get("scope", "")
    if stated in ("row", "rowgroup"):
        return "Row"
    above = element.parent
    while above is not None and above.tag not in ("thead", "table"):
        above = above.parent
    return "Column" if stated in ("col", "colgroup") or (above is not None and above.tag == "thead") else "Row"


def _within(element: _Html, *, contents: bool, notes: bool) -> Iterator[Expected]:
    """The entries within an element; text that stands loose in a grouping element is a paragraph."""
    run: list[_Html | str] = []
    for child in (*element.children, None):
        loose = child is not None and element.tag in GROUPS and _is_loose(child, run)
        if loose and child is not None:
            run.append(child)
            continue
        if any(_holds(part) for part in run):
            yield Expected("P", collapsed("".join(map(_part, run))))
        for part in run:
            if isinstance(part, _Html):
                yield from _visit(part, contents=contents, notes=notes)
        run = []
        if isinstance(child, _Html):
            yield from _visit(child, contents=contents, notes=notes)


def _pairs(element: _Html, *, contents: bool, notes: bool) -> Iterator[Expected]:
    """The list items of a description list: each a stretch of terms and the descriptions after them."""
    groups: list[list[_Html]] = []
    last = "dd"
    for child in _flat(element):
        if child.tag == "dt" and last == "dd":
            groups.append([])
        last = child.tag
        groups[-1].append(child)
    for group in groups:
        yield Expected("LI", collapsed(" ".join(map(_text, group))))
        for child in group:
            yield from _within(child, contents=contents, notes=notes)


def _flat(element: _Html) -> Iterator[_Html]:
    for child in element.children:
        if isinstance(child, _Html):
            if child.tag in ("dt", "dd"):
                yield child
            else:
                yield from _flat(child)


def _is_loose(child: _Html | str, run: list[_Html | str]) -> bool:
    """Tells whether a child of a grouping element runs on in a line of text."""
    if isinstance(child, str):
        return True
    if child.tag in PICTURES:
        return any(_holds(part) for part in run)
    return child.tag in INLINE and not any(grandchild.tag not in INLINE | PICTURES for grandchild in _below(child))


def _below(element: _Html) -> Iterator[_Html]:
    for child in element.children:
        if isinstance(child, _Html):
            yield child
            if child.tag not in PICTURES:
                yield from _below(child)


def _holds(part: _Html | str) -> bool:
    return bool(part.strip()) if isinstance(part, str) else part.tag not in PICTURES and _has_content(part)


def _has_content(element: _Html) -> bool:
    return bool(_text(element)) or any(child.tag in PICTURES for child in _below(element))


def _text(element: _Html) -> str:
    """All text within an element, spaces collapsed."""
    return collapsed("".join(map(_part, element.children)))


def _part(child: _Html | str) -> str:
    if isinstance(child, str):
        return child
    if child.tag in PICTURES:
        return ""
    inner = "".join(map(_part, child.children))
    if child.tag == "br":
        return " "
    return inner if child.tag in INLINE else f" {inner} "


def _alternative(element: _Html) -> str:
    stated = element.attributes.get("alt") or element.attributes.get("aria-label")
    titles = [child for child in element.children if isinstance(child, _Html) and child.tag == "title"]
    return stated or (_text(titles[0]) if titles else "")
