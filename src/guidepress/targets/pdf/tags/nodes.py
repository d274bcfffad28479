"""The structure tree while it is planned: nodes for structure elements, leaves for what is drawn in them.

Takes nothing; gives the two records that the rest of the room fills in and reads. They are changed while a
document is planned and painted, and belong to one document only.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

GROUPING = frozenset(("Document", "Part", "Sect", "Art", "Div", "BlockQuote"))
"""Types that only group other elements and hold no content themselves (ISO 32000-1, 14.8.4.2)."""
INLINE = frozenset(("Span", "Link", "Reference", "Code"))
"""Types that stand within a line of text (ISO 32000-1, 14.8.4.4)."""


@dataclass(slots=True, eq=False)
class Leaf:
    """One piece of text on one line, or one picture."""

    page: int
    """The page, counted from 0."""
    line: int
    """The line box it stands in, numbered through the document; -1 for a picture."""
    text: str
    """Its text as laid out, without the spaces that end a line; empty for a picture."""
    kind: str = ""
    """The structure type of its node."""
    order: int = 0
    """Its place in the order of reading, counted through the document."""
    generated: bool = False
    """Whether its text is not in the HTML."""
    joint: str = ""
    """What separates it from the next leaf: a space, a soft hyphen (drawn as its last glyph), or nothing."""
    is_right_to_left: bool = False
    """Whether it is drawn from its last letter to its first, so that its text has to be stated."""
    rectangle: tuple[float, float, float, float] | None = None
    """A picture's left, top, right and bottom edges in CSS pixels from the page's top left corner."""
    stream: object = None
    """The content stream that it is drawn in; set by painting."""
    mcid: int = -1
    """Its marked-content identifier in that stream; set by painting, -1 where it was never drawn."""


@dataclass(slots=True, eq=False)
class Node:
    """One structure element to be."""

    kind: str
    """The standard structure type (ISO 32000-1, 14.8.4), such as `P`."""
    element: Element | None = None
    """The HTML element that it stands for, or that it was made up for."""
    parent: Node | None = None
    """The node that it stands in; None for the document."""
    order: int = 0
    """The place of its element in the document, counted in elements."""
    kids: list[Node | Leaf] = field(default_factory=list)
    """What it holds, in reading order."""
    made_up: bool = False
    """Whether no element asked for it: a paragraph around loose text."""
    generated: bool = False
    """Whether its text is not in the HTML: list labels, `::before` and `::after`."""
    identifier: str = ""
    """The element identifier, unique in the document; may be empty."""
    alternative: str = ""
    """The alternative text of a figure."""
    expansion: str = ""
    """What an abbreviation stands for."""
    language: str = ""
    """The language tag, where it differs from its surroundings; else empty."""
    title: str = ""
    """What it is called in the HTML without showing it: the name of a section or a list."""
    attributes: dict[str, dict[str, object]] = field(default_factory=dict)
    """Attributes by owner (`Table`, `List`, `Layout`); values are words, numbers or tuples of identifiers."""

    def add(self, kid: Node) -> Node:
        """Puts a node among the kids before the first one that comes later in the HTML; gives that node."""
        kid.parent = self
        for place in range(len(self.kids), 0, -1):
            before = self.kids[place - 1]
            if isinstance(before, Leaf) or before.order <= kid.order:
                self.kids.insert(place, kid)
                return kid
        self.kids.insert(0, kid)
        return kid

    def append(self, kid: Node) -> Node:
        """Puts a node after all kids; gives that node."""
        kid.parent = self
        kid.order = max((before.order for before in self.kids if isinstance(before, Node)), default=self.order)
        self.kids.append(kid)
        return kid

    def holder(self) -> Node:
        """The node that takes text and inline elements: this one, or a paragraph within a grouping node."""
        if self.kind not in GROUPING:
            return self
        last = self.kids[-1] if self.kids else None
        if isinstance(last, Node) and last.made_up and last.kind == "P":
            return last
        return self.append(Node("P", self.element, made_up=True))

    def walk(self) -> Iterator[Node]:
        """Yields the node and all below it, in reading order."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            yield node
            waiting.extend(kid for kid in reversed(node.kids) if isinstance(kid, Node))

    def leaves(self) -> Iterator[Leaf]:
        """Yields all leaves below the node, in reading order."""
        for kid in self.kids:
            if isinstance(kid, Node):
                yield from kid.leaves()
            else:
                yield kid
