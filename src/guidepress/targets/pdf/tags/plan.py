"""From laid-out pages to the structure tree, before anything is drawn.

Takes the pieces of all pages in order; gives a `Plan`: the tree of nodes, with one node for each HTML element
however many pages it is broken over, the leaf of every piece that is content, and the artifact that every other
piece is. Follows the HTML for what stands in what, and the pages for where text goes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from guidepress.targets.pdf.tags import roles
from guidepress.targets.pdf.tags.engine import Box, complain
from guidepress.targets.pdf.tags.joins import runs_right_to_left
from guidepress.targets.pdf.tags.lines import join_lines
from guidepress.targets.pdf.tags.nodes import INLINE, Leaf, Node
from guidepress.targets.pdf.tags.pieces import (
    Kind,
    Piece,
    is_decorated,
    is_shown,
    list_style,
    rectangle_of,
    text_of,
)
from guidepress.targets.pdf.tags.surroundings import Surroundings
from guidepress.targets.pdf.tags.tables import describe_table

LAYOUT_ARTIFACT = "/Type /Layout"
PAGINATION_ARTIFACT = "/Type /Pagination"
NUMBERINGS = {
    "disc": "Disc", "circle": "Circle", "square": "Square", "decimal": "Decimal",
    "decimal-leading-zero": "Decimal", "upper-roman": "UpperRoman", "lower-roman": "LowerRoman",
    "upper-alpha": "UpperAlpha", "upper-latin": "UpperAlpha", "lower-alpha": "LowerAlpha",
    "lower-latin": "LowerAlpha",
}  # fmt: skip
"""List styles and their `ListNumbering` (ISO 32000-1, table 347)."""
KEPT_EMPTY = frozenset(("Table", "TR", "TH", "TD"))
"""Types that stay in the tree without content, since a table's grid needs them."""


BLANK = " \t\n\r\f\u00a0\u00ad\u200b\u2060\ufeff"
"""Characters that show nothing; the engine puts one into a list item that holds nothing."""
NAMED = frozenset(("Part", "Sect", "Art", "L"))
"""Types whose name in the HTML is kept as their title."""


@dataclass(slots=True)
class Plan:
    """What becomes of every box."""

    root: Node
    """The node of the whole document."""
    leaves: dict[Box, Leaf] = field(default_factory=dict)
    """The leaf of every box whose content is in the tree."""
    artifacts: dict[Box, str | None] = field(default_factory=dict)
    """Artifact properties of every other text or picture; None where nothing is drawn."""
    follows: dict[Box, Leaf] = field(default_factory=dict)
    """For text that is decoration but stands among the content, such as leaders, the leaf before it."""
    names: dict[Leaf, Leaf] = field(default_factory=dict)
    """For the first leaf of a list that has a name, the leaf of that name, which shows nothing."""
    nodes: dict[Element, Node] = field(default_factory=dict)
    """For each element the node that holds its content, or that it lends its content to."""


def plan_tree(pieces: Iterable[Piece], html: Element) -> Plan:
    """Gives the plan of a document from its pieces and its root element."""
    builder = _Builder(html)
    for piece in pieces:
        builder.take(piece)
    plan = builder.plan
    _prune(plan.root)
    _level_headings(plan.root)
    for node in plan.root.walk():
        if node.kind == "L" and node.title:
            _name_list(plan, node)
    for number, table in enumerate((node for node in plan.root.walk() if node.kind == "Table"), start=1):
        describe_table(table, number)
    for node in plan.root.walk():
        for kid in node.kids:
            if isinstance(kid, Leaf):
                kid.kind, kid.generated = node.kind, node.generated
        if node.kind not in INLINE:
            join_lines(node)
    for order, leaf in enumerate(plan.root.leaves()):
        leaf.order = order
    return plan


