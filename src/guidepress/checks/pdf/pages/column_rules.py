"""Rules over the column of text: its edges, the length of its lines, the room between them.

Takes a finished guide; each rule gives problems. `COLUMN_RULES` lists them all. What column a page has is
known from its paragraphs themselves: so many of their lines end near its right edge that the edge shows.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from statistics import median
from typing import Final

from guidepress.checks.pdf.pages.expected import Kind
from guidepress.checks.pdf.pages.records import FinishedGuide, Line, Page, Placed, Rule, Run
from guidepress.checks.pdf.pages.text_rules import excerpt
from guidepress.core.measures import Length
from guidepress.core.problems import Problem, Severity

SPACING_TOLERANCE: Final = 0.01
RAG: Final = Length.mm(6)
"""How deep the ragged edge of left-aligned text is, so far as it shows the column's edge."""
OVERHANG: Final = Length.mm(2)
"""How far a line may reach over the edge that the others show."""
SHARE_AT_EDGE: Final = 0.03
"""The share of the lines that text goes on after which must end near the edge to show it."""
FEWEST_AT_EDGE: Final = 5
ENOUGH_LINES: Final = 30
"""Where text goes on after fewer lines, they may all stand in a card, and a longer line may be right."""
FEWEST_LINES: Final = 3
"""The lines of a paragraph whose lines say how long a usual one is."""


def text_stays_in_column(guide: FinishedGuide) -> Iterator[Problem]:
    """P007, a warning: no line of a paragraph reaches far over the edge that the others keep to.

    A line of several words breaks before it sticks out, unless its style forbids that. Where there are few lines
    to know the column by, one that does is thought to be right.
    """
    for parity in (0, 1):
        lines = list(_lines_on(guide, parity))
        full = [line.box.right - page.box.left for page, line, goes_on in lines if goes_on]
        edge = _column_edge(full)
        for page, line, _ in lines:
            overhang = Length(line.box.right - page.box.left - edge)
            if overhang > OVERHANG and (len(full) >= ENOUGH_LINES or len(line.text.split()) == 1):
                message = (
                    f"text on {page.name} sticks out of its column by {overhang.millimetres:.1f} mm:"
                    f" {excerpt(line.text)}"
                )
                hint = "let long words break (overflow-wrap: anywhere)"
                yield replace(guide.problem("P007", message, hint), severity=Severity.WARNING)


def _lines_on(guide: FinishedGuide, parity: int) -> Iterator[tuple[Page, Line, bool]]:
    """Gives paragraphs' lines on rectos (1) or versos (0) after the cover, each once, and whether text goes on."""
    seen: set[tuple[int, int]] = set()
    for placed in guide.placed:
        for row in placed.rows if placed.passage.kind is not Kind.HEADING else ():
            page = guide.pages[row.page]
            if row.page and page.number % 2 == parity and (row.page, row.line) not in seen:
                seen.add((row.page, row.line))
                goes_on = row is not placed.rows[-1] and placed.passage.fills_column
                yield page, guide.line_of(row), goes_on


def _column_edge(right_edges: list[float]) -> float:
    """Gives the furthest edge that enough lines end near; infinity where there are too few to tell."""
    edges = sorted(right_edges, reverse=True)
    needed = max(FEWEST_AT_EDGE, round(len(edges) * SHARE_AT_EDGE))
    for first, last in zip(edges, edges[needed - 1 :], strict=False):
        if first - last <= RAG.points:
            return first
    return float("inf")


def lines_are_readably_long(guide: FinishedGuide) -> Iterator[Problem]:
    """P025, a warning: a usual line has no fewer and no more characters than the edition asks for."""
    least, most = guide.limits.fewest_characters, guide.limits.most_characters
    count = characters_a_line(guide)
    if count and ((least and count < least) or (most and count > most)):
        message = f"a usual line of running text has {count:.0f} characters"
        hint = f"this edition asks for {least:.0f} to {most:.0f}; in a style sheet, change the column's width"
        yield replace(guide.problem("P025", message, hint), severity=Severity.WARNING)


def characters_a_line(guide: FinishedGuide) -> float:
    """Gives the median of running text's full lines, spaces included; 0 where there are none.

    Takes paragraphs of three lines or more outside of cards, boxes and cells, and of them all lines but the last.
    """
    counts = [
        len(" ".join(guide.line_of(row).text.split()))
        for placed in guide.placed
        if placed.passage.kind is Kind.TEXT
        and placed.passage.fills_column
        and not placed.passage.card
        and len(placed.rows) >= FEWEST_LINES
        for row in placed.rows[:-1]
    ]
    return float(median(counts)) if counts else 0.0


def lines_have_room(guide: FinishedGuide) -> Iterator[Problem]:
    """P023: a paragraph's baselines are as far apart as the edition asks for."""
    least = guide.limits.line_spacing
    if not least:
        return
    tight: dict[float, list[tuple[Page, Line]]] = {}
    for placed in guide.placed:
        if placed.passage.kind is not Kind.HEADING:
            for page, line, spacing in _spacings(guide, placed):
                if 0 < spacing < least - SPACING_TOLERANCE:
                    tight.setdefault(round(spacing, 2), []).append((page, line))
    for spacing, found in sorted(tight.items()):
        page, line = found[0]
        more = f" and in {len(found) - 1} more places" if len(found) > 1 else ""
        message = f"line spacing of {spacing:g} on {page.name}: {excerpt(line.text)}{more}"
        hint = (
            f"write plain letters for what makes the line high; in a style sheet, line-height of {least:g} or more"
        )
        yield guide.problem("P023", message, hint)


def _spacings(guide: FinishedGuide, placed: Placed) -> Iterator[tuple[Page, Line, float]]:
    """Gives each line below another of its passage, with its distance in multiples of its type size."""
    for above, below in pairwise(placed.rows):
        if above.page == below.page:
            line = guide.line_of(below)
            upper, lower = _main_run(guide.line_of(above)), _main_run(line)
            yield guide.pages[below.page], line, (upper.baseline - lower.baseline) / lower.size


def _main_run(line: Line) -> Run:
    """Gives the run of a line that holds most of it; a number or mark before it may be larger."""
    return max(line.runs, key=lambda run: len(run.text.strip()))


COLUMN_RULES: Final[tuple[Rule, ...]] = (
    text_stays_in_column,
    lines_are_readably_long,
    lines_have_room,
)
