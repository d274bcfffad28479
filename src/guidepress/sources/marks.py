"""What stands in a Markdown text, and where: headings, links, images, citations, blocks, placeholders, tables.

Takes a text, gives `Mark`s in its order, each with its place. It reads the same notation that `compose.markdown`
renders, but only to find places: Python-Markdown keeps none. Code, fenced or between backticks, and comments are
passed over.
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
    r"(?P<image>!?)\[(?P<text>(?:[^\[\]\\]|\\.|\[[^\[\]]*\])*)\]\((?P<address>[^()\s]*(?:\([^()\s]*\)[^()\s]*)*)(?:\s+[\"'][^\"']*[\"'])?\)"
)
CITATION = re.compile(r"(?<![\\!\]])\[(?P<inner>-?@[^\[\]]*)\](?!\()")
CITED = re.compile(
    r"(?P<suppress>-?)@(?P<id>[A-Za-z0-9](?:[A-Za-z0-9._:-]*[A-Za-z0-9])?)(?:,\s*(?P<locator>\S.*))?"
)
PLACEHOLDER = re.compile(r"\{(?P<word>[\w.-]*)(?: (?P<number>\d+))?\}")
_ELEMENT = re.compile(r"<(?P<name>[A-Za-z][A-Za-z0-9-]*)(?=[\s/>])(?P<rest>[^<>]*)>")
_FOOTNOTE = re.compile(r"\[\^(?P<id>[^\]\s]+)\](?P<text>:?)")


def marks_of(source: SourceText, first_line: int = 1) -> tuple[Mark, ...]:
    """Gives all marks of a text from a line on, in their order."""
    return tuple(_marks(source, first_line))


def _marks(source: SourceText, first_line: int) -> Iterator[Mark]:
    masked = _masked("\n".join(source.lines[first_line - 1 :])).split("\n")
    for at, line in enumerate(masked):
        number = first_line + at
        yield from _line_marks(source, line, number)
        if at and _TABLE_RULE.match(line) and "|" in masked[at - 1]:
            cells = masked[at - 1].strip().strip("|").split("|")
            header = "|".join(cell.strip() for cell in cells)
            place = source.place(number - 1, 1, len(masked[at - 1]))
            yield Mark(MarkKind.TABLE, header, place, line=number - 1)


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
    def place(start: int, end: int) -> Place:
        return source.place(number, start + 1, end - start)

    if heading := _HEADING.match(line):
        words = heading[2] or ""
        yield Mark(MarkKind.HEADING, words, place(0, len(line.rstrip())), level=len(heading[1]), line=number)
    if block := _BLOCK.match(line):
        slashes = len(block[1])
        if block[2]:
            span = block.span(2)
            yield Mark(MarkKind.BLOCK_START, block[2], place(*span), block[3] or "", slashes, number)
        else:
            yield Mark(MarkKind.BLOCK_END, "", place(*block.span(1)), "", slashes, number)
        return
    for link in _LINK.finditer(line):
        kind = MarkKind.IMAGE if link["image"] else MarkKind.LINK
        span = link.span("address") if link["address"] else link.span()
        yield Mark(kind, link["address"], place(*span), link["text"], line=number)
    for citation in CITATION.finditer(line):
        yield from _citation_marks(citation, place, number)
    for placeholder in PLACEHOLDER.finditer(line):
        count = int(placeholder["number"] or 0)
        yield Mark(MarkKind.PLACEHOLDER, placeholder["word"], place(*placeholder.span()), level=count, line=number)
    for element in _ELEMENT.finditer(line):
        yield Mark(MarkKind.HTML, element["name"].lower(), place(*element.span()), element["rest"], line=number)
    for note in _FOOTNOTE.finditer(line):
        is_text = bool(note["text"]) and not line[: note.start()].strip()
        kind = MarkKind.FOOTNOTE_TEXT if is_text else MarkKind.FOOTNOTE
        yield Mark(kind, note["id"], place(*note.span("id")), line=number)


def _citation_marks(citation: re.Match[str], place: object, number: int) -> Iterator[Mark]:
    assert callable(place)
    offset = citation.start("inner")
    for part in citation["inner"].split(";"):
        words = part.strip()
        start = offset + len(part) - len(part.lstrip())
        cited = CITED.fullmatch(words)
        if cited:
            at = start + cited.start("id")
            yield Mark(MarkKind.CITATION, cited["id"], place(at, at + len(cited["id"])), line=number)
        else:
            yield Mark(MarkKind.BAD_CITATION, words, place(start, start + max(1, len(words))), line=number)
        offset += len(part) + 1
