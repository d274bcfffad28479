"""Rules on plans and on the options of blocks: indented lines of `key: value` right below a first line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from guidepress.checks.sources.passage import Passage
from guidepress.core.problems import Place, Problem
from guidepress.notation.marks import Mark, MarkKind
from guidepress.notation.records import BLOCKS, MOMENTS
from guidepress.sources.nearest import did_you_mean

_OPTION = re.compile(r"(?:[ ]{4}|\t)[ \t]*(?P<key>[^\s:#][^:]*?)[ \t]*:[ \t]+(?P<value>\S.*?)[ \t]*")
_INDENTED = re.compile(r"(?:[ ]{4}|\t)[ \t]*\S")
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_MOST_MINUTES = 999


@dataclass(frozen=True, slots=True)
class _Option:
    key: str
    value: str
    place: Place
    """Where its value stands."""


def options_are_known(passage: Passage) -> Iterator[Problem]:
    """M027: below a block's first line stand only options that it has, with values that they take."""
    for mark in passage.of_kind(MarkKind.BLOCK_START):
        known = _known(mark.name)
        for option in _options_of(passage, mark):
            if option.key not in known:
                otherwise = (
                    f"a {mark.name} takes {' and '.join(known)}" if known else "leave an empty line above text"
                )
                hint = did_you_mean(option.key, known, otherwise)
                what = f"the block '{mark.name}' has no option '{option.key}'"
                yield Problem("M027", what, option.place, hint)
            elif option.key == "id" and not _ID.fullmatch(option.value):
                hint = "write small letters, figures and hyphens, such as sixty-minutes"
                yield Problem("M027", f"'{option.value}' can't be an id", option.place, hint)
            elif option.key == "minutes" and not _minutes(option.value):
                hint = f"write a whole number from 1 to {_MOST_MINUTES}, such as 60"
                yield Problem("M027", f"'{option.value}' is no number of minutes", option.place, hint)
            elif option.key == "when" and option.value not in MOMENTS:
                hint = did_you_mean(option.value, MOMENTS, f"the moments are {', '.join(MOMENTS)}")
                yield Problem("M027", f"'{option.value}' is no moment of a session", option.place, hint)


def plan_ids_stand_once(passage: Passage) -> Iterator[Problem]:
    """M029: two plans of a guide have two ids, because sessions name them."""
    seen: dict[str, _Option] = {}
    for mark in passage.of_kind(MarkKind.BLOCK_START):
        for option in _options_of(passage, mark) if mark.name == "plan" else ():
            first = seen.setdefault(option.value, option) if option.key == "id" else option
            if first is not option:
                hint = f"the first one is on line {first.place.line}; give one of them another id"
                yield Problem("M029", f"the plan '{option.value}' stands twice", option.place, hint)


def plans_add_up(passage: Passage) -> Iterator[Problem]:
    """M026: the rows of a plan that says how many minutes it takes add up to them."""
    tables = [mark.line for mark in passage.of_kind(MarkKind.TABLE)]
    for plan in passage.of_kind(MarkKind.BLOCK_START):
        stated = next((option for option in _options_of(passage, plan) if option.key == "minutes"), None)
        end = _end_of(passage, plan)
        table = next((line for line in tables if plan.line < line < end), None)
        if plan.name == "plan" and stated and _minutes(stated.value) and table:
            yield from _sum_is_right(passage, stated, table, end)


def _sum_is_right(passage: Passage, stated: _Option, table: int, end: int) -> Iterator[Problem]:
    total, unread = 0, False
    for number, line in enumerate(passage.source.lines[table + 1 : end - 1], table + 2):
        if not line.strip():
            break
        cell = line.strip().strip("|").split("|")[0].strip()
        total += _minutes(cell)
        if not _minutes(cell):
            unread = True
            place = passage.source.place(number, line.find(cell) + 1 if cell else 1, max(1, len(cell)))
            hint = "write how long the row takes as a number alone, such as 5"
            yield Problem("M026", f"'{cell}' is no number of minutes", place, hint)
    if not unread and total != _minutes(stated.value):
        hint = f"change a row, or write minutes: {total}"
        yield Problem("M026", f"the rows of this plan add up to {total} minutes", stated.place, hint)


def _options_of(passage: Passage, block: Mark) -> Iterator[_Option]:
    for number, line in enumerate(passage.source.lines[block.line :], block.line + 1):
        if not _INDENTED.match(line):
            return
        found = _OPTION.fullmatch(line)
        key, value = (found["key"], found["value"].strip("'\"")) if found else (line.strip(), "")
        at = found.start("value") if found and found["key"] in _known(block.name) else _start_of(line)
        shown = found["value"] if found and at == found.start("value") else key
        yield _Option(key, value, passage.source.place(number, at + 1, len(shown)))


def _known(block: str) -> tuple[str, ...]:
    return BLOCKS[block].options if block in BLOCKS else ()


def _start_of(line: str) -> int:
    return len(line) - len(line.lstrip())


def _end_of(passage: Passage, block: Mark) -> int:
    ends = (mark.line for mark in passage.of_kind(MarkKind.BLOCK_END) if mark.level == block.level)
    return next((line for line in ends if line > block.line), block.line)


def _minutes(text: str) -> int:
    """Gives a number of minutes; 0 for what is none."""
    is_number = text.isascii() and text.isdigit() and len(text) <= len(str(_MOST_MINUTES))
    return int(text) if is_number else 0
