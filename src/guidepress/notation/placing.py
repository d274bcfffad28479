"""Shared passages in a text: which ones it names, and the text with them in their places.

Takes a text; a block that only stands in code is an example of one, and is left alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from guidepress.notation.reader import Node, read


def passages_named(text: str) -> tuple[str, ...]:
    """Gives the ids of the shared passages that a text names, in their order."""
    return tuple(node.argument.strip() for node in _named(text))


def _named(text: str) -> Iterator[Node]:
    return (node for node in read(text).walk() if node.kind == "block" and node.name == "block")


def with_passages(text: str, passages: Mapping[str, str]) -> tuple[str, tuple[tuple[str, int], ...]]:
    """Gives a text with the passages put in, and where each of its lines comes from: a passage's id, and a line.

    The id is empty for the text's own lines; lines are counted from 0. A passage within a list or quotation is
    indented as the block's line is.
    """
    lines = text.split("\n")
    origins = [("", at) for at in range(len(lines))]
    for node in reversed(list(_named(text))):
        name = node.argument.strip()
        before = lines[node.line][: lines[node.line].index("/")]
        before = "".join(letter if letter in "> \t" else " " for letter in before)
        passage = passages.get(name, "").split("\n")
        lines[node.line : node.end] = ["", *((before + line).rstrip() for line in passage), ""]
        own = (("", node.line), *((name, at) for at in range(len(passage))), ("", node.line))
        origins[node.line : node.end] = own
    return "\n".join(lines), tuple(origins)
