"""Shortcuts through the engine change no byte: pages at random are the same with and without them."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

PAGES = Path(__file__).with_name("random_pages.py")
QUICK = (*range(24), 1006, 1010, 1093, 1133, 1227, 2045)
"""The last of these once differed: a no-break space beside a space, and a text with a space at both ends."""
SLOW = range(1000, 1000 + int(os.environ.get("GUIDEPRESS_RANDOM_PAGES", "200")))
"""A few minutes' worth; `make drill` asks for two thousand, which take half an hour."""


class Engine:
    """A long-lived process that typesets pages by their number."""

    def __init__(self, shortcuts: bool) -> None:
        environment = {**os.environ, "GUIDEPRESS_NO_SHORTCUTS": "" if shortcuts else "1", "PYTHONHASHSEED": "0"}
        self.process = subprocess.Popen(
            [sys.executable, str(PAGES)], env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def ask(self, number: int) -> None:
        assert self.process.stdin
        self.process.stdin.write(f"{number}\n")
        self.process.stdin.flush()

    def answer(self) -> str:
        assert self.process.stdout
        return self.process.stdout.readline()


@contextmanager
def two_engines() -> Iterator[Sequence[Engine]]:
    engines = [Engine(shortcuts=True), Engine(shortcuts=False)]
    try:
        yield engines
    finally:
        for engine in engines:
            engine.process.kill()
            engine.process.communicate()


def differing(numbers: Sequence[int]) -> list[int]:
    found = []
    with two_engines() as engines:
        for number in numbers:
            for engine in engines:
                engine.ask(number)
            answers = {engine.answer() for engine in engines}
            assert all(len(answer) == 65 for answer in answers), f"no answer for page {number}"
            if len(answers) > 1:
                found.append(number)
    return found


def test_pages_at_random_are_the_same_with_and_without_shortcuts():
    assert differing(QUICK) == []


@pytest.mark.slow
def test_many_pages_at_random_are_the_same_with_and_without_shortcuts():
    assert differing(SLOW) == []
