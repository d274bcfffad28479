"""Rules over whole pages: their size, their number, their ink, their colours.

Takes a finished guide; each rule gives problems. `PAGE_RULES` lists them all.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from guidepress.checks.pdf.pages.leaves import page_multiple
from guidepress.checks.pdf.pages.records import FinishedGuide, Rule, Side
from guidepress.core.limits import PaperSize
from guidepress.core.measures import Length
from guidepress.core.problems import Problem

BOX_TOLERANCE: Final = 1.0
"""In points: engines round pages to whole points or pixels."""
MOST_OPERATORS: Final = 3
"""How many operators a message names."""
SIDES_PER_SHEET: Final = 2


def page_count_suits(guide: FinishedGuide) -> Iterator[Problem]:
    """P019: the file has pages, as many as fill its leaves or sheets."""
    if guide.edition.imposed:
        if not guide.sides or len(guide.sides) % SIDES_PER_SHEET:
            message = f"the file has {len(guide.sides)} sides of sheets"
            yield guide.problem("P019", message, "a sheet has two sides; impose the booklet again")
        return
    multiple = page_multiple(guide.edition)
    if not guide.pages or len(guide.pages) % multiple:
        hint = f"this edition's count is a multiple of {multiple}; add blank pages at the end"
        yield guide.problem("P019", f"the file has {len(guide.pages)} pages", hint)


def pages_have_their_size(guide: FinishedGuide) -> Iterator[Problem]:
    """P020: every side has the edition's trim size, inside its paper (ISO 32000-1, 14.11.2)."""
    if not guide.sides:
        return
    first = guide.sides[0].trim
    wanted = guide.limits.trim or PaperSize(Length(first.width), Length(first.height))
    for side in guide.sides:
        if _differs(side, wanted):
            message = f"{side.name} is {_size(Length(side.trim.width), Length(side.trim.height))}"
            yield guide.problem("P020", message, f"it should be {_size(wanted.width, wanted.height)}")
        elif not _lies_inside(side):
            hint = "the TrimBox lies inside the MediaBox"
            yield guide.problem("P020", f"{side.name} reaches over the edge of its paper", hint)


def _differs(side: Side, wanted: PaperSize) -> bool:
    return (
        abs(side.trim.width - wanted.width.points) > BOX_TOLERANCE
        or abs(side.trim.height - wanted.height.points) > BOX_TOLERANCE
    )


def _lies_inside(side: Side) -> bool:
    media, trim = side.media, side.trim
    return (
        trim.left >= media.left - BOX_TOLERANCE
        and trim.bottom >= media.bottom - BOX_TOLERANCE
        and trim.right <= media.right + BOX_TOLERANCE
        and trim.top <= media.top + BOX_TOLERANCE
    )


def _size(width: Length, height: Length) -> str:
    return f"{width.millimetres:.1f} × {height.millimetres:.1f} mm"


def pages_spare_ink(guide: FinishedGuide) -> Iterator[Problem]:
    """P014: no page has more of its area inked than the edition allows; a tint counts as ink."""
    most = guide.limits.inked_area
    for page in guide.pages:
        if page.drawing.inked_area > most:
            message = f"{page.name} has {page.drawing.inked_area:.1%} of its area inked"
            hint = f"this edition allows {most:.0%}; draw lines in place of areas"
            yield guide.problem("P014", message, hint)


def all_is_grey(guide: FinishedGuide) -> Iterator[Problem]:
    """P015: in a grey edition every operator sets a grey, and nothing shows a colour."""
    if not guide.edition.grey:
        return
    hint = "the edition's style sheet gives every colour as a grey"
    by_side: dict[int, list[str]] = {}
    for use in guide.colours:
        by_side.setdefault(use.side, []).append(use.operator)
    for side, operators in sorted(by_side.items()):
        shown = ", ".join(f"'{operator}'" for operator in operators[:MOST_OPERATORS])
        more = f" and {len(operators) - MOST_OPERATORS} more" if len(operators) > MOST_OPERATORS else ""
        yield guide.problem("P015", f"{guide.sides[side].name} draws in colour: {shown}{more}", hint)
    for page in guide.pages:
        if page.drawing.coloured and page.side not in by_side:
            yield guide.problem("P015", f"{page.name} shows a colour", hint)


PAGE_RULES: Final[tuple[Rule, ...]] = (
    page_count_suits,
    pages_have_their_size,
    pages_spare_ink,
    all_is_grey,
)
