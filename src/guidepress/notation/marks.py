"""What stands in a Markdown text, and where: headings, links, images, citations, blocks, placeholders, tables.

Takes a text, gives `Mark`s in its order, each with its place. It reads the same notation that `compose.markdown`
renders, but only to find places: Python-Markdown keeps none. What an editor wraps over two lines is found too;
code, fenced or between backticks, and comments are passed over.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache

from guidepress.core.problems import Place
from guidepress.notation.reader import Node, read
from guidepress.notation.records import (
    BLOCK_LINE,
    BLOCKS,
    CITATION,
    CITED,
    CODE,
    COMMENT,
    FOOTNOTE,
    HEADING,
    LONGEST_LINE,
    PLACEHOLDER,
    TAG,
)
from guidepress.sources.text import SourceText


class MarkKind(StrEnum):
    """What a mark is."""

    HEADING = "heading"
    NEARLY_HEADING = "nearly a heading"
    LINK = "link"
    IMAGE = "image"
    CITATION = "citation"
    BAD_CITATION = "bad citation"
    BLOCK_START = "block start"
    BLOCK_END = "block end"
    PLACEHOLDER = "placeholder"
    TABLE = "table"
    HTML = "html"
    FOOTNOTE = "footnote"
    FOOTNOTE_TEXT = "footnote text"


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing found in a text."""

    kind: MarkKind
    """What it is."""
    name: str
    """An address, a cited id, the name of a block, placeholder or element, or a heading's text."""
    place: Place
    """Where it is."""
    text: str = ""
    """A link's words, an image's alternative text, a block's argument."""
    level: int = 0
    """A heading's level, a placeholder's number, the number of a block's slashes; else 0."""
    line: int = field(default=0)
    """The line, counted from 1 in the file."""


BLOCK_NAMES = tuple(BLOCKS)
"""The blocks that a guide may use; `block` is resolved before Markdown is read."""

_NEARLY_HEADING = re.compile(
    r"#{2,6}[^#\s]|#{1,6}[ \t]*+$|[ \t]++#{1,6}[ \t]|"
    r"[ \t]*+(?:(?:>|[-*+][ \t]|\d{1,9}\.[ \t])[ \t]*+)++#{1,6}[ \t]"
)  # no blank, no words, indented, or within a list or a quotation
_BETWEEN_PARAGRAPHS = re.compile(r"(\n[ \t]*\n)")
_UNDERLINE = re.compile(r" {0,3}(?:=+|-+)[ \t]*$")
_LIST_ITEM = re.compile(r" {0,3}(?:[-*+]|\d+\.|:|\[\^[^\]]+\]:)[ \t]")
_LINK = re.compile(
    r"(?P<image>!?)\[(?P<text>(?:[^\[\]\\]|\\.|\[[^\[\]]*\])*+)\]"
    r"\((?P<inner>(?:\s(?:\"[^\"]*\"|'[^']*')(?=\s*+\))|[^()]|\([^()\n]*\))*+)\)"
)
DESTINATION = re.compile(
    r"\(\s*+(?P<address><[^<>\n]*>|(?:[^\s()<>\\]|\\.|\((?:[^\s()\\]|\\.|\([^\s()]*\))*+\))*+)"
    r"(?:\s++(?P<title>\"(?:[^\"\\]|\\.)*+\"|'(?:[^'\\]|\\.)*+'))?\s*+\)"
)
"""A link's round brackets: an address without spaces, or one in angle brackets, and a title."""
FILE = re.compile(
    r"\(\s*+(?P<address><[^<>\n]*>|(?:[^\s()<>\\]|\\.|[ ](?![\"'])|\([^()\n]*\))*+)"
    r"(?:\s++(?P<title>\"(?:[^\"\\]|\\.)*+\"|'(?:[^'\\]|\\.)*+'))?\s*+\)"
)
"""An image's round brackets, in which a file's name may hold spaces."""
DEFINITION = re.compile(
    r"^ {0,3}\[(?P<text>[^\[\]^@][^\[\]]*)\]:[ \t]*(?:\n[ \t]*)?<?(?P<address>[^\s>]+)>?"
    r"[ \t]*(?:\"[^\"\n]*\"|'[^'\n]*'|\([^()\n]*\))?[ \t]*$",
    re.MULTILINE,
)
_IMAGE_BY_NAME = re.compile(r"(?<!\\)!\[(?P<text>[^\[\]^@][^\[\]]*|)\](?!\()(?: ?\[(?P<name>[^\[\]]*)\])?")
_NEARLY_CITATION = re.compile(
    r"(?<![\\!\]])\[(?:-?@[^\[\]]*(?=\[|\Z)|[^\[\]@]*\s-?@\w[^\[\]]*\](?!\())"
)  # never closed, or with words before the sign as Pandoc has them


