"""What check says of links that lead somewhere, but not where a reader would think.

Takes a `Passage`, gives warnings, each at its line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from guidepress.checks.sources.passage import Passage, Rule
from guidepress.core.problems import Problem, Severity
from guidepress.notation.marks import Mark, MarkKind
from guidepress.notation.records import GUIDE_FILE, meant_address

_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")


def the_same_words_lead_to_one_place(passage: Passage) -> Iterator[Problem]:
    """M044, a warning: who hears a list of links hears words only (WCAG 2.2, 2.4.4)."""
    seen: dict[str, Mark] = {}
    for mark in passage.of_kind(MarkKind.LINK):
        words = " ".join(mark.text.split()).lower()
        if not words or f"[{words}]:" in passage.source.lines[mark.place.line - 1].lower():
            continue  # what defines an address by a label is no link itself
        first = seen.setdefault(words, mark)
        if meant_address(first.name) != meant_address(mark.name):
            hint = "say in each link's words where it leads"
            message = f"the words of this link lead elsewhere on line {first.place.line}"
            yield Problem("M044", message, mark.place, hint, Severity.WARNING)


def parts_of_other_guides_are_not_kept(passage: Passage) -> Iterator[Problem]:
    """M045, a warning: another guide is a file of its own, which a link opens at its beginning."""
    for mark in passage.of_kind(MarkKind.LINK):
        if GUIDE_FILE.fullmatch(mark.name) and "#" in mark.name:
            file, _, part = mark.name.partition("#")
            hint = f"write {file}, and name the part in words"
            message = f"this link leads to the guide, and not to '#{part}' in it"
            yield Problem("M045", message, mark.place, hint, Severity.WARNING)


def links_are_called_by_words(passage: Passage) -> Iterator[Problem]:
    """M046, a warning: an address is spelt out to who listens, and says little of where it leads."""
    for mark in passage.of_kind(MarkKind.LINK):
        if mark.text.strip() and not _ADDRESS.sub("", mark.text).strip():
            hint = f"write [words that say where it leads]({mark.name})"
            yield Problem("M046", "this link is called by its address", mark.place, hint, Severity.WARNING)


LINK_RULES: tuple[Rule, ...] = (
    the_same_words_lead_to_one_place,
    parts_of_other_guides_are_not_kept,
    links_are_called_by_words,
)
"""Rules on links in guides and shared passages alike."""
