"""How much fits on a slide: what is too long goes on on the next one, and no two slides have one title.

Widths are estimated from the number of characters, with room to spare; what is drawn is looked at by `checks`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from guidepress.targets.slides.deck import Paragraph, Run, Slide, Table

SENTENCE_END = re.compile(r"(?:(?<=[.?!…])|(?<=[.?!…][’”'\")\]]))\s+(?=[‘“'\"(\[]?[A-ZÀ-Ý0-9])")


@dataclass(frozen=True, slots=True)
class Room:
    """How much a layout holds."""

    characters: int
    """How many characters a line holds."""
    lines: int
    """How many lines there are; the gap after a paragraph counts as half of one."""


TEXT = Room(characters=68, lines=11)
"""Text and points of 24 pt."""
LARGE = Room(characters=40, lines=7)
"""Questions of 40 pt."""
BESIDE_A_PICTURE = Room(characters=36, lines=10)
"""Text of 24 pt beside a code."""
TABLE = Room(characters=82, lines=14)
"""Cells of 20 pt, over the whole width of a table and below its header row."""


def lines_of(text: str, characters: int) -> int:
    """Gives how many lines a text takes; at least one."""
    lines, used = 1, 0
    for word in text.split():
        if used and used + 1 + len(word) > characters:
            lines, used = lines + 1, 0
        used += len(word) + bool(used)
        lines += max(0, used - 1) // characters
        used = used - (max(0, used - 1) // characters) * characters
    return lines


def split_paragraphs(paragraphs: Sequence[Paragraph], room: Room) -> tuple[tuple[Paragraph, ...], ...]:
    """Gives groups of paragraphs that each fit; one that alone is too long is cut at its sentences."""
    fitting = [piece for paragraph in paragraphs for piece in _pieces(paragraph, room)]
    weights = [lines_of(piece.text, room.characters) + 0.5 for piece in fitting]
    return tuple(tuple(fitting[at] for at in group) for group in _groups(weights, room.lines + 0.5))


def _groups(weights: Sequence[float], most: float) -> list[list[int]]:
    """Gives groups of items in their order, as few as hold them, each about as heavy as the others."""
    count = _count(weights, most)
    limit = most
    while count > 1 and limit > 1 and _count(weights, limit - 1) == count:
        limit -= 1  # so that the last slide is not left with one line
    return _greedy(weights, limit)


def _count(weights: Sequence[float], most: float) -> int:
    return len(_greedy(weights, most))


def _greedy(weights: Sequence[float], most: float) -> list[list[int]]:
    groups: list[list[int]] = []
    left = 0.0
    for at, weight in enumerate(weights):
        if not groups or weight > left:
            groups.append([])
            left = most
        groups[-1].append(at)
        left -= weight
    return groups


def _pieces(paragraph: Paragraph, room: Room) -> Iterator[Paragraph]:
    if lines_of(paragraph.text, room.characters) <= room.lines:
        yield paragraph
        return
    most = room.characters * (room.lines - 1)
    for text in _packed(list(_short(paragraph.text, most)), most):
        yield replace(paragraph, runs=(Run(text),))


def _short(text: str, most: int) -> Iterator[str]:
    """Gives a text's sentences, and those that are too long cut between words."""
    for sentence in SENTENCE_END.split(text):
        words = sentence.split()
        line = ""
        for word in words:
            if line and len(line) + 1 + len(word) > most:
                yield line
                line = ""
            line = f"{line} {word}" if line else word
        yield line


def _packed(pieces: Sequence[str], most: int) -> Iterator[str]:
    line = ""
    for piece in pieces:
        if line and len(line) + 1 + len(piece) > most:
            yield line
            line = ""
        line = f"{line} {piece}" if line else piece
    if line:
        yield line


def split_table(table: Table, room: Room = TABLE) -> tuple[Table, ...]:
    """Gives tables with the same header that each fit."""
    columns = [max(4, int(width * room.characters)) for width in table.widths]
    weights = [
        max(lines_of(cell, width) for cell, width in zip(row, columns, strict=True)) + 0.4 for row in table.rows
    ]
    return tuple(
        replace(table, rows=tuple(table.rows[at] for at in group)) for group in _groups(weights, room.lines + 0.4)
    )


def first_sentence(text: str) -> str:
    """Gives a text's first sentence."""
    return SENTENCE_END.split(text, maxsplit=1)[0]


def last_sentence(text: str) -> str:
    """Gives a text's last sentence."""
    return SENTENCE_END.split(text)[-1]


def with_titles_of_their_own(slides: Sequence[Slide], part: Callable[[str, int, int], str]) -> tuple[Slide, ...]:
    """Gives the slides with titles of which no two are the same: those that were have a number.

    `part` gives the title of one of several slides, from their title, its number and their count.
    """
    counts = Counter(slide.title for slide in slides)
    seen: Counter[str] = Counter()
    taken = {title for title, count in counts.items() if count == 1}
    found = []
    for slide in slides:
        title = slide.title
        if counts[title] > 1:
            seen[title] += 1
            title = part(title, seen[title], counts[title])
            while title in taken:  # an author has called a slide 'Questions (1 of 2)'
                title = f"{title}\N{NO-BREAK SPACE}*"
            taken.add(title)
        found.append(replace(slide, title=title))
    return tuple(found)
