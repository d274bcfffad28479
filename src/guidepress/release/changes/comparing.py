"""Two states compared passage by passage: what changed, what was added, removed or moved.

Takes two `State`s; gives a `Comparison`. Passages that are the same in the same order are found first; what is
left over is paired by its words, then by likeness in the same gap, then by likeness anywhere. Every passage that
is left after that was added or removed, so nothing is missed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from guidepress.release.changes.records import (
    OWN,
    Change,
    Comparison,
    GuideChanges,
    GuideState,
    Kind,
    Passage,
    Spot,
    State,
)

ALIKE_HERE = 0.4
"""From which likeness on (0 to 1) two passages of one gap count as one that changed."""
ALIKE_ELSEWHERE = 0.6
"""Likewise for two passages that stand at different places."""
ALIKE_IN_PARTS = 0.75
"""Likewise for a passage and two that it was split into, or that were joined to it."""
FEW_WORDS = 6
"""Up to so many words, passages are compared by their characters."""


def compare(before: State, after: State) -> Comparison:
    """Compares two states of a series."""
    old = {guide.id: guide for guide in before.guides}
    new = {guide.id for guide in after.guides}
    shared: dict[tuple[object, ...], Change] = {}
    guides = []
    for guide in after.guides:
        earlier = old.get(guide.id)
        if earlier is None:
            guides.append(GuideChanges(guide.id, guide.title, "added", ()))
            continue
        own = []
        for change in compare_guides(earlier, guide):
            if change.source == OWN:
                own.append(change)
                continue
            key = (change.kind, change.source, change.before, change.after)
            known = shared.get(key)
            shared[key] = replace(known, spots=known.spots + change.spots) if known else change
        guides.append(GuideChanges(guide.id, guide.title, "kept", tuple(own)))
    gone = [guide for guide in before.guides if guide.id not in new]
    guides += [GuideChanges(guide.id, guide.title, "removed", ()) for guide in gone]
    return Comparison(before.name, after.name, tuple(shared.values()), tuple(guides))


def compare_guides(before: GuideState, after: GuideState) -> tuple[Change, ...]:
    """Gives the changes of one guide in reading order; what was removed stands where it stood."""
    pairing = _Pairing(before.passages, after.passages)
    return tuple(change for _, change in sorted(pairing.changes(after.id), key=lambda item: item[0]))


def likeness(one: str, other: str) -> float:
    """Gives how alike two texts are, from 0 to 1: by words, by characters where there are few."""
    first: Sequence[str] = one.split()
    second: Sequence[str] = other.split()
    if max(len(first), len(second)) <= FEW_WORDS:
        first, second = one.casefold(), other.casefold()
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    return 0.0 if matcher.quick_ratio() < ALIKE_HERE else matcher.ratio()


def _share_in(part: str, whole: str) -> float:
    """Gives the share of a part's words that stand in the whole in the same order."""
    words = part.split()
    matcher = SequenceMatcher(None, words, whole.split(), autojunk=False)
    return sum(block.size for block in matcher.get_matching_blocks()) / max(1, len(words))


@dataclass(frozen=True, slots=True)
class _Gap:
    """Passages of both states between two that are the same."""

    before: tuple[int, ...]
    after: tuple[int, ...]


