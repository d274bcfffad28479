"""The structure tree, written into the PDF.

Takes a planned and painted tree, and the engine's PDF before its trailer; adds the structure elements, the parent
tree and the identifiers' tree (ISO 32000-1, 14.7), and ties link annotations to them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from guidepress.targets.pdf.tags.nodes import Leaf, Node
from guidepress.targets.pdf.tags.objects import PDF, Array, Dictionary, added, text
from guidepress.targets.pdf.tags.painting import DrawnLink, TaggedStream

POINTS_PER_PIXEL = 0.75
PRINTED = 4
"""The annotation flag that PDF/A asks for (ISO 19005-2, 6.3.2)."""


@dataclass(slots=True)
class _Writing:
    """What is known while the tree is written."""

    pdf: PDF
    pages: Sequence[bytes]
    heights: Sequence[float]
    links: Mapping[Node, Sequence[DrawnLink]]
    numbers: list[object] = field(default_factory=list)
    """The parent tree: keys and values in turn."""
    next_key: int = 0
    identifiers: dict[str, bytes] = field(default_factory=dict)
    owners: dict[Leaf, bytes] = field(default_factory=dict)
    """The structure element of every leaf."""


def write_tree(
    pdf: PDF,
    root: Node,
    streams: Sequence[TaggedStream],
    heights: Sequence[float],
    links: Mapping[Node, Sequence[DrawnLink]],
) -> None:
    """Writes the tree into the PDF and its catalog.

    `heights` are the pages' heights in CSS pixels, `links` the annotations of every node that has any.
    """
    writing = _Writing(pdf, pdf.page_references, heights, links)
    tree = added(pdf, {"Type": "/StructTreeRoot"})
    document = _element(writing, root, tree.reference)
    tree["K"] = Array([document.reference])
    _write_parents(writing, streams)
    parents = added(pdf, {"Nums": Array(writing.numbers)})
    tree["ParentTree"] = parents.reference
    tree["ParentTreeNextKey"] = writing.next_key
    if writing.identifiers:
        names: list[object] = []
        for name in sorted(writing.identifiers, key=str.encode):
            names += (text(name), writing.identifiers[name])
        tree["IDTree"] = added(pdf, {"Names": Array(names)}).reference
    pdf.catalog["StructTreeRoot"] = tree.reference


def _element(writing: _Writing, node: Node, parent: bytes) -> Dictionary:
    """Writes one structure element with all below it; gives its dictionary."""
    element = added(writing.pdf, {"Type": "/StructElem", "S": f"/{node.kind}", "P": parent})
    page = next((leaf.page for leaf in node.kids if isinstance(leaf, Leaf) and leaf.mcid >= 0), None)
    if page is not None:
        element["Pg"] = writing.pages[page]
    kids = Array()
    for kid in node.kids:
        if isinstance(kid, Node):
            kids.append(_element(writing, kid, element.reference).reference)
        elif kid.mcid >= 0:
            kids.append(_content(writing, kid, page))
            writing.owners[kid] = element.reference
    for link in writing.links.get(node, ()):
        kids.append(_annotation(writing, link, element.reference))
    element["K"] = kids
    _describe(writing, node, element)
    return element


def _content(writing: _Writing, leaf: Leaf, page: int | None) -> int | Dictionary:
    """A marked-content identifier, or a reference where it is on another page or in a form (14.7.4.2)."""
    stream = leaf.stream
    assert isinstance(stream, TaggedStream)
    in_form = stream.extra.get("Subtype") == "/Form"
    if leaf.page == page and not in_form:
        return leaf.mcid
    reference = Dictionary({"Type": "/MCR", "Pg": writing.pages[leaf.page], "MCID": leaf.mcid})
    if in_form:
        reference["Stm"] = stream.reference
    return reference


def _annotation(writing: _Writing, link: DrawnLink, owner: bytes) -> Dictionary:
    """An object reference to an annotation, which names its structure element in turn (14.7.4.3)."""
    link.annotation["StructParent"] = writing.next_key
    if len(link.areas) > 1:
        height = writing.heights[link.page]
        link.annotation["QuadPoints"] = Array(_corners(link.areas, height))
    link.annotation["F"] = PRINTED
    writing.numbers += (writing.next_key, owner)
    writing.next_key += 1
    return Dictionary({"Type": "/OBJR", "Obj": link.annotation.reference, "Pg": writing.pages[link.page]})


def _corners(areas: Iterable[tuple[float, float, float, float]], height: float) -> Iterator[float]:
    """Areas of a page as corners in points: top left, top right, bottom left, bottom right (12.5.6.5).

    The standard says counterclockwise; viewers take them in the order that Acrobat writes.
    """
    for left, top, right, bottom in areas:
        for x, y in ((left, top), (right, top), (left, bottom), (right, bottom)):
            yield from (x * POINTS_PER_PIXEL, (height - y) * POINTS_PER_PIXEL)


def _write_parents(writing: _Writing, streams: Sequence[TaggedStream]) -> None:
    """Lists for every content stream the structure elements of its marked content (14.7.4.4)."""
    by_number = {page.number: page for page in writing.pdf.objects if _is_page(page)}
    pages = [by_number[int(reference.split()[0])] for reference in writing.pages]
    for stream in streams:
        if stream.drawn:
            holder = stream.extra if stream.extra.get("Subtype") == "/Form" else pages[stream.page]
            holder["StructParents"] = writing.next_key
            writing.numbers += (writing.next_key, Array(writing.owners[leaf] for leaf in stream.drawn))
            writing.next_key += 1
    for page in pages:
        if "Annots" in page:
            page["Tabs"] = "/S"


def _is_page(candidate: object) -> bool:
    return isinstance(candidate, dict) and candidate.get("Type") == "/Page"


def _describe(writing: _Writing, node: Node, element: Dictionary) -> None:
    """Writes what a node says about itself."""
    if node.identifier:
        element["ID"] = text(node.identifier)
        writing.identifiers[node.identifier] = element.reference
    said = {"T": node.title, "Alt": node.alternative, "E": node.expansion, "Lang": node.language}
    element.update({key: text(value) for key, value in said.items() if value})
    owners = [_attributes(writing, node, owner) for owner in node.attributes]
    if owners:
        element["A"] = owners[0] if len(owners) == 1 else Array(owners)


def _attributes(writing: _Writing, node: Node, owner: str) -> Dictionary:
    """One attribute object (14.7.5)."""
    attributes = Dictionary({"O": f"/{owner}"})
    for key, value in node.attributes[owner].items():
        if isinstance(value, tuple):
            attributes[key] = Array(text(name) for name in value)
        else:
            attributes[key] = value if isinstance(value, int) else f"/{value}"
    if owner == "Layout":
        _bound(writing, node, attributes)
    return attributes


def _bound(writing: _Writing, node: Node, attributes: Dictionary) -> None:
    """The place of a picture on its page, in points from the bottom left (14.8.5.4.3)."""
    for leaf in node.kids:
        if isinstance(leaf, Leaf) and leaf.rectangle is not None:
            left, top, right, bottom = (edge * POINTS_PER_PIXEL for edge in leaf.rectangle)
            height = writing.heights[leaf.page] * POINTS_PER_PIXEL
            flipped = (left, height - bottom, right, height - top)
            attributes["BBox"] = Array(round(edge, 2) for edge in flipped)
            attributes["Placement"] = "/Block" if node.parent is None or node.parent.kind in _BLOCK else "/Inline"


_BLOCK = frozenset(("Document", "Part", "Sect", "Art", "Div", "BlockQuote", "LBody", "TD", "TH"))
