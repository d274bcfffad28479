"""Our own notation in Markdown: blocks between slashes, citations, story and guide links, placeholders.

Takes the settings of one guide, gives a Python-Markdown extension. Blocks become plain elements with classes;
`/// stories` becomes an empty slot that the composer fills from the templates. Only `compose.markdown` imports
it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar
from urllib.parse import quote
from xml.etree.ElementTree import Element, SubElement

from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from pymdownx.blocks import BlocksExtension
from pymdownx.blocks.block import Block, type_integer, type_string

from guidepress.notation.marks import CITATION, PLACEHOLDER
from guidepress.notation.questions import split_depth, split_follow_up

if TYPE_CHECKING:
    from markdown import Markdown

MOST_LETTERS_ACROSS = 50
"""How many letters a table's line takes in every edition; a table that needs more has columns of one width."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What our notation needs to know of the guide around it."""

    cite: Callable[[str], str | None]
    """Gives a citation as HTML, or None where a work is unknown."""
    story_link: Callable[[str], tuple[str, str | None] | None]
    """Gives a story's title and its address, by id; None for an unknown story."""
    guide_link: Callable[[str], tuple[str, str | None] | None]
    """Gives a guide's title and its address, by id; None for an unknown guide."""
    blank: Callable[[int], str]
    """Gives the words of a placeholder for the facilitator's story; 0 where it has no number."""
    depth: Callable[[str], str]
    """Gives the words for how deep a question goes: `gentle`, `middling` or `deep`."""


class _Framed(Block):  # type: ignore[misc]  # pymdownx has no types
    """A quotation with its attribution in the block's first line."""

    NAME = ""
    ARGUMENT = None

    def on_create(self, parent: Element) -> Element:
        figure = SubElement(parent, "figure", {"class": self.NAME})
        self.quotation = SubElement(figure, "blockquote")
        return figure

    def on_add(self, block: Element) -> Element:
        return self.quotation

    def on_end(self, block: Element) -> None:
        if self.argument:
            SubElement(block, "figcaption").text = self.argument


class Epigraph(_Framed):
    """`/// epigraph | who had the idea`."""

    NAME = "epigraph"


class Quote(_Framed):
    """`/// quote | who said it`."""

    NAME = "quote"


class Note(Block):  # type: ignore[misc]  # pymdownx has no types
    """`/// note | Title`."""

    NAME = "note"
    ARGUMENT = None

    def on_create(self, parent: Element) -> Element:
        aside = SubElement(parent, "aside", {"class": "note"})
        if self.argument:
            SubElement(aside, "p", {"class": "note-title"}).text = self.argument
        return aside


class Plan(Block):  # type: ignore[misc]  # pymdownx has no types
    """`/// plan | Title` around a table of times and activities; `id` is what sessions call it."""

    NAME = "plan"
    ARGUMENT = None
    OPTIONS: ClassVar = {"id": ["", type_string], "minutes": [0, type_integer]}

    def on_create(self, parent: Element) -> Element:
        known = {"data-plan": self.options["id"], "data-minutes": str(self.options["minutes"] or "")}
        return SubElement(parent, "div", {"class": "plan"} | {key: value for key, value in known.items() if value})

    def on_end(self, block: Element) -> None:
        table = next(block.iter("table"), None)
        if self.argument and table is not None:
            caption = Element("caption")
            caption.text = self.argument
            table.insert(0, caption)


class Stories(Block):  # type: ignore[misc]  # pymdownx has no types
    """`/// stories`, the guide's story cards; `/// stories | further` those from outside the collection."""

    NAME = "stories"
    ARGUMENT = None

    def on_create(self, parent: Element) -> Element:
        kind = "further-stories" if (self.argument or "").strip() == "further" else "stories"
        return SubElement(parent, "div", {"class": f"slot-{kind}"})


class Questions(Block):  # type: ignore[misc]  # pymdownx has no types
    """`/// questions` around a numbered list, whose marks `MarkedQuestions` reads."""

    NAME = "questions"
    ARGUMENT = None

    def on_create(self, parent: Element) -> Element:
        return SubElement(parent, "div", {"class": "questions"})


class Help(Block):  # type: ignore[misc]  # pymdownx has no types
    """`/// help`, the lines that people may ring, from `series.yaml`."""

    NAME = "help"
    ARGUMENT = None

    def on_create(self, parent: Element) -> Element:
        return SubElement(parent, "div", {"class": "slot-help"})


class GuideBlocks(BlocksExtension):  # type: ignore[misc]  # pymdownx has no types
    """Registers our blocks."""

    def extendMarkdownBlocks(self, md: Markdown, block_mgr: Any) -> None:  # noqa: ANN401, N802  # pymdownx's name
        """Adds every block of ours."""
        for block in (Epigraph, Quote, Note, Plan, Stories, Questions, Help):
            block_mgr.register(block, self.getConfigs())


