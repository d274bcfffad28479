"""Rules on the marks of questions: how deep they go, and their follow-ups."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches
from itertools import pairwise

from guidepress.checks.sources.passage import Passage
from guidepress.core.problems import Place, Problem
from guidepress.notation.marks import MarkKind
from guidepress.notation.questions import DEPTHS, follow_ups, split_follow_up, word_in_brackets
from guidepress.sources.nearest import did_you_mean

_ITEM = re.compile(r" {0,3}\d+[.)][ \t]+")


def question_marks_are_read(passage: Passage) -> Iterator[Problem]:
    """M028: a question has a depth that there is, and at most one follow-up: right below it, with words in it."""
    for first, text in _items(passage):
        word = word_in_brackets(text)
        if word and word.lower() not in DEPTHS and get_close_matches(word.lower(), DEPTHS, 1, 0.6):
            line = passage.source.lines[first - 1]
            place = passage.source.place(first, line.find(word) + 1, len(word))
            hint = did_you_mean(word, DEPTHS, f"a question is {', '.join(DEPTHS)}")
            yield Problem("M028", f"a question can't be '{word}'", place, hint)
        lines = [number for number, line in enumerate(text.split("\n"), first) if follow_ups(line)]
        if len(lines) > 1:
            hint = "keep the better one, or make a question of it"
            yield Problem("M028", "this question has a second follow-up", _whole(passage, lines[1]), hint)
        elif lines and not split_follow_up(text)[1]:
            hint = "write it behind the colon, or take the line out"
            yield Problem("M028", "this follow-up has no words", _whole(passage, lines[0]), hint)
        elif lines and _stands_apart(passage, lines[0]):
            hint = "write it right below the question, without an empty line between them"
            yield Problem("M028", "this follow-up stands apart from its question", _whole(passage, lines[0]), hint)


def _stands_apart(passage: Passage, number: int) -> bool:
    """Tells whether an empty line parts a follow-up from its question, and no indent joins the two again."""
    line = passage.source.lines[number - 1].expandtabs(4)
    return not passage.source.lines[number - 2].strip() and not line.startswith("    ")


def _whole(passage: Passage, number: int) -> Place:
    line = passage.source.lines[number - 1]
    start = len(line) - len(line.lstrip())
    return passage.source.place(number, start + 1, len(line.strip()))


def _items(passage: Passage) -> Iterator[tuple[int, str]]:
    """Gives the items of all lists of questions: their first line's number, and their text without the number."""
    for start in passage.of_kind(MarkKind.BLOCK_START):
        if start.name != "questions":
            continue
        ends = (mark.line for mark in passage.of_kind(MarkKind.BLOCK_END) if mark.level == start.level)
        end = next((line for line in ends if line > start.line), start.line)
        lines = list(enumerate(passage.source.lines[start.line : end - 1], start.line + 1))
        firsts = [at for at, (_, line) in enumerate(lines) if _ITEM.match(line)]
        for at, after in pairwise([*firsts, len(lines)]):
            number, line = lines[at]
            words = [_ITEM.sub("", line, count=1), *(line for _, line in lines[at + 1 : after])]
            yield number, "\n".join(words).rstrip()
