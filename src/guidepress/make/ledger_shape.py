"""The shape of the ledger's file: whatever it holds that a build did not write makes it a damaged one.

Takes what JSON gave; tells whether it can be trusted to be a ledger. Nothing past this needs to check again: texts
are texts of a bearable length without U+0000, and files lie below the folder that they are relative to. No module
of the standard library, since the quick answer waits for it.
"""

from __future__ import annotations

TYPE_CHECKING = False  # typing itself would take longer to load than the quick answer takes
if TYPE_CHECKING:
    from collections.abc import Callable

LONGEST_TEXT = 4096
"""Characters; the longest path that Linux takes."""
DEEPEST_FACT = 8
"""Lists and objects within each other."""


def is_ledger(data: object) -> bool:
    """Tells whether data has the shape of a ledger."""
    if not isinstance(data, dict) or not _is_record(data, _LEDGER):
        return False
    return all(key in data["uses"] for made in data["outputs"].values() for key in made["uses"].values())


def _is_text(value: object) -> bool:
    return isinstance(value, str) and len(value) <= LONGEST_TEXT and "\0" not in value


def _is_name(value: object) -> bool:
    """Tells whether a value is a path that leads nowhere but down."""
    if not isinstance(value, str) or not _is_text(value):
        return False
    parts = value.replace("\\", "/").split("/")
    return all(part and part != ".." and len(part) <= 255 for part in parts) and ":" not in parts[0]


def _is_fact(value: object, depth: int = DEEPEST_FACT) -> bool:
    if isinstance(value, (dict, list)):
        inner = value.values() if isinstance(value, dict) else value
        return depth > 0 and all(_is_fact(item, depth - 1) for item in inner)
    return value is None or isinstance(value, (bool, int, float, str))


def _is_record(value: object, fields: dict[str, Callable[[object], bool]]) -> bool:
    if not isinstance(value, dict) or value.keys() != fields.keys():
        return False
    return all(is_right(value[name]) for name, is_right in fields.items())


def _list_of(is_right: Callable[[object], bool]) -> Callable[[object], bool]:
    return lambda value: isinstance(value, list) and all(map(is_right, value))


def _table(is_key: Callable[[object], bool], is_value: Callable[[object], bool]) -> Callable[[object], bool]:
    return lambda value: isinstance(value, dict) and all(map(is_key, value)) and all(map(is_value, value.values()))


_TEXTS = _table(_is_text, _is_text)
_MADE: dict[str, Callable[[object], bool]] = {
    "target": _is_text,
    "scope": _is_text,
    "subject": _is_text,
    "edition": _is_text,
    "parts": _TEXTS,
    "inputs": _is_text,
    "files": lambda value: bool(value) and _table(_is_name, _is_text)(value),
    "facts": lambda value: isinstance(value, dict) and _is_fact(value),
    "uses": _TEXTS,
}
_LEDGER: dict[str, Callable[[object], bool]] = {
    "inputs": _is_text,
    "guides": _list_of(_is_text),
    "pictures": _list_of(_is_name),
    "editions": _table(_is_text, _list_of(_is_text)),
    "libraries": _table(_is_text, _TEXTS),
    "plugins": _table(_is_text, _TEXTS),
    "outputs": _table(_is_name, lambda value: _is_record(value, _MADE)),
    "uses": _table(_is_text, _TEXTS),
}
