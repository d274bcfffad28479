"""Ids of a finished guide: which ones are taken, which stand twice, and which links lead to none.

Takes composed HTML and the texts that it was made from; gives ids and the problems with them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from html import unescape

from guidepress.core.model import Guide
from guidepress.core.problems import Place, Problem
from guidepress.notation.marks import MarkKind, marks_of
from guidepress.sources.nearest import did_you_mean
from guidepress.sources.text import SourceText

_TAG_OR_NO_TEXT = re.compile(
    r"<!--.*?-->|<(script|style)\b.*?</\1|<[a-z][^\s/>]*((?:[^>\"']|\"[^\"]*\"|'[^']*')*)>",
    re.DOTALL | re.IGNORECASE,
)
_ATTRIBUTE = re.compile(r"([^\s\"'>/=]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+)))?")
_SEEMS_INNER_LINK = re.compile(r"[(:]\s*<?#")
"""What every link to a heading has in it, as `[words](#heading)` and `[words]: #heading` do."""


def ids_in(html: str) -> tuple[str, ...]:
    """Gives the ids of all elements, in their order. A parser that reads all the rest takes ten times as long."""
    return tuple(
        unescape(quoted or single or bare)
        for tag in _TAG_OR_NO_TEXT.finditer(html)
        if "id" in (tag[2] or "").lower()
        for name, quoted, single, bare in _ATTRIBUTE.findall(tag[2])
        if name.lower() == "id" and (quoted or single or bare)
    )


def ids_stand_once(guide: Guide, ids: Iterable[str]) -> Iterator[Problem]:
    """M025: no id stands twice, because a link to it could lead to either (HTML, 3.2.6)."""
    for name, count in Counter(ids).items():
        if count > 1:
            hint = "give one of them another id; templates and headings have ids too"
            yield Problem("M025", f"the id '{name}' stands {count} times in this guide", _place(guide, name), hint)


def _place(guide: Guide, name: str) -> Place:
    """Gives the line on which a guide's text sets an id by hand; the file where it sets none."""
    own = re.search(rf"(?:\{{:[^}}\n]*#|\bid\s*=\s*[\"']?){re.escape(name)}(?![\w-])", guide.markdown)
    if own is None:
        return Place(guide.path)
    line = guide.markdown.count("\n", 0, own.start())
    excerpt = guide.markdown.split("\n")[line]
    column = own.start() - guide.markdown.rfind("\n", 0, own.start())
    return Place(guide.path, guide.first_line + line, column, len(own[0]), excerpt)


def links_have_targets(
    source: SourceText, first_line: int, ids: Iterable[str], headings: Iterable[str]
) -> Iterator[Problem]:
    """M005: a link within a guide names an id that the finished guide has."""
    if not _SEEMS_INNER_LINK.search("\n".join(source.lines)):
        return
    known = set(ids)
    for mark in marks_of(source, first_line):
        if mark.kind is MarkKind.LINK and mark.name.startswith("#") and mark.name[1:] not in known:
            hint = did_you_mean(mark.name[1:], headings, "a heading's address is its words with hyphens")
            yield Problem("M005", f"no heading is called '{mark.name}'", mark.place, hint)
