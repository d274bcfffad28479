"""Deliberate damages to a sound file: the examiner misses none, and is silent on the file as it was made."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import pikepdf
import pytest

from guidepress.checks.pdf.accessibility import check_reading, read_guide
from guidepress.core.problems import Problem
from guidepress.engine.library import load_weasyprint
from guidepress.targets.pdf.metadata import DocumentMetadata
from guidepress.targets.pdf.tags.tagging import tagged_pdf

HTML = """<!DOCTYPE html><html lang="en-GB"><head><title>Small</title><style>
@page { size: 100mm 120mm; margin: 10mm } body { font: 12pt "Source Sans Pro" } svg { height: 20px; width: 20px }
h1 { bookmark-level: 1 } h2 { bookmark-level: 2 } h3 { bookmark-level: 3 }
</style></head><body><main>
<h1>Small</h1><section><h2>Part</h2><p>A paragraph with <a href="https://example.org/a">a link of several words
that runs over two lines of this narrow page</a> and a note.<sup><a class="footnote-ref" href="#n1">1</a></sup>
Another note.<sup><a class="footnote-ref" href="#n2">2</a></sup></p><h3>List</h3>
<ol><li>First</li><li>Second</li></ol>
<table><thead><tr><th scope="col">When</th><th scope="col">What</th></tr></thead>
<tbody><tr><td>Now</td><td>This</td></tr><tr><td>Then</td><td>That</td></tr></tbody></table>
<svg role="img" aria-label="A square" viewBox="0 0 9 9"><path d="M0 0h9v9H0z"/></svg></section>
<section style="break-before: page"><h2>Notes</h2><div class="footnotes"><ol>
<li id="n1"><p>The first note.</p></li>
<li id="n2"><p>The second note.</p></li></ol></div></section></main></body></html>"""
METADATA = DocumentMetadata("Small", (), "", (), "en-GB", "", "", "", None, "", "2026-01-01", "Guidepress")


@cache
def sound() -> bytes:
    document = load_weasyprint().HTML(string=HTML).render()
    return tagged_pdf(document, METADATA, [None, "2"])


def problems_of(pdf: bytes) -> tuple[Problem, ...]:
    return check_reading(read_guide(pdf, HTML, "small.pdf", "en-GB"))


def elements(file: pikepdf.Pdf, kind: str) -> list[Any]:
    """All structure elements of a type, in the order of reading."""
    return [element for element in _below(file.Root.StructTreeRoot) if element.get("/S") == f"/{kind}"]


def _below(element: Any) -> Iterator[Any]:
    for kid in element.get("/K", ()):
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from _below(kid)


def rewritten(file: pikepdf.Pdf, page: int, change: Callable[[list[Any]], list[Any]]) -> None:
    """Writes a page's content stream anew."""
    stream = change(list(pikepdf.parse_content_stream(file.pages[page])))
    file.pages[page].Contents = file.make_stream(pikepdf.unparse_content_stream(stream))


def blocks(stream: list[Any]) -> list[tuple[int, int]]:
    """Where content with an identifier starts and ends in a stream."""
    found, start = [], -1
    for place, instruction in enumerate(stream):
        operator = str(instruction.operator)
        if operator == "BDC" and str(instruction.operands[0]) != "/Artifact":
            start = place
        elif operator == "EMC" and start >= 0:
            found.append((start, place + 1))
            start = -1
    return found


def _untagged(stream: list[Any]) -> list[Any]:
    start, end = blocks(stream)[2]
    return [*stream[:start], *stream[start + 1 : end - 1], *stream[end:]]


def _as_artifact(stream: list[Any]) -> list[Any]:
    start, _ = blocks(stream)[2]
    mark = pikepdf.ContentStreamInstruction([pikepdf.Name.Artifact], pikepdf.Operator("BMC"))
    return [*stream[:start], mark, *stream[start + 1 :]]


def _last_first(stream: list[Any]) -> list[Any]:
    start, end = blocks(stream)[-1]
    first, _ = blocks(stream)[0]
    return [*stream[:first], *stream[start:end], *stream[first:start], *stream[end:]]


def _swap_keys(file: pikepdf.Pdf) -> None:
    one, other = file.pages[0].obj, file.pages[1].obj
    one.StructParents, other.StructParents = other.StructParents, one.StructParents


