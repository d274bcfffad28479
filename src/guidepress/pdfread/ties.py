"""How the marked content of a PDF is tied to its tags, there and back.

Takes a file whose pages and tree were read; gives the order of painting, and every tie that leads to another
element than it should. A screen reader that starts at a place on the page gets to the tags by the parent tree
alone (ISO 32000-1, 14.7.4.4), which nobody who reads the tree from above ever looks at.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeAlias

import pikepdf

PdfValue: TypeAlias = Any
"""What pikepdf gives: numbers, names, strings, arrays and dictionaries alike."""


class Mark(NamedTuple):
    """A marked-content sequence that has an identifier."""

    page: int
    """The page, counted from 0."""
    stream: int
    """The object number of the form that it stands in; 0 for the page's own stream."""
    identifier: int
    """Its marked-content identifier."""


@dataclass(slots=True)
class Ties:
    """What the tree holds, as it is walked from above."""

    owners: dict[Mark, PdfValue] = field(default_factory=dict)
    """The structure element of each sequence, in the order of reading."""
    annotations: list[tuple[PdfValue, PdfValue]] = field(default_factory=list)
    """Each annotation that an element holds, with that element."""


def painted(ties: Ties, pages: Sequence[Sequence[Mark]]) -> tuple[tuple[int, ...], ...]:
    """Gives for each page the places of its contents in the order of reading, as they come in its stream."""
    places = {mark: place for place, mark in enumerate(ties.owners)}
    return tuple(tuple(places[mark] for mark in marks if mark in places) for marks in pages)


def astray(file: pikepdf.Pdf, ties: Ties, pages: Sequence[Sequence[Mark]]) -> Iterator[str]:
    """Gives what is tied to nothing, or to another element than holds it, in words."""
    tree = file.Root.StructTreeRoot
    parents = dict(pikepdf.NumberTree(tree.ParentTree).items()) if "/ParentTree" in tree else {}
    for page, marks in zip(file.pages, pages, strict=True):
        for mark in dict.fromkeys(marks):
            holder = file.get_object(mark.stream, 0) if mark.stream else page.obj
            owner = ties.owners.get(mark)
            if owner is None:
                yield f"content {mark.identifier} of page {mark.page + 1} stands in no element"
            elif not _is(_entry(parents, holder, mark.identifier), owner):
                kind = str(owner.get("/S", ""))[1:]
                yield f"content {mark.identifier} of page {mark.page + 1} leads to another element than its {kind}"
    drawn = {mark for marks in pages for mark in marks}
    for mark, owner in ties.owners.items():
        if mark not in drawn:
            kind = str(owner.get("/S", ""))[1:]
            yield f"a {kind} holds content {mark.identifier} of page {mark.page + 1}, which is not there"
    yield from _annotations_astray(file, ties, parents)


def _annotations_astray(file: pikepdf.Pdf, ties: Ties, parents: Mapping[int, PdfValue]) -> Iterator[str]:
    held = {annotation.objgen for annotation, _ in ties.annotations}
    for annotation, owner in ties.annotations:
        if not _is(parents.get(int(annotation.get("/StructParent", -1))), owner):
            yield f"the link “{annotation.get('/Contents', '')}” leads to another element than holds it"
    for number, page in enumerate(file.pages, 1):
        for annotation in page.obj.get("/Annots", ()):
            if annotation.get("/Subtype") == "/Link" and annotation.objgen not in held:
                yield f"the link “{annotation.get('/Contents', '')}” of page {number} stands in no element"


def stops(file: pikepdf.Pdf, ties: Ties) -> Iterator[tuple[str, int, int]]:
    """Gives for each link and page its name, the page counted from 0, and how many annotations it has there."""
    pages = {note.objgen: page for page, held in enumerate(file.pages) for note in held.obj.get("/Annots", ())}
    counts: dict[tuple[PdfValue, int], tuple[str, int]] = {}
    for annotation, owner in ties.annotations:
        key = (owner.objgen, pages.get(annotation.objgen, -1))
        counts[key] = (str(annotation.get("/Contents", "")), counts.get(key, ("", 0))[1] + 1)
    for (_, page), (name, count) in counts.items():
        yield name, page, count


def _entry(parents: Mapping[int, PdfValue], holder: PdfValue, identifier: int) -> PdfValue:
    """The element that the parent tree names for a sequence; None where it names none."""
    entries = parents.get(int(holder.get("/StructParents", -1)))
    if not isinstance(entries, pikepdf.Array) or identifier >= len(entries):
        return None
    return entries[identifier]


def _is(found: PdfValue, wanted: PdfValue) -> bool:
    return isinstance(found, pikepdf.Dictionary) and found.objgen == wanted.objgen


def out_of_order(places: Sequence[int]) -> tuple[int, ...]:
    """Gives those of the places that the fewest have to be moved to put all in order, in their own sequence."""
    ends: list[int] = []
    lengths = []
    for place in places:
        at = bisect_left(ends, place)
        ends[at : at + 1] = [place]
        lengths.append(at + 1)
    wanted, kept = len(ends), set()
    for at in range(len(places) - 1, -1, -1):
        if lengths[at] == wanted:
            kept.add(at)
            wanted -= 1
    return tuple(place for at, place in enumerate(places) if at not in kept)