class _Builder:
    """Builds the tree, piece by piece."""

    def __init__(self, html: Element) -> None:
        self.page = Surroundings(html)
        self.plan = Plan(Node("Document", html))
        self.plan.nodes[html] = self.plan.root
        self.last: Leaf | None = None
        self.identifiers: set[str] = set()

    def take(self, piece: Piece) -> None:
        """Gives one piece its place."""
        if piece.artifact or not self.page.is_visible(piece.element):
            if piece.kind is not Kind.BOX:
                self.plan.artifacts[piece.box] = piece.artifact or LAYOUT_ARTIFACT
            if piece.kind is Kind.TEXT and not piece.artifact.startswith(PAGINATION_ARTIFACT) and self.last:
                self.plan.follows[piece.box] = self.last
        elif piece.element is None:
            if piece.kind is not Kind.BOX:
                self.plan.artifacts[piece.box] = LAYOUT_ARTIFACT
        elif piece.kind is Kind.BOX:
            if not piece.pseudo:
                self.node(piece.element)
        elif piece.kind is Kind.PICTURE:
            self.take_picture(piece, piece.element)
        else:
            self.take_text(piece, piece.element)

    def take_picture(self, piece: Piece, element: Element) -> None:
        """A picture is a figure; one that the style sheet adds is decoration."""
        node = self.node(element)
        if piece.pseudo or node.kind != "Figure" or not is_shown(piece):
            self.plan.artifacts[piece.box] = LAYOUT_ARTIFACT
            return
        leaf = Leaf(piece.page, -1, "", rectangle=rectangle_of(piece.box))
        self.plan.leaves[piece.box] = leaf
        node.kids.append(leaf)

    def take_text(self, piece: Piece, element: Element) -> None:
        """Text goes to its element's node; blank text only keeps the words on both sides apart."""
        text = text_of(piece)
        if not text.strip(BLANK):
            self.plan.artifacts[piece.box] = LAYOUT_ARTIFACT if is_decorated(piece) else None
            if text:
                self.blank(piece.line)
            return
        leaf = Leaf(piece.page, piece.line, text, is_right_to_left=runs_right_to_left(text))
        self.plan.leaves[piece.box] = leaf
        self.text_node(piece, element).kids.append(leaf)
        self.last = leaf

    def blank(self, line: int) -> None:
        """Notes that a space stands after the last text of the same line."""
        if self.last is not None and self.last.line == line and not self.last.text[-1].isspace():
            self.last.joint = " "

    def text_node(self, piece: Piece, element: Element) -> Node:
        """The node that takes a piece of text."""
        pseudo = piece.pseudo
        if pseudo in ("", "first-letter", "first-line"):
            return self.node(element).holder()
        if pseudo == "footnote-call":
            return self.note_call(element)
        node = self.node(element)
        if pseudo.endswith("marker") or (pseudo == "before" and self.starts_item(node, element)):
            return self.label(node, piece)
        return node.holder().append(Node("Span", element, generated=True))

    @staticmethod
    def starts_item(node: Node, element: Element) -> bool:
        """Tells whether text before an element is the first thing in a list item: its label by another name."""
        return element.tag == "li" and not node.kids and not _item(node).kids[:-1]

    def label(self, node: Node, piece: Piece) -> Node:
        """The label of a list item or footnote."""
        item = _item(node)
        first = item.kids[0] if item.kids else None
        if isinstance(first, Node) and first.kind == "Lbl" and first.generated:
            return first
        label = Node("Lbl", node.element, item, item.order, generated=True)
        item.kids.insert(0, label)
        if item.kind == "LI" and item.parent is not None:
            usual = "Decimal" if any(letter.isdecimal() for letter in text_of(piece)) else "Disc"
            numbering = NUMBERINGS.get(list_style(piece), usual)
            item.parent.attributes.setdefault("List", {}).setdefault("ListNumbering", numbering)
        return label

    def note_call(self, element: Element) -> Node:
        """The number in the text that stands for a footnote; the note itself follows it."""
        around = self.node(self.page.parents[element]).holder()
        reference = around.append(Node("Reference", element, generated=True))
        self.node(element, note=True)
        return reference

    def node(self, element: Element, *, note: bool = False) -> Node:
        """The node that takes the content of an element, made on first sight."""
        known = self.plan.nodes.get(element)
        if known is None:
            known = self.make(element, note)
            self.plan.nodes[element] = known
        return known

    def make(self, element: Element, note: bool) -> Node:
        """Makes an element's nodes and puts them in their parent."""
        parent = self.page.parents.get(element)
        if parent is None:  # a root: the document's own, or that of a page added to it
            return self.plan.root
        around = self.node(parent)
        part = self.page.part(element)
        role = roles.Role("Note") if note else roles.role(element, parent, part)
        if not role.kind:
            return around
        if element.tag in ("dt", "dd"):
            around = self.pair(around, element)
        own = self.chain(around, role, element)
        self.describe(own, element, parent)
        while own.kids and isinstance(own.kids[0], Node):
            own = own.kids[0]
        return own

    def chain(self, around: Node, role: roles.Role, element: Element) -> Node:
        """Makes the nodes of a role, each in the one before; gives the one that is the element's own."""
        order = self.page.order[element]
        outermost = (*role.outer, role.kind)[0]
        loose = outermost in INLINE and not roles.holds_blocks(element)
        if outermost == "Figure" and around.kids:
            last = around.kids[-1]
            loose = isinstance(last, Node) and last.made_up
        place = around.holder() if loose else around
        for kind in role.outer:
            place = place.add(Node(kind, element, order=order))
        own = place.add(Node(role.kind, element, order=order))
        place = own
        for kind in role.inner:
            place = place.add(Node(kind, element, order=order))
            if kind == "Note":
                place.identifier = self.identifier(element.get("id", ""))
        if role.kind == "Note":
            own.identifier = self.identifier(element.get("id") or "note")
        return own

    def pair(self, around: Node, element: Element) -> Node:
        """The list item of a term and its descriptions (an HTML `dl` has no element for it)."""
        if around.kind != "L":
            return around
        last = around.kids[-1] if around.kids else None
        if isinstance(last, Node):
            described = any(isinstance(kid, Node) and kid.kind == "LBody" for kid in last.kids)
            if element.tag == "dd" or not described:
                return last
        return around.add(Node("LI", element, order=self.page.order[element], made_up=True))

    def describe(self, node: Node, element: Element, parent: Element) -> None:
        """Names, languages and expansions."""
        stated = roles.language(element)
        if stated and stated != self.page.language(parent):
            node.language = stated
        if node.kind in NAMED:
            node.title = roles.name_of(element)
        if element.tag == "abbr":
            node.expansion = element.get("title", "")
        if node.kind == "Figure":
            node.alternative = roles.alternative(element)
            node.attributes["Layout"] = {}
            if not node.alternative:
                complain(f"Image “{element.get('src', 'svg')[:80]}” has no alternative text")

    def identifier(self, wanted: str) -> str:
        """An identifier that no other node has."""
        name, number = wanted, 1
        while name in self.identifiers:
            number += 1
            name = f"{wanted}-{number}"
        self.identifiers.add(name)
        return name