def marks_of(source: SourceText, first_line: int = 1) -> tuple[Mark, ...]:
    """Gives all marks of a text from a line on, in their order."""
    return tuple(_marks(source, first_line))


def _marks(source: SourceText, first_line: int) -> Iterator[Mark]:
    body = "\n".join(source.lines[first_line - 1 :])
    reading = read(body)
    text = masked_text(body)
    masked = text.split("\n")
    found: list[Mark] = []
    in_list = False
    for at, line in enumerate(masked):
        number = first_line + at
        found += _line_marks(source, line, number)
        if line[:1].strip() or not in_list:
            in_list = bool(_LIST_ITEM.match(line))
        if _is_nearly_heading(line, masked[at - 1] if at else "", in_list=in_list):
            place = source.place(number, 1, len(line.rstrip()))
            found.append(Mark(MarkKind.NEARLY_HEADING, line.strip(), place, line=number))
    for node in reading.walk():
        if node.kind == "table":
            number = first_line + node.line
            header = "|".join(cell.text.strip() for cell in _header(node))
            place = source.place(number, 1, len(masked[node.line]))
            found.append(Mark(MarkKind.TABLE, header, place, line=number))
    for passage in _passages(source, masked, first_line, _pictures(text)):
        found += passage.marks()
    yield from sorted(found, key=lambda mark: (mark.line, mark.place.column))


def _is_nearly_heading(line: str, before: str, *, in_list: bool) -> bool:
    """Tells whether a line looks like a heading and is none, or not one of the guide's outline."""
    if _UNDERLINE.match(line):
        return bool(before.strip()) and not (BLOCK_LINE.match(before) or HEADING.match(before))
    indent = len(line.expandtabs(4)) - len(line.expandtabs(4).lstrip())
    return bool(_NEARLY_HEADING.match(line)) and (in_list or indent < 4)  # else it is code


def heading_words(rest: str) -> str:
    """Gives a heading's words from what stands behind its signs: without closing signs."""
    words = rest.strip(" \t")
    opened = words.rstrip("#")
    return opened.rstrip(" \t") if opened.endswith((" ", "\t")) else words


def _label(text: str) -> str:
    return " ".join(text.split()).lower()


def _pictures(text: str) -> dict[str, str]:
    """Gives the addresses of the images that a text shows by name, by that name."""
    shown = {_label(image["name"] or image["text"]) for image in _IMAGE_BY_NAME.finditer(text)}
    found = {_label(match["text"]): match["address"] for match in DEFINITION.finditer(text)}
    return {name: address for name, address in found.items() if name in shown}


def _passages(
    source: SourceText, masked: list[str], first_line: int, pictures: Mapping[str, str]
) -> Iterator[_Passage]:
    """Cuts a text at blank lines and at the lines of blocks, which end every construct of a line."""
    start = 0
    for at, line in enumerate([*masked, ""]):
        is_block = bool(BLOCK_LINE.match(line))
        if is_block or not line.strip():
            if start < at:
                yield _Passage(source, "\n".join(masked[start:at]), first_line + start, pictures)
            if is_block:
                yield _Passage(source, line, first_line + at, pictures)
            start = at + 1


def _without_title(inner: str) -> str:
    """Gives what stands between a link's round brackets without its title; blanks are kept for counting."""
    closed = inner.rstrip()
    for sign in "\"'":
        start = closed.rfind(sign, 0, -1) if closed.endswith(sign) else -1
        if start > 0 and closed[start - 1].isspace():
            return closed[:start]
    return inner


def masked_text(text: str) -> str:
    """Blanks out code and comments with spaces of the same number, so that columns stay true.

    What is code by lines is what the reader of structure takes for code; a comment that is never closed is text.
    """
    code = read(text).code_lines
    lines = [
        " " * len(line) if at in code or len(line) > LONGEST_LINE else line
        for at, line in enumerate(text.split("\n"))
    ]
    plain = "\n".join(lines)
    if "`" in plain:
        plain = "".join(CODE.sub(_blank, part) for part in _BETWEEN_PARAGRAPHS.split(plain))
    return COMMENT.sub(_blank, plain)


def _header(table: Node) -> tuple[Node, ...]:
    return table.children[0].children[0].children if table.children and table.children[0].children else ()


