"""What check says of links that lead somewhere, but not where a reader would think.

Takes a `Passage`, gives warnings, each at its line.
"""

from __future__ import annotations

from collections.abc import Iterator

from guidepress.checks.sources.passage import Passage, Rule
from guidepress.core.problems import Problem, Severity
from guidepress.notation.marks import Mark, MarkKind
from guidepress.notation.records import GUIDE_FILE, meant_address


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


LINK_RULES: tuple[Rule, ...] = (the_same_words_lead_to_one_place, parts_of_other_guides_are_not_kept)
"""Rules on links in guides and shared passages alike."""
