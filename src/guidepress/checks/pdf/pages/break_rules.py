"""Rules over the places where pages and lines break.

Takes a finished guide; each rule gives problems. `BREAK_RULES` lists them all.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from guidepress.checks.pdf.pages.expected import Kind, Passage
from guidepress.checks.pdf.pages.leaves import page_multiple
from guidepress.checks.pdf.pages.records import FinishedGuide, Page, Placed, Row, Rule
from guidepress.checks.pdf.pages.text_rules import excerpt
from guidepress.checks.pdf.pages.zone import Zone, lines_with_passages, own_lines, zone_of
from guidepress.core.problems import Problem

FEW_LINES: Final = 3
"""A last page of so many lines or fewer looks like a mistake."""
FULL_PAGE: Final = 0.95
"""From which share of a page's text height on a card can't be expected to fit on one page."""
LONGEST_WORD: Final = 30
"""What is longer is no word but a name made by a machine."""


def headings_stay_with_text(guide: FinishedGuide) -> Iterator[Problem]:
    """P009: below a heading there is text on the same page."""
    following: Placed | None = None
    alone: list[Placed] = []
    for placed in reversed(guide.placed):
        if placed.passage.kind is not Kind.HEADING:
            following = placed
        elif following is not None and following.rows[0].page > placed.rows[-1].page:
            alone.append(placed)
    for placed in reversed(alone):
        if not _has_made_text_below(guide, placed):
            page = guide.pages[placed.rows[-1].page]
            message = f"a heading stands alone at the foot of {page.name}: {excerpt(placed.passage.text)}"
            hint = "divide what stands below it, such as a tall table; in a style sheet, break-after: avoid"
            yield guide.problem("P009", message, hint)


def _has_made_text_below(guide: FinishedGuide, heading: Placed) -> bool:
    """Tells whether below a heading there is text that is none of the source's: words of the style sheet."""
    index, foot = heading.rows[-1].page, guide.line_of(heading.rows[-1]).box.bottom
    found = lines_with_passages(guide)
    of_source = {id(line) for number, line in enumerate(guide.pages[index].lines) if (index, number) in found}
    return any(line.box.top < foot and id(line) not in of_source for line in own_lines(guide)[index])


def paragraphs_keep_two_lines(guide: FinishedGuide) -> Iterator[Problem]:
    """P010, P011: of a paragraph that is broken over pages, two lines or more stand on either side."""
    for placed in guide.placed:
        for before, after in pairwise(_by_page(placed)):
            if len(before) == 1:
                text = excerpt(placed.passage.text)
                message = f"a single first line at the foot of {guide.pages[before[0].page].name}: {text}"
                yield guide.problem("P010", message, "keep two lines together (orphans: 2)")
            if len(after) == 1:
                text = excerpt(guide.line_of(after[0]).text)
                message = f"a single last line at the head of {guide.pages[after[0].page].name}: {text}"
                yield guide.problem("P011", message, "keep two lines together (widows: 2)")


def _by_page(placed: Placed) -> list[list[Row]]:
    pages: dict[int, list[Row]] = {}
    for row in placed.rows:
        pages.setdefault(row.page, []).append(row)
    return [pages[number] for number in sorted(pages)]


def cards_stay_whole(guide: FinishedGuide) -> Iterator[Problem]:
    """P012: a story's card stands on one page with its QR code, unless it is longer than a page."""
    zone = zone_of(guide, with_cover=True)
    for card in guide.expected.cards:
        rows = [row for placed in guide.placed if placed.passage.card == card.story_id for row in placed.rows]
        pages = sorted({row.page for row in rows})
        if len(pages) > 1 and zone is not None and _height(guide, rows) < FULL_PAGE * zone.height:
            names = " and ".join(guide.pages[page].name for page in pages)
            message = f"the card of the story '{card.title}' is split over {names}"
            hint = "shorten the story's synopsis or notes; in a style sheet, break-inside: avoid"
            yield guide.problem("P012", message, hint)
        for code in guide.codes:
            if pages and code.text == card.address and code.page - 1 not in pages:
                message = f"the QR code of '{card.title}' stands on {guide.pages[code.page - 1].name}"
                hint = f"its card stands on {guide.pages[pages[0]].name}; keep the two together"
                yield guide.problem("P012", message, hint)


