"""How well two colours can be told apart, and which pairs of colours the style sheets promise to be readable.

Takes colours of CSS and the text of a style sheet; gives contrast ratios and the declared pairs. Follows
WCAG 2.2: "relative luminance" and "contrast ratio" of its glossary, 1.4.3, 1.4.6 and 1.4.11.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from guidepress.theme.style_sheets import as_written, colour_of, declared

LEAST = {"body": 7.0, "display": 4.5, "line": 3.0}
"""The least contrast of each use: text (1.4.6), large text (1.4.6), lines that carry meaning (1.4.11)."""

_WEIGHTS = {
    "srgb": (0.2126, 0.7152, 0.0722),
    "xyz-d65": (0.0, 1.0, 0.0),
    "xyz-d50": (-0.028370, 1.009995, 0.021041),
}
"""What each coordinate adds to the luminance; the last row is Bradford's, from the white of D50 to that of D65."""
_PAIRS = re.compile(r"pairs:\s*\n(?P<lines>.*?)(?:\n\s*\n|\*/)", re.DOTALL)
_PAIR = re.compile(r"^\s*(--[\w-]+) on (--[\w-]+) (\w+)\s*$", re.MULTILINE)
_REFERENCE = re.compile(r"var\((--[\w-]+)\)")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two custom properties that a style sheet sets on each other."""

    text: str
    """The property of the text's or line's colour, such as `--ink`."""
    ground: str
    """The property of the colour behind it, such as `--paper`."""
    use: str
    """What for: a key of `LEAST`."""


@dataclass(frozen=True, slots=True)
class Declaration:
    """One custom property as a rule sets it."""

    selector: str
    """The rule's selector, such as `:root`; a rule of two selectors makes two declarations."""
    name: str
    """The property's name, such as `--ink`."""
    value: str
    """Its value as written."""
    at: int
    """Where the name stands in the style sheet, in characters from its start."""


def relative_luminance(colour: str) -> float:
    """Gives a colour's relative luminance, from 0 for black to 1 for white. Raises ValueError for no colour."""
    found = colour_of(colour)
    if found is None:
        raise ValueError(f"'{colour}' is no colour of CSS, or things shine through it")
    space, coordinates = found
    weights = _WEIGHTS[space]
    light = map(_linear, coordinates) if space == "srgb" else coordinates
    return min(1.0, max(0.0, sum(weight * part for weight, part in zip(weights, light, strict=True))))


def contrast(one: str, other: str) -> float:
    """Gives the contrast ratio of two colours, from 1 to 21, whichever is the lighter."""
    lighter, darker = sorted((relative_luminance(one), relative_luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def declared_pairs(css: str) -> tuple[Pair, ...]:
    """Gives the pairs listed in a comment under the word `pairs:`, one a line as `--ink on --paper body`."""
    block = _PAIRS.search(css)
    return tuple(Pair(*match.groups()) for match in _PAIR.finditer(block["lines"] if block else ""))


def declarations(css: str) -> Iterator[Declaration]:
    """Gives the custom properties that the rules of a style sheet set, in order."""
    starts = [0, *(match.end() for match in re.finditer("\n", css))]
    for item in declared(css):
        if item.name.startswith("--"):
            for selector in item.rule.split(","):
                at = starts[item.line - 1] + item.column - 1
                yield Declaration(selector.strip(), item.name, as_written(item.value), at)


def custom_properties(css: str) -> dict[str, dict[str, str]]:
    """Gives the custom properties of each simple selector, such as `:root` or `.accent-plum`, as written."""
    found: dict[str, dict[str, str]] = {}
    for declaration in declarations(css):
        found.setdefault(declaration.selector, {})[declaration.name] = declaration.value
    return found


def source_of(properties: Mapping[str, str], name: str) -> str:
    """Gives the property that a property takes its value from, through any chain of `var()`.

    Raises KeyError for one that is not set or whose chain runs in a circle.
    """
    seen = {name}
    while reference := _REFERENCE.fullmatch(properties[name]):
        name = reference[1]
        if name in seen:
            raise KeyError(name)
        seen.add(name)
    return name


def resolved(properties: Mapping[str, str], name: str) -> str:
    """Gives a property's colour, through any chain of `var()`. Raises KeyError as `source_of` does."""
    return properties[source_of(properties, name)]


def _linear(channel: float) -> float:
    """Undoes the gamma of sRGB for one channel from 0 to 1."""
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)
