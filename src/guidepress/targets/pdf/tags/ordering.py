"""What a page draws, put in the order of the tags.

Takes the operators of a content stream with the blocks that were marked in them; gives the same blocks in another
order: contents as the structure tree reads them, decoration as early as it can be. The engine paints in the layers
of CSS 2 (appendix E), so that markers and cards come after all text of a page; whoever copies, searches or reads
aloud from the stream meets the words in that order. Promises that the page looks the same: of two blocks that lie
over one another the one that was painted first stays first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from guidepress.targets.pdf.tags.nodes import Leaf

Rectangle: TypeAlias = tuple[float, float, float, float]
"""Left, top, right and bottom edges, as the stream's own matrix leaves them."""
Levels: TypeAlias = tuple[tuple[Any, ...], ...]
"""What is set around a block, such as clipping paths: the operators of each state that is kept for it."""

EVERYWHERE: Rectangle = (float("-inf"), float("-inf"), float("inf"), float("inf"))
LEADING = 0.01
"""How far, in CSS pixels, text may reach into other blocks and still count as beside them."""
NOWHERE: Rectangle = (0, 0, 0, 0)
SMOOTHED = -1.0
"""The same of pictures and decoration: where edges are smoothed, blocks that only touch show their order."""
_PATH = re.compile(rb"([-0-9. \n]+) (re|m|l|c|v|y)(?=\n|$)")
_PAINTS = frozenset((b"S", b"s", b"f", b"f*", b"B", b"B*", b"b", b"b*", b"sh", b"Do", b"TJ", b"Tj", b"EI"))
_CLIPS = frozenset((b"W", b"W*"))
_STATES = {b"rg": "fill", b"cs": "fill", b"sc": "fill", b"scn": "fill", b"Tf": "font", b"gs": "alpha"}
"""The operators that text sets its own colour, face and opacity by, and what each sets."""


@dataclass(slots=True, eq=False)
class Block:
    """A marked sequence of a content stream."""

    start: int
    """Where its operators start in the stream's list."""
    end: int
    """The place after its last one."""
    matrix: Any
    """The engine's matrix that is in force around it."""
    leaf: Leaf | None = None
    """What it is the content of; None for decoration."""
    box: Any = None
    """The engine's box, where it is all that one box shows."""
    after: Leaf | None = None
    """The content that it stands behind, where it is text that is decoration."""
    is_text: bool = False
    """Whether it holds letters alone, which cover nothing and set their own colour, face and opacity."""
    inner: list[Block] | None = None
    """The blocks of the group that it draws; None where it draws no group."""
    levels: Levels = ()
    """What is set around it."""
    operators: Sequence[Any] = ()
    """Its operators, once they are taken out of the stream."""
    _rectangle: Rectangle | None = field(default=None, init=False)

    def covers_nothing(self) -> None:
        """Notes that nothing of it can be seen."""
        self._rectangle = NOWHERE

    @property
    def order(self) -> float:
        """Its place in the order of reading; decoration has none, but for text between contents."""
        if self.leaf is not None:
            return self.leaf.order
        if self.after is not None:
            return self.after.order + 0.5
        return min((block.order for block in self.inner or ()), default=float("inf"))

    @property
    def is_content(self) -> bool:
        """Whether it has a place in the order of reading."""
        return self.order != float("inf")

    @property
    def rectangle(self) -> Rectangle:
        """What it may cover."""
        if self._rectangle is None:
            self._rectangle = self._measured()
        return self._rectangle

    def _measured(self) -> Rectangle:
        if self.inner is not None:
            return _around([block.rectangle for block in self.inner], self.matrix)
        if self.box is not None:
            left, top = self.box.position_x, self.box.position_y
            right, bottom = left + self.box.margin_width(), top + self.box.margin_height()
            return _around([(left, top, right, bottom)], self.matrix)
        own = _extent(self.operators)
        clipped = _extent(self.levels[-1]) if self.levels and _CLIPS.intersection(self.levels[-1]) else EVERYWHERE
        return _around([_common(own, clipped)], self.matrix)


def in_order(items: Sequence[Any], blocks: Sequence[Block]) -> tuple[list[Any], list[Block]] | None:
    """Gives a stream's operators in the order of reading, and its blocks in that order.

    `blocks` are those that were marked, in the order of `items`. None where something is drawn outside of them or
    what is set around them can't be told: that stream has to stay as it was painted.
    """
    glue = _around_blocks(items, blocks)
    if glue is None:
        return None
    scheduled = list(_scheduled(blocks))
    return _written(glue, scheduled), scheduled


