"""What stands in a Markdown text, and where: headings, links, images, citations, blocks, placeholders, tables.

Takes a text, gives `Mark`s in its order, each with its place. It reads the same notation that `compose.markdown`
renders, but only to find places: Python-Markdown keeps none. What an editor wraps over two lines is found too;
code, fenced or between backticks, and comments are passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from guidepress.problems import Place
from guidepress.sources.text import SourceText


class MarkKind(StrEnum):
    """What a mark is."""

    HEADING = "heading"
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


_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})")
_HEADING = re.compile(r"^(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*$")
_BLOCK = re.compile(r"^ {0,3}(/{3,})[ \t]*(?:([\w-]+)[ \t]*(?:\|[ \t]*(.*?))?)?[ \t]*$")
_CODE = re.compile(r"(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_TABLE_RULE = re.compile(
    r"^ {0,3}\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)+\|?[ \t]*$|^ {0,3}\|[ \t]*:?-+:?[ \t]*\|[ \t]*$"
)
_LINK = re.compile(
    r"(?P<image>!?)\[(?P<text>(?:[^\[\]\\]|\\.|\[[^\[\]]*\])*)\]"
    r"\(\s*(?P<address>(?:[^()\n]|\([^()\n]*\))*?)(?:\s+(?:\"[^\"]*\"|'[^']*'))?\s*\)"
)
_LINK_DEFINITION = re.compile(
    r"^ {0,3}\[(?P<text>[^\]^@][^\]]*)\]:[ \t]*<?(?P<address>(?:story|guide|https?|mailto):[^\s>]*|#[^\s>]*)",
    re.MULTILINE,
)
CITATION = re.compile(r"(?<![\\!\]])\[(?P<inner>-?@[^\[\]]*)\](?!\()")
CITED = re.compile(
    r"(?P<suppress>-?)@(?P<id>[A-Za-z0-9](?:[A-Za-z0-9._:-]*[A-Za-z0-9])?)(?:,\s*(?P<locator>\S.*))?", re.DOTALL
)
_NEARLY_CITATION = re.compile(
    r"(?<![\\!\]])\[(?:-?@[^\[\]]*(?=\[|\Z)|[^\[\]@]*\s-?@\w[^\[\]]*\](?!\())"
)  # never closed, or with words before the sign as Pandoc has them
PLACEHOLDER = re.compile(r"(?<!\\)\{(?P<word>[\w.-]*)(?:\s+(?P<number>\d{1,3}))?\}")
_ELEMENT = re.compile(r"<(?!https?:|ftp:)(?P<name>[A-Za-z][A-Za-z0-9-]*)(?=[\s/>:])(?P<rest>[^<>]*)>")
_FOOTNOTE = re.compile(r"\[\^(?P<id>[^\]\s]+)\](?P<text>:?)")


def marks_of(source: SourceText, first_line: int = 1) -> tuple[Mark, ...]:
    """Gives all marks of a text from a line on, in their order."""
    return tuple(_marks(source, first_line))


def _marks(source: SourceText, first_line: int) -> Iterator[Mark]:
    masked = _masked("\n".join(source.lines[first_line - 1 :])).split("\n")
    found: list[Mark] = []
    for at, line in enumerate(masked):
        number = first_line + at
        found += _line_marks(source, line, number)
        if at and _TABLE_RULE.match(line) and "|" in masked[at - 1]:
            cells = masked[at - 1].strip().strip("|").split("|")
            header = "|".join(cell.strip() for cell in cells)
            place = source.place(number - 1, 1, len(masked[at - 1]))
            found.append(Mark(MarkKind.TABLE, header, place, line=number - 1))
    for passage in _passages(source, masked, first_line):
        found += passage.marks()
    yield from sorted(found, key=lambda mark: (mark.line, mark.place.column))


def _passages(source: SourceText, masked: list[str], first_line: int) -> Iterator[_Passage]:
    """Cuts a text at blank lines and at the lines of blocks, which end every construct of a line."""
    start = 0
    for at, line in enumerate([*masked, ""]):
        is_block = bool(_BLOCK.match(line))
        if is_block or not line.strip():
            if start < at:
                yield _Passage(source, "\n".join(masked[start:at]), first_line + start)
            if is_block:
                yield _Passage(source, line, first_line + at)
            start = at + 1


def _masked(text: str) -> str:
    """Blanks out code and comments with characters of the same number, so that columns stay true."""
    lines, fence = [], ""
    for line in text.split("\n"):
        opening = _FENCE.match(line)
        if fence:
            if opening and opening[1].startswith(fence) and not line.strip().strip(fence[0]):
                fence = ""
            lines.append(" " * len(line))
        elif opening:
            fence = opening[1]
            lines.append(" " * len(line))
        else:
            lines.append(_CODE.sub(_blank, line))
    return _COMMENT.sub(_blank, "\n".join(lines))


def _blank(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", match[0])


def _line_marks(source: SourceText, line: str, number: int) -> Iterator[Mark]:
    if heading := _HEADING.match(line):
        place = source.place(number, 1, len(line.rstrip()))
        yield Mark(MarkKind.HEADING, heading[2] or "", place, level=len(heading[1]), line=number)
    if block := _BLOCK.match(line):
        start, end = block.span(2) if block[2] else block.span(1)
        kind = MarkKind.BLOCK_START if block[2] else MarkKind.BLOCK_END
        place = source.place(number, start + 1, end - start)
        yield Mark(kind, block[2] or "", place, block[3] or "", len(block[1]), number)


@dataclass(frozen=True, slots=True)
class _Passage:
    """Lines that belong together, in which links, citations and the like are looked for."""

    source: SourceText
    text: str
    first_line: int

    def marks(self) -> Iterator[Mark]:
        yield from self._links()
        yield from self._citations()
        for found in PLACEHOLDER.finditer(self.text):
            yield self._mark(MarkKind.PLACEHOLDER, found["word"], *found.span(), level=int(found["number"] or 0))
        for found in _ELEMENT.finditer(self.text):
            yield self._mark(MarkKind.HTML, found["name"].lower(), *found.span(), text=found["rest"])
        for found in _FOOTNOTE.finditer(self.text):
            line_start = self.text.rfind("\n", 0, found.start()) + 1
            is_text = bool(found["text"]) and not self.text[line_start : found.start()].strip()
            kind = MarkKind.FOOTNOTE_TEXT if is_text else MarkKind.FOOTNOTE
            yield self._mark(kind, found["id"], *found.span("id"))

    def _links(self) -> Iterator[Mark]:
        for link in _LINK.finditer(self.text):
            yield self._link(link)
            if not link["image"]:
                inside = _LINK.finditer(self.text, *link.span("text"))
                yield from (self._link(image) for image in inside if image["image"])
        for definition in _LINK_DEFINITION.finditer(self.text):
            name, span = definition["address"], definition.span("address")
            yield self._mark(MarkKind.LINK, name, *span, text=definition["text"])

    def _link(self, link: re.Match[str]) -> Mark:
        kind = MarkKind.IMAGE if link["image"] else MarkKind.LINK
        span = link.span("address") if link["address"] else link.span()
        return self._mark(kind, link["address"], *span, text=link["text"])

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
        line = self.first_line + self.text.count("\n", 0, start)
        column = start - self.text.rfind("\n", 0, start)
        line_end = self.text.find("\n", start)
        end = end if line_end < 0 else min(end, line_end)
        return Mark(kind, name, self.source.place(line, column, end - start), text, level, line)
