"""The words that templates supply, from the language file of the series."""

from __future__ import annotations

import re
from collections.abc import Mapping
from string import Formatter

from guidepress.core.model import Series, Text
from guidepress.core.problems import Place, Problem

_DATE = re.compile(r"(\d{4})-(0[1-9]|1[0-2])-(\d{2})")
MONTHS = tuple(f"month_{number}" for number in range(1, 13))


class Words:
    """Says words in the series' language, and remembers those that the language file lacks."""

    def __init__(self, words: Mapping[str, Text], language: Text) -> None:
        self._words = words
        self._language = language
        self._missing: dict[str, Problem] = {}

    def say(self, key: str, **values: object) -> str:
        """Gives the words for a key, with the values put in place of their names in braces.

        `and` takes the name `before` which it stands: Welsh has another before a vowel, Spanish before i.
        """
        if key == "and" and "before" in values:
            return self._conjunction(str(values["before"]))
        word = self._words.get(key)
        if word is None:
            self._note(key, self._file(), f"the language file has no words for '{key}'", "")
            return ""
        if not values:
            return str(word)
        unknown = _unknown_name(word, values)
        if unknown is not None:
            hint = "write one of these names between the braces, or take them out"
            self._note(
                key, word.place, f"'{unknown}' can't stand in braces here; there is {', '.join(values)}", hint
            )
            return str(word)
        return word.format(**values)

    def date(self, iso: str) -> str:
        """Gives a date such as `2 November 2016` from `2016-11-02`; what is no date stays as it is.

        The language file's `date` puts its parts in order, and `day_1` is the first of a month where that has a
        form of its own.
        """
        parts = _DATE.fullmatch(iso)
        if parts is None:
            return iso
        year, month, day = parts.groups()
        missing = [key for key in MONTHS if key not in self._words]
        if missing:  # of all months at once, and not of each when its first day has come
            message = f"the language file has no words for {', '.join(missing)}"
            self._note("months", self._file(), message, "add the names of these months")
            if f"month_{int(month)}" in missing:
                return iso
        plain = str(int(day))
        parts_of_date = {
            "day": self._words.get(f"day_{plain}", plain),
            "month": self.say(f"month_{int(month)}"),
            "year": year,
        }
        return self.say("date", **parts_of_date) if "date" in self._words else " ".join(parts_of_date.values())

    def _conjunction(self, name: str) -> str:
        other, _, beginnings = self._words.get("and_before", Text("")).partition(": ")
        is_other = bool(other) and name.lower().startswith(tuple(beginnings.split()))
        return other if is_other else self.say("and")

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What was asked for and not there (S010)."""
        return tuple(self._missing.values())

    def _note(self, key: str, place: Place, message: str, hint: str) -> None:
        if self._words:  # a language file that is not there at all is one problem, and reported already
            self._missing.setdefault(key, Problem("S010", message, place, hint))

    def _file(self) -> Place:
        return Place(f"styles/languages/{self._language}.yaml")


def _unknown_name(word: str, values: Mapping[str, object]) -> str | None:
    """Gives what stands in braces and is no plain name of a value; None where there is nothing of the kind."""
    try:
        for _, name, form, conversion in Formatter().parse(word):
            if name is not None and (name not in values or form or conversion):
                return name
    except ValueError:
        return "a single brace"
    return None


def words_of(series: Series) -> Words:
    """Gives the words of a series."""
    return Words(series.words, series.language)
