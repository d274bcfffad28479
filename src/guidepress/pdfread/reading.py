"""The door to pikepdf: a PDF's structure tree with its text, read as assistive technology reads it.

Takes the bytes of a PDF; gives its tree as `ReadElement`s, whose text comes from marked content through the fonts'
own tables, and whatever text stands outside the tree. Relies on nothing but the file.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import pikepdf

from guidepress.pdfread.generated import GENERATED
from guidepress.pdfread.ties import Mark, PdfValue, Ties, astray, painted, stops

_BLOCK = re.compile(rb"begin(bfchar|bfrange)(.*?)end\1", re.DOTALL)
_TOKEN = re.compile(rb"<([0-9A-Fa-f\s]*)>|(\[)|(\])")


class UntaggedError(ValueError):
    """The bytes are no tagged PDF; the message says what they are instead."""


@dataclass(frozen=True, slots=True)
class Content:
    """The text of one marked-content sequence."""

    text: str
    """The text in the order of drawing; empty for a picture."""
    page: int
    """The page, counted from 0."""
    generated: bool = False
    """Whether the writer of the file says that it is not in the HTML."""


@dataclass(frozen=True, slots=True)
class ReadElement:
    """One structure element of a PDF."""

    kind: str
    """Its structure type, after the role map."""
    kids: tuple[ReadElement | Content, ...]
    """What it holds, in reading order."""
    title: str = ""
    """Its title (`/T`)."""
    alternative: str = ""
    """Its alternative text (`/Alt`)."""
    expansion: str = ""
    """What its abbreviation stands for (`/E`)."""
    language: str = ""
    """Its language, where stated."""
    identifier: str = ""
    """Its identifier, where it has one."""
    attributes: tuple[tuple[str, str], ...] = ()
    """Its attributes and their values in words, sorted by name."""
    links: tuple[str, ...] = ()
    """The names (`/Contents`) of the link annotations it holds."""

    @property
    def generated(self) -> bool:
        """Whether there is content in it, and none of it is in the HTML."""
        contents = list(self.contents())
        return bool(contents) and all(content.generated for content in contents)

    def contents(self) -> Iterator[Content]:
        """Yields all marked content below the element, in reading order."""
        for kid in self.kids:
            if isinstance(kid, ReadElement):
                yield from kid.contents()
            else:
                yield kid


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """What assistive technology finds in a PDF."""

    root: ReadElement
    """The root of the tree, whose type is `StructTreeRoot`."""
    artifacts: tuple[tuple[int, str, str], ...]
    """Text of artifacts: page counted from 0, the artifact's type, the text."""
    untagged: tuple[tuple[int, str], ...]
    """Text that is neither in the tree nor an artifact: page counted from 0, the text."""
    painted: tuple[tuple[int, ...], ...] = ()
    """For each page the places of its contents in the order of reading, in the order of its stream."""
    astray: tuple[str, ...] = ()
    """What on the pages is tied to no element, or to another than holds it, in words."""
    stops: tuple[tuple[str, int, int], ...] = ()
    """Each link on each of its pages: its name, the page counted from 0, how many annotations it has there."""


@dataclass(slots=True)
class _Mark:
    """A marked-content sequence while it is open."""

    key: tuple[int, int] | None = None
    artifact: str | None = None
    actual: str | None = None
    generated: bool = False


@dataclass(slots=True)
class _Page:
    """What is gathered from one page's content streams."""

    number: int
    texts: dict[tuple[int, int], str] = field(default_factory=dict)
    artifacts: dict[str, str] = field(default_factory=dict)
    untagged: str = ""
    marks: list[Mark] = field(default_factory=list)
    generated: set[Mark] = field(default_factory=set)


def read_document(pdf: bytes) -> ReadDocument:
    """Reads a tagged PDF; raises UntaggedError for one that has no structure tree, and for what is no PDF."""
    try:
        with pikepdf.open(io.BytesIO(pdf)) as file:
            if "/StructTreeRoot" not in file.Root:
                raise UntaggedError("the PDF has no structure tree")
            return _read_file(file)
    except pikepdf.PasswordError as error:
        raise UntaggedError("the PDF is locked with a password") from error
    except pikepdf.PdfError as error:
        raise UntaggedError("this is no readable PDF") from error
    except (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError) as error:
        raise UntaggedError("the PDF's structure tree is broken") from error


