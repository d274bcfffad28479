"""The lines of a block of text, joined.

Takes a planned node; sets on its leaves what stands between one line and the next, also where the next is on
another page. Reads the HTML for what the layout has dropped.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from xml.etree.ElementTree import Element

from guidepress.targets.pdf.tags.joins import REACH, SOFT_HYPHEN, joint, plain
from guidepress.targets.pdf.tags.nodes import INLINE, Leaf, Node

OUT_OF_LINE = frozenset(("Note", "Figure"))
"""Types that interrupt no text: a footnote stands at the foot of the page, a picture has no letters."""


def join_lines(node: Node) -> None:
    """Settles what stands between the lines of a block of text; sets the `joint` of its leaves."""
    assert node.element is not None
    for run in _runs(node):
        if run[0].line == run[-1].line:
            continue
        source = plain(_source(node.element))
        before = ""
        for place, (leaf, after) in enumerate(pairwise(run), start=1):
            before = before[-REACH:] + leaf.text
            if leaf.line != after.line and not leaf.joint:
                leaf.joint = joint(source, before, _line(run, place))
            before = before[:-1] if leaf.joint == SOFT_HYPHEN else before + leaf.joint


def _runs(node: Node) -> Iterator[list[Leaf]]:
    """The stretches of text of a block that no other block interrupts."""
    run: list[Leaf] = []
    for kid in node.kids:
        if isinstance(kid, Leaf):
            run.append(kid)
        elif kid.kind in OUT_OF_LINE:
            continue
        elif kid.kind in INLINE:
            run.extend(leaf for leaf in kid.leaves() if leaf.line >= 0)
        else:
            if len(run) > 1:
                yield run
            run = []
    if len(run) > 1:
        yield run


def _line(run: list[Leaf], start: int) -> str:
    """The text of the line that begins with a leaf of a run."""
    parts = []
    for leaf in run[start:]:
        if leaf.line != run[start].line:
            break
        parts.append(leaf.text + leaf.joint)
    return "".join(parts)


def _source(element: Element) -> str:
    """An element's text with its line breaks as spaces."""
    parts = [element.text or ""]
    for child in element:
        parts.append(" " if child.tag == "br" else _source(child) if isinstance(child.tag, str) else "")
        parts.append(child.tail or "")
    return "".join(parts)