class _Pairing:
    """Which passage of the older state became which of the newer one."""

    def __init__(self, before: Sequence[Passage], after: Sequence[Passage]) -> None:
        self.before, self.after = before, after
        self.pairs: dict[int, tuple[int, ...]] = {}
        """The passages of the newer state that each of the older one became, where it did not stay as it was."""
        self.joined: dict[int, tuple[int, int]] = {}
        """The two passages of the older state that one of the newer one was joined from."""
        self.moved: set[int] = set()
        """Which of the older state's stand at another place now."""
        self.neighbour: dict[int, int] = {}
        """For each passage of the older state, how many of the newer one's stand before its old place."""
        matcher = SequenceMatcher(None, [_key(it) for it in before], [_key(it) for it in after], autojunk=False)
        gaps = []
        for kind, b_from, b_to, a_from, a_to in matcher.get_opcodes():
            self.neighbour |= dict.fromkeys(range(b_from, b_to), a_from)
            if kind != "equal":
                gaps.append(_Gap(tuple(range(b_from, b_to)), tuple(range(a_from, a_to))))
        self.old = {at for gap in gaps for at in gap.before}
        self.new = {at for gap in gaps for at in gap.after}
        self._same_words_elsewhere()
        for gap in gaps:
            self._split_and_joined(gap)
            self._alike(set(gap.before), set(gap.after), ALIKE_HERE, moved=False)
        self._alike(self.old, self.new, ALIKE_ELSEWHERE, moved=True)

    def _same_words_elsewhere(self) -> None:
        places: dict[object, list[int]] = defaultdict(list)
        for at in sorted(self.old, reverse=True):
            places[_key(self.before[at])].append(at)
        for there in sorted(self.new):
            same = places[_key(self.after[there])]
            if same:
                self._pair(same.pop(), (there,), moved=True)

    def _split_and_joined(self, gap: _Gap) -> None:
        """Finds passages of a gap that were cut in two, and two that were joined."""
        for at in gap.before:
            for there in gap.after[:-1]:
                parts = (there, there + 1)
                if (
                    at in self.old
                    and self.new.issuperset(parts)
                    and self._in_parts(self.before[at], self.after, there)
                ):
                    self._pair(at, parts, moved=False)
        for there in gap.after:
            for at in gap.before[:-1]:
                if (
                    there in self.new
                    and {at, at + 1} <= self.old
                    and self._in_parts(self.after[there], self.before, at)
                ):
                    self.joined[there] = (at, at + 1)
                    self.old -= {at, at + 1}
                    self.new.discard(there)

    @staticmethod
    def _in_parts(whole: Passage, parts: Sequence[Passage], first: int) -> bool:
        one, other = parts[first], parts[first + 1]
        if not whole.source == one.source == other.source:
            return False
        return (
            likeness(whole.text, f"{one.text} {other.text}") >= ALIKE_IN_PARTS
            and min(_share_in(one.text, whole.text), _share_in(other.text, whole.text)) >= ALIKE_IN_PARTS
        )

    def _alike(self, old: set[int], new: set[int], least: float, *, moved: bool) -> None:
        """Pairs what is most alike first."""
        likenesses = []
        for at in sorted(old & self.old):
            for there in sorted(new & self.new):
                one, other = self.before[at], self.after[there]
                if one.source == other.source and (one.kind == "heading") == (other.kind == "heading"):
                    found = likeness(one.text, other.text)
                    if found >= least:
                        likenesses.append((-found, at, there))
        for _, at, there in sorted(likenesses):
            if at in self.old and there in self.new:
                self._pair(at, (there,), moved=moved)

    def _pair(self, at: int, there: tuple[int, ...], *, moved: bool) -> None:
        self.pairs[at] = there
        self.old.discard(at)
        self.new -= set(there)
        if moved:
            self.moved.add(at)

    def changes(self, guide: str) -> Iterator[tuple[tuple[float, int], Change]]:
        """Gives each change with its place in the reading order."""
        for at, there in self.pairs.items():
            before, after = self.before[at], [self.after[it] for it in there]
            text = " ".join(passage.text for passage in after)
            kind = Kind.MOVED if text == before.text and len(after) == 1 else Kind.CHANGED
            moved = at in self.moved
            spot = Spot(guide, before.first_page, after[0].first_page)
            change = Change(kind, before.text, text, before.source, after[0].section, (spot,), moved)
            yield (there[0], 1), change
        for there_, (one, other) in self.joined.items():
            text = f"{self.before[one].text} {self.before[other].text}"
            passage = self.after[there_]
            spot = Spot(guide, self.before[one].first_page, passage.first_page)
            yield (
                (there_, 1),
                Change(Kind.CHANGED, text, passage.text, passage.source, passage.section, (spot,)),
            )
        for at in self.old:
            passage = self.before[at]
            spot = Spot(guide, passage.first_page, 0)
            change = Change(Kind.REMOVED, passage.text, "", passage.source, passage.section, (spot,))
            yield (self.neighbour[at] - 0.5, at), change
        for there_ in self.new:
            passage = self.after[there_]
            spot = Spot(guide, 0, passage.first_page)
            yield (there_, 1), Change(Kind.ADDED, "", passage.text, passage.source, passage.section, (spot,))


def _key(passage: Passage) -> tuple[str, str, str]:
    return passage.kind, passage.text, passage.source