def _read_file(file: pikepdf.Pdf) -> ReadDocument:
    fonts: dict[PdfValue, dict[int, str]] = {}
    pages = [_read_page(page, number, fonts) for number, page in enumerate(file.pages)]
    numbers: dict[PdfValue, int] = {page.objgen: number for number, page in enumerate(file.pages)}
    roles = {str(key): str(value) for key, value in file.Root.StructTreeRoot.get("/RoleMap", {}).items()}
    reading = _Reading(pages, numbers, roles)
    root = _read_element(file.Root.StructTreeRoot, reading, -1)
    marks = [page.marks for page in pages]
    return ReadDocument(
        root,
        tuple((page.number, kind, text) for page in pages for kind, text in page.artifacts.items()),
        tuple((page.number, page.untagged) for page in pages if page.untagged.strip()),
        painted(reading.ties, marks),
        tuple(astray(file, reading.ties, marks)),
        tuple(stops(file, reading.ties)),
    )


@dataclass(frozen=True, slots=True)
class _Reading:
    """What reading an element needs."""

    pages: list[_Page]
    numbers: dict[PdfValue, int]
    roles: dict[str, str]
    ties: Ties = field(default_factory=Ties)


def _read_element(element: PdfValue, reading: _Reading, page: int) -> ReadElement:
    if "/Pg" in element:
        page = reading.numbers[element.Pg.objgen]
    kids: list[ReadElement | Content] = []
    links: list[str] = []
    for kid in _list(element.get("/K")):
        if isinstance(kid, int):
            kids.append(_content(Mark(page, 0, kid), element, reading))
        elif kid.get("/Type") == "/MCR":
            there = reading.numbers[kid.Pg.objgen] if "/Pg" in kid else page
            stream = kid.Stm.objgen[0] if "/Stm" in kid else 0
            kids.append(_content(Mark(there, stream, int(kid.MCID)), element, reading))
        elif kid.get("/Type") == "/OBJR":
            links.append(str(kid.Obj.get("/Contents", "")))
            reading.ties.annotations.append((kid.Obj, element))
        else:
            kids.append(_read_element(kid, reading, page))
    kind = str(element.get("/S", "/StructTreeRoot"))
    return ReadElement(
        reading.roles.get(kind, kind)[1:],
        tuple(kids),
        title=str(element.get("/T", "")),
        alternative=str(element.get("/Alt", "")),
        expansion=str(element.get("/E", "")),
        language=str(element.get("/Lang", "")),
        identifier=str(element.get("/ID", "")),
        attributes=tuple(sorted(_attributes(element))),
        links=tuple(links),
    )


def _content(mark: Mark, element: PdfValue, reading: _Reading) -> Content:
    reading.ties.owners[mark] = element
    page = reading.pages[mark.page]
    return Content(page.texts.get((mark.stream, mark.identifier), ""), mark.page, mark in page.generated)


def _attributes(element: PdfValue) -> Iterator[tuple[str, str]]:
    for owner in _list(element.get("/A")):
        if isinstance(owner, int):
            continue
        for key, value in owner.items():
            if key != "/O":
                words = " ".join(str(item) for item in value) if isinstance(value, pikepdf.Array) else str(value)
                yield key[1:], words.removeprefix("/")


def _list(value: PdfValue) -> list[PdfValue]:
    if value is None:
        return []
    return list(value) if isinstance(value, pikepdf.Array) else [value]


def _read_page(page: PdfValue, number: int, fonts: dict[PdfValue, dict[int, str]]) -> _Page:
    found = _Page(number)
    _read_stream(page, page.get("/Resources", {}), 0, [], found, fonts)
    return found


