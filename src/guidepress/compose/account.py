"""An account of words: every word of a text stands in its HTML, and no notation does.

Takes a text and the HTML that was made of it, in which elements still name their lines; gives problems, each at
the line and column of the first word that is missing, or of notation that would be printed as it stands.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from difflib import SequenceMatcher
from html import unescape

from guidepress.compose.clean import SAFE_ELEMENTS
from guidepress.core.problems import Place, Problem
from guidepress.notation.account import VALUE, WORD, Word, words_meant
from guidepress.notation.foreign import LEFTOVERS, Leftover
from guidepress.notation.marks import masked_text
from guidepress.notation.records import LONGEST_LINE

Where = Callable[[int, int, int], Place]
"""Gives the place of a line counted from 0, a column counted from 0 and a length."""

_TAG = re.compile(r"<(?P<end>/?)(?P<name>[a-zA-Z][\w:-]*)(?P<attributes>(?:[^\">]|\"[^\"]*\")*)>")
_OWN = re.compile(r'class="(?:citation|footnote-ref|footnote-backref|blank|depth|note-kind|box)"|data-given=')
"""Elements whose words come from elsewhere than the text."""
_LINE = re.compile(r'data-line="(\d+)"')
_ALTERNATIVE = re.compile(r'\salt="([^"]*)"')
MOST_TOLD = 50
"""How many notations are told of in one text; where there are more, the text is of another kind altogether."""
_EMPTY = frozenset(("br", "col", "hr", "img"))


def account(text: str, html: str, where: Where) -> tuple[Problem, ...]:
    """Gives M030 for the first word that the HTML lacks, and M031 for each notation that it prints."""
    return (*_missing(text, html, where), *_printed(text, html, where))


def _missing(text: str, html: str, where: Where) -> Iterator[Problem]:
    meant = words_meant(text, SAFE_ELEMENTS.__contains__)
    there = [word for _, piece, _ in _pieces(html) for word in WORD.findall(piece)]
    lacking = Counter(word.text for word in meant) - Counter(there)
    if not lacking:
        return
    word = _first(meant, there, lacking)
    line = text.split("\n")[word.line]
    column = max(0, line.find(word.text))
    count = sum(lacking.values())
    more = f" and {count - 1} more word{'s' * (count > 2)}" if count > 1 else ""
    hint = "something before it takes it for notation; check brackets, angle brackets and the lines above"
    yield Problem(
        "M030", f"'{word.text}'{more} would not be printed", where(word.line, column, len(word.text)), hint
    )


def _first(meant: tuple[Word, ...], there: list[str], lacking: Counter[str]) -> Word:
    """Gives the first word that is lacking; where it stands elsewhere too, the texts side by side tell."""
    found = Counter(there)
    gone = [word for word in meant if word.text in lacking and not found[word.text]]
    if gone:
        return gone[0]
    lacks = [word for word in meant if word.text in lacking]
    if len(meant) > 20_000:
        return lacks[0]
    matcher = SequenceMatcher(None, [word.text for word in meant], there, autojunk=False)
    kept = {at for block in matcher.get_matching_blocks() for at in range(block.a, block.a + block.size)}
    return next((word for at, word in enumerate(meant) if at not in kept and word.text in lacking), lacks[0])


def _pieces(html: str) -> Iterator[tuple[int, str, bool]]:
    """Gives the texts of the HTML that come from the source, each with its line, and whether it is code."""
    done, line, own, code = 0, 0, 0, 0
    for tag in _TAG.finditer(html):
        if not own and tag.start() > done:
            yield line, VALUE.sub(" ", unescape(html[done : tag.start()])), bool(code)
        done = tag.end()
        named = _LINE.search(tag["attributes"])
        line = int(named[1]) if named else line
        if tag["name"] == "img":
            alternative = _ALTERNATIVE.search(tag["attributes"])
            yield line, VALUE.sub(" ", unescape(alternative[1])) if alternative else "", False
        if tag["name"] in _EMPTY:
            continue
        step = -1 if tag["end"] else 1
        if own:
            own += step
        elif not tag["end"] and _OWN.search(tag["attributes"]):
            own = 1
        code += step if tag["name"] == "code" else 0
    if not own:
        yield line, unescape(html[done:]), bool(code)


def _printed(text: str, html: str, where: Where) -> Iterator[Problem]:
    if not any(sign in html for sign in (":", "{", "[", "|", "$", "\\", "///", "!!!", "&lt;")):
        return
    seen: dict[int, list[int]] = {}
    told = 0
    lines: list[str] = []
    for first, piece, is_code in _pieces(html):
        if is_code or (len(piece) > LONGEST_LINE and max(map(len, piece.split("\n"))) > LONGEST_LINE):
            continue
        for leftover in LEFTOVERS:
            for _ in leftover.pattern.finditer(piece):
                lines = lines or masked_text(text).split("\n")
                found = _in_source(leftover, lines, first, seen)
                if found is None:
                    break
                at, start, end = found
                told += 1
                if told > MOST_TOLD:
                    return
                yield Problem(
                    "M031",
                    f"{leftover.what} would be printed as it stands",
                    where(at, start, end - start),
                    leftover.hint,
                )


def _in_source(
    leftover: Leftover, lines: list[str], first: int, seen: dict[int, list[int]]
) -> tuple[int, int, int] | None:
    """Gives where notation stands from a line on; None where an editor typed it with a backslash, and means it."""
    for at in range(first, len(lines)):
        for match in leftover.pattern.finditer(lines[at]):
            start, end = match.span()
            start += len(match[0]) - len(match[0].lstrip(" \t>"))
            escaped = (start and lines[at][start - 1] == "\\") or match[0].lstrip(" \t>").startswith("\\\\")
            if not escaped and not any(abs(column - start) < 3 for column in seen.get(at, ())):
                seen.setdefault(at, []).append(start)
                return at, start, end
        if at > first and not lines[at].strip():
            break
    return None