def _blank(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", match[0])


def _line_marks(source: SourceText, line: str, number: int) -> Iterator[Mark]:
    if heading := HEADING.match(line):
        place = source.place(number, 1, len(line.rstrip()))
        words = heading_words(heading["words"])
        yield Mark(MarkKind.HEADING, words, place, level=len(heading["level"]), line=number)
    if block := BLOCK_LINE.match(line):
        start, end = block.span(2) if block[2] else block.span(1)
        kind = MarkKind.BLOCK_START if block[2] else MarkKind.BLOCK_END
        place = source.place(number, start + 1, end - start)
        yield Mark(kind, block[2] or "", place, block[3] or "", len(block[1]), number)


def lines_before(text: str, at: int) -> int:
    """Gives how many lines end before a position; counting anew for each mark takes too long in long texts."""
    return bisect_left(_line_ends(text), at)


@lru_cache(maxsize=8)
def _line_ends(text: str) -> tuple[int, ...]:
    return tuple(found.start() for found in re.finditer("\n", text))


@dataclass(frozen=True, slots=True)
class _Passage:
    """Lines that belong together, in which links, citations and the like are looked for."""

    source: SourceText
    text: str
    first_line: int
    pictures: Mapping[str, str]

    def marks(self) -> Iterator[Mark]:
        yield from self._links()
        yield from self._citations()
        for found in PLACEHOLDER.finditer(self.text):
            yield self._mark(MarkKind.PLACEHOLDER, found["word"], *found.span(), level=int(found["number"] or 0))
        for found in TAG.finditer(self.text):
            if not (self.text.startswith("](", found.start() - 2) or self.text.startswith("</", found.start())):
                yield self._mark(MarkKind.HTML, found["name"].lower(), *found.span(), text=found["rest"])
        for found in FOOTNOTE.finditer(self.text):
            line_start = self.text.rfind("\n", 0, found.start()) + 1
            is_text = bool(found["text"]) and not self.text[line_start : found.start()].strip()
            kind = MarkKind.FOOTNOTE_TEXT if is_text else MarkKind.FOOTNOTE
            yield self._mark(kind, found["id"], *found.span("id"))

    def _links(self) -> Iterator[Mark]:
        for link in _LINK.finditer(self.text):
            yield from self._link(link)
            if not link["image"]:
                for image in _LINK.finditer(self.text, *link.span("text")):
                    yield from self._link(image) if image["image"] else ()
        for image in _IMAGE_BY_NAME.finditer(self.text):
            address = self.pictures.get(_label(image["name"] or image["text"]), "")
            if address or image["name"] is not None:
                yield self._mark(MarkKind.IMAGE, address or image["name"], *image.span(), text=image["text"])
        for definition in DEFINITION.finditer(self.text):
            if _label(definition["text"]) not in self.pictures:
                name, span = definition["address"], definition.span("address")
                yield self._mark(MarkKind.LINK, name, *span, text=definition["text"])

    def _link(self, link: re.Match[str]) -> Iterator[Mark]:
        kind = MarkKind.IMAGE if link["image"] else MarkKind.LINK
        inner = _without_title(link["inner"])
        address = inner.strip()
        if "\n" in address:
            return
        start = link.start("inner") + len(inner) - len(inner.lstrip())
        span = (start, start + len(address)) if address else link.span()
        yield self._mark(kind, address.removeprefix("<").removesuffix(">"), *span, text=link["text"])

    def _citations(self) -> Iterator[Mark]:
        for citation in CITATION.finditer(self.text):
            yield from self._cited(citation)
        for nearly in _NEARLY_CITATION.finditer(self.text):
            words = " ".join(nearly[0].split())
            yield self._mark(MarkKind.BAD_CITATION, words[:60], *nearly.span())

    def _cited(self, citation: re.Match[str]) -> Iterator[Mark]:
        offset = citation.start("inner")
        for part in citation["inner"].split(";"):
            words = part.strip()
            start = offset + len(part) - len(part.lstrip())
            cited = CITED.fullmatch(words)
            if cited:
                at = start + cited.start("id")
                yield self._mark(MarkKind.CITATION, cited["id"], at, at + len(cited["id"]))
            else:
                yield self._mark(MarkKind.BAD_CITATION, words, start, start + max(1, len(words)))
            offset += len(part) + 1

    def _mark(self, kind: MarkKind, name: str, start: int, end: int, *, text: str = "", level: int = 0) -> Mark:
        line = self.first_line + lines_before(self.text, start)
        column = start - self.text.rfind("\n", 0, start)
        line_end = self.text.find("\n", start)
        end = end if line_end < 0 else min(end, line_end)
        return Mark(kind, name, self.source.place(line, column, end - start), text, level, line)