def _height(guide: FinishedGuide, rows: list[Row]) -> float:
    """Gives the height of a card's text, summed over its pages, in points."""
    height = 0.0
    for page in {row.page for row in rows}:
        boxes = [guide.line_of(row).box for row in rows if row.page == page]
        height += max(box.top for box in boxes) - min(box.bottom for box in boxes)
    return height


def no_page_is_blank(guide: FinishedGuide) -> Iterator[Problem]:
    """P013: no page lacks text and drawing but those at the end that fill the last leaf or sheet."""
    blank = _blank_pages(guide)
    last = max((number for number, is_blank in enumerate(blank, 1) if not is_blank), default=0)
    filled = last + -last % page_multiple(guide.edition)
    for page in guide.pages:
        if blank[page.number - 1] and not last < page.number <= filled:
            yield guide.problem("P013", f"{page.name} is blank", "take out the page break that makes it")


def _blank_pages(guide: FinishedGuide) -> list[bool]:
    """Tells of each page whether nothing stands on it but running head and folio."""
    zone = zone_of(guide)
    lines = own_lines(guide)
    return [not own and not _has_drawing(page, zone) for page, own in zip(guide.pages, lines, strict=True)]


def _has_drawing(page: Page, zone: Zone | None) -> bool:
    """Tells whether there is ink where other pages have their text."""
    rows, height = page.drawing.inked_rows, page.box.height
    if zone is None or not height:
        return any(rows)
    first, last = (round(len(rows) * (1 - edge / height)) for edge in (zone.top, zone.bottom))
    return any(rows[first:last])


def last_page_is_filled(guide: FinishedGuide) -> Iterator[Problem]:
    """P021: the last page of text holds more than a few lines."""
    blank = _blank_pages(guide)
    last = next((page for page in reversed(guide.pages) if not blank[page.number - 1]), None)
    if last is None or last.number == 1:
        return
    count = len(own_lines(guide)[last.number - 1])
    if 0 < count <= FEW_LINES:
        message = f"{last.name}, the last one, holds {count} {'line' if count == 1 else 'lines'} only"
        yield guide.problem("P021", message, "shorten the text by as much, or leave more room on the pages before")


def words_stay_whole(guide: FinishedGuide) -> Iterator[Problem]:
    """P022: no word is split at the end of a line; web addresses may be, and with a hyphen what is in a table.

    Where a word is longer than its column, the language's hyphens are the best that can be done.
    """
    for placed in guide.placed:
        for row in placed.rows[:-1]:
            word = _split_word(placed.passage, row.end)
            line = guide.pages[row.page].lines[row.line].text.rstrip()
            if word and not (placed.passage.kind is Kind.CELL and line.endswith(HYPHENS)):
                message = f"the word '{word}' is split on {guide.pages[row.page].name}"
                hint = "give a table fewer columns or shorter headings; in a style sheet, hyphens: manual"
                yield guide.problem("P022", message, hint)


HYPHENS: Final = ("-", "\N{HYPHEN}", "\x02")
"""How a file's text has the hyphen at a line's end: as typed, as the character for it, or as pdfium marks it."""


def _split_word(passage: Passage, letter: int) -> str:
    """Gives the word that a line's end before this letter splits; empty where it stands between words."""
    before, after = passage.places[letter - 1], passage.places[letter]
    if after - before > 1:
        return ""
    start = passage.text.rfind(" ", 0, after) + 1
    end = passage.text.find(" ", after)
    word = passage.text[start : end if end >= 0 else None].strip(".,;:!?()[]‘’“”'\"…")
    return word if word.isalpha() and len(word) <= LONGEST_WORD else ""


BREAK_RULES: Final[tuple[Rule, ...]] = (
    headings_stay_with_text,
    paragraphs_keep_two_lines,
    cards_stay_whole,
    no_page_is_blank,
    last_page_is_filled,
    words_stay_whole,
)
