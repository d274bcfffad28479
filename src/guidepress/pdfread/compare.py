"""Whether a tagged PDF holds what its HTML says.

Takes the HTML and the elements of the PDF's tree; gives the differences in words, none if all is well. Pure.
Compared are number, order and text of paragraphs, headings, lists, tables, quotations, figures, links and notes.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from difflib import SequenceMatcher

from guidepress.pdfread.elements import TagElement
from guidepress.pdfread.outline import COMPARED, Expected, expected_outline

LONGEST = 60


def differences(
    html: str, elements: Sequence[TagElement], hidden_classes: Collection[str] = ()
) -> tuple[str, ...]:
    """The differences between a page of HTML and a PDF's tree, as given by `tree_outline`.

    Letters' case doesn't count, since a style sheet may change it. `hidden_classes` name elements that the style
    sheet leaves out of the text, such as running heads.
    """
    wanted = expected_outline(html, hidden_classes)
    found = tuple(
        Expected(element.kind, "" if element.kind == "Figure" else element.text, _name(element))
        for element in elements
        if element.kind in COMPARED
    )
    unnamed = [
        f"{element.kind} “{_short(element.text)}” has no name"
        for element in elements
        if element.kind in ("Figure", "Link") and not element.name
    ]
    return (*_unlike(wanted, found), *unnamed)


def _name(element: TagElement) -> str:
    """What is compared of an element's name; a link's is judged by itself."""
    return element.name if element.kind in ("Figure", "L", "TH", "TD") else ""


def _unlike(wanted: tuple[Expected, ...], found: tuple[Expected, ...]) -> Iterable[str]:
    left, right = [_folded(entry) for entry in wanted], [_folded(entry) for entry in found]
    if left == right:
        return
    for change, i1, i2, j1, j2 in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if change == "equal":
            continue
        lacking, surplus = wanted[i1:i2], found[j1:j2]
        for place in range(max(len(lacking), len(surplus))):
            here = _named(lacking[place]) if place < len(lacking) else "nothing"
            there = _named(surplus[place]) if place < len(surplus) else "nothing"
            yield f"the HTML has {here} where the tags have {there}"


def _folded(entry: Expected) -> tuple[str, str, str]:
    return entry.kind, entry.text.casefold(), entry.name


def _named(entry: Expected) -> str:
    if entry.text and entry.name:
        return f"{entry.kind} “{_short(entry.text)}” ({entry.name})"
    return f"{entry.kind} “{_short(entry.text or entry.name)}”"


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST // 2]} … {text[-LONGEST // 2 :]}"
