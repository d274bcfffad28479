"""The structure tree as a flat list, to be compared with the HTML.

Takes the bytes of a PDF; gives a `TagElement` for every structure element in reading order.
"""

from __future__ import annotations

from dataclasses import dataclass

from guidepress.pdfread.reading import Content, ReadDocument, ReadElement, read_document

INLINE = frozenset(("Span", "Link", "Reference", "Code", "Note", "Quote"))
"""Types whose text runs on with the text around it."""
_UNSEEN = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
"""Characters that show nothing: soft hyphens, joiners, spaces without width."""
_SAME = str.maketrans({**dict.fromkeys(_UNSEEN, ""), "\u00a0": " ", "\u2010": "-", "\u2011": "-"})


@dataclass(frozen=True, slots=True)
class TagElement:
    """One structure element with what a reader hears of it."""

    kind: str
    """Its standard structure type."""
    text: str
    """All text within it, spaces collapsed; without list labels and other text of the style sheet."""
    depth: int
    """How many elements are around it; the document's own element has 0."""
    name: str = ""
    """A figure's alternative text, a link's name, an abbreviation's expansion, a list's name; of a cell what it
    heads and how many rows and columns it spans."""
    language: str = ""
    """Its language, where it states one."""
    pages: tuple[int, ...] = ()
    """The pages that it has content on, counted from 1, in order, each once."""


def tree_outline(pdf: bytes) -> tuple[TagElement, ...]:
    """Every structure element of a tagged PDF in reading order; UntaggedError for a PDF without a tree."""
    return outline_of(read_document(pdf))


def outline_of(document: ReadDocument) -> tuple[TagElement, ...]:
    """Every structure element of a document that was read already, in reading order."""
    found: list[TagElement] = []
    for kid in document.root.kids:
        if isinstance(kid, ReadElement):
            _gather(kid, 0, found)
    return tuple(found)


def _gather(element: ReadElement, depth: int, found: list[TagElement]) -> None:
    if element.generated:
        return
    pages = tuple(sorted({content.page + 1 for content in element.contents()}))
    name = element.alternative or element.expansion or "; ".join(dict.fromkeys(element.links))
    if element.kind == "L":
        name = element.title
    elif element.kind in ("TH", "TD"):
        said = dict(element.attributes)
        name = cell_name(said.get("Scope", ""), int(said.get("RowSpan", 1)), int(said.get("ColSpan", 1)))
    found.append(TagElement(element.kind, heard(element), depth, name, element.language, pages))
    for kid in element.kids:
        if isinstance(kid, ReadElement):
            _gather(kid, depth + 1, found)


def cell_name(scope: str, rows: int, columns: int) -> str:
    """What a table's cell says of itself: the scope of a header cell, and its spans where it has any."""
    return " ".join((scope, *([f"{rows} × {columns}"] if (rows, columns) != (1, 1) else []))).strip()


def heard(element: ReadElement) -> str:
    """The text of an element as it is compared: without that of drawings and soft hyphens, spaces collapsed."""
    return collapsed("".join(_parts(element)))


def collapsed(text: str) -> str:
    """Text with the differences taken out that a font or a line makes."""
    return " ".join(text.translate(_SAME).split())


def _parts(element: ReadElement) -> list[str]:
    parts: list[str] = []
    for kid in element.kids:
        if isinstance(kid, Content):
            parts.append(kid.text)
        elif kid.generated:
            parts += [" "] if _ends_with_space(kid) else []  # the one between the words on both sides
        elif kid.kind != "Figure":
            own = _parts(kid)
            parts += own if kid.kind in INLINE else (" ", *own, " ")
    return parts


def _ends_with_space(element: ReadElement) -> bool:
    texts = [content.text for content in element.contents()]
    return bool(texts) and texts[-1][-1:].isspace()
