"""Page numbers of the contents and of cross-references, from one layout.

Elements with `data-page-of="id"` hold a number of two noughts when the guide is laid out. Afterwards the pages of
all anchors are known, and the right number takes the noughts' place where it has the same width, or where it is
set to the right and nothing follows it. Only where a number in running text has more or fewer digits than its
stand-in, or this engine can't set a text by itself, is the guide laid out again; figures are all of one width, so
nothing else can move.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from guidepress.engine.text import layout_of

ATTRIBUTE = "data-page-of"


def pages_of_anchors(pages: list[Any]) -> dict[str, int]:
    """Gives the page, counted from 1, on which each anchor stands."""
    found: dict[str, int] = {}
    for number, page in enumerate(pages, 1):
        for anchor in page.anchors:
            found.setdefault(anchor, number)
    return found


def put_numbers(pages: list[Any]) -> Mapping[str, str]:
    """Puts the right numbers into laid-out pages; gives those that need another layout, by their anchor."""
    known = pages_of_anchors(pages)
    others: dict[str, str] = {}
    for page in pages:
        for box in _number_boxes(page._page_box):
            target = box.element.get(ATTRIBUTE)
            number = str(known.get(target, ""))
            at_the_right = box.style["text_align_all"] in {"right", "end"}
            fits = number and (len(number) == len(box.text) or at_the_right)
            if not fits or (number != box.text and not _replace(box, number)):
                others[target] = number
    return others


def set_stand_ins(root: Any, numbers: Mapping[str, str]) -> None:  # noqa: ANN401  # an ElementTree element
    """Gives the elements that number as text, before another layout."""
    for element in root.iter():
        if element.get(ATTRIBUTE) in numbers:
            element.text = numbers[element.get(ATTRIBUTE)]


def _number_boxes(box: Any) -> Iterator[Any]:  # noqa: ANN401  # WeasyPrint's boxes have no types
    for child in box.descendants():
        element = getattr(child, "element", None)
        if element is not None and hasattr(child, "pango_layout") and element.get(ATTRIBUTE):
            yield child


def _replace(box: Any, number: str) -> bool:  # noqa: ANN401  # as above
    """Puts another number into a box; tells whether this engine can."""
    found = layout_of(number, box.style)
    if found is None:
        return False
    layout, width = found
    box.position_x += box.width - width
    box.text, box.pango_layout, box.width = number, layout, width
    box.element.text = number
    return True
