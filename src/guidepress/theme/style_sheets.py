"""Style sheets to what is asked of them, without the engine: the door to tinycss2.

Takes the text of a style sheet; gives its declarations and the typefaces that it names, each with its place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import tinycss2
import tinycss2.color4

_GENERIC = frozenset(
    ("serif", "sans-serif", "monospace", "cursive", "fantasy", "system-ui", "ui-serif", "ui-sans-serif",
     "ui-monospace", "ui-rounded", "emoji", "math", "fangsong", "inherit", "initial", "unset", "revert", "none")
)  # fmt: skip
_SPACES = {
    **dict.fromkeys(("srgb", "hsl", "hwb"), "srgb"),
    **dict.fromkeys(("xyz-d65", "oklab", "oklch"), "xyz-d65"),
    **dict.fromkeys(("xyz-d50", "lab", "lch"), "xyz-d50"),
}
"""The space that each space of CSS is brought to."""
_SIZES = frozenset(("dimension", "percentage", "number"))


@dataclass(frozen=True, slots=True)
class Declared:
    """One declaration of a style sheet."""

    rule: str
    """The selector or at-rule that it stands in, such as `.note` or `@font-face`."""
    name: str
    """The property's name in small letters; a custom property's as written."""
    value: tuple[Any, ...]
    """Its value as tinycss2's tokens."""
    line: int
    """The line of the property's name, counted from 1."""
    column: int
    """The column of the property's name, counted from 1."""


@dataclass(frozen=True, slots=True)
class StyleRule:
    """One rule of a style sheet, at its top level."""

    head: str
    """Its selector, or its at-rule with what follows that, such as `@page :left`."""
    line: int
    """The line that it begins on, counted from 1."""
    column: int
    """The column that it begins at, counted from 1."""


@dataclass(frozen=True, slots=True)
class NamedFace:
    """A typeface that a style sheet names."""

    name: str
    """The typeface's name."""
    line: int
    """The line of the name, counted from 1."""
    column: int
    """The column of the name, counted from 1."""


@lru_cache(maxsize=256)
def declared(css: str) -> tuple[Declared, ...]:
    """Gives all declarations of a style sheet, those in at-rules too, in order; reads it once a process."""
    return tuple(_of_rules(tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)))


def rules_of(css: str) -> tuple[StyleRule, ...]:
    """Gives the rules of a style sheet in order, those within `@media` and the like as one."""
    return tuple(
        StyleRule(_head(node), node.source_line, node.source_column)
        for node in tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)
        if node.type in ("qualified-rule", "at-rule")
    )


def first_rules(css: str, count: int) -> str:
    """Gives a style sheet up to its rule of that number, counted from 0, which is left out."""
    rules = rules_of(css)
    if count >= len(rules):
        return css
    lines = css.splitlines(keepends=True)
    end = rules[count]
    return "".join(lines[: end.line - 1]) + lines[end.line - 1][: end.column - 1]


def _head(node: Any) -> str:  # noqa: ANN401  # tinycss2 has no types
    head = " ".join(tinycss2.serialize(node.prelude).split())
    return f"@{node.at_keyword} {head}".rstrip() if node.type == "at-rule" else head


def faces_offered(css: str) -> frozenset[str]:
    """Gives the names that a style sheet's `@font-face` rules define, in small letters."""
    return frozenset(
        face.name.lower()
        for item in declared(css)
        if item.rule == "@font-face" and item.name == "font-family"
        for face in _faces(item.value)
    )


def faces_named(sheets: Iterable[str]) -> Iterator[tuple[int, NamedFace]]:
    """Gives the typefaces that style sheets ask for, by custom properties too, each with its sheet's number."""
    known = [(number, item) for number, css in enumerate(sheets) for item in declared(css)]
    asked = {
        name
        for _, item in known
        if item.name in {"font", "font-family"}
        for token in item.value
        if token.type == "function" and token.lower_name == "var"
        for name in [next((inner.value for inner in token.arguments if inner.type == "ident"), "")]
    }
    for number, item in known:
        if item.rule != "@font-face" and (item.name == "font-family" or item.name in asked):
            yield from ((number, face) for face in _faces(item.value))
        elif item.name == "font":
            yield from ((number, face) for face in _faces(_behind_the_size(item.value)))


def as_written(value: Iterable[Any]) -> str:
    """Gives a value as CSS."""
    return str(tinycss2.serialize(value)).strip()


def colour_of(colour: str) -> tuple[str, tuple[float, float, float]] | None:
    """Gives a CSS colour that lets nothing shine through as `srgb`, `xyz-d65` or `xyz-d50` with three coordinates.

    None for what is no such colour, and for spaces that can't be brought to one of these.
    """
    parsed = tinycss2.color4.parse_color(colour)
    if parsed is None or parsed == "currentcolor" or parsed.alpha != 1:
        return None
    space = _SPACES.get(parsed.space)
    return None if space is None else (space, tuple(parsed.to(space).coordinates))


def _of_rules(rules: Iterable[Any]) -> Iterator[Declared]:
    for rule in rules:
        if rule.type == "qualified-rule":
            selector = tinycss2.serialize(rule.prelude).strip()
            yield from _of_block(selector, rule.content)
        elif rule.type == "at-rule" and rule.content is not None:
            if rule.lower_at_keyword in {"media", "supports", "layer"}:
                yield from _of_rules(
                    tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
                )
            else:
                yield from _of_block(f"@{rule.lower_at_keyword}", rule.content)


def _of_block(name: str, content: Any) -> Iterator[Declared]:  # noqa: ANN401  # tinycss2 has no types
    for item in tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True):
        if item.type == "declaration":
            yield Declared(
                name,
                item.name if item.name.startswith("--") else item.lower_name,
                tuple(item.value),
                item.source_line,
                item.source_column,
            )
        elif item.type != "error":
            yield from _of_rules([item])


def _behind_the_size(value: tuple[Any, ...]) -> tuple[Any, ...]:
    sizes = [at for at, token in enumerate(value) if token.type in _SIZES]
    return value[sizes[-1] + 1 :] if sizes else ()


def _faces(value: Iterable[Any]) -> Iterator[NamedFace]:
    """Gives the names between commas: a text, or words of which spaces make one."""
    words: list[Any] = []
    for token in (*value, None):
        if token is None or token == ",":
            if words:
                name = " ".join(word.value for word in words)
                if words[0].type == "string" or name.lower() not in _GENERIC:
                    yield NamedFace(name, words[0].source_line, words[0].source_column)
            words = []
        elif token.type in {"string", "ident"}:
            words.append(token)
