"""What the reader of structure found, as the tree that Python-Markdown works on.

Takes a `Reading`, gives Python-Markdown an `ElementTree`: lists, tables, quotations, code, terms, raw HTML and our
own blocks. Words are put in as they are typed; Python-Markdown reads what stands within a line. Every element that
holds words remembers its line in `data-line`, which the account of words reads and takes out again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from xml.etree.ElementTree import Element, ElementTree, SubElement

from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.util import AtomicString

from guidepress.compose.clean import BLOCK_ELEMENTS
from guidepress.compose.punctuation import curl
from guidepress.notation.marks import heading_words
from guidepress.notation.reader import DEEPEST, Node, Reading
from guidepress.notation.records import BLOCKS, COMMENT, FOOTNOTE, HEADING_ID, LONGEST_LINE, TAG, TASK

LONGEST_PARAGRAPH = 20_000
"""How many characters a paragraph may have; a longer one is printed as it stands (M034)."""

MOST_BRACKETS = 100
"""How many square brackets a paragraph may open; with more, it is printed as it stands (M034)."""

LINE = "data-line"
_ATTRIBUTE = re.compile(r"([A-Za-z_:][\w.:-]*)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'=<>`]+)))?")
_HELD_IN_A_LINE = frozenset(("p", "figcaption", "li", "dt", "dd", "td", "th", "caption"))
_EMPTY = frozenset(("hr", "col", "img", "br"))


class Structure(BlockParser):
    """Stands in the place of Python-Markdown's reader of blocks."""

    def __init__(
        self,
        md: Markdown,
        reading: Reading,
        set_footnote: Callable[[str, str], None],
        footnote_used: Callable[[str], None],
        masked: str,
        abbreviations: dict[str, str],
        kind_word: Callable[[str], str],
        colon: str,
    ) -> None:
        super().__init__(md)
        self._reading = reading
        self._footnotes: dict[str, Node] = {}
        self._set_footnote = set_footnote
        self._footnote_used = footnote_used
        self._masked = masked
        self._abbreviations = abbreviations
        self._kind_word = kind_word
        self._colon = colon

    def parseDocument(self, lines: Iterable[str]) -> ElementTree:  # noqa: ARG002, N802
        """Gives the tree of the whole text; the lines are those of the reading."""
        self.md.references.update(self._reading.addresses)
        root = Element(self.md.doc_tag)
        self._add(root, self._reading.nodes)
        for mark in FOOTNOTE.finditer(self._masked):
            if mark["id"] in self._footnotes and not mark["text"]:
                self._footnote_used(mark["id"])  # in the order of the text, whichever is read first
        return ElementTree(root)

    def parseChunk(self, parent: Element, text: str) -> None:  # noqa: N802
        """Adds a footnote's text; Python-Markdown hands over the label that it was given."""
        note = self._footnotes.get(text)
        self._add(parent, note.children if note else ())
        if not len(parent):
            SubElement(parent, "p").text = ""

    def _add(self, parent: Element, nodes: Iterable[Node]) -> None:
        opened = [parent]
        for node in nodes:
            if node.kind == "html":
                self._add_html(opened, node)
            else:
                self._add_node(opened[-1], node)

    def _add_node(self, parent: Element, node: Node) -> None:
        if node.kind == "paragraph":
            self._add_paragraph(parent, node)
        elif node.kind == "heading":
            words = HEADING_ID.sub(r" {: \1 }", heading_words(node.text))
            self._leaf(parent, f"h{node.number}", node, words)
        elif node.kind == "list":
            self._add_list(parent, node)
        elif node.kind == "quote":
            self._add(self._sub(parent, "blockquote", node), node.children)
        elif node.kind in {"fence", "code"}:
            pre = self._sub(parent, "pre", node)
            code = SubElement(pre, "code", {"class": f"language-{node.name}"} if node.name else {})
            code.text = AtomicString(node.text)
        elif node.kind == "rule":
            SubElement(parent, "hr")
        elif node.kind == "table":
            self._add_table(parent, node)
        elif node.kind == "terms":
            self._add_terms(parent, node)
        elif node.kind == "block":
            _Block(self, node).add(parent)
        elif node.kind == "footnote":
            if node.name not in self._footnotes:
                self._footnotes[node.name] = node
                self._set_footnote(node.name, node.name)
        elif node.kind == "abbreviation":
            self._abbreviations.setdefault(node.name, node.argument)

    @staticmethod
    def _sub(parent: Element, name: str, node: Node, attributes: dict[str, str] | None = None) -> Element:
        return SubElement(parent, name, {LINE: str(node.line), **(attributes or {})})

    def _leaf(
        self, parent: Element, name: str, node: Node, text: str, attributes: dict[str, str] | None = None
    ) -> Element:
        element = self._sub(parent, name, node, attributes)
        element.text = inline(text)
        return element

    def _add_paragraph(self, parent: Element, node: Node) -> None:
        if node.tight or parent.tag == "summary":
            _append_text(parent, node.text)
        else:
            self._leaf(parent, "p", node, node.text)

    def _add_list(self, parent: Element, node: Node) -> None:
        attributes = {"start": str(node.number)} if node.name == "ol" and node.number != 1 else {}
        items = self._sub(parent, node.name, node, attributes)
        for item in node.children:
            element = self._sub(items, "li", item)
            first = item.children[0] if item.children else None
            task = TASK.match(first.text) if first and first.kind == "paragraph" else None
            if task:
                element.set("class", "task")
                mark = SubElement(element, "span", {"class": "box"})
                mark.text = AtomicString("☐" if task[1] == " " else "☑")
                mark.tail = " "
            self._add(element, item.children)
            if task and first:
                self._take_out_box(element, task[0])

    @staticmethod
    def _take_out_box(item: Element, typed: str) -> None:
        box = item[0]
        if box.tail and box.tail.strip():
            box.tail = " " + box.tail.strip()[len(typed) :]
            return
        paragraph = item[1]
        item.remove(box)
        box.tail = " " + (paragraph.text or "")[len(typed) :]
        paragraph.text = ""
        paragraph.insert(0, box)

    def _add_table(self, parent: Element, node: Node) -> None:
        table = self._sub(parent, "table", node)
        for part in node.children:
            rows = SubElement(table, "thead" if part.kind == "head" else "tbody")
            for row in part.children:
                line = SubElement(rows, "tr")
                for cell in row.children:
                    self._leaf(
                        line, cell.name, cell, cell.text, {"align": cell.argument} if cell.argument else None
                    )
        if len(node.children) == 1:
            SubElement(table, "tbody")

    def _add_terms(self, parent: Element, node: Node) -> None:
        terms = self._sub(parent, "dl", node)
        for part in node.children:
            if part.kind == "term":
                self._leaf(terms, "dt", part, part.text)
            else:
                self._add(self._sub(terms, "dd", part), part.children)

    def _add_html(self, opened: list[Element], node: Node) -> None:
        """Adds raw HTML: elements of blocks open and close; what stands in them is Markdown within a line."""
        done = 0
        text = COMMENT.sub("", node.text)
        for tag in TAG.finditer(text):
            name = tag["name"].lower()
            if name not in BLOCK_ELEMENTS:
                continue
            self._add_words(opened[-1], text[done : tag.start()], node)
            done = tag.end()
            if not tag[0].startswith("</"):
                element = self._sub(opened[-1], name, node, dict(_attributes(tag["rest"])))
                if len(opened) <= DEEPEST and name not in _EMPTY and not tag["rest"].endswith("/"):
                    opened.append(element)
            elif name in [element.tag for element in opened[1:]]:
                while opened.pop().tag != name:
                    pass
        self._add_words(opened[-1], text[done:], node)

    def _add_words(self, parent: Element, text: str, node: Node) -> None:
        if not text.strip():
            return
        if parent.tag in _HELD_IN_A_LINE or parent.tag in {"div", "section", "aside", "small"}:
            _append_text(parent, text.strip("\n"))
        else:
            self._leaf(parent, "p", node, text.strip())


