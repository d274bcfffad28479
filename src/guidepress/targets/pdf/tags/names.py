"""What a link is called: where it leads, in words.

Takes a link's element, its target and the document; gives the text of its annotation's `/Contents` (ISO 14289-1,
7.18.5). Pure. Uses only words of the document itself, so that it speaks the document's language.
"""

from __future__ import annotations

from urllib.parse import unquote, urlsplit
from xml.etree.ElementTree import Element

from guidepress.targets.pdf.tags import roles

LONGEST = 80
"""The most letters taken from a target's text."""


def link_name(element: Element, target: str, target_element: Element | None) -> str:
    """Names a link.

    Its own label or text comes first. A link within the document whose text has no letters, such as a
    footnote's number, adds the beginning of what it leads to. An address is named only where nothing else is:
    listeners would hear it with every link.
    """
    own = element.get("aria-label") or element.get("title") or spoken(element)
    if target_element is not None:
        if any(letter.isalpha() for letter in own):
            return own
        return ": ".join(part for part in (own, shortened(spoken(target_element))) if part) or target
    if own:
        return own
    address = urlsplit(target)
    return address.hostname or unquote(address.path) or target


def spoken(element: Element) -> str:
    """An element's text as it is read out: with names of pictures, without what is hidden."""
    return " ".join("".join(_parts(element)).split())


def shortened(text: str) -> str:
    """The beginning of a text, cut between words."""
    if len(text) <= LONGEST:
        return text
    return text[:LONGEST].rsplit(" ", 1)[0].rstrip(" ,;:.–-") + "…"


def _parts(element: Element) -> list[str]:
    if roles.is_hidden(element):
        return []
    if roles.TYPES.get(element.tag) == "Figure":
        return [f" {roles.alternative(element)} "]
    parts = [element.text or ""]
    for child in element:
        if child.tag == "br":
            parts.append(" ")
        elif isinstance(child.tag, str):
            parts.extend(_parts(child))
        parts.append(child.tail or "")
    return parts
