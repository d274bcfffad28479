"""Our own notation within lines: citations, links, blanks, questions.

Takes the settings of one guide, gives patterns and processors for Python-Markdown. Blocks are elements already
when these see them. Only `compose.markdown` imports it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any
from urllib.parse import quote
from xml.etree.ElementTree import Element, SubElement

from markdown.inlinepatterns import ImageInlineProcessor, InlineProcessor, LinkInlineProcessor
from markdown.treeprocessors import Treeprocessor

from guidepress.compose.clean import BLOCK_ELEMENTS, SAFE_ELEMENTS
from guidepress.compose.punctuation import ENGLISH, Quotes
from guidepress.notation.marks import DESTINATION, FILE
from guidepress.notation.questions import split_depth, split_follow_up
from guidepress.notation.records import CITATION, COMMENT, PLACEHOLDER, TAG, meant_address

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
    depth: Callable[[str], str] = str
    """Gives the words for how deep a question goes: `gentle`, `middling` or `deep`."""
    kind_word: Callable[[str], str] = str.capitalize
    """Gives the word for a kind of note, such as `Warning` for `warning`."""
    quotes: Quotes = ENGLISH
    """The quotation marks of the series' language."""


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


class SafeTags(InlineProcessor):
    """Raw HTML within a line: tags of the safe list; every other one is text, so that nothing goes with it."""

    def __init__(self, md: Markdown, elements: Set[str] = SAFE_ELEMENTS) -> None:
        super().__init__(TAG.pattern, md)
        self.elements = elements

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Any, int | None, int | None]:  # type: ignore[override]  # noqa: N802
        """Gives the tag as it is typed, without what the account of words goes by."""
        name = m["name"].lower()
        if name not in self.elements or name in BLOCK_ELEMENTS:
            return None, None, None
        tag = re.sub(r"\sdata-(?:line|given)\b", " data-x", m[0])
        return self.md.htmlStash.store(tag), m.start(0), m.end(0)


class Comments(InlineProcessor):
    """Comments, which are not printed."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(COMMENT.pattern, md)

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Any, int | None, int | None]:  # type: ignore[override]  # noqa: N802
        """Gives nothing in a comment's place."""
        return "", m.start(0), m.end(0)


class PlainAddresses(InlineProcessor):
    """Addresses without notation, which are printed as they are typed: `--` in one is no dash."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(r"(?<![\w<])https?://[^\s<>]*[^\s<>.,;:!?)*_\]\"']", md)

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Any, int | None, int | None]:  # type: ignore[override]  # noqa: N802
        """Gives the address as text."""
        return self.md.htmlStash.store(escape(m[0], quote=False)), m.start(0), m.end(0)


class _Destinations:
    """Reads a link's round brackets as `notation` does, so that an open one takes no words with it."""

    DESTINATION = DESTINATION

    def getLink(self, data: str, index: int) -> tuple[str, str | None, int, bool]:  # noqa: N802
        """Gives address, title, where the link ends, and whether it is one."""
        found = self.DESTINATION.match(data, index)
        if found is None:
            return "", None, index, False
        title = found["title"]
        address = found["address"].removeprefix("<").removesuffix(">")
        return self.unescape(address).strip(), title[1:-1] if title else None, found.end(), True  # type: ignore[attr-defined]


class SoundLinks(_Destinations, LinkInlineProcessor):
    """`[words](address "title")`."""


class SoundImages(_Destinations, ImageInlineProcessor):
    """`![alternative text](file)`, whose text is plain words."""

    DESTINATION = FILE

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Any, int | None, int | None]:  # type: ignore[override]  # noqa: N802
        """Gives the image; notation in its text counts for nothing."""
        image, start, end = super().handleMatch(m, data)
        if isinstance(image, Element):
            stashed = self.md.htmlStash.rawHtmlBlocks
            words = re.sub(r"\x02wzxhzdk:(\d+)\x03", lambda at: str(stashed[int(at[1])]), image.get("alt", ""))
            image.set("alt", re.sub(r"<[^>]*>", "", words))
        return image, start, end


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
        number = 1
        self._name_plans(root)
        for questions in root.iter("div"):
            if questions.get("class") == "questions":
                number = self._number(questions, number)
                for element in list(questions.iter()):
                    self._fill_blanks(element)

    @staticmethod
    def _name_plans(root: Element) -> None:
        """Gives the first plan of each id an anchor with it, such as `plan-sixty-minutes`."""
        named = (block for block in root.iter("div") if block.get("data-plan"))
        for plan in {block.get("data-plan"): block for block in reversed(list(named))}.values():
            plan.set("id", f"plan-{plan.get('data-plan')}")

    @staticmethod
    def _number(questions: Element, number: int) -> int:
        """Gives each question an anchor with its number, such as `question-5`; returns the next number."""
        for items in questions.findall("ol"):
            start = items.get("start", "")
            number = int(start) if start.isdigit() else number
            for item in items.findall("li"):
                item.set("id", f"question-{number}")
                number += 1
        return number

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
        scheme, _, name = meant_address(link.get("href", "")).partition(":")
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
            link.set("data-given", "")
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
