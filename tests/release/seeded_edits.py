"""Edits of a series as editors make them, each chosen by a seed, with what a comparison ought to say of it."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from guidepress.core.model import Block, Series, Story, Text

_WORDS = "calm gentle lantern meadow patience harbour kettle bridge orchard copper window thread"
WORDS = _WORDS.split()


@dataclass(frozen=True)
class Edit:
    """One edit."""

    what: str
    """What was done."""
    series: Series
    """The series after it."""
    expected: tuple[tuple[str, str], ...]
    """The kind of each change with the kind of its source, sorted."""
    style: str = ""
    """Rules added to the style sheets."""


def edit(series: Series, seed: int) -> Edit:
    """Gives the edit of a seed; every kind comes up in turn."""
    chance = random.Random(seed)
    kinds: tuple[Callable[[Series, random.Random], Edit], ...] = (
        _reword, _add, _remove, _move, _split, _join, _story, _block, _style, _reword,
    )  # fmt: skip
    return kinds[seed % len(kinds)](series, chance)


def _paragraphs(series: Series) -> tuple[list[str], list[int]]:
    """Gives the parts of the first guide between empty lines, and which of them are plain paragraphs."""
    parts = series.guides[0].markdown.split("\n\n")
    inside = 0
    plain = []
    for at, part in enumerate(parts):
        for line in part.splitlines():
            if line.startswith("///"):
                inside += 1 if line.strip("/ ") else -1
        if not inside and re.match(r"[A-Z]", part) and len(part.split()) >= 15 and "\n- " not in part:
            plain.append(at)
    return parts, plain


def _with(series: Series, parts: list[str]) -> Series:
    return replace(series, guides=(replace(series.guides[0], markdown="\n\n".join(parts)), *series.guides[1:]))


def _changed_words(text: str, chance: random.Random) -> str:
    words = text.split(" ")
    at = chance.choice([at for at, word in enumerate(words) if re.fullmatch(r"[a-z]{3,}", word)])
    how = chance.randrange(3)
    new = " ".join(chance.sample(WORDS, chance.randint(1, 3)))
    words[at : at + (how != 1)] = [new] if how < 2 else []
    return " ".join(words)


def _sentence(chance: random.Random) -> str:
    words = [chance.choice(WORDS) for _ in range(chance.randint(14, 40))]
    return f"{' '.join(words).capitalize()}."


def _reword(series: Series, chance: random.Random) -> Edit:
    parts, plain = _paragraphs(series)
    at = chance.choice(plain)
    parts[at] = _changed_words(parts[at], chance)
    return Edit("words", _with(series, parts), (("changed", "guide"),))


def _add(series: Series, chance: random.Random) -> Edit:
    parts, plain = _paragraphs(series)
    parts.insert(chance.choice(plain), _sentence(chance))
    return Edit("added", _with(series, parts), (("added", "guide"),))


def _remove(series: Series, chance: random.Random) -> Edit:
    parts, plain = _paragraphs(series)
    del parts[chance.choice(plain)]
    return Edit("removed", _with(series, parts), (("removed", "guide"),))


def _move(series: Series, chance: random.Random) -> Edit:
    parts, plain = _paragraphs(series)
    at = chance.choice(plain)
    to = chance.choice([other for other in plain if abs(other - at) > 2])
    parts.insert(to, parts.pop(at))
    return Edit("moved", _with(series, parts), (("moved", "guide"),))


def _split(series: Series, chance: random.Random) -> Edit:
    parts, plain = _paragraphs(series)
    at = chance.choice([at for at in plain if parts[at].count(". ") + parts[at].count(".\n") >= 2])
    ends = [match.end() for match in re.finditer(r"\.\s", parts[at])]
    end = ends[len(ends) // 2]
    parts[at : at + 1] = [parts[at][:end].strip(), parts[at][end:].strip()]
    return Edit("split", _with(series, parts), (("changed", "guide"),))


def _join(series: Series, chance: random.Random) -> Edit:
    parts, plain = _paragraphs(series)
    at = chance.choice([at for at in plain if at + 1 in plain])
    parts[at : at + 2] = [f"{parts[at]} {parts[at + 1]}"]
    return Edit("joined", _with(series, parts), (("changed", "guide"),))


def _story(series: Series, chance: random.Random) -> Edit:
    name = chance.choice(series.guides[0].stories)
    story: Story = series.stories[name]
    new = replace(story, synopsis=Text(_changed_words(story.synopsis, chance)))
    return Edit("story", replace(series, stories={**series.stories, name: new}), (("changed", "story"),))


def _block(series: Series, chance: random.Random) -> Edit:
    name = chance.choice(["licence", "other-formats", "about-the-series", "contact"])
    block: Block = series.blocks[name]
    parts = block.markdown.split("\n\n")
    at = chance.choice([at for at, part in enumerate(parts) if len(part.split()) > 12 and part[0].isalpha()])
    parts[at] = _changed_words(parts[at], chance)
    new = replace(block, markdown="\n\n".join(parts))
    return Edit("block", replace(series, blocks={**series.blocks, name: new}), (("changed", "block"),))


def _style(series: Series, chance: random.Random) -> Edit:
    rule = chance.choice(
        ["h2 { border-top-width: 3pt }", "p { margin-bottom: 9pt }", "li::marker { color: #444 }"]
    )
    return Edit("style", series, (), rule)
