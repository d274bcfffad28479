"""Rules on our own blocks between slashes: their names, ends, arguments and contents."""

from __future__ import annotations

from collections.abc import Iterator

from guidepress.checks.sources.passage import Passage
from guidepress.core.problems import Problem
from guidepress.notation.marks import BLOCK_NAMES, Mark, MarkKind
from guidepress.notation.records import BLOCKS, Argument
from guidepress.sources.nearest import did_you_mean

_ARGUMENTS = {record.name: record.choices for record in BLOCKS.values() if record.argument is Argument.CHOICE}
"""The arguments of those blocks that do not print theirs."""


def blocks_are_closed(passage: Passage) -> Iterator[Problem]:
    """M008, M009, M016, S006: blocks have known names and an end, and text only where it is printed."""
    open_blocks: list[Mark] = []
    for mark in passage.marks:
        if mark.kind is MarkKind.BLOCK_START:
            if mark.name not in BLOCK_NAMES:
                hint = did_you_mean(mark.name, BLOCK_NAMES, f"the blocks are {', '.join(BLOCK_NAMES)}")
                yield Problem("M009", f"there is no block '{mark.name}'", mark.place, hint)
            elif mark.name == "block":
                yield from _shared_block(mark, passage)
            open_blocks.append(mark)
        elif mark.kind is MarkKind.BLOCK_END:
            if open_blocks and open_blocks[-1].level == mark.level:
                yield from _text_within(open_blocks.pop(), mark, passage)
            elif not any(start.level == mark.level for start in open_blocks):
                yield Problem("M008", "this line ends a block that was never opened", mark.place, "take it out")
    for mark in open_blocks:
        hint = f"add a line of {'/' * mark.level} after the block's text"
        yield Problem("M008", f"the block '{mark.name}' is never closed", mark.place, hint)


def _text_within(start: Mark, end: Mark, passage: Passage) -> Iterator[Problem]:
    if start.name not in BLOCKS or BLOCKS[start.name].holds_text:
        return
    for number, line in enumerate(passage.source.lines[start.line : end.line - 1], start.line + 1):
        if line.strip():
            indent = len(line) - len(line.lstrip())
            place = passage.source.place(number, indent + 1, len(line.strip()))
            message = f"the block '{start.name}' takes no text, and this would be lost"
            yield Problem("M016", message, place, "write it before or after the block")
            return


def _shared_block(mark: Mark, passage: Passage) -> Iterator[Problem]:
    if passage.guide is None:
        yield Problem("S006", "a shared block can't hold another", mark.place, "write it into the guides instead")
    elif mark.text not in passage.series.blocks:
        hint = did_you_mean(mark.text, passage.series.blocks, "the shared blocks are files in guides/blocks/")
        yield Problem("S006", f"no shared block is called '{mark.text}'", mark.place, hint)


def arguments_are_known(passage: Passage) -> Iterator[Problem]:
    """M022: a block whose argument is not printed takes no other than those that it knows."""
    for mark in passage.of_kind(MarkKind.BLOCK_START):
        known = _ARGUMENTS.get(mark.name)
        if known is not None and mark.text.strip() not in known:
            words = [f"'{name}'" for name in known if name]
            otherwise = f"'{mark.name}' takes {' or '.join(words) or 'nothing'} behind the stroke"
            hint = did_you_mean(mark.text, [name for name in known if name], otherwise)
            message = f"the block '{mark.name}' does not know '{mark.text}'"
            yield Problem("M022", message, mark.place, hint)


def slides_have_titles(passage: Passage) -> Iterator[Problem]:
    """M042: a slide has a title, by which a listener finds it; without one it would be printed as it stands."""
    for mark in passage.of_kind(MarkKind.BLOCK_START):
        if mark.name == "slide" and not mark.text.strip():
            yield Problem("M042", "this slide has no title", mark.place, "write /// slide | Title")


def stories_are_placed_once(passage: Passage) -> Iterator[Problem]:
    """M023: story cards stand once in a guide, because links lead to them."""
    seen: dict[str, Mark] = {}
    for mark in passage.of_kind(MarkKind.BLOCK_START):
        if mark.name != "stories":
            continue
        first = seen.setdefault(mark.text.strip(), mark)
        if first is not mark:
            hint = f"they stand already on line {first.line}; take one of the two out"
            yield Problem("M023", "these stories are placed twice", mark.place, hint)


def plans_hold_a_table(passage: Passage) -> Iterator[Problem]:
    """M021: a plan is a table, and its title is the table's caption."""
    tables = [mark.line for mark in passage.of_kind(MarkKind.TABLE)]
    for plan in passage.of_kind(MarkKind.BLOCK_START):
        ends = (mark.line for mark in passage.of_kind(MarkKind.BLOCK_END) if mark.level == plan.level)
        end = next((line for line in ends if line > plan.line), None)
        if plan.name == "plan" and end is not None and not any(plan.line < line < end for line in tables):
            hint = "put a table of times and activities into it, or write it as /// note"
            yield Problem("M021", "this plan holds no table", plan.place, hint)
