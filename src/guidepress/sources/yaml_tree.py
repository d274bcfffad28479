"""YAML to plain data that knows its places: the door to PyYAML.

Takes a `SourceText`, gives a `Tree` and problems. Every string in the tree is a `Text`; numbers, truth values and
null stay what they are, and their places stand in `Tree.places`. Aliases are followed as far as they stay small.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias, cast

import yaml

from guidepress.core.model import Text
from guidepress.core.problems import Place, Problem
from guidepress.sources.characters import cleaned
from guidepress.sources.text import SourceText
from guidepress.sources.yaml_slips import Slips, Written, cause_of

MOST_NODES = 50_000
"""More values than any real catalogue has; a document that unfolds to more is refused."""
MOST_CHARACTERS = 10_000_000
"""Longer than any real catalogue; a long text with many aliases would be more."""
DEEPEST = 40
"""No format of ours nests deeper than this."""

Path: TypeAlias = tuple[str | int, ...]
Plain: TypeAlias = bool | int | float | str | list["Plain"] | dict[str, "Plain"] | None


_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Tree:
    """Plain data with the place of every key and value."""

    data: Plain
    """Dicts, lists, `Text`, numbers, truth values and None."""
    places: Mapping[Path, Place] = field(default_factory=dict)
    """Where each value stands, by its path from the top."""
    keys: Mapping[Path, Place] = field(default_factory=dict)
    """Where each key stands, by the path of its value."""


def parse_yaml(source: SourceText, first_line: int = 1) -> tuple[Tree | None, tuple[Problem, ...]]:
    """Parses one YAML document; `first_line` is the line of `source` at which its text starts, from 1.

    Gives None and a problem where it can't be read: Y001 invalid, Y006 growing without bound. Beside a tree stand
    a key that is given twice (Y002, the first value stands) and values that YAML does not read as they were typed
    (Y010 to Y014, see `yaml_slips`).
    """
    text = "\n".join(source.lines[first_line - 1 :]) if first_line > 1 else source.text
    return parse_yaml_text(source, text, first_line)


def parse_yaml_text(source: SourceText, text: str, first_line: int) -> tuple[Tree | None, tuple[Problem, ...]]:
    """Parses YAML that stands in a file from `first_line` on, such as a metadata block."""
    unfolding = _Unfolding(source, text, first_line - 1)
    try:
        _measure(text)
        node = yaml.compose(text, Loader=_Loader)
        data = None if node is None else unfolding.unfold(node, (), 0)
    except yaml.MarkedYAMLError as error:
        return None, (_invalid(source, text, error, first_line - 1),)
    except yaml.reader.ReaderError:
        return None, (_unacceptable(source, text, first_line),)
    except (yaml.YAMLError, ValueError) as error:
        reason = " ".join(str(error).split())
        hint = "look at the file's beginning; its metadata may have been pasted from elsewhere"
        return None, (Problem("Y001", f"this is not valid YAML: {reason}", source.place(first_line), hint),)
    except _RefusedError as refused:
        hint = "write the values out instead of repeating them by alias"
        return None, (Problem("Y006", str(refused), source.place(first_line), hint),)
    return Tree(data, unfolding.places, unfolding.keys), tuple(unfolding.problems)


class _RefusedError(Exception):
    """The document unfolds to more than can be meant."""


def _measure(text: str) -> None:
    """Refuses nesting that would exhaust the stack, before anything is built."""
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > DEEPEST:
                raise _RefusedError(f"the values nest more than {DEEPEST} deep")
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1


class _Unfolding:
    """Turns nodes into plain data while counting, so that aliases can't grow without bound."""

    def __init__(self, source: SourceText, text: str, line_offset: int) -> None:
        self.source = source
        self.slips = Slips(source, text, line_offset)
        self.line_offset = line_offset
        self.places: dict[Path, Place] = {}
        self.keys: dict[Path, Place] = {}
        self.problems: list[Problem] = []
        self.count = 0
        self.characters = 0

    def unfold(self, node: yaml.Node, path: Path, depth: int) -> Plain:
        self.count += 1
        if self.count > MOST_NODES or depth > DEEPEST:
            raise _RefusedError("the aliases in this file unfold without bound")
        self.places[path] = place = self._place(node)
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path, depth)
        if isinstance(node, yaml.SequenceNode):
            return [self.unfold(item, (*path, at), depth + 1) for at, item in enumerate(node.value)]
        self.characters += len(node.value)
        if self.characters > MOST_CHARACTERS:
            raise _RefusedError("the aliases in this file unfold without bound")
        value = cast("yaml.ScalarNode", node)
        typed = self.slips.typed(written_of(value), place)
        if typed is None:
            return _scalar(value, place)
        self.problems.append(typed.problem)
        return Text(cleaned(typed.words), place)

    def _mapping(self, node: yaml.MappingNode, path: Path, depth: int) -> dict[str, Plain]:
        mapping: dict[str, Plain] = {}
        for key_node, value_node in node.value:
            key = str(key_node.value) if isinstance(key_node, yaml.ScalarNode) else "?"
            if key in mapping:
                hint = f"the first one is on line {self.keys[(*path, key)].line}; keep one of the two"
                self.problems.append(
                    Problem("Y002", f"the key '{key}' is given twice", self._place(key_node), hint)
                )
                continue
            self.keys[(*path, key)] = self._place(key_node)
            mapping[key] = self.unfold(value_node, (*path, key), depth + 1)
        return mapping

    def _place(self, node: yaml.Node) -> Place:
        start, end = node.start_mark, node.end_mark
        length = end.column - start.column if start.line == end.line else 1
        return self.source.place(start.line + 1 + self.line_offset, start.column + 1, length)


