"""Rules over the text of finished pages: its sizes, its fonts, its places.

Takes a finished guide; each rule gives problems. `TEXT_RULES` lists them all.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import combinations
from typing import Final

from guidepress.checks.pdf.pages.records import FinishedGuide, Line, Page, Rule, Run
from guidepress.core.letters import letters_of
from guidepress.core.measures import Length
from guidepress.core.problems import Problem
from guidepress.targets.pdf.impose.sheet import Box

SIZE_TOLERANCE: Final = 0.05
"""In points: engines keep sizes as fractions of 1024."""
EDGE_TOLERANCE: Final = 0.5
"""In points: ink may swell over a letter's own edge."""
MOST_OVERLAP: Final = 0.25
"""The share of the smaller type size that the ink of two runs may overlap in, across and up."""
EXCERPT: Final = 40
SMALLEST_MARK: Final = 10.0
"""The least size of a note's mark in points."""
LONGEST_MARK: Final = 3
"""The most figures of a note's mark."""
_ITALIC: Final = re.compile(r"italic|oblique|[-,]it$", re.IGNORECASE)


def body_size(guide: FinishedGuide) -> float:
    """Gives the size that most letters are set in, in points; 0 for a guide without text."""
    letters: Counter[float] = Counter()
    for page in guide.pages:
        for run in page.runs:
            letters[round(run.size, 1)] += len(letters_of(run.text))
    return max(letters, key=lambda size: letters[size], default=0.0)


def text_is_large_enough(guide: FinishedGuide) -> Iterator[Problem]:
    """P002: no run of text is smaller than the edition allows, marks of notes apart; one problem for each size."""
    least = guide.limits.smallest_text
    small: dict[float, list[tuple[Page, Run]]] = {}
    for page in guide.pages:
        for run, line in ((run, row) for row in page.lines for run in row.runs):
            if run.size < least - SIZE_TOLERANCE and not _is_mark(run, line):
                small.setdefault(round(run.size, 2), []).append((page, run))
    for size, found in sorted(small.items()):
        page, run = found[0]
        more = f" and in {len(found) - 1} more places" if len(found) > 1 else ""
        message = f"text of {size:g} pt on {page.name}: {excerpt(run.text)}{more}"
        yield guide.problem("P002", message, f"this edition asks for {least:g} pt or more; change its style sheet")


def _is_mark(run: Run, line: Line) -> bool:
    """Tells whether a run is the mark of a note: a short number of 10 pt or more, raised beside larger text."""
    text = run.text.strip()
    raised = any(other.size > run.size and other.baseline < run.baseline for other in line.runs)
    return raised and run.size >= SMALLEST_MARK - SIZE_TOLERANCE and text.isdigit() and len(text) <= LONGEST_MARK


def body_is_large_enough(guide: FinishedGuide) -> Iterator[Problem]:
    """P003: the size of which there is most is no smaller than the edition allows."""
    size, least = body_size(guide), guide.limits.body_text
    if 0 < size < least - SIZE_TOLERANCE:
        hint = f"this edition asks for {least:g} pt or more; change its style sheet"
        yield guide.problem("P003", f"most of the text is set in {size:g} pt", hint)


def fonts_are_embedded(guide: FinishedGuide) -> Iterator[Problem]:
    """P004: the file holds every font that it uses (ISO 19005-2, 6.2.11.4)."""
    for font in guide.fonts:
        if not font.embedded:
            hint = "set the text in a font of the installed font packages"
            yield guide.problem("P004", f"the font '{font.name}' is not embedded", hint)


def text_is_upright(guide: FinishedGuide) -> Iterator[Problem]:
    """P005: nothing is set in italics; one problem for each font."""
    seen: set[str] = set()
    for page in guide.pages:
        for run in page.runs:
            if (run.slanted or _ITALIC.search(run.font)) and run.font not in seen:
                seen.add(run.font)
                message = f"italic text in '{run.font}' on {page.name}: {excerpt(run.text)}"
                yield guide.problem("P005", message, "set it upright; weight or quotation marks can tell it apart")


def text_keeps_to_margins(guide: FinishedGuide) -> Iterator[Problem]:
    """P006: text stands on the page and not too near to its edge."""
    least = guide.limits.margin
    for page in guide.pages:
        for line in page.lines:
            distance = _distance_to_edge(line.box, page.box)
            if distance < least.points - EDGE_TOLERANCE:
                where = "from the edge" if distance >= 0 else "outside the page"
                size = f"{abs(Length(distance).millimetres):.1f} mm"
                verb = "stands" if distance >= 0 else "reaches"
                message = f"text on {page.name} {verb} {size} {where}: {excerpt(line.text)}"
                yield guide.problem("P006", message, f"leave {least.millimetres:g} mm or more")


def pictures_keep_to_margins(guide: FinishedGuide) -> Iterator[Problem]:
    """P026: a picture stands on the page and, but on the cover, not too near to its edge."""
    for page in guide.pages:
        least = 0.0 if page.number == 1 else guide.limits.margin.points
        for box in page.pictures:
            distance = _distance_to_edge(box, page.box)
            if distance < least - EDGE_TOLERANCE:
                size = f"{abs(Length(distance).millimetres):.1f} mm"
                where = f"stands {size} from the edge" if distance >= 0 else f"reaches {size} over the edge"
                hint = (
                    "give it less height or width: the style sheet's max-height and max-width, or the file's own"
                )
                yield guide.problem("P026", f"a picture on {page.name} {where}", hint)


def _distance_to_edge(inner: Box, page: Box) -> float:
    return min(inner.left - page.left, inner.bottom - page.bottom, page.right - inner.right, page.top - inner.top)


def text_does_not_overlap(guide: FinishedGuide) -> Iterator[Problem]:
    """P008: no run of text is drawn over another."""
    for page in guide.pages:
        for first, second in combinations(page.runs, 2):
            if _overlap(first, second):
                message = f"text on {page.name} overlaps: {excerpt(first.text)} and {excerpt(second.text)}"
                yield guide.problem("P008", message, "give the two more room in the style sheet")


def _overlap(first: Run, second: Run) -> bool:
    one, other = first.box, second.box
    across = min(one.right, other.right) - max(one.left, other.left)
    up = min(one.top, other.top) - max(one.bottom, other.bottom)
    if across <= 0 or up <= 0:
        return False
    allowed = MOST_OVERLAP * min(first.size, second.size)
    # A dash is low and an i is narrow: half of either is enough.
    return across > min(allowed, one.width / 2, other.width / 2) and up > min(
        allowed, one.height / 2, other.height / 2
    )


def text_is_all_there(guide: FinishedGuide) -> Iterator[Problem]:
    """P024: the pages hold every passage of the source, so that nothing is lost and the other rules have seen it.

    No edition hides any on purpose: what only some of them show is written by the templates, not by the styles.
    """
    there = {id(placed.passage) for placed in guide.placed}
    for passage in guide.expected.passages:
        if id(passage) not in there:
            message = f"the pages lack text of the source: {excerpt(passage.text)}"
            yield guide.problem("P024", message, "see that no style sheet hides it, whole or in part")


def excerpt(text: str) -> str:
    """Gives the beginning of a text in quotation marks."""
    short = " ".join(text.split())
    return f"'{short}'" if len(short) <= EXCERPT else f"'{short[:EXCERPT].rstrip()}…'"


TEXT_RULES: Final[tuple[Rule, ...]] = (
    text_is_large_enough,
    body_is_large_enough,
    fonts_are_embedded,
    text_is_upright,
    text_keeps_to_margins,
    pictures_keep_to_margins,
    text_does_not_overlap,
    text_is_all_there,
)
