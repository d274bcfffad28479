"""What stands in a Markdown text, and where: headings, links, images, citations, blocks, placeholders, tables.

Takes a text, gives `Mark`s in its order, each with its place. It reads the same notation that `compose.markdown`
renders, but only to find places: Python-Markdown keeps none. What an editor wraps over two lines is found too;
code, fenced or between backticks, and comments are passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from guidepress.core.problems import Place
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


BLOCK_NAMES = ("epigraph", "quote", "note", "plan", "stories", "questions", "help", "block")
"""The blocks that a guide may use; `block` is resolved before Markdown is read."""

BLOCKS_WITHOUT_TEXT = ("stories", "help", "block")
"""Those whose content comes from elsewhere, so that text in them would be lost."""

_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})")
HEADING = re.compile(r"^(?P<level>#{1,6})[ \t]+(?P<words>\S[^\n]*)$", re.MULTILINE)
_NEARLY_HEADING = re.compile(
    r"#{2,6}[^#\s]|#{1,6}[ \t]*$|[ \t]+#{1,6}[ \t]|[ \t]*(?:(?:>|[-*+][ \t]|\d+\.[ \t])[ \t]*)+#{1,6}[ \t]"
)  # no blank, no words, indented, or within a list or a quotation
_UNDERLINE = re.compile(r" {0,3}(?:=+|-+)[ \t]*$")
_LIST_ITEM = re.compile(r" {0,3}(?:[-*+]|\d+\.|:|\[\^[^\]]+\]:)[ \t]")
_BLOCK = re.compile(r"^ {0,3}(/{3,})[ \t]*(?:([\w-]+)[ \t]*(?:\|[ \t]*(.*?))?)?[ \t]*$")
_CODE = re.compile(r"(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_TABLE_RULE = re.compile(
    r"^[ \t>]*(?:\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)+\|?|\|[ \t]*:?-+:?[ \t]*\|)[ \t]*$"
)
_LINK = re.compile(
    r"(?P<image>!?)\[(?P<text>(?:[^\[\]\\]|\\.|\[[^\[\]]*\])*+)\]"
    r"\((?P<inner>(?:\s(?:\"[^\"]*\"|'[^']*')(?=\s*+\))|[^()]|\([^()\n]*\))*+)\)"
)
_DEFINITION = re.compile(
    r"^ {0,3}\[(?P<text>[^\[\]^@][^\[\]]*)\]:[ \t]*(?:\n[ \t]*)?<?(?P<address>[^\s>]+)>?"
    r"[ \t]*(?:\"[^\"\n]*\"|'[^'\n]*'|\([^()\n]*\))?[ \t]*$",
    re.MULTILINE,
)
_IMAGE_BY_NAME = re.compile(r"(?<!\\)!\[(?P<text>[^\[\]^@][^\[\]]*|)\](?!\()(?: ?\[(?P<name>[^\[\]]*)\])?")
CITATION = re.compile(r"(?<![\\!\]])\[(?P<inner>-?@[^\[\]]*)\](?!\()")
CITED = re.compile(
    r"(?P<suppress>-?)@(?P<id>[A-Za-z0-9](?:[A-Za-z0-9._:-]*[A-Za-z0-9])?)(?:,\s*(?P<locator>\S.*))?", re.DOTALL
)
_NEARLY_CITATION = re.compile(
    r"(?<![\\!\]])\[(?:-?@[^\[\]]*(?=\[|\Z)|[^\[\]@]*\s-?@\w[^\[\]]*\](?!\())"
)  # never closed, or with words before the sign as Pandoc has them
PLACEHOLDER = re.compile(r"(?<!\\)\{(?P<word>[\w.-]*)(?:\s+(?P<number>\d{1,3}))?\}")
_ELEMENT = re.compile(
    r"(?<!\]\()<(?!https?:|ftp:)(?P<name>[A-Za-z][A-Za-z0-9-]*)(?=[\s/:][^>]*>|>)(?P<rest>[^<>]*>?)"
)  # not the address of a link; a sign within an attribute's value may seem to end it
_FOOTNOTE = re.compile(r"\[\^(?P<id>[^\]\s]+)\](?P<text>:?)")


def marks_of(source: SourceText, first_line: int = 1) -> tuple[Mark, ...]:
    """Gives all marks of a text from a line on, in their order."""
    return tuple(_marks(source, first_line))


def _marks(source: SourceText, first_line: int) -> Iterator[Mark]:
    text = _masked("\n".join(source.lines[first_line - 1 :]))
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
        if at and _TABLE_RULE.match(line) and "|" in masked[at - 1]:
            cells = masked[at - 1].strip(" \t>").strip("|").split("|")
            header = "|".join(cell.strip() for cell in cells)
            place = source.place(number - 1, 1, len(masked[at - 1]))
            found.append(Mark(MarkKind.TABLE, header, place, line=number - 1))
    for passage in _passages(source, masked, first_line, _pictures(text)):
        found += passage.marks()
    yield from sorted(found, key=lambda mark: (mark.line, mark.place.column))


def _is_nearly_heading(line: str, before: str, *, in_list: bool) -> bool:
    """Tells whether a line looks like a heading and is none, or not one of the guide's outline."""
    if _UNDERLINE.match(line):
        return bool(before.strip()) and not (_BLOCK.match(before) or HEADING.match(before))
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
    found = {_label(match["text"]): match["address"] for match in _DEFINITION.finditer(text)}
    return {name: address for name, address in found.items() if name in shown}


def _passages(
    source: SourceText, masked: list[str], first_line: int, pictures: Mapping[str, str]
) -> Iterator[_Passage]:
    """Cuts a text at blank lines and at the lines of blocks, which end every construct of a line."""
    start = 0
    for at, line in enumerate([*masked, ""]):
        is_block = bool(_BLOCK.match(line))
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
    if heading := HEADING.match(line):
        place = source.place(number, 1, len(line.rstrip()))
        words = heading_words(heading["words"])
        yield Mark(MarkKind.HEADING, words, place, level=len(heading["level"]), line=number)
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
    pictures: Mapping[str, str]

    def marks(self) -> Iterator[Mark]:
        yield from self._links()
        yield from self._citations()
        for found in PLACEHOLDER.finditer(self.text):
            yield self._mark(MarkKind.PLACEHOLDER, found["word"], *found.span(), level=int(found["number"] or 0))
        for found in _ELEMENT.finditer(self.text):
            rest = found["rest"].removesuffix(">")
            yield self._mark(MarkKind.HTML, found["name"].lower(), *found.span(), text=rest)
        for found in _FOOTNOTE.finditer(self.text):
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
        for definition in _DEFINITION.finditer(self.text):
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
        line = self.first_line + self.text.count("\n", 0, start)
        column = start - self.text.rfind("\n", 0, start)
        line_end = self.text.find("\n", start)
        end = end if line_end < 0 else min(end, line_end)
        return Mark(kind, name, self.source.place(line, column, end - start), text, level, line)
