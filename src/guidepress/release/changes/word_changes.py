"""Which words of a passage changed, for pages that show them and for a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words that follow one another with one fate."""

    fate: Literal["kept", "taken", "put"]
    """Whether they stayed, were taken out or were put in."""
    text: str
    """The words with single spaces."""


def word_changes(before: str, after: str) -> tuple[Stretch, ...]:
    """Gives the words of both texts in reading order, each stretch with its fate."""
    return tuple(_stretches(before.split(), after.split()))


def _stretches(before: list[str], after: list[str]) -> Iterator[Stretch]:
    for kind, b_from, b_to, a_from, a_to in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            yield Stretch("kept", " ".join(before[b_from:b_to]))
            continue
        if b_to > b_from:
            yield Stretch("taken", " ".join(before[b_from:b_to]))
        if a_to > a_from:
            yield Stretch("put", " ".join(after[a_from:a_to]))
