"""Characters that can't be seen, made harmless where text enters, or named where they can't be.

Takes a text as a file holds it, gives it as all other modules read it: letters composed (Unicode's form NFC), one
kind of line end, plain spaces where notation wants spaces, and nothing invisible that would change an address or a
heading. Every change keeps the number of lines; places count the characters of the text that is given.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from unicodedata import category, is_normalized, name, normalize

_LINE_ENDS = re.compile("[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
"""What some programs take for the end of a line and others do not: a space here, as it is in the middle of one."""
_INVISIBLE = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2060-\u2064\u206a-\u206f\u3164\ufe00-\ufe0f\ufeff"
    "\uffa0\u061c\ufff9-\ufffb\U000e0000-\U000e0fff]"
)
"""What has no shape of its own (Unicode, 5.21: default ignorable code points) and is no soft hyphen."""
_JOINERS = "\u200c\u200d"
_DIRECTIONS = "\u061c\u200e\u200f"
_WITHOUT_SPACES = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
"""Scripts that part words by the zero-width space: Thai, Lao, Burmese, Khmer."""
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_UNFIT = re.compile(
    "[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ue000-\uf8ff\ufdd0-\ufdef\ufffd-\uffff"
    "\U000f0000-\U0010ffff\ud800-\udfff]"
)
"""What can't be printed, or lets a text read otherwise than it is written."""
_SOFT_HYPHEN = "\N{SOFT HYPHEN}"
_HYPHEN = "\N{HYPHEN}"
"""Unicode's own hyphen, which word processors write and few fonts have; it breaks lines as the plain one does."""
_TARGET = re.compile(r"\]\([^()\n]*\)|\[-?@[^\[\]\n]*\]|https?://\S+|(?:story|guide):\S+")

_SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_ODD_SPACE = re.compile(f"[{_SPACES}]")
_RUN = re.compile(rf"[ \t{_SPACES}]+")
_MARKER = r"(?:[-*+]|\d{1,9}[.)]|:|#{1,6}|/{3,}|:{3,}|!{3}|\[\^?[^\]\n]{1,99}\]:|\*\[[^\]\n]{1,99}\]:)"
_MARKS_OF_MARKDOWN = re.compile(rf"[ \t>]*(?:{_MARKER}[ \t>]*)*/{{0,9}}[ \t]*[\w-]{{0,30}}(?<![\w])")
_MARKS_OF_YAML = re.compile(r"[ \t]*(?:-[ \t]+)*-?(?:[\w.-]{1,99}[ \t]*:?)?|.*[\[{,](?:[ \t]*[\w.-]{1,99}:)?")
_RULE = re.compile(rf"[-:|> \t{_SPACES}]+")
_LONGEST_MARKS = 200
"""Marks at a line's beginning are looked for among so many characters."""

_NAMES = {
    "\x00": "a null character",
    "\x08": "a backspace",
    "\x1b": "an escape character",
    "\x7f": "a delete character",
    "\u00ad": "a soft hyphen",
    "\u200b": "a zero-width space",
    "\u200c": "a zero-width non-joiner",
    "\u200d": "a zero-width joiner",
    "\u2060": "a word joiner",
    "\ufeff": "a byte-order mark",
    "\ufffd": "a replacement character",
}


def one_line_end(text: str) -> str:
    """Gives a text whose lines end with a line feed alone and that has no byte-order mark before it."""
    text = text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return _LINE_ENDS.sub(" ", text)


def unfit_characters(text: str) -> Iterator[re.Match[str]]:
    """Gives the characters that no text of a project can hold: controls, directions, private use, none at all."""
    return _UNFIT.finditer(text)


def composed(text: str) -> str:
    """Gives a text or a file's name with its letters composed (NFC)."""
    return text if is_normalized("NFC", text) else normalize("NFC", text)