def inline(text: str) -> str:
    """Gives words for Python-Markdown's patterns; what would take for ever stays text."""
    text = re.sub("[\2\3]", "", text)
    if (
        len(text) > LONGEST_PARAGRAPH
        or text.count("[") > MOST_BRACKETS
        or max(map(len, text.split("\n"))) > LONGEST_LINE
    ):
        return AtomicString(text)
    return re.sub(r"(?<!\\)((?:\\\\)*)\\\n", r"\1  \n", text)


def _append_text(parent: Element, text: str) -> None:
    words = inline(text)
    if len(parent):
        parent[-1].tail = _joined(parent[-1].tail, words)
    else:
        parent.text = _joined(parent.text, words)


def _joined(before: str | None, words: str) -> str:
    return f"{before}\n{words}" if (before or "").strip() else (before or "") + words


def _attributes(rest: str) -> Iterator[tuple[str, str]]:
    for name, double, single, bare in _ATTRIBUTE.findall(rest):
        if name.lower() not in {LINE, "data-given"}:
            yield name.lower(), double or single or bare


class _Block:
    """One of our own blocks, from its record to its elements."""

    def __init__(self, structure: Structure, node: Node) -> None:
        self._structure = structure
        self._node = node
        self._title = node.argument.strip()

    def add(self, parent: Element) -> None:
        """Adds the block with what stands in it."""
        name = self._node.name
        if name in {"epigraph", "quote"}:
            self._quotation(parent)
        elif name == "plan":
            self._plan(parent)
        elif name == "stories":
            kind = "further-stories" if self._title == "further" else "stories"
            self._open(parent, "div", f"slot-{kind}")
        elif name == "help":
            self._open(parent, "div", "slot-help")
        elif name == "slide":
            when = self._node.options.get("when", "").lower()
            self._fill(self._open(parent, "div", "slide", when=when)).set("title", curl(self._title))
        elif name == "notes":
            self._fill(self._open(parent, "div", "speaker-notes"))
        elif name == "questions":
            self._fill(self._open(parent, "div", "questions"))
        elif name == "block":
            return
        else:
            self._note(parent)

    def _open(self, parent: Element, element: str, classes: str, **attributes: str) -> Element:
        known = {"class": classes} | {f"data-{key}": value for key, value in attributes.items() if value}
        return SubElement(parent, element, {LINE: str(self._node.line), **known})

    def _fill(self, element: Element) -> Element:
        self._structure._add(element, self._node.children)
        return element

    def _words(self, parent: Element, element: str, **attributes: str) -> Element:
        words = SubElement(parent, element, {LINE: str(self._node.line), **attributes})
        words.text = inline(self._title)
        return words

    def _quotation(self, parent: Element) -> None:
        figure = self._open(parent, "figure", self._node.name)
        self._fill(SubElement(figure, "blockquote"))
        if self._title:
            self._words(figure, "figcaption")

    def _note(self, parent: Element) -> None:
        record = BLOCKS[self._node.name]
        classes = f"note {record.kind}" if record.kind else record.name
        aside = self._open(parent, "aside", classes)
        label = self._structure._kind_word(record.kind) if record.kind else ""
        if self._title or label:
            title = self._words(aside, "p", **{"class": "note-title"})
            if label:
                kind = Element("span", {"class": "note-kind"})
                kind.text, kind.tail = (
                    AtomicString(label + (self._structure._colon if self._title else "")),
                    title.text,
                )
                title.text = ""
                title.append(kind)
        self._fill(aside)

    def _plan(self, parent: Element) -> None:
        options = self._node.options
        minutes = options.get("minutes", "")
        plan = self._open(
            parent, "div", "plan", plan=options.get("id", ""), minutes=minutes if minutes.isdigit() else ""
        )
        self._fill(plan)
        table = next(plan.iter("table"), None)
        if self._title and table is not None:
            caption = Element("caption", {LINE: str(self._node.line)})
            caption.text = inline(self._title)
            table.insert(0, caption)
