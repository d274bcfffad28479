"""Characters that no font has, told before anything is typeset: one problem for a text and a character.

Takes a series with its texts; gives problems at the first place of each such character (M070).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path
from unicodedata import name as name_of

from guidepress.core.model import Series, Text
from guidepress.core.problems import Place, Problem
from guidepress.engine.font_files import FONT_ENDINGS, UNUSUAL, fallback_files, font_files, without_font
from guidepress.sources.text import SourceText

_HINT = "say it in other words, or install guidepress[fonts], which has emoji, symbols and more scripts"


def characters_have_fonts(series: Series, texts: Mapping[str, SourceText], styles: Path) -> Iterator[Problem]:
    """M070: every character of a guide, a passage or a catalogue has a shape in some font."""
    files = (*font_files(), *_own_fonts(styles), *fallback_files())
    for source in texts.values():
        yield from _of_text(source, files)
    told: set[tuple[str, str]] = set()
    for text in _texts_of(series):
        for sign in sorted(without_font(text, files)) if UNUSUAL.search(text) else ():
            if (text.place.path, sign) not in told and text.place.path not in texts:
                told.add((text.place.path, sign))
                yield _problem(sign, _place_within(text, sign))


def _own_fonts(styles: Path) -> tuple[Path, ...]:
    """Gives the font files that a project brings for its style sheets."""
    return tuple(path for path in sorted(styles.rglob("*")) if path.suffix.lower() in FONT_ENDINGS)


def _of_text(source: SourceText, files: Iterable[Path]) -> Iterator[Problem]:
    missing = without_font(source.text, files) if UNUSUAL.search(source.text) else ()
    for sign in sorted(missing):
        at = source.text.index(sign)
        line = source.text.count("\n", 0, at) + 1
        column = at - source.text.rfind("\n", 0, at)
        yield _problem(sign, source.place(line, column))


def _place_within(text: Text, sign: str) -> Place:
    """Gives the place of a character in a value of YAML, where its line shows it; else the value's own."""
    place = text.place
    at = place.excerpt.find(sign, max(0, place.column - 1))
    return Place(place.path, place.line, at + 1, 1, place.excerpt) if at >= 0 else place


def _problem(sign: str, place: Place) -> Problem:
    called = name_of(sign, "").lower()
    words = f" ({called})" if called else ""
    message = f"no font has the character '{sign}', U+{ord(sign):04X}{words}"
    return Problem("M070", message, place, _HINT)


def _texts_of(record: object) -> Iterator[Text]:
    """Gives the texts of a record and of all records in it."""
    if isinstance(record, Text):
        yield record
    elif isinstance(record, Mapping):
        for value in record.values():
            yield from _texts_of(value)
    elif isinstance(record, tuple):
        for value in record:
            yield from _texts_of(value)
    elif is_dataclass(record):
        for field in fields(record):
            yield from _texts_of(getattr(record, field.name))