def _read_stream(
    holder: PdfValue,
    resources: PdfValue,
    stream: int,
    marks: list[_Mark],
    found: _Page,
    fonts: dict[PdfValue, dict[int, str]],
) -> None:
    """Reads one content stream, with the marks that are open where it is drawn."""
    table: dict[int, str] = {}
    kept: list[dict[int, str]] = []
    for instruction in pikepdf.parse_content_stream(holder):
        operator, operands = str(instruction.operator), instruction.operands
        if operator in ("TJ", "Tj", "'", '"'):
            _show(_decoded(operands[-1], table), marks, found)
        elif operator in ("BDC", "BMC"):
            mark = _mark(operands, resources, stream)
            marks.append(mark)
            if mark.key is not None:
                found.marks.append(Mark(found.number, *mark.key))
                if mark.generated:
                    found.generated.add(found.marks[-1])
        elif operator == "EMC":
            closed = marks.pop()
            if closed.actual is not None:
                _show(closed.actual, marks, found)
        elif operator == "Tf":
            table = _table(resources.Font[str(operands[0])], fonts)
        elif operator == "q":
            kept.append(table)
        elif operator == "Q":
            table = kept.pop() if kept else table
        elif operator == "Do":
            drawn = resources.XObject[str(operands[0])]
            if drawn.get("/Subtype") == "/Form":
                inner = drawn.objgen[0] if "/StructParents" in drawn else stream
                _read_stream(drawn, drawn.get("/Resources", resources), inner, marks, found, fonts)


def _mark(operands: PdfValue, resources: PdfValue, stream: int) -> _Mark:
    tag = str(operands[0])
    properties = operands[1] if len(operands) > 1 else {}
    if isinstance(properties, pikepdf.Name):
        properties = resources.Properties[str(properties)]
    if tag == "/Artifact":
        return _Mark(artifact=str(properties.get("/Type", "/Unspecified"))[1:])
    key = (stream, int(properties["/MCID"])) if "/MCID" in properties else None
    actual = str(properties["/ActualText"]) if "/ActualText" in properties else None
    return _Mark(key=key, actual=actual, generated=f"/{GENERATED}" in properties)


def _show(text: str, marks: list[_Mark], found: _Page) -> None:
    """Gives text to the innermost mark that counts; text under an actual text is left to that."""
    for mark in reversed(marks):
        if mark.actual is not None:
            return
        if mark.artifact is not None:
            found.artifacts[mark.artifact] = found.artifacts.get(mark.artifact, "") + text
            return
        if mark.key is not None:
            found.texts[mark.key] = found.texts.get(mark.key, "") + text
            return
    found.untagged += text


def _decoded(shown: PdfValue, table: dict[int, str]) -> str:
    text = ""
    for item in _list(shown):
        if isinstance(item, pikepdf.String):
            codes = bytes(item)
            text += "".join(
                table.get(int.from_bytes(codes[at : at + 2]), "\ufffd") for at in range(0, len(codes), 2)
            )
    return text


def _table(font: PdfValue, fonts: dict[PdfValue, dict[int, str]]) -> dict[int, str]:
    """A font's table from two-byte codes to text (ISO 32000-1, 9.10.3)."""
    known = fonts.get(font.objgen)
    if known is None:
        known = fonts[font.objgen] = dict(_mappings(font.ToUnicode.read_bytes())) if "/ToUnicode" in font else {}
    return known


def _mappings(cmap: bytes) -> Iterator[tuple[int, str]]:
    for kind, block in _BLOCK.findall(cmap):
        if kind == b"bfchar":
            codes = [match[0] for match in _TOKEN.findall(block)]
            yield from ((int(code, 16), _text(text)) for code, text in zip(codes[::2], codes[1::2], strict=True))
            continue
        tokens = iter(_TOKEN.findall(block))
        for first, _, _ in tokens:
            low, high = int(first, 16), int(next(tokens)[0], 16)
            value, opened, _ = next(tokens)
            if opened:
                yield from ((code, _text(next(tokens)[0])) for code in range(low, high + 1))
                next(tokens)
            else:
                start = _text(value)
                yield from ((code, start[:-1] + chr(ord(start[-1]) + code - low)) for code in range(low, high + 1))


def _text(digits: bytes) -> str:
    return bytes.fromhex(digits.decode()).decode("utf-16-be")
