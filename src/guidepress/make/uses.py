"""What an output uses: the digest of each value and file by its name, as they are now, and what has changed.

Names of values are those of `core.observed`, names of files those of `core.uses`. Sources and styles have the
digests that they had before anything was read, so that a change while a build runs is seen by the next one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property

from guidepress.core.model import Series
from guidepress.core.observed import KINDS, Values
from guidepress.core.theme import Theme
from guidepress.core.uses import FILE, LISTING, TEMPLATE_IDS
from guidepress.make.checked_json import digest, digest_of_file
from guidepress.targets.base import Bundle, Output
from guidepress.theme.template_ids import template_ids

MOST_NAMED = 3
"""An explanation names so many values that have changed."""
NONE = ""
"""The digest of a file that is not there."""


class Uses:
    """The digests of all that the outputs of one series may use; each is worked out once."""

    def __init__(self, series: Series, bundle: Bundle, digests: Mapping[str, str]) -> None:
        self._values = Values(series)
        self._bundle = bundle
        self._digests = digests
        self._known: dict[str, str] = {}

    def digest(self, name: str) -> str:
        """Gives the digest of a value or a file as it is now."""
        if name not in self._known:
            self._known[name] = self._digest(name)
        return self._known[name]

    def _digest(self, name: str) -> str:
        if name.startswith(FILE):
            return self._of_file(name.removeprefix(FILE))
        if name.startswith(LISTING):
            return digest(repr(self._theme.names(name.removeprefix(LISTING))).encode())
        return self._template_ids if name == TEMPLATE_IDS else self._values.digest(name)

    def _of_file(self, name: str) -> str:
        if is_source(name):
            return self._digests.get(name, NONE)
        if name.startswith("styles/"):
            return digest_of_file(self._bundle.styles / name.removeprefix("styles/")) or NONE
        return digest_of_file(self._bundle.project / name) or NONE

    @cached_property
    def _theme(self) -> Theme:
        return Theme(self._bundle.styles)

    @cached_property
    def _template_ids(self) -> str:
        return digest(repr([sorted(ids) for ids in template_ids(self._theme)]).encode())

    def as_used(self, uses: Mapping[str, str]) -> dict[str, str]:
        """Gives what a maker says that it used, with the digests that it left to us."""
        return {name: self.digest(name) if _is_ours(name) or not value else value for name, value in uses.items()}

    def changed(self, uses: Mapping[str, str]) -> list[str]:
        """Gives the names of what is not as it was."""
        return [name for name, before in uses.items() if self.digest(name) != before]


def _is_ours(name: str) -> bool:
    return not name.startswith(FILE) or is_source(name.removeprefix(FILE))


def is_source(name: str) -> bool:
    """Tells whether a file is digested before a build: not hidden, and below one of two folders."""
    parts = name.split("/")
    return parts[0] in ("guides", "styles") and not any(part.startswith((".", "__pycache__")) for part in parts)


def outside(uses: Iterable[Mapping[str, str]]) -> dict[str, str]:
    """Gives the digests of files of the project that are used and not digested before a build."""
    files = {name.removeprefix(FILE): value for it in uses for name, value in it.items() if name.startswith(FILE)}
    return {
        name: value
        for name, value in sorted(files.items())
        if not is_source(name) and not name.startswith(("styles/", "..", "/"))
    }


def in_words(names: Iterable[str], output: Output) -> str:
    """Says what has changed: the first few values by name, what is the subject's own first, and how many more."""
    ordered = sorted(names, key=lambda name: (f":{output.subject}." not in name, _ORDER.get(_kind(name), 0), name))
    told = [_told(name, output) for name in ordered[:MOST_NAMED]]
    if len(ordered) > MOST_NAMED:
        told.append(f"and {len(ordered) - MOST_NAMED} more")
    return "; ".join(told)


def _kind(name: str) -> str:
    return name.replace(":", ".").partition(".")[0]


_ORDER = {
    kind: at for at, kind in enumerate(("guide", "session", "story", "block", "reference", "series", "value"))
}
_FIELDS = {
    "markdown": "text",
    "stories": "list of stories",
    "further_stories": "list of further stories",
    "first_line": "first line",
}
_ALL_OF = {**{group: f"the list of {group}" for group in KINDS}, TEMPLATE_IDS: "an id that templates set"}


def _told(name: str, output: Output) -> str:
    kind, _, rest = name.partition(":")
    this = output.scope if output.scope != "series" else "output"
    if kind in ("guide", "session", "story"):
        id_, _, field = rest.rpartition(".")
        what = _FIELDS.get(field, field.replace("_", " "))
        if not field:
            return f"{'which ' + kind + ' there is' if id_ == '*' else 'whether there is ' + id_} has changed"
        if id_ == "*":
            return f"the {what} of a {kind}, which this {this} prints, has changed"
        if id_ == output.subject:
            return f"the {what} of the {kind} has changed"
        return f"the {what} of {id_}, which this {this} prints, has changed"
    if kind == "reference":
        return f"the work {rest}, which this {this} cites, has changed"
    if kind == "block":
        return f"the shared passage '{rest}' has changed"
    if kind == "word":
        return f"the words for '{rest}' have changed"
    if kind == "value":
        return f"the value '{rest}' of series.yaml has changed"
    if kind in ("file", "files"):
        return f"{rest} has changed" if kind == "file" else f"which files there are in '{rest}' has changed"
    if name.startswith("series."):
        return f"the {rest or name.partition('.')[2].replace('_', ' ')} of the series has changed"
    return f"{_ALL_OF.get(name, name)} has changed"
