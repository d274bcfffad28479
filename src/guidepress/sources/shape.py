"""The shapes of the file formats: JSON Schemas in, problems out. The door to jsonschema.

A format is declared once, in `schemas/`, where editors' tools can use it too; this module turns what jsonschema
finds into problems with a place and a hint.
"""

from __future__ import annotations

import json
import re
from calendar import monthrange
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import urlsplit

from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.exceptions import ValidationError

from guidepress.core.problems import Place, Problem
from guidepress.sources.characters import called, invisible_in
from guidepress.sources.names import NAME_FORM, id_like
from guidepress.sources.nearest import did_you_mean
from guidepress.sources.text import SourceText
from guidepress.sources.yaml_tree import Path, Tree

LONGEST_VALUE = 60
"""Messages repeat values up to so many characters."""

_FORMATS = FormatChecker(formats=())
_HOST = re.compile(r"(?!-)[A-Za-z0-9-]{1,63}(?<!-)(\.(?!-)[A-Za-z0-9-]{1,63}(?<!-))+")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_EMAIL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@([A-Za-z0-9.-]+)")


@_FORMATS.checks("web-address")
def is_web_address(value: object) -> bool:
    """Tells whether a value is an absolute http(s) address with a host name and no blanks (RFC 3986, 3)."""
    if not isinstance(value, str) or re.search(r"[\s<>\"{}|\\^`]", value):
        return not isinstance(value, str)
    try:
        parts = urlsplit(value)
        host = parts.hostname or ""
        return parts.scheme in {"http", "https"} and bool(_HOST.fullmatch(host)) and parts.port != 0
    except ValueError:
        return False


@_FORMATS.checks("email")
def is_email(value: object) -> bool:
    """Tells whether a value is an e-mail address in the everyday form (HTML's `valid e-mail address`)."""
    if not isinstance(value, str):
        return True
    match = _EMAIL.fullmatch(value)
    return bool(match and _HOST.fullmatch(match[1]))


@_FORMATS.checks("calendar-date")
def is_calendar_date(value: object) -> bool:
    """Tells whether a date has a day in the calendar (ISO 8601); another form is left to the pattern."""
    if not isinstance(value, str) or not _DATE.fullmatch(value):
        return True
    year, month, day = map(int, value.split("-"))
    return year > 0 and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]


@cache
def _validator(name: str) -> Draft202012Validator:
    schema = json.loads(files(__package__).joinpath("schemas", f"{name}.schema.json").read_text("utf-8"))
    return Draft202012Validator(schema, format_checker=_FORMATS)


def check_shape(name: str, tree: Tree, source: SourceText) -> tuple[Problem, ...]:
    """Checks a tree against the schema of that name; gives Y003, Y004, Y005, Y007 and Y008."""
    problems: list[Problem] = []
    for error in _validator(name).iter_errors(tree.data):
        problems += _problems(_deepest(error), tree, source)
    return tuple(problems)


def _deepest(error: ValidationError) -> ValidationError:
    """Follows a failed choice to the branch that fits best, so that the message is about the real slip."""
    while error.context:
        error = max(error.context, key=lambda inner: len(inner.absolute_path))
    return error


def _problems(error: Any, tree: Tree, source: SourceText) -> list[Problem]:
    path: Path = tuple(error.absolute_path)
    place = tree.places.get(path) or Place(source.path)
    match error.validator:
        case "additionalProperties" if isinstance(error.schema.get("properties"), dict):
            return _unknown_keys(error, tree, path)
        case "required":
            missing = [key for key in error.validator_value if key not in error.instance]
            where = tree.keys.get(path) or (source.place(1) if not path else place)
            of = _name_of(path)
            return [
                Problem("Y004", f"the key '{key}' is missing{of}", where, _meaning(error, key)) for key in missing
            ]
        case "format":
            return [_bad_form(error, place)]
        case "pattern" if invisible_in(str(error.instance)):
            return [_invisible(error, place)]
        case "pattern" if path[:1] == ("guides",):
            better = id_like(str(error.instance))
            hint = f"{NAME_FORM}; call it {better}, and its file guides/{better}.md" if better else NAME_FORM
            return [Problem("Y005", f"a guide can't be called '{_shown(error.instance)}'", place, hint)]
        case _:
            return [Problem("Y005", f"{_subject(path)} {_expectation(error)}", place, _hint(error))]


