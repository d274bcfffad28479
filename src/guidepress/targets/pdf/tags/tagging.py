"""One call that writes a laid-out document as a tagged PDF.

Takes a `weasyprint.Document` and what is known of it; gives the bytes of a PDF that conforms to PDF/UA-1
(ISO 14289-1) and PDF/A-2a (ISO 19005-2) at once. Promises the same bytes for the same document.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType
from xml.etree.ElementTree import Element

from guidepress.targets.pdf.metadata import DocumentMetadata
from guidepress.targets.pdf.tags.catalog import write_catalog
from guidepress.targets.pdf.tags.engine import DEFAULT_OPTIONS, Document, generate_pdf, srgb_profile
from guidepress.targets.pdf.tags.file import write_file
from guidepress.targets.pdf.tags.names import link_name
from guidepress.targets.pdf.tags.nodes import Node
from guidepress.targets.pdf.tags.objects import PDF, add_output_intent, forbid_interpolation, text
from guidepress.targets.pdf.tags.painting import Canvas, DrawnLink, tagged_document
from guidepress.targets.pdf.tags.pieces import pieces, root_element
from guidepress.targets.pdf.tags.plan import Plan, plan_tree
from guidepress.targets.pdf.tags.writing import write_tree

__all__ = ["TAGGED_OPTIONS", "tagged_pdf"]

PDF_VERSION = "1.7"
TAGGED_OPTIONS: Mapping[str, object] = MappingProxyType(
    {
        "pdf_variant": None,
        "pdf_version": PDF_VERSION,
        "pdf_identifier": True,
        "pdf_tags": False,
        "output_intent": None,
    }
)
"""The engine's options for a tagged file: a plain one with an identifier, to which all else is added here.

Its own variants write metadata, tags and annotations that would have to be mended.
"""


def tagged_pdf(
    document: Document,
    metadata: DocumentMetadata,
    folios: Sequence[str | None] = (),
    finish: Callable[[Document, PDF], None] | None = None,
    **options: object,
) -> bytes:
    """Writes a `weasyprint.Document` as a tagged PDF.

    `folios` are the printed page numbers, one for each page, None where none is printed; without any, the file
    has no page labels. `finish` changes what was drawn, such as its colours. `options` are the engine's own; those
    of `TAGGED_OPTIONS` can't be changed. Whether the engine is one that tagging was written for is for the caller
    to ask (`engine.library`).
    """
    plan = plan_tree(pieces(document), root_element(document))
    canvas = Canvas(plan.leaves, plan.artifacts, plan.follows, plan.names)
    tagged, drawn = tagged_document(document, canvas, lambda element: link_node(plan, element))
    pdf = generate_pdf(tagged, None, 1, **{**DEFAULT_OPTIONS, **options, **TAGGED_OPTIONS})
    links = _name_links(plan, drawn)
    write_tree(pdf, plan.root, canvas.streams, [page.height for page in tagged.pages], links)
    write_catalog(pdf, metadata, folios)
    add_output_intent(pdf, srgb_profile())
    forbid_interpolation(pdf)
    if finish is not None:
        finish(tagged, pdf)
    return write_file(pdf, PDF_VERSION)


def link_node(plan: Plan, element: Element) -> Node | None:
    """The `Link` node that an element stands in, or None where it has no content in the tree."""
    node = plan.nodes.get(element)
    while node is not None and node.kind != "Link":
        node = node.parent
    return node if node is not None and next(node.leaves(), None) is not None else None


def _name_links(plan: Plan, drawn: Iterable[DrawnLink]) -> dict[Node, list[DrawnLink]]:
    """Gives every link annotation its name; gives the links of each node."""
    targets = {element.get("id"): element for element in plan.nodes if element.get("id")}
    names: dict[tuple[Node, str], str] = {}
    found: dict[Node, list[DrawnLink]] = {}
    for link in drawn:
        if link.annotation is None:
            continue  # the engine found no target, and said so in its log
        key = (link.node, link.target)
        if key not in names:
            assert link.node.element is not None
            target = targets.get(link.target) if link.internal else None
            names[key] = link_name(link.node.element, link.target, target)
        link.annotation["Contents"] = text(names[key])
        found.setdefault(link.node, []).append(link)
    for node in plan.root.walk():
        if node.kind == "Link" and node not in found:
            node.kind = "Span"
    return found
