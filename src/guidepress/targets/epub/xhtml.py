"""HTML in its plain serialised form to XHTML, and links between the files of an e-book.

Takes markup as templates and `compose.clean` write it; gives markup that an XML parser reads (HTML, 14).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape, unescape
from html.entities import html5

_TAG = re.compile(r"<(?P<end>/?)(?P<name>[a-zA-Z][\w:-]*)(?P<attributes>(?:[^\">]|\"[^\"]*\")*?)\s*(?P<alone>/?)>")
_ENTITY = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);|#\d+;|#x[0-9a-fA-F]+;)(\w+;)?")
_ATTRIBUTE = re.compile(r"\s([\w:-]+)(?:=(\"[^\"]*\"))?")
_INNER_LINK = re.compile(r'\bhref="#([^"]*)"')
_EMPTY = frozenset(("area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"))


def to_xhtml(html: str) -> str:
    """Gives the same markup as XHTML: empty elements closed, attributes with values, no named characters."""
    return _ENTITY.sub(_plain_entity, _TAG.sub(_closed, html))


def _closed(tag: re.Match[str]) -> str:
    if tag["end"]:
        return tag[0]
    attributes = _ATTRIBUTE.sub(lambda it: f" {it[1]}={it[2] or _quoted(it[1])}", tag["attributes"])
    alone = " /" if tag["alone"] or tag["name"].lower() in _EMPTY else ""
    return f"<{tag['name']}{attributes}{alone}>"


def _quoted(name: str) -> str:
    """Gives a name as the value of an attribute that is set without one (HTML, 2.3.2)."""
    return f'"{name}"'


def _plain_entity(entity: re.Match[str]) -> str:
    named = html5.get(entity[1] or "")
    return escape(named) if named else f"&amp;{entity[1] or ''}"


def with_links_between(xhtml: str, here: str, file_of: Mapping[str, str]) -> str:
    """Gives the markup with links to places in other files led there; `file_of` tells each id's file."""

    def led(link: re.Match[str]) -> str:
        there = file_of.get(unescape(link[1]), here)
        return f'href="{"" if there == here else there}#{link[1]}"'

    return _INNER_LINK.sub(led, xhtml)
