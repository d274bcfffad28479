"""Parsing HTML: what is XML too is read by Python's own parser, in a thirtieth of the time.

Only where both readings give the same tree: no paragraph holds what would end it in HTML, no table lacks a body.
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

_EMPTY_TAG = re.compile(
    r"<((?:area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr)(?:\s[^<>]*?)?)\s*/?>"
)
"""The start of an element that has no end in HTML (HTML 13.1.2, void elements)."""
_NAMED_CHARACTER = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)\w+;")
_DOCTYPE = "<!DOCTYPE html>"
_ENDS_A_PARAGRAPH = frozenset({
    "address", "article", "aside", "blockquote", "center", "dd", "details", "dialog", "dir", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup",
    "hr", "li", "main", "menu", "nav", "ol", "p", "pre", "search", "section", "summary", "table", "ul",
})  # fmt: skip
"""What ends a paragraph when it starts (HTML 13.2.6.4.7)."""
_IN_A_TABLE = frozenset({"caption", "colgroup", "thead", "tbody", "tfoot"})


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
    """HTML that is well-formed XML goes past the engine's parser."""
    tinyhtml5 = import_module("tinyhtml5")
    whole = tinyhtml5.parse

    def parse(document: Any, **options: Any) -> Any:
        text = document.read() if hasattr(document, "read") else document
        if not isinstance(text, str):
            return whole(text, **options)
        root = _as_xml(text)
        return whole(StringIO(text), **options) if root is None else root

    put(tinyhtml5, "parse", parse)


def _as_xml(text: str) -> ElementTree.Element | None:
    """Gives the tree of an HTML text; None where it isn't XML, or would be another tree as HTML."""
    if not text.startswith(_DOCTYPE):
        return None
    closed = _EMPTY_TAG.sub(r"<\1/>", text.removeprefix(_DOCTYPE))
    try:
        root = ElementTree.XML(_NAMED_CHARACTER.sub(lambda found: unescape(found[0]), closed).strip())
    except ElementTree.ParseError:
        return None
    if root.tag != "html" or [child.tag for child in root] != ["head", "body"]:
        return None
    for paragraph in root.iter("p"):
        if any(inner.tag in _ENDS_A_PARAGRAPH for inner in paragraph.iter() if inner is not paragraph):
            return None
    for table in root.iter("table"):
        if any(child.tag not in _IN_A_TABLE for child in table):
            return None
    return root
