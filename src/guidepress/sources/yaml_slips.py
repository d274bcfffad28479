"""Values that YAML does not read as they were typed, and the slips that make YAML invalid.

Takes how a value is written and the text around it; gives what was typed, and a problem that says how to write
it. YAML drops words without an error behind a number sign, `&` and `!`, joins lines that were meant as new ones,
and takes a backslash in double quotation marks for an escape. Nothing is guessed: the value typed and the problem
stand side by side.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from guidepress.core.problems import Place, Problem
from guidepress.sources.characters import unfit_characters
from guidepress.sources.text import SourceText

_QUOTE_IT = "put quotation marks around the whole value"
_COMMENT = re.compile(r"(?P<space>[ \t]*)#(?P<words>[^\n]*)")
_ALIAS = re.compile(r"(?<!\S)\*([^\s,\[\]{}]+)")
_LIKE_A_KEY = re.compile(r"[ \t]*(?:-[ \t]+)?[A-Za-z][\w.-]*:(?!//)")
_LIKE_AN_ITEM = re.compile(r"[ \t]*-[ \t]")
_ESCAPE = re.compile(r"\\(?P<sign>[^\n]?)")
_HARMLESS_ESCAPES = '"\\/ _xuU'


@dataclass(frozen=True, slots=True)
class Written:
    """How a value stands in a text; lines and columns count from 0."""

    value: str
    """What YAML makes of it."""
    style: str
    """`plain`, `single` or `double` quotation marks, or a `block` behind a bar or an angle bracket."""
    line: int
    """Its first line."""
    column: int
    """The column of its first character, or of an anchor or tag before it."""
    start: int
    """Where that is in the text, in characters."""
    last_line: int
    """The line on which it ends."""
    end: int
    """Where the first character behind it is."""


@dataclass(frozen=True, slots=True)
class Typed:
    """A value as it was typed, where YAML gives another."""

    words: str
    """The value that was typed."""
    problem: Problem
    """What YAML makes of it, and how to write it."""


@dataclass(frozen=True, slots=True)
class Slip:
    """What makes a text invalid, where it was typed; line and column count from 0."""

    line: int
    """The line."""
    column: int
    """The column."""
    length: int
    """How many characters it covers."""
    message: str
    """What is wrong."""
    hint: str
    """What to write."""


class Slips:
    """Looks for values that are not read as they were typed, in one text."""

    def __init__(self, source: SourceText, text: str, line_offset: int) -> None:
        self._source = source
        self._text = text
        self._lines = text.split("\n")
        self._offset = line_offset
        self._aliases = set(_ALIAS.findall(text)) if "*" in text else set()

    def typed(self, written: Written, place: Place) -> Typed | None:
        """Gives what was typed and why YAML reads it otherwise; None where it reads it as it stands.

        Y010 words behind #, Y011 quotation marks that close in a later line, Y012 words behind & or !, Y013 an
        escape within double quotation marks, Y014 a line that was meant as one of its own.
        """
        tag = self._anchor_or_tag(written, place)
        if tag is not None:
            return tag
        if written.style == "plain":
            return self._comment(written) or self._joined_line(written)
        if written.style in {"single", "double"}:
            return self._late_quote(written, place) or self._escape(written)
        return None

    def _place(self, line: int, column: int, length: int = 1) -> Place:
        return self._source.place(line + 1 + self._offset, column + 1, length)

    def _anchor_or_tag(self, written: Written, place: Place) -> Typed | None:
        first = self._text[written.start : written.start + 1]
        if first not in {"&", "!"}:
            return None
        line = self._lines[written.line][written.column :]
        word = line.split()[0]
        if first == "&" and word[1:] in self._aliases:
            return None
        what = "the name of an alias" if first == "&" else "a type"
        message = f"YAML takes '{_cut(word)}' for {what} and would leave it out"
        at = Place(place.path, place.line, place.column, len(word), place.excerpt)
        return Typed(line.strip(), Problem("Y012", message, at, _QUOTE_IT))

    def _comment(self, written: Written) -> Typed | None:
        found = _COMMENT.match(self._text, written.end)
        if found is None:
            return None
        is_one = len(found["space"].expandtabs(2)) > 1 and found["words"].startswith((" ", "\t"))
        if is_one and not re.search(r"\s", written.value) and written.value:
            return None
        column = found.start("words") - 1 - (self._text.rfind("\n", 0, found.start("words")) + 1)
        words = f"#{found['words']}".rstrip()
        message = f"YAML takes '{_cut(words)}' for a comment and would leave it out"
        hint = f"{_QUOTE_IT}, or put the comment on a line of its own"
        value = f"{written.value}{found['space'] if written.value else ''}{words}"
        return Typed(value, Problem("Y010", message, self._place(written.last_line, column, len(words)), hint))

    def _joined_line(self, written: Written) -> Typed | None:
        for at in range(written.line + 1, written.last_line + 1):
            line = self._lines[at] if at < len(self._lines) else ""
            if _LIKE_AN_ITEM.match(line) or re.match(r"[ \t]*[a-z][\w-]*:\S(?<!/)", line):
                start = len(line) - len(line.lstrip())
                message = "YAML takes this line for more words of the value above it"
                hint = "indent it as its neighbours are, with a space behind the colon or the hyphen"
                place = self._place(at, start, len(line.strip()))
                return Typed(written.value, Problem("Y014", message, place, hint))
        return None

    def _late_quote(self, written: Written, place: Place) -> Typed | None:
        key = self._lines[written.line]
        indent = len(key) - len(key.lstrip(" "))
        for at in range(written.line + 1, written.last_line + 1):
            line = self._lines[at] if at < len(self._lines) else ""
            if line.strip() and len(line) - len(line.lstrip(" ")) <= indent and _LIKE_A_KEY.match(line):
                message = f"this quotation mark is closed only in line {written.last_line + 1 + self._offset}"
                opening = Place(place.path, place.line, place.column, 1, place.excerpt)
                return Typed(written.value, Problem("Y011", message, opening, _CLOSE))
        return None

    def _escape(self, written: Written) -> Typed | None:
        if written.style != "double":
            return None
        for found in _ESCAPE.finditer(self._text, written.start, written.end):
            if (found["sign"] and found["sign"] not in _HARMLESS_ESCAPES) or self._hides_a_control(found):
                line = self._text.count("\n", 0, found.start())
                column = found.start() - (self._text.rfind("\n", 0, found.start()) + 1)
                message = f"within double quotation marks '\\{found['sign']}' is no letter but a control character"
                hint = "write two backslashes for one, or use single quotation marks"
                return Typed(written.value, Problem("Y013", message, self._place(line, column, 2), hint))
        return None

    def _hides_a_control(self, escape: re.Match[str]) -> bool:
        """Tells whether an escape such as that of number 7 puts in what no text can hold."""
        length = {"x": 2, "u": 4, "U": 8}.get(escape["sign"], 0)
        digits = self._text[escape.end() : escape.end() + length]
        return bool(length) and any(unfit_characters(chr(int(digits, 16))))


_CLOSE = (
    "close it where the value ends; a value that starts with an apostrophe needs double quotation marks around it"
)


def cause_of(lines: Sequence[str], first: int, last: int) -> Slip | None:
    """Gives the slip that makes a text invalid, looked for from the line where the parser gave up backwards."""
    for at in range(min(last, len(lines) - 1), max(first, last - 40, 0) - 1, -1):
        for slip in _slips_in(lines[at], at):
            return slip
        if at < last and lines[at].strip() and lines[at][:1].strip() and last - at > 2 and first == 0:
            break  # a line at the margin that is sound: the slip stands behind it
    return None


_VALUE = re.compile(
    r"[ \t]*(?:-[ \t]+)*(?:(?P<key>[\w.-]+|\"[^\"]*\"|'[^']*')[ \t]*:(?:[ \t]+|$))?(?P<value>[^\n]*)"
)
_QUOTED = re.compile(r"'(?:[^']|'')*'|\"(?:[^\"\\]|\\.)*\"")


def _slips_in(line: str, at: int) -> Iterator[Slip]:
    indent = len(line) - len(line.lstrip(" "))
    if line[indent : indent + 1] == "\t":
        yield Slip(at, indent, 1, "a tab in an indent", "indent with spaces")
    parts = _VALUE.match(line)
    if parts is None or line.lstrip().startswith("#"):
        return
    value, start = parts["value"].rstrip(), parts.start("value")
    if value[:1] in {"'", '"'}:
        yield from _quoted_slip(value, start, at)
    elif re.match(r"[@`%*&!]|[|>].*[A-Za-z]", value):
        yield Slip(at, start, 1, f"a value can't start with '{value[0]}'", _QUOTE_IT)
    elif value[:1] in {"[", "{"}:
        yield from _bracket_slip(value, start, at)
    elif (hash_at := re.search(r"\s#", value)) is not None:
        column = start + hash_at.start() + 1
        yield Slip(at, column, len(line.rstrip()) - column, "the words behind # are a comment", _QUOTE_IT)
    elif parts["key"] and (colon := re.search(r":(?=\s|$)", value)) is not None:
        column = start + colon.start()
        message = "mapping values are not allowed in this context"
        yield Slip(at, column, 1, message, f"{_QUOTE_IT}, because it holds a colon and a space")
    elif not parts["key"] and (glued := re.match(r"([A-Za-z_][\w-]*):(?!//)\S", value)) is not None:
        yield Slip(at, start + glued.end(1), 1, f"no space behind '{glued[1]}:'", "put a space behind the colon")


def _quoted_slip(value: str, start: int, at: int) -> Iterator[Slip]:
    whole = _QUOTED.match(value)
    if whole is None:
        yield Slip(at, start, 1, "this quotation mark is never closed", _CLOSE)
        return
    rest = value[whole.end() :]
    if rest.strip() and not re.match(r"[ \t]+#|[ \t]*[:,\]}]", rest):
        length = len(whole[0])
        message = "the quotation marks are around the value's beginning only"
        yield Slip(at, start, length, message, f"{_QUOTE_IT} once more")


def _bracket_slip(value: str, start: int, at: int) -> Iterator[Slip]:
    plain = _QUOTED.sub(lambda match: " " * len(match[0]), value)
    if (comment := re.search(r"\s#", plain)) is not None:
        column = start + comment.start() + 1
        yield Slip(at, column, len(value) - comment.start() - 1, "the words behind # are a comment", _QUOTE_IT)
        return
    end = "]" if plain[0] == "[" else "}"
    closed = plain.rfind(end)
    is_whole = closed >= 0 and plain.count(plain[0]) == plain.count(end)
    if is_whole and re.match(r"[ \t]*[^\s,\]}#]", plain[closed + 1 :]):
        yield Slip(at, start, 1, f"a value can't start with '{value[0]}'", _QUOTE_IT)


def _cut(words: str) -> str:
    return words if len(words) <= 60 else words[:59] + "…"