def _item(node: Node) -> Node:
    """The list item whose content a node holds; the node itself where it is in none."""
    while node.kind in ("LBody", "Note") and node.parent is not None and node.parent.kind in ("LBody", "LI"):
        node = node.parent
    return node


def _prune(node: Node) -> None:
    """Takes out nodes that hold nothing, such as anchors and rules."""
    kept: list[Node | Leaf] = []
    for kid in node.kids:
        if isinstance(kid, Node):
            _prune(kid)
            if not kid.kids and kid.kind not in KEPT_EMPTY:
                continue
        kept.append(kid)
    node.kids = kept


def _name_list(plan: Plan, node: Node) -> None:
    """Gives a list its name as a caption that is heard and not seen; a title alone is read by no screen reader."""
    first = next(node.leaves())
    caption = Node("Caption", node.element, node, node.order, generated=True)
    name = Leaf(first.page, -1, node.title)
    caption.kids.append(name)
    node.kids.insert(0, caption)
    plan.names[first] = name


def _level_headings(root: Node) -> None:
    """Sees that no heading is more than one level below the one before it (ISO 14289-1, 7.4.2)."""
    level = 0
    for node in root.walk():
        if node.kind == roles.NOTE_TITLE:
            node.kind = f"H{min(6, level + 1)}"
        elif len(node.kind) == 2 and node.kind[0] == "H" and node.kind[1].isdigit():
            level = min(int(node.kind[1]), level + 1)
            node.kind = f"H{level}"
