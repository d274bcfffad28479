"""Parsing HTML: what is XML too is read by Python's own parser, in a thirtieth of the time.

HTML and XML read many texts as different trees. So nothing is read as XML but documents of well-known elements in
well-known places, for which both give the same tree: everything else, and all that is in doubt, is left to the
engine's parser. The rules are those of the HTML standard's parser (HTML 13.2), from which each list is taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import unescape
from importlib import import_module
from io import StringIO
from typing import Any, cast
from xml.etree import ElementTree

from guidepress.engine.patch import put

_VOID = frozenset({
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr",
})  # fmt: skip
_EMPTY_TAG = re.compile(rf"<((?:{'|'.join(sorted(_VOID))})(?:\s[^<>]*?)?)\s*/?>")
"""The start of an element that has no end in HTML (HTML 13.1.2, void elements)."""
_CHARACTER = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)(#?\w+);")
"""A reference to a character that XML does not know, or not by this name."""
_DOCTYPE = "<!DOCTYPE html>"
_DIFFERENT = (
    # comments and instructions; a first line's end that HTML drops; what is text in HTML and markup in XML
    re.compile(r"<(?:[!?]|(?:pre|textarea|listing)(?:\s[^<>]*)?>\n|(?:style|script)(?:\s[^<>]*)?>[^<]*&)"),
    re.compile(r"=\s*(?:\"[^\"\n\t]*[\n\t]|'[^'\n\t]*[\n\t])"),  # XML makes spaces of lines' ends in attributes
    re.compile(r"\r"),
)
"""What HTML and XML read in different ways although XML can read it."""
_CLOSED_AT_ONCE = re.compile(r"<([A-Za-z][\w:.-]*)(?:\s[^<>]*)?/>")
_ATTRIBUTE = re.compile(r"[a-z][a-z0-9-]*")
_HEADINGS = frozenset({
    "h1", "h2", "h3", "h4", "h5", "h6",
})  # fmt: skip
_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "caption", "dd", "div", "dl", "dt", "figcaption", "figure",
    "footer", "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section", "table", "tbody", "td", "tfoot",
    "th", "thead", "tr", "ul",
}) | _HEADINGS  # fmt: skip
"""What ends a paragraph when it starts (HTML 13.2.6.4.7), and what only stands in a table."""
_PHRASES = frozenset({
    "a", "abbr", "b", "bdi", "bdo", "br", "cite", "code", "data", "del", "dfn", "em", "i", "img", "ins", "kbd",
    "mark", "q", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr",
})  # fmt: skip
_BODY = _BLOCKS | _PHRASES
"""What may stand in a body; forms, objects and all that has rules of its own may not."""
_HEAD = frozenset({
    "base", "link", "meta", "style", "title",
})  # fmt: skip
_ONLY_IN = {
    "li": {"ol", "ul"}, "dt": {"dl"}, "dd": {"dl"}, "caption": {"table"}, "thead": {"table"}, "tbody": {"table"},
    "tfoot": {"table"}, "tr": {"tbody", "tfoot", "thead"}, "td": {"tr"}, "th": {"tr"},
}  # fmt: skip
"""The parents of what ends its likes, or is put elsewhere, when it starts in any other place."""
_ONLY_HOLDS = {
    "table": {"caption", "thead", "tbody", "tfoot"}, "thead": {"tr"}, "tbody": {"tr"}, "tfoot": {"tr"},
    "tr": {"td", "th"},
}  # fmt: skip
"""What puts anything else, text too, in front of its table."""
_SVG = "{http://www.w3.org/2000/svg}"
_DRAWN = frozenset({
    "circle", "clipPath", "defs", "desc", "ellipse", "g", "line", "linearGradient", "mask", "path", "pattern",
    "polygon", "polyline", "radialGradient", "rect", "stop", "svg", "symbol", "text", "title", "tspan", "use",
})  # fmt: skip
_DRAWN_ATTRIBUTES = frozenset({
    "viewBox", "preserveAspectRatio", "gradientUnits", "gradientTransform", "spreadMethod", "clipPathUnits",
    "maskUnits", "maskContentUnits", "patternUnits", "patternContentUnits", "patternTransform", "refX", "refY",
    "pathLength", "textLength", "lengthAdjust",
})  # fmt: skip
"""The attributes of drawings whose capitals HTML keeps (HTML 13.2.6.5)."""


class _Regexes(dict[Any, Any]):
    """Regular expressions by the characters they stop at, each compiled once."""

    def __missing__(self, key: tuple[Iterable[str], bool]) -> re.Pattern[str]:
        characters, opposite = key
        inside = "".join(f"\\x{ord(character):02x}" for character in characters)
        self[key] = re.compile(f"[{'' if opposite else '^'}{inside}]+")
        return cast("re.Pattern[str]", self[key])


def keep_regular_expressions() -> None:
    """tinyhtml5 means to keep its regular expressions, but files each under itself and finds none."""
    put(import_module("tinyhtml5.inputstream"), "characters_until_regex", _Regexes())


def read_as_xml() -> None:
    """HTML that is well-formed XML with the same tree goes past the engine's parser."""
    tinyhtml5 = import_module("tinyhtml5")
    whole = tinyhtml5.parse

    def parse(document: Any, **options: Any) -> Any:
        text = document.read() if hasattr(document, "read") else document
        if not isinstance(text, str) or options.get("namespace_html_elements", True):
            return whole(StringIO(text) if isinstance(text, str) else text, **options)
        root = _as_xml(text)
        return whole(StringIO(text), **options) if root is None else root

    put(tinyhtml5, "parse", parse)