def cleaned(text: str, *, yaml: bool = False) -> str:
    """Gives a text as Guidepress reads it, in as many lines; `yaml` tells which notation wants plain spaces."""
    text = one_line_end(text)
    if text.isascii() and not _UNFIT.search(text):
        return text
    if _INVISIBLE.search(text):
        text = "\n".join(map(_without_invisible, text.split("\n")))
    text = composed(text).replace(_HYPHEN, "-")
    text = _UNFIT.sub("\N{REPLACEMENT CHARACTER}", text)
    if _SOFT_HYPHEN in text:
        text = _TARGET.sub(lambda match: match[0].replace(_SOFT_HYPHEN, ""), text)
    if _ODD_SPACE.search(text):
        marks = _MARKS_OF_YAML if yaml else _MARKS_OF_MARKDOWN
        text = "\n".join(_plainly_spaced(line, marks) for line in text.split("\n"))
    return text


def _plainly_spaced(line: str, marks: re.Pattern[str]) -> str:
    """Gives a line with plain spaces where notation asks for some; those between words stay as they are."""
    if not _ODD_SPACE.search(line):
        return line
    if _RULE.fullmatch(line):
        return _ODD_SPACE.sub(" ", line)
    pieces: list[str] = []
    end = 0
    for run in _RUN.finditer(line):
        pieces.append(line[end : run.start()])
        end = run.end()
        before, after = "".join(pieces[-_LONGEST_MARKS:])[-_LONGEST_MARKS - 1 :], line[end : end + _LONGEST_MARKS]
        is_notation = (
            not after.strip("#")
            or after.startswith("|")
            or before.endswith("|")
            or (run.start() <= _LONGEST_MARKS and marks.fullmatch(before) is not None)
        )
        pieces.append(_ODD_SPACE.sub(" ", run[0]) if is_notation else run[0])
    return "".join([*pieces, line[end:]])


def _without_invisible(line: str) -> str:
    """Gives a line without invisible characters but those that the letters beside them need."""
    if not _INVISIBLE.search(line):
        return line
    is_mixed = bool(_RIGHT_TO_LEFT.search(line))

    def seen_or_gone(match: re.Match[str]) -> str:
        sign, at = match[0], match.start()
        before, after = line[at - 1 : at], line[at + 1 : at + 2]
        is_needed = (
            (sign in _JOINERS and before >= "\u0590" and after >= "\u0590")
            or (sign == "\u200b" and _WITHOUT_SPACES.match(before) and _WITHOUT_SPACES.match(after))
            or (sign in _DIRECTIONS and is_mixed)
        )
        return sign if is_needed else ""

    return _INVISIBLE.sub(seen_or_gone, line)


def called(character: str) -> str:
    """Gives words for a character that can't be seen, such as `a zero-width space, U+200B`."""
    number = f"U+{ord(character):04X}"
    if character in _NAMES:
        return f"{_NAMES[character]}, {number}"
    kind = category(character)
    if kind == "Co":
        return f"a private-use character, {number}"
    if kind == "Cc":
        return f"a control character, {number}"
    known = name(character, "").lower()
    article = "an" if known[:1] in "aeiou" else "a"
    return f"{article} {known}, {number}" if known else f"the character {number}"


def invisible_in(text: str) -> str:
    """Gives the first character of a text that can't be seen; empty where there is none."""
    found = next((sign for sign in text if category(sign) in {"Cc", "Cf", "Co", "Cn", "Zl", "Zp"}), "")
    return found or next((sign for sign in text if sign != " " and category(sign) == "Zs"), "")


def visible(text: str) -> str:
    """Gives a text for a terminal: controls, directions and line ends as escapes, a tab as it is."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(_escaped(sign) if _has_to_be_shown(sign) else sign for sign in text)


def _has_to_be_shown(sign: str) -> bool:
    return sign != "\t" and category(sign) in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def _escaped(sign: str) -> str:
    number = ord(sign)
    if 0xDC80 <= number <= 0xDCFF:  # a byte of a file's name that is no UTF-8
        number -= 0xDC00
    return f"\\x{number:02x}" if number < 0x100 else f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"
