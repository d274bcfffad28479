"""Parsing HTML: regular expressions are compiled once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from importlib import import_module
from typing import Any, cast


class _Regexes(dict[Any, Any]):
    """Regular expressions by the characters they stop at, each compiled once."""

    def __missing__(self, key: tuple[Iterable[str], bool]) -> re.Pattern[str]:
        characters, opposite = key
        inside = "".join(f"\\x{ord(character):02x}" for character in characters)
        self[key] = re.compile(f"[{'' if opposite else '^'}{inside}]+")
        return cast("re.Pattern[str]", self[key])


def keep_regular_expressions() -> None:
    """tinyhtml5 means to keep its regular expressions, but files each under itself and finds none."""
    import_module("tinyhtml5.inputstream").characters_until_regex = _Regexes()  # type: ignore[attr-defined]
