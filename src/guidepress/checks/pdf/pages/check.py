"""The preflight's entry: a finished PDF in, problems and figures out.

Takes a file's bytes, its edition, its name and what the sources promise; gives problems in a stable order.
Measures first (`measure`), judges then: each rule is a pure function over what was measured. Writes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from guidepress.checks.pdf.pages.areas import Area, areas_of, side_name
from guidepress.checks.pdf.pages.break_rules import BREAK_RULES, last_page_is_filled
from guidepress.checks.pdf.pages.code_rules import CODE_RULES
from guidepress.checks.pdf.pages.codes import codes_in
from guidepress.checks.pdf.pages.column_rules import COLUMN_RULES
from guidepress.checks.pdf.pages.expected import Expected
from guidepress.checks.pdf.pages.lines import lines_of
from guidepress.checks.pdf.pages.measured import Measured, figures_of
from guidepress.checks.pdf.pages.objects import colours_of, fonts_of
from guidepress.checks.pdf.pages.open_file import OpenFile, Picture, UnreadableError, opened
from guidepress.checks.pdf.pages.page_rules import PAGE_RULES
from guidepress.checks.pdf.pages.placing import place_passages
from guidepress.checks.pdf.pages.records import Drawing, FinishedGuide, Page, Placed, QrCode, Rule, Side
from guidepress.checks.pdf.pages.text_rules import TEXT_RULES
from guidepress.compose.punctuation import short_address
from guidepress.core.letters import letters_of
from guidepress.core.model import Edition
from guidepress.core.problems import Place, Problem
from guidepress.targets.pdf.impose.sheet import Box

INK_RESOLUTION: Final = 100
"""Dots per inch; at this one, the inked area of text comes out within a twentieth of that at 600."""
COLOUR_RESOLUTION: Final = 50
CODE_RESOLUTION: Final = 200
"""Dots per inch; less than an office printer has."""
LIGHTEST_INK: Final = 252
"""What is lighter than this grey (of 255) is paper."""

RULES: Final[tuple[Rule, ...]] = (*PAGE_RULES, *TEXT_RULES, *COLUMN_RULES, *BREAK_RULES, *CODE_RULES)

SHEET_RULES: Final[tuple[Rule, ...]] = tuple(rule for rule in RULES if rule is not last_page_is_filled)
"""Those for sheets whose length depends on what a facilitator chooses."""
SLIDE_RULES: Final[tuple[Rule, ...]] = (*PAGE_RULES, *TEXT_RULES, *CODE_RULES)
"""Those for pages that each stand alone, with no running text."""

_IS_INK: Final = bytes(1 if grey <= LIGHTEST_INK else 0 for grey in range(256))


@dataclass(frozen=True, slots=True)
class Preflight:
    """The result for one finished file."""

    problems: tuple[Problem, ...]
    """What is wrong with it, rule by rule, from the first page to the last."""
    measured: Measured | None
    """Its figures; None for a file that can't be read."""
    letters: str = ""
    """The letters of all passages of the source that were found on its pages, in the order of the source."""


def check_finished(pdf: bytes, edition: Edition, name: str, expected: Expected) -> tuple[Problem, ...]:
    """Gives the problems of a finished file; `name` is the output file's name, which they point at."""
    return preflight(pdf, edition, name, expected).problems


def preflight(
    pdf: bytes, edition: Edition, name: str, expected: Expected, rules: Sequence[Rule] = RULES
) -> Preflight:
    """Gives a finished file's problems and its figures, from one reading."""
    try:
        guide = measure(pdf, edition, name, expected)
    except UnreadableError as error:
        problem = Problem("P001", f"this is no readable PDF: {error}", Place(name), "build it again")
        return Preflight((problem,), None)
    letters = "".join(placed.passage.letters for placed in guide.placed)
    return Preflight(tuple(problem for rule in rules for problem in rule(guide)), figures_of(guide), letters)


def measure(pdf: bytes, edition: Edition, name: str, expected: Expected) -> FinishedGuide:
    """Measures a finished file. Raises UnreadableError for bytes that are no PDF."""
    with opened(pdf) as file:
        sides = tuple(
            Side(side_name(index, imposed=edition.imposed), *file.boxes(index)) for index in range(len(file))
        )
        pages = _pages(file, areas_of(sides, imposed=edition.imposed), edition)
        placed = place_passages(expected.passages, [page.lines for page in pages])
        codes = _codes(file, pages, placed, expected)
    return FinishedGuide(
        name=name,
        edition=edition,
        limits=edition.limits,
        expected=expected,
        sides=sides,
        pages=pages,
        placed=placed,
        fonts=fonts_of(pdf),
        colours=colours_of(pdf) if edition.grey else (),
        codes=codes,
    )


def _pages(file: OpenFile, areas: Sequence[Area], edition: Edition) -> tuple[Page, ...]:
    sides = {area.side for area in areas}
    runs = {side: file.runs(side) for side in sides}
    pictures = {side: file.pictures(side) for side in sides}
    return tuple(
        Page(
            number=number,
            name=area.name,
            side=area.side,
            box=area.box,
            lines=lines_of(run for run in runs[area.side] if not edition.imposed or _is_on(area.box, run.box)),
            drawing=_drawing(file, area, edition),
            pictures=tuple(box for box in pictures[area.side] if not edition.imposed or _is_on(area.box, box)),
        )
        for number, area in enumerate(areas, 1)
    )


def _is_on(half: Box, box: Box) -> bool:
    """Tells whether the middle of something stands on a half of a sheet's side."""
    middle = (box.left + box.right) / 2
    return half.left <= middle < half.right


def _drawing(file: OpenFile, area: Area, edition: Edition) -> Drawing:
    picture = file.picture(area.side, area.box, INK_RESOLUTION, smooth=False)
    coloured = edition.grey and file.is_coloured(area.side, area.box, COLOUR_RESOLUTION)
    return Drawing(*_ink(picture), coloured)


def _ink(picture: Picture) -> tuple[float, bytes]:
    """Gives the share of pixels that carry ink, and which rows hold any."""
    inked = picture.pixels.translate(_IS_INK)
    rows = (inked[start : start + picture.width] for start in range(0, len(inked), picture.width))
    return inked.count(1) / len(inked), bytes(1 if 1 in row else 0 for row in rows)


def _codes(
    file: OpenFile, pages: Sequence[Page], placed: Iterable[Placed], expected: Expected
) -> tuple[QrCode, ...]:
    """Reads the codes where cards or their addresses stand; on all pages if an address is not among them."""
    wanted = {card.address for card in expected.cards if card.address is not None}
    printed = [letters_of(short_address(address)) for address in wanted]
    likely = {row.page for it in placed if it.passage.card for row in it.rows}
    likely |= {index for index, page in enumerate(pages) if any(it in _letters(page) for it in printed)}
    found = [code for index in sorted(likely) for code in _codes_on(file, pages[index])]
    if not wanted <= {code.text for code in found}:
        others = (page for index, page in enumerate(pages) if index not in likely)
        found += [code for page in others for code in _codes_on(file, page)]
    return tuple(sorted(found, key=lambda code: (code.page, code.text)))


def _letters(page: Page) -> str:
    return letters_of("".join(line.text for line in page.lines))


def _codes_on(file: OpenFile, page: Page) -> list[QrCode]:
    picture = file.picture(page.side, page.box, CODE_RESOLUTION)
    return [QrCode(page.number, text, side) for text, side in codes_in(picture)]
