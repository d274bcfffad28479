"""What is wrong with a drawing (SVG): read as XML, with the pictures within it.

Takes a file's bytes, gives `Fault`s. The parser is Python's own; it fetches nothing, and refuses a document
whose entities would grow without bound.
"""

from __future__ import annotations

import base64
import re
from binascii import Error as Base64Error
from collections.abc import Iterator
from urllib.parse import unquote_to_bytes
from xml.parsers import expat

from guidepress.checks.sources.photographs import Fault, photograph_faults

DEEPEST = 100
"""Groups within groups; the engine draws them by calling itself."""
MOST_ELEMENTS = 100_000
_ANIMATIONS = ("animate", "animatemotion", "animatetransform", "set")
_LEAVING = re.compile(r"url\(\s*['\"]?(?!['\"]?\s*#)([^'\")\s]{1,200})", re.IGNORECASE)
_IMPORT = re.compile(r"@import\b", re.IGNORECASE)
_FONT_FACE = re.compile(r"@font-face\s*\{[^{}]*\}", re.IGNORECASE)
_PUT_IN = "put into the drawing what it shows from elsewhere (embed it), and save it again"


class _RefusedError(Exception):
    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.what)
        self.fault = fault


def drawing_faults(raw: bytes) -> Iterator[Fault]:
    """Gives what is wrong with a drawing (M071 can't be read, M072 too large, M074 left out)."""
    reading = _Reading()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = reading.start
    parser.EndElementHandler = reading.end
    parser.CharacterDataHandler = reading.words
    parser.ExternalEntityRefHandler = reading.outside
    parser.buffer_text = True
    try:
        parser.Parse(raw, True)
    except _RefusedError as refused:
        yield refused.fault
        return
    except expat.ExpatError as error:
        yield _unreadable(error)
        return
    except (ValueError, UnicodeError):
        yield Fault("M071", "can't be read as SVG", "save it again as SVG or PNG")
        return
    yield from dict.fromkeys(reading.faults)
    yield from _style_faults("".join(reading.styles))


def _unreadable(error: expat.ExpatError) -> Fault:
    reason = expat.ErrorString(error.code)
    if "amplification" in reason:
        return Fault("M071", "has entities that grow without bound", "save it again without a document type")
    if reason in {"no element found", "unclosed token"}:
        return Fault("M071", "is cut off: its end is missing", "copy or download it again")
    return Fault(
        "M071", f"can't be read as SVG: {reason} in its line {error.lineno}", "save it again as SVG or PNG"
    )


class _Reading:
    """Judges a drawing's elements while they are read."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []
        self.styles: list[str] = []
        self.open: list[str] = []
        self.count = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Takes an element's beginning."""
        plain = name.rpartition(" ")[2].lower()
        if not self.open and plain != "svg":
            raise _RefusedError(
                Fault("M071", f"is no drawing: it starts with <{plain[:20]}>", "save it again as SVG")
            )
        self.open.append(plain)
        self.count += 1
        if len(self.open) > DEEPEST:
            raise _RefusedError(Fault("M072", f"has groups more than {DEEPEST} deep", "ungroup its parts"))
        if self.count > MOST_ELEMENTS:
            raise _RefusedError(
                Fault("M072", f"has more than {MOST_ELEMENTS} parts", "simplify it, or save it as PNG")
            )
        self.faults += _element_faults(plain)
        for key, value in attributes.items():
            self.faults += _attribute_faults(plain, key.rpartition(" ")[2].lower(), value)

    def end(self, _: str) -> None:
        """Takes an element's end."""
        self.open.pop()

    def words(self, text: str) -> None:
        """Takes the words between."""
        if self.open and self.open[-1] == "style":
            self.styles.append(text)

    def outside(self, *_: object) -> int:
        """Refuses what a document type names outside the file."""
        raise _RefusedError(Fault("M074", "names another file as a part of it (an external entity)", _PUT_IN))


def _element_faults(name: str) -> Iterator[Fault]:
    if name == "script":
        yield Fault("M074", "holds a script, which is never run", "save it again without scripts", is_slight=True)
    elif name == "foreignobject":
        hint = "turn that text into text of the drawing, and save it again"
        yield Fault("M074", "holds text of another kind (foreignObject), which would be left out", hint)
    elif name in _ANIMATIONS:
        yield Fault("M074", "moves: its beginning is printed", "save it again without animation", is_slight=True)
    elif name in {"video", "audio", "iframe"}:
        yield Fault("M074", f"holds <{name}>, which would be left out", "put a picture in its place")


def _attribute_faults(element: str, key: str, value: str) -> Iterator[Fault]:
    if key == "href" and element not in {"a", "script"}:
        address = value.strip()
        if address.lower().startswith("data:"):
            yield from _embedded_faults(element, address)
        elif address and not address.startswith("#"):
            yield Fault("M074", f"shows what is in another file: '{address[:60]}'", _PUT_IN)
    elif key != "href":
        for found in _LEAVING.finditer(value):
            yield _leaving(found[1])


def _leaving(address: str) -> Fault:
    return Fault("M074", f"takes '{address[:60]}' from outside the drawing", _PUT_IN)


def _embedded_faults(element: str, address: str) -> Iterator[Fault]:
    """Judges a picture that is written out within the drawing (RFC 2397)."""
    if element not in {"image", "feimage"}:
        yield Fault("M074", f"holds data in <{element}>, which would be left out", _PUT_IN)
        return
    head, _, body = address[5:].partition(",")
    kind = head.partition(";")[0].strip().lower()
    try:
        raw = (
            base64.b64decode(unquote_to_bytes(body))
            if head.lower().endswith(";base64")
            else unquote_to_bytes(body)
        )
    except (Base64Error, ValueError):
        yield Fault("M071", "holds a picture that can't be read", _PUT_IN)
        return
    faults = drawing_faults(raw) if kind == "image/svg+xml" else photograph_faults(raw)
    for fault in faults:
        yield Fault(fault.code, f"holds a picture that {fault.what}", fault.hint, fault.is_slight)


def _style_faults(styles: str) -> Iterator[Fault]:
    if _FONT_FACE.search(styles):
        hint = "its text is set in the guide's typeface; turn it into outlines where that matters"
        yield Fault("M074", "brings a typeface of its own, which is not used", hint, is_slight=True)
    rest = _FONT_FACE.sub("", styles)
    if _IMPORT.search(rest):
        yield Fault("M074", "takes a style sheet from outside the drawing", _PUT_IN)
    for found in dict.fromkeys(_LEAVING.findall(_IMPORT.sub("", rest))):
        yield _leaving(found)