def _swap_entries(file: pikepdf.Pdf) -> None:
    parents = pikepdf.NumberTree(file.Root.StructTreeRoot.ParentTree)[int(file.pages[0].StructParents)]
    parents[0], parents[-1] = parents[-1], parents[0]


def _short_row(file: pikepdf.Pdf) -> None:
    row = elements(file, "TR")[1]
    row.K = pikepdf.Array(list(row.K)[:1])


def _item_outside(file: pikepdf.Pdf) -> None:
    items = elements(file, "L")[0]
    item = list(items.K)[1]
    items.K = pikepdf.Array(list(items.K)[:1])
    section = items.P
    item.P = section
    section.K.append(item)


def _without_annotation(file: pikepdf.Pdf) -> None:
    link = elements(file, "Link")[0]
    link.K = pikepdf.Array([kid for kid in link.K if not (isinstance(kid, pikepdf.Dictionary) and "/Obj" in kid)])


def _two_stops(file: pikepdf.Pdf) -> None:
    link = elements(file, "Link")[0]
    reference = next(kid for kid in link.K if isinstance(kid, pikepdf.Dictionary) and "/Obj" in kid)
    second = file.make_indirect(pikepdf.Dictionary(dict(reference.Obj.items())))
    second.StructParent = 99
    file.pages[0].Annots.append(second)
    file.Root.StructTreeRoot.ParentTree.Nums.extend([99, link])
    link.K.append(pikepdf.Dictionary(Type=pikepdf.Name.OBJR, Obj=second, Pg=file.pages[0].obj))


def _note_of_a_link(file: pikepdf.Pdf) -> Any:
    return next(iter(file.pages[0].Annots))


DAMAGES: dict[str, tuple[Callable[[pikepdf.Pdf], Any], str]] = {
    "a picture without alternative text": (lambda file: elements(file, "Figure")[0].__delitem__("/Alt"), "A002"),
    "a link without a name": (lambda file: _note_of_a_link(file).__delitem__("/Contents"), "A004"),
    "no language": (lambda file: file.Root.__delitem__("/Lang"), "A006"),
    "a note's identifier twice": (
        lambda file: elements(file, "Note")[1].__setitem__("/ID", elements(file, "Note")[0].ID),
        "A001",
    ),
    "a skipped heading": (lambda file: elements(file, "H2")[0].__setitem__("/S", pikepdf.Name.H4), "A002"),
    "a header cell without a scope": (lambda file: elements(file, "TH")[0].__delitem__("/A"), "A002"),
    "no order of tabs": (lambda file: file.pages[0].obj.__delitem__("/Tabs"), "A001"),
    "a title that is not shown": (lambda file: file.Root.__delitem__("/ViewerPreferences"), "A007"),
    "text without a tag": (lambda file: rewritten(file, 0, _untagged), "A003"),
    "text as decoration": (lambda file: rewritten(file, 0, _as_artifact), "A002"),
    "two pages' keys of the parent tree in each other's place": (_swap_keys, "A011"),
    "a link without its annotation": (_without_annotation, "A011"),
    "an item outside of its list": (_item_outside, "A001"),
    "a row short of a cell": (_short_row, "A002"),
    "a type that nobody knows": (lambda file: elements(file, "P")[0].__setitem__("/S", pikepdf.Name.Foo), "A001"),
    "two entries of the parent tree in each other's place": (_swap_entries, "A011"),
    "a link that leads back to nothing": (
        lambda file: _note_of_a_link(file).__setitem__("/StructParent", 99),
        "A011",
    ),
    "what is read last drawn first": (lambda file: rewritten(file, 0, _last_first), "A010"),
    "a link of two annotations": (_two_stops, "A012"),
}
"""What is done to the file, and the code of the rule that has to tell."""


def test_the_sound_file_has_no_problem():
    assert problems_of(sound()) == ()


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damage_is_told(damage):
    change, code = DAMAGES[damage]
    with pikepdf.open(io.BytesIO(sound())) as file:
        change(file)
        written = io.BytesIO()
        file.save(written)
    assert code in {problem.code for problem in problems_of(written.getvalue())}