def _as_xml(text: str) -> ElementTree.Element | None:
    """Gives the tree of an HTML text; None where it isn't XML, or might be another tree as HTML."""
    if not text.startswith(_DOCTYPE):
        return None
    text = text.removeprefix(_DOCTYPE)
    if any(different.search(text) for different in _DIFFERENT):
        return None
    if any(name not in _VOID and name not in _DRAWN for name in _CLOSED_AT_ONCE.findall(text)):
        return None
    try:
        root = ElementTree.XML(_CHARACTER.sub(_character, _EMPTY_TAG.sub(r"<\1/>", text)).strip())
    except (ElementTree.ParseError, _DoubtError):
        return None
    if root.tag != "html" or [child.tag for child in root] != ["head", "body"] or (root[0].tail or "").strip():
        return None
    if not (_is_head(root[0]) and _is_plain(root) and _is_plain(root[1]) and _is_body(root[1])):
        return None
    _put_space_where_html_has_it(root, text[len(text.rstrip()) :])
    return root


class _DoubtError(Exception):
    """A character that HTML may read in another way."""


def _character(found: re.Match[str]) -> str:
    """Gives what a reference stands for, where that is text beyond doubt (HTML 13.2.5.80)."""
    character = unescape(found[0])
    if found[1].startswith("#"):
        digits = found[1][1:]
        hexadecimal = digits[:1] in "xX"
        if not (digits[1:] if hexadecimal else digits).isalnum():
            raise _DoubtError
        try:
            number = int(digits[1:], 16) if hexadecimal else int(digits)
        except ValueError:
            raise _DoubtError from None
        if not 160 <= number < 0xD800 and not 32 <= number < 127:
            raise _DoubtError
    if any(
        inner in "<>&\"'" or (inner.isspace() and inner not in "\u00a0\u2002\u2003\u2009") for inner in character
    ):
        raise _DoubtError
    return character


def _is_plain(element: ElementTree.Element) -> bool:
    """Says whether an element's attributes have the same names in both readings."""
    return all(map(_ATTRIBUTE.fullmatch, element.attrib))


def _is_head(head: ElementTree.Element) -> bool:
    return not (head.text or "").strip() and all(
        child.tag in _HEAD and not len(child) and not (child.tail or "").strip() and _is_plain(child)
        for child in head
    )


def _is_body(element: ElementTree.Element, in_paragraph: bool = False, in_link: bool = False) -> bool:
    """Says whether all that an element holds would stand in the same places as HTML."""
    holder = element.tag
    allowed = _ONLY_HOLDS.get(holder)
    if allowed and (element.text or "").strip():
        return False
    for child in element:
        name = child.tag
        if allowed and (name not in allowed or (child.tail or "").strip()):
            return False
        if name == f"{_SVG}svg":
            if not _is_drawing(child):
                return False
            continue
        if name not in _BODY or not _is_plain(child) or holder not in _ONLY_IN.get(name, (holder,)):
            return False
        if (in_paragraph and name in _BLOCKS) or (in_link and name == "a"):
            return False
        if name in _HEADINGS and holder in _HEADINGS:
            return False
        if len(child) and not _is_body(child, in_paragraph or name == "p", in_link or name == "a"):
            return False
        if name in _ONLY_HOLDS and not len(child) and (child.text or "").strip():
            return False
    return True


def _is_drawing(drawing: ElementTree.Element) -> bool:
    """Says whether a drawing has no names but those that HTML keeps as they are."""
    for element in drawing.iter():
        name = element.tag
        if not name.startswith(_SVG) or name[len(_SVG) :] not in _DRAWN:
            return False
        if name.endswith(("}title", "}desc")) and len(element):
            return False
        if not all(_ATTRIBUTE.fullmatch(key) or key in _DRAWN_ATTRIBUTES for key in element.attrib):
            return False
    return True


def _put_space_where_html_has_it(root: ElementTree.Element, after: str) -> None:
    """Moves the space around the body: HTML drops it before the head, and has what follows within the body."""
    body = root[1]
    root.text = None
    rest = f"{body.tail or ''}{after}"
    body.tail = None
    if rest and len(body):
        body[-1].tail = f"{body[-1].tail or ''}{rest}"
    elif rest:
        body.text = f"{body.text or ''}{rest}"
