"""The words that a text means to print, each with its line: what is left when its notation is taken out.

Takes a text, gives words in its order. It goes by the records of the notation and the lines of the reader, and not
by what Python-Markdown makes of them, so that `compose.account` can compare the two.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import unescape

from guidepress.notation.marks import DEFINITION, DESTINATION, FILE
from guidepress.notation.questions import FOLLOW_UP, split_depth
from guidepress.notation.reader import Node, Reading, read
from guidepress.notation.records import (
    ATTRIBUTES,
    BLOCKS,
    CITATION,
    CODE,
    COMMENT,
    FOOTNOTE,
    HEADING_ID,
    LONGEST_LINE,
    PLACEHOLDER,
    TAG,
    Argument,
)

WORD = re.compile(r"[^\W_]+")
VALUE = re.compile("\ue000[^\ue001\n]*\ue001")
"""A value of the series, which is put in later."""
_BETWEEN_PARAGRAPHS = re.compile(r"(\n[ \t>]*\n)")
_LINK_END = re.compile(r"(?<=\])" + DESTINATION.pattern)
_IMAGE_END = re.compile(r"(?<!\\)(?P<words>!\[(?:[^\[\]\\]|\\.|\[[^\[\]]*\])*+\])" + FILE.pattern)
_LABEL = re.compile(r"(?<=\])[ ]?\[([^\[\]\n]*)\]")
_NUMBERS = re.compile(r"^[\s>*+-]*(?:\d{1,9}[.)](?:[ \t]+[*+>-])*(?:[ \t]+|$))+")
_BOX = re.compile(r"^[\s>*+-]*(?:\d{1,9}[.)][ \t]+)?\[[xX]\](?=[ \t])")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a source."""

    text: str
    """The word as it is printed."""
    line: int
    """Its line, counted from 0 in the text."""


def words_meant(text: str, is_safe: Callable[[str], bool]) -> tuple[Word, ...]:
    """Gives every word that a text means to print; `is_safe` tells which HTML elements are notation."""
    reading = read(text)
    lines = text.split("\n")
    code, heads = list(_code_words(reading)), list(_printed_arguments(reading))
    for node in reading.walk():
        _take_out(node, lines)
    lines = ["" if len(line) > LONGEST_LINE else line for line in lines]  # a problem in itself (M034)
    plain: list[Word] = []
    at = 0
    for part in _BETWEEN_PARAGRAPHS.split("\n".join(lines)):
        plain += _words(_without_notation(part, reading, is_safe), at)
        plain += [
            word
            for span in CODE.finditer(part)
            for word in _words(span[0], at + part.count("\n", 0, span.start()))
        ]
        at += part.count("\n")
    return tuple(sorted([*plain, *code, *heads], key=lambda word: word.line))


def _words(text: str, first: int) -> Iterator[Word]:
    for at, line in enumerate(text.split("\n"), first):
        for word in WORD.findall(line):
            yield Word(word, at)


def _code_words(reading: Reading) -> Iterator[Word]:
    for node in reading.walk():
        if node.kind in {"fence", "code"}:
            yield from _words(node.text, node.line + (node.kind == "fence"))


def _printed_arguments(reading: Reading) -> Iterator[Word]:
    for node in reading.walk():
        if node.kind == "block" and BLOCKS[node.name].argument is Argument.PRINTED:
            argument = _without_notation(node.argument, reading, bool)
            yield from _words(argument, node.line)


def _take_out(node: Node, lines: list[str]) -> None:
    """Takes out whole lines that print nothing of their own, and what starts an item."""
    if node.kind in {"fence", "code"}:
        lines[node.line : node.end] = [""] * (node.end - node.line)
    elif node.kind == "block":
        last = node.line + 1 + len(node.options)
        lines[node.line : last] = [""] * (last - node.line)
        if node.name == "questions":
            _take_out_marks(node, lines)
    elif node.kind == "abbreviation":
        lines[node.line] = ""
    elif node.kind == "item":
        lines[node.line] = _BOX.sub("", lines[node.line])
    elif node.kind == "list" and node.name == "ol":
        for item in node.children:
            lines[item.line] = _NUMBERS.sub("", lines[item.line])
    elif node.kind == "heading":
        lines[node.line] = HEADING_ID.sub("", lines[node.line])


def _take_out_marks(questions: Node, lines: list[str]) -> None:
    """Takes out how deep questions go, which is printed in the words of the language, and `follow-up:`."""
    for items in questions.children:
        for item in items.children if items.kind == "list" else ():
            lines[item.line] = split_depth(_NUMBERS.sub("", lines[item.line]))[1]
    for at in range(questions.line, min(questions.end, len(lines))):
        lines[at] = FOLLOW_UP.sub("", lines[at])


def _without_notation(text: str, reading: Reading, is_safe: Callable[[str], bool]) -> str:
    def blank(match: re.Match[str]) -> str:
        return re.sub(r"[^\n]", " ", match[0])

    def label(match: re.Match[str]) -> str:
        return blank(match) if " ".join(match[1].split()).lower() in reading.addresses else match[0]

    text = CODE.sub(blank, text)
    text = PLACEHOLDER.sub(blank, COMMENT.sub(blank, VALUE.sub(blank, text)))
    text = _IMAGE_END.sub(
        lambda match: match["words"] + re.sub(r"[^\n]", " ", match[0][len(match["words"]) :]), text
    )
    text = _LINK_END.sub(blank, text)
    text = DEFINITION.sub(blank, _LABEL.sub(label, text))
    text = CITATION.sub(blank, FOOTNOTE.sub(blank, text))
    text = ATTRIBUTES.sub(lambda match: blank(match) if match[0].startswith("{:") else match[0], text)
    text = TAG.sub(lambda tag: blank(tag) if is_safe(tag["name"].lower()) else tag[0], text)
    return "\n".join(unescape(line) for line in text.split("\n"))
