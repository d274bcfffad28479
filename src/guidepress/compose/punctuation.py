"""Straight quotation marks to curled ones, in the marks of a language; in plain strings and next to markup.

Takes texts and the `Quotes` of a language file, gives texts. `compose.quotation_marks` does so in Markdown's tree.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

_OPENS_BEHIND = frozenset("([{–—-/¿¡")
"""Characters behind which a quotation starts, as it does behind a space."""
_CLOSERS = frozenset(".,;:!?)]}…")
_ELISION = re.compile(
    r"'(?:\d\ds\b|(?:s|tis|twas|twere|twill|twould|em|til|cause|bout|n)\b(?!')|n')", re.IGNORECASE
)
"""What starts with an apostrophe: '90s, 'tis, 'em, rock 'n' roll."""
_MARK = re.compile("[\"']")
_RANGE = re.compile(r"(?<=\d)-(?=\d)")
NO_BREAK_SPACE = "\u00a0"


@dataclass(frozen=True, slots=True)
class Quotes:
    """The quotation marks of a language."""

    marks: str = "“”‘’"
    """Four characters: what opens and closes a quotation, and one within a quotation."""
    space_before: str = ""
    """Characters that stand behind a no-break space, such as `»` and `?` in French; empty for none."""

    def curl(self, text: str) -> str:
        """Gives the text with quotation marks and apostrophes curled and three dots made one character."""
        return self.spaced(Curling(self).curl(text, "").replace("...", "…"))

    def spaced(self, text: str, before: str = "", after: str = "") -> str:
        """Gives the text with no-break spaces where this language has spaces within its marks and before others.

        `before` and `after` are the characters around it. No space is put in where none is typed.
        """
        if not self.space_before:
            return text
        whole = before + text + after
        marks = re.escape(self.space_before)
        whole = re.sub(rf"(?<=\S) (?=[{marks}]+(?:[\s).,”]|$))", NO_BREAK_SPACE, whole)
        for opening, closing in self._pairs():
            if closing in self.space_before:
                whole = whole.replace(f"{opening} ", opening + NO_BREAK_SPACE)
        return whole[len(before) : len(whole) - len(after)]

    def opening(self, inner: bool = False) -> str:
        """Gives what opens a quotation, with the space behind it."""
        opening, closing = self._pairs()[inner]
        return opening + (NO_BREAK_SPACE if closing in self.space_before else "")

    def closing(self, inner: bool = False) -> str:
        """Gives what closes a quotation, with the space before it."""
        closing = self._pairs()[inner][1]
        return (NO_BREAK_SPACE if closing in self.space_before else "") + closing

    @property
    def colon(self) -> str:
        """What stands between a label and its words."""
        return (NO_BREAK_SPACE if ":" in self.space_before else "") + ": "

    def title(self, text: str) -> str:
        """Gives the title of a shorter work in quotation marks, and those of its own as quotations within.

        Languages that quote as English does have single marks around a title (the Harvard form); others have
        those of any quotation.
        """
        single = self.marks.startswith("“")
        own = replace(self, marks=(self.marks[:2] if single else self.marks[2:]) * 2)
        curled = own.curl(_straightened(text, self.marks))
        return self.opening(single) + curled + self.closing(single)

    def _pairs(self) -> tuple[tuple[str, str], tuple[str, str]]:
        return (self.marks[0], self.marks[1]), (self.marks[2], self.marks[3])


class Curling:
    """Curls the marks of one run of text, which may come in pieces; remembers what is open."""

    def __init__(self, quotes: Quotes) -> None:
        self._quotes = quotes
        self._before = " "
        self._open: list[bool] = []

    def curl(self, piece: str, after: str) -> str:
        """Gives the next piece curled; `after` is the character behind it, empty at the end."""
        found: list[str] = []
        done = 0
        for mark in _MARK.finditer(piece):
            at = mark.start()
            before = piece[at - 1] if at > done else self._before
            behind = piece[at + 1 : at + 2] or after or " "
            found += [piece[done:at], self._curled(mark[0] == "'", before, behind, piece, at)]
            done = at + 1
        self._before = piece[-1] if len(piece) > done else self._before
        return "".join([*found, piece[done:]])

    def pass_over(self, words: str) -> None:
        """Takes note of what stands between two pieces and is not to be curled, such as code."""
        self._before = words[-1:] or self._before

    def _curled(self, inner: bool, before: str, behind: str, piece: str, at: int) -> str:
        opens = before.isspace() or before in _OPENS_BEHIND or before in self._quotes.marks[::2]
        if inner and (_ELISION.match(piece, at) if opens else before.isalnum() and behind.isalnum()):
            return self._apostrophe()
        if opens and not behind.isspace() and not (behind in _CLOSERS and inner in self._open):
            self._open.append(inner)
            self._before = "("
            return self._quotes.opening(inner)
        if inner and inner not in self._open:
            return self._apostrophe()
        if inner in self._open:
            while self._open.pop() != inner:
                pass
        self._before = "x"
        return self._quotes.closing(inner)

    def _apostrophe(self) -> str:
        self._before = "x"
        return "’"


ENGLISH = Quotes()
"""What a language file without `quotation_marks` means."""


def quotes_of(words: Mapping[str, str]) -> Quotes:
    """Gives the quotation marks of a language file; those of English where it doesn't name four characters."""
    marks = str(words.get("quotation_marks", ""))
    return Quotes(marks if len(marks) == len(ENGLISH.marks) else ENGLISH.marks, str(words.get("space_before", "")))


def curl(text: str) -> str:
    """Gives the text with the marks of English."""
    return ENGLISH.curl(text)


def _straightened(text: str, marks: str) -> str:
    """Gives a title whose curled quotation marks are straight again; an apostrophe is one all the same."""
    text = re.sub(f"[{re.escape(marks[:2])}]", '"', text)
    opening, closing = map(re.escape, marks[2:])
    words = f"[^{opening}{closing}]*"
    return re.sub(rf"{opening}({words}(?:(?<=\w){closing}(?=\w){words})*){closing}", r"'\1'", text)


def en_ranges(text: str) -> str:
    """Gives the text with hyphens between digits made en dashes, as in `726–727`."""
    return _RANGE.sub("–", text)


def short_address(url: str) -> str:
    """Gives an address as people read it out: without scheme, `www.` and a closing slash."""
    return re.sub(r"^https?://(?:www\.)?", "", url).rstrip("/")