def _around_blocks(items: Sequence[Any], blocks: Sequence[Block]) -> tuple[Any, ...] | None:
    """Sets what is set around each block; gives what is set before all of them."""
    levels: list[list[Any]] = [[]]
    first: tuple[Any, ...] | None = None
    at = 0
    for block in (*blocks, None):
        for item in items[at : block.start if block else len(items)]:
            if item == b"q":
                levels.append([])
            elif item == b"Q":
                levels.pop()
                if not levels:
                    return None
            elif not isinstance(item, bytes) or item.rpartition(b" ")[2] in _PAINTS:
                return None
            else:
                levels[-1].append(item)
        if block is not None:
            block.operators = items[block.start : block.end]
            block.levels = tuple(tuple(level) for level in levels[1:] if level)
            at = block.end
            if first is None:
                first = tuple(levels[0])
            elif len(levels[0]) != len(first):
                return None
    return first or ()


def _scheduled(blocks: Sequence[Block]) -> Iterator[Block]:
    """Gives the blocks: contents by their order of reading; decoration in its own, as early as it may come."""
    contents = [block for block in blocks if block.is_content]
    decoration = [block for block in blocks if not block.is_content]
    placed: set[Block] = set()
    next_decoration = 0

    def blockers(block: Block, among: Iterable[Block]) -> Iterator[Block]:
        for other in among:
            if other.start >= block.start:
                return
            if other not in placed and _overlap(other, block):
                yield other

    def take(block: Block) -> Iterator[Block]:
        """Gives a block after all that has to be under it."""
        nonlocal next_decoration
        if block in placed:
            return
        if block.is_content:
            late = list(blockers(block, decoration[next_decoration:]))
            while late and late[-1] not in placed:
                yield from take(decoration[next_decoration])
        for other in list(blockers(block, contents)):
            yield from take(other)
        if not block.is_content:
            next_decoration += 1
        if block not in placed:
            placed.add(block)
            yield block

    def decorate() -> Iterator[Block]:
        while next_decoration < len(decoration):
            if next(blockers(decoration[next_decoration], contents), None) is not None:
                return
            yield from take(decoration[next_decoration])

    yield from decorate()
    for block in sorted(contents, key=lambda content: content.order):
        if block not in placed:
            yield from take(block)
            yield from decorate()


def _written(first: Sequence[Any], blocks: Iterable[Block]) -> list[Any]:
    """Writes blocks one after the other, each with what is set around it, and no state twice."""
    written = list(first)
    opened: Levels = ()
    known: list[dict[str, Any]] = [{}]
    for block in blocks:
        same = 0
        while same < min(len(opened), len(block.levels)) and opened[same] == block.levels[same]:
            same += 1
        for _ in opened[same:]:
            written.append(b"Q")
            known.pop()
        for level in block.levels[same:]:
            written += (b"q", *level)
            known.append({})
        opened = block.levels
        if block.is_text:
            _write_text(written, block.operators, known[-1])
        else:
            written += block.operators
            known[-1].clear()
    written += [b"Q"] * len(opened)
    return written


def _write_text(written: list[Any], operators: Sequence[Any], known: dict[str, Any]) -> None:
    """Writes text without the colour, face and opacity that the text before it has set."""
    depth = 0
    for item in operators:
        if item.__class__ is bytes and not depth:
            state = _STATES.get(item.rpartition(b" ")[2])
            if state is not None:
                if state == "alpha" and not item.startswith(b"/a"):
                    known.clear()
                elif known.get(state) == item:
                    continue
                else:
                    known[state] = item
        if item == b"q":
            depth += 1
        elif item == b"Q":
            depth -= 1
        written.append(item)


def _overlap(one: Block, other: Block) -> bool:
    least = LEADING if one.is_text or other.is_text else SMOOTHED
    left, top, right, bottom = _common(one.rectangle, other.rectangle)
    return right - left > least and bottom - top > least


def _common(one: Rectangle, other: Rectangle) -> Rectangle:
    return (max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3]))


def _around(rectangles: Sequence[Rectangle], matrix: Any) -> Rectangle:  # noqa: ANN401  # the engine has no types
    """Gives the smallest rectangle around others, after a matrix."""
    if not rectangles or any(float("inf") in map(abs, rectangle) for rectangle in rectangles):
        return EVERYWHERE
    corners = [
        matrix.transform_point(x, y)
        for left, top, right, bottom in rectangles
        for x, y in ((left, top), (right, top), (left, bottom), (right, bottom))
    ]
    across, down = [corner[0] for corner in corners], [corner[1] for corner in corners]
    return (min(across), min(down), max(across), max(down))


def _extent(operators: Iterable[Any]) -> Rectangle:
    """Gives the smallest rectangle around the paths among operators; everywhere where they draw by other means."""
    across: list[float] = []
    down: list[float] = []
    for item in operators:
        if not isinstance(item, bytes):
            continue
        name = item.rpartition(b" ")[2]
        if name in (b"cm", b"Do", b"sh"):
            return EVERYWHERE
        for numbers, operator in _PATH.findall(item):
            values = [float(number) for number in numbers.split()]
            if operator == b"re":
                x, y, width, height = values
                values = [x, y, x + width, y + height]
            across += values[::2]
            down += values[1::2]
    return (min(across), min(down), max(across), max(down)) if across else EVERYWHERE