def written_of(node: yaml.ScalarNode) -> Written:
    """Gives how a value is written, without PyYAML's own classes."""
    start, end = node.start_mark, node.end_mark
    style = "plain" if not node.style else {"'": "single", '"': "double"}.get(node.style, "block")
    return Written(node.value, style, start.line, start.column, start.index, end.line, end.index)


def _scalar(node: yaml.ScalarNode, place: Place) -> Plain:
    """Gives numbers, truth values and null of YAML 1.2's core schema; all else, dates too, is text.

    A number that Python would write otherwise, such as 007, +44 or 1.10, is the text that was typed.
    """
    value: str = node.value
    if not node.style:  # plain: None from PyYAML's own parser, empty from libyaml's
        if value in {"", "~", "null", "Null", "NULL"}:
            return None
        if value in {"true", "True", "TRUE", "false", "False", "FALSE"}:
            return value.lower() == "true"
        if _INTEGER.fullmatch(value):
            return int(value)
        if _FLOAT.fullmatch(value) and str(float(value)) == value:
            return float(value)
    return Text(cleaned(value), place)


_INTEGER = re.compile(r"0|-?[1-9][0-9]{0,14}")
_FLOAT = re.compile(r"-?[0-9]{1,15}\.[0-9]{1,15}")


def _invalid(source: SourceText, text: str, error: yaml.MarkedYAMLError, line_offset: int) -> Problem:
    """Says what is wrong at the line where it was typed, which is often not the one where the parser gives up."""
    mark = error.problem_mark or error.context_mark
    line = mark.line if mark else 0
    context = error.context_mark.line if error.context_mark else line
    slip = cause_of(text.split("\n"), context if "quoted" in str(error.context) else 0, line)
    if slip is not None:
        at = source.place(slip.line + 1 + line_offset, slip.column + 1, slip.length)
        return Problem("Y001", f"this is not valid YAML: {slip.message}", at, slip.hint)
    if error.context_mark and "flow" in str(error.context):
        opening = source.place(error.context_mark.line + 1 + line_offset, error.context_mark.column + 1)
        hint = "close it where the list or the group ends, or put quotation marks around the whole value"
        return Problem("Y001", "this is not valid YAML: this bracket is never closed", opening, hint)
    place = source.place(mark.line + 1 + line_offset, mark.column + 1) if mark else Place(source.path)
    reason = " ".join(str(part) for part in (error.context, error.problem) if part)
    hint = "check the indentation and the quotation marks of this line and the one before it"
    return Problem("Y001", f"this is not valid YAML: {reason}", place, hint)


def _unacceptable(source: SourceText, text: str, first_line: int) -> Problem:
    """Names the first character that YAML does not allow (YAML 1.2, 5.1)."""
    found = yaml.reader.Reader.NON_PRINTABLE.search(text)
    if found is None:
        return Problem("Y001", "this is not valid YAML: a character is not allowed", source.place(first_line))
    line = first_line + text.count("\n", 0, found.start())
    place = source.place(line, found.start() - text.rfind("\n", 0, found.start()))
    message = f"this is not valid YAML: the character U+{ord(found[0]):04X} is not allowed"
    return Problem("Y001", message, place, "take it out; it may be invisible")