class MarkedQuestions(Treeprocessor):
    """Reads how deep a question goes and its follow-up, before the inline patterns read their words."""

    def __init__(self, md: Markdown, setting: Setting) -> None:
        super().__init__(md)
        self.setting = setting

    def run(self, root: Element) -> None:
        """Walks all lists of questions."""
        for block in root.iter("div"):
            if block.get("class") == "questions":
                for item in block.findall("ol/li"):
                    self._read(item)

    def _read(self, item: Element) -> None:
        holders = [item, *item.findall("p")] if (item.text or "").strip() else item.findall("p")
        for at, holder in enumerate(holders):
            words, follow_up = split_follow_up(holder.text or "")
            depth, question = split_depth(words) if at == 0 else ("", words)
            holder.text = question
            if depth:
                item.set("class", f"question {depth}")
                mark = Element("span", {"class": "depth"})
                mark.text, mark.tail, holder.text = self.setting.depth(depth), f" {question}", ""
                holder.insert(0, mark)
            if follow_up:
                SubElement(item, "p", {"class": "follow-up"}).text = follow_up
            if holder is not item and not (holder.text or len(holder)):
                item.remove(holder)


class CitationPattern(InlineProcessor):
    """`[@id]`, `[@id, p. 12]`, `[-@id]`, `[@one; @two]`."""

    def __init__(self, md: Markdown, setting: Setting) -> None:
        super().__init__(CITATION.pattern, md)
        self.setting = setting

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Any, int | None, int | None]:  # type: ignore[override]  # noqa: N802
        """Gives the citation as an element, or leaves the text where a work is unknown."""
        html = self.setting.cite(m["inner"])
        if html is None:
            return None, None, None
        span = Element("span", {"class": "citation"})
        span.text = self.md.htmlStash.store(html)
        return span, m.start(0), m.end(0)


class Links(Treeprocessor):
    """Resolves story and guide links, marks the blanks of questions, and completes tables."""

    def __init__(self, md: Markdown, setting: Setting) -> None:
        super().__init__(md)
        self.setting = setting

    def run(self, root: Element) -> None:
        """Walks the whole tree once, after the inline patterns."""
        for element in root.iter():
            if element.tag == "a":
                self._resolve(element)
            elif element.tag == "img":
                self._quote_source(element)
            elif element.tag in {"th", "td"}:
                self._complete_cell(element)
        for table in root.iter("table"):
            if _letters_across(table) > MOST_LETTERS_ACROSS:
                table.set("class", "wide")
        for questions in root.iter("div"):
            if questions.get("class") == "questions":
                for element in list(questions.iter()):
                    self._fill_blanks(element)

    @staticmethod
    def _quote_source(image: Element) -> None:
        """Quotes a file's name, so that `%`, `#` and `?` are letters of it and no signs of addresses."""
        source = image.get("src", "")
        if ":" not in source:
            image.set("src", quote(source, safe="/"))

    @staticmethod
    def _complete_cell(cell: Element) -> None:
        """Gives a header cell its scope, and an alignment the class that styles know."""
        if cell.tag == "th":
            cell.set("scope", "col")
        alignment = cell.attrib.pop("align", "left")
        if alignment != "left":
            cell.set("class", alignment)

    def _resolve(self, link: Element) -> None:
        scheme, _, name = link.get("href", "").partition(":")
        finders: Mapping[str, Callable[[str], tuple[str, str | None] | None]] = {
            "story": self.setting.story_link,
            "guide": self.setting.guide_link,
        }
        if scheme not in finders:
            return
        found = finders[scheme](name)
        if found is None:
            return
        title, address = found
        link.set("class", f"{scheme}-link")
        link.set(f"data-{scheme}", name)
        if not (link.text or "").strip() and not len(link):
            link.text = title
        if address is None:
            link.tag = "span"
            del link.attrib["href"]
            return
        link.set("href", address)

    def _fill_blanks(self, element: Element) -> None:
        element.text = self._split(element, 0, element.text)
        for child in list(element):
            if child.get("class") != "blank":
                child.tail = self._split(element, list(element).index(child) + 1, child.tail)

    def _split(self, parent: Element, position: int, text: str | None) -> str | None:
        """Cuts a text at its placeholders, puts blanks between the pieces, gives what stands first."""
        matches = [match for match in PLACEHOLDER.finditer(text or "") if match["word"] == "story"]
        if not text or not matches:
            return text
        ends = [*(match.start() for match in matches[1:]), len(text)]
        for at, (match, end) in enumerate(zip(matches, ends, strict=True)):
            number = int(match["number"] or 0)
            blank = Element("span", {"class": "blank", "data-blank": str(number)})
            blank.text = self.setting.blank(number)
            blank.tail = text[match.end() : end]
            parent.insert(position + at, blank)
        return text[: matches[0].start()]


def _letters_across(table: Element) -> int:
    """Gives how many letters a table's line needs to split no word, with 2 for the space between columns."""
    longest: dict[int, int] = {}
    for row in table.iter("tr"):
        for column, cell in enumerate(row):
            words = "".join(cell.itertext()).split()
            longest[column] = max(longest.get(column, 0), *map(len, words), 0)
    return sum(letters + 2 for letters in longest.values())