def _unknown_keys(error: Any, tree: Tree, path: Path) -> list[Problem]:
    known = list(error.schema["properties"])
    unknown = [key for key in error.instance if key not in known]
    return [
        Problem(
            "Y003",
            f"there is no key '{_shown(key)}' here",
            tree.keys[(*path, key)],
            did_you_mean(key, known, f"the keys are {', '.join(known)}"),
        )
        for key in unknown
    ]


def _invisible(error: ValidationError, place: Place) -> Problem:
    """Names the character that makes two values look alike."""
    name = called(invisible_in(str(error.instance)))
    hint = "write the value again; the character was pasted with it"
    return Problem("Y005", f"'{_shown(error.instance)}' holds {name}", place, hint)


def _bad_form(error: ValidationError, place: Place) -> Problem:
    if invisible_in(str(error.instance)):
        return _invisible(error, place)
    if error.validator_value == "email":
        hint = "such as name@example.org"
        return Problem("Y008", f"'{_shown(error.instance)}' is not an e-mail address", place, hint)
    if error.validator_value == "calendar-date":
        return Problem("Y005", f"there is no day '{_shown(error.instance)}' in the calendar", place, _hint(error))
    hint = "an address starts with https:// or http:// and holds no blanks"
    return Problem("Y007", f"'{_shown(error.instance)}' is not a web address", place, hint)


def _shown(value: object) -> str:
    """Gives a value on one line, and cut where nobody would read on."""
    words = " ".join(str(value).split())
    return words if len(words) <= LONGEST_VALUE else words[: LONGEST_VALUE - 1] + "…"


def _name_of(path: Path) -> str:
    names = [str(part) for part in path if isinstance(part, str)]
    return f" in '{names[-1]}'" if names else ""


def _subject(path: Path) -> str:
    if not path:
        return "the file's top level"
    last = path[-1]
    if isinstance(last, int):
        return f"item {last + 1}{_name_of(path)}"
    return f"the value of '{last}'"


_KINDS = {
    "string": "a text",
    "integer": "a whole number",
    "array": "a list",
    "object": "a group of keys",
    "number": "a number",
    "boolean": "true or false",
}


def _expectation(error: ValidationError) -> str:
    value: Any = error.validator_value
    match error.validator:
        case "type":
            kinds = [value] if isinstance(value, str) else value
            return "has to be " + " or ".join(_KINDS.get(kind, kind) for kind in kinds)
        case "minLength" | "minItems":
            return "is empty"
        case "minimum" | "maximum":
            return f"is {error.instance}, which is out of range"
        case "enum":
            return f"is '{_shown(error.instance)}', which is none of the known ones"
        case "uniqueItems":
            return "names something twice"
        case "pattern":
            return f"is '{_shown(error.instance)}', which has not the right form"
        case _:
            return _shown(error.message)


_FORMS = {
    r"^[a-z0-9]+(-[a-z0-9]+)*$": "an id holds small letters from a to z, digits and single hyphens",
    r"^[a-z0-9]+([_-][a-z0-9]+)*$": "a key holds small letters from a to z, digits, and hyphens or underlines",
}
"""What the patterns of the schemas ask for, in words."""


def _hint(error: Any) -> str:
    if error.validator == "enum" and len(error.validator_value) > 1:
        return did_you_mean(
            str(error.instance), error.validator_value, "one of " + ", ".join(error.validator_value)
        )
    if error.validator == "type":
        return _about_the_kind(error)
    if error.validator == "pattern" and error.validator_value in _FORMS:
        name = id_like(str(error.instance))
        return _FORMS[error.validator_value] + (f"; call it {name}" if name else "")
    return str(error.schema.get("description", "")) or "see the file's schema for what may stand here"


def _about_the_kind(error: Any) -> str:
    wanted = error.validator_value if isinstance(error.validator_value, list) else [error.validator_value]
    if error.instance is None:
        return "write it, or take the key out; the words null and ~ need quotation marks"
    if "string" in wanted:
        return "put quotation marks around it"
    if not error.absolute_path and "properties" in error.schema:
        return (
            f"it starts with a line such as '{next(iter(error.schema['properties']))}:', and the rest stands below"
        )
    if "array" in wanted and isinstance(error.instance, str):
        return "put it between square brackets, or on a line of its own that starts with a hyphen and a space"
    return str(error.schema.get("description", "")) or "write it as its neighbours are"


def _meaning(error: Any, key: str) -> str:
    return str(error.schema.get("properties", {}).get(key, {}).get("description", ""))
