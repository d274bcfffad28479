"""The structure tree as indented text, for people.

Takes the bytes of a PDF; gives lines as a screen reader would get them: type, what is said of it, then its text.
"""

from __future__ import annotations

from collections.abc import Iterator

from guidepress.pdfread.elements import collapsed
from guidepress.pdfread.reading import Content, ReadElement, read_document

INDENT = "  "


def dump_tags(pdf: bytes) -> str:
    """Gives the tree of a tagged PDF, one element a line; UntaggedError for a PDF without a tree."""
    document = read_document(pdf)
    lines: list[str] = []
    for kid in document.root.kids:
        if isinstance(kid, ReadElement):
            lines += _lines(kid, "")
    lines += [f"! page {page + 1}: text outside the tree: {text}" for page, text in document.untagged]
    return "\n".join(lines) + "\n"


def _lines(element: ReadElement, indent: str) -> Iterator[str]:
    """An element's line, and those of all in it."""
    text = ""
    rest: list[str] = []
    for kid in element.kids:
        if isinstance(kid, ReadElement):
            if text.strip():
                rest.append(f"{indent}{INDENT}“{collapsed(text)}”")
            text = ""
            rest += _lines(kid, indent + INDENT)
        else:
            text += kid.text
    own = f" “{collapsed(text)}”" if text.strip() and not rest else ""
    if text.strip() and rest:
        rest.append(f"{indent}{INDENT}“{collapsed(text)}”")
    yield f"{indent}{element.kind}{_said(element)}{own}"
    yield from rest


def _said(element: ReadElement) -> str:
    """What an element says of itself, in brackets."""
    said = [
        *(f"{key}={value}" for key, value in element.attributes if key not in ("BBox", "Placement")),
        *(f"{key}={value!r}" for key, value in _texts(element) if value),
    ]
    pages = sorted({kid.page + 1 for kid in element.kids if isinstance(kid, Content)})
    if len(pages) > 1:
        said.append(f"pages {pages[0]}–{pages[-1]}")
    return f" [{', '.join(said)}]" if said else ""


def _texts(element: ReadElement) -> tuple[tuple[str, str], ...]:
    return (
        ("T", element.title),
        ("ID", element.identifier),
        ("Lang", element.language),
        ("Alt", element.alternative),
        ("E", element.expansion),
        ("to", "; ".join(dict.fromkeys(element.links))),
    )
