"""What a person wants to know of a finished file, in figures.

Takes a finished guide; gives a `Measured`, and from it one line of text.
"""

from __future__ import annotations

from dataclasses import dataclass

from guidepress.checks.pdf.pages.column_rules import characters_a_line
from guidepress.checks.pdf.pages.records import FinishedGuide
from guidepress.checks.pdf.pages.text_rules import body_size, excerpt


@dataclass(frozen=True, slots=True)
class Measured:
    """The figures of one finished file."""

    page_count: int
    """Pages in the order of reading, blank ones too."""
    side_count: int
    """Pages of the file; for an imposed one, sides of sheets."""
    smallest_size: float
    """The least type size in points; 0 for a file without text."""
    smallest_place: str
    """Where that is: the page and the text's beginning."""
    body_size: float
    """The size that most letters are set in, in points."""
    characters_a_line: float
    """The median of the running text's full lines, spaces included; 0 where there are none."""
    inked_area: float
    """The greatest share of a page's area that carries ink: 0 to 1."""
    inked_place: str
    """Which page that is."""
    code_count: int
    """How many QR codes were read."""
    fonts: tuple[str, ...]
    """The fonts' names."""
    found_text: float
    """The share of the source's letters that was found on the pages: 0 to 1."""

    def __str__(self) -> str:
        return (
            f"{self.page_count} pages; smallest text {self.smallest_size:.1f} pt ({self.smallest_place});"
            f" body {self.body_size:g} pt, {self.characters_a_line:.0f} characters a line;"
            f" most ink {self.inked_area:.1%} ({self.inked_place}); {self.code_count} QR codes;"
            f" {self.found_text:.1%} of the text found"
        )


def figures_of(guide: FinishedGuide) -> Measured:
    """Gives the figures of a finished guide."""
    page_and_run = min(
        ((page, run) for page in guide.pages for run in page.runs),
        key=lambda found: round(found[1].size, 1),
        default=None,
    )
    inked, inked_place = max(
        ((page.drawing.inked_area, page.name) for page in guide.pages), default=(0.0, "no page")
    )
    wanted = sum(len(passage.letters) for passage in guide.expected.passages)
    found = sum(len(placed.passage.letters) for placed in guide.placed)
    return Measured(
        page_count=len(guide.pages),
        side_count=len(guide.sides),
        smallest_size=page_and_run[1].size if page_and_run else 0.0,
        smallest_place=f"{page_and_run[0].name}: {excerpt(page_and_run[1].text)}" if page_and_run else "no text",
        body_size=body_size(guide),
        characters_a_line=characters_a_line(guide),
        inked_area=inked,
        inked_place=inked_place,
        code_count=len(guide.codes),
        fonts=tuple(font.name for font in guide.fonts),
        found_text=found / wanted if wanted else 1.0,
    )
