"""The specimen's pages: clean in every edition, and the same as the golden pictures."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageStat

from projects import EDITIONS

from .conftest import Specimen

GOLDEN = Path(__file__).parent / "golden"
DIFFERENCES = Path(__file__).parent / "differences"
DOTS_PER_INCH = 40
TOLERANCE = 1.0
"""Mean difference of a page's pixels, of 255: less than a moved line makes, more than another rasteriser does."""
PAGES = [
    ("standard", 1),
    ("standard", 2),
    ("standard", 3),
    ("standard", 4),
    ("standard", 5),
    ("print", 1),
    ("print", 4),
    ("large-print", 5),
    ("large-print", 6),
    ("booklet", 1),
    ("booklet", 2),
]


@pytest.mark.parametrize("edition", [edition.name for edition in EDITIONS])
def test_every_edition_of_the_specimen_passes_the_preflight(specimen: Specimen, edition: str) -> None:
    assert [f"{problem.code}: {problem.message}" for problem in specimen.examined(edition).problems] == []


@pytest.mark.parametrize(("edition", "number"), PAGES)
def test_a_page_looks_as_its_golden_picture_does(
    specimen: Specimen, edition: str, number: int, update_golden: bool
) -> None:
    """`pytest tests/specimen --update-golden` draws the golden pictures afresh."""
    found = _picture(specimen.pdfs[edition], number)
    path = GOLDEN / f"{edition}-{number}.png"
    if update_golden:
        found.quantize(32).save(path, optimize=True)
    golden = Image.open(path).convert("RGB")
    assert found.size == golden.size
    difference = ImageChops.difference(found, golden)
    mean = sum(ImageStat.Stat(difference).mean) / 3
    if mean > TOLERANCE:
        DIFFERENCES.mkdir(exist_ok=True)
        _side_by_side(golden, found, ImageChops.invert(difference)).save(DIFFERENCES / path.name)
    assert mean <= TOLERANCE, f"look at {DIFFERENCES / path.name}: golden, found, difference"


def test_a_moved_line_would_be_noticed(specimen: Specimen) -> None:
    found = _picture(specimen.pdfs["standard"], 4)
    moved = ImageChops.offset(found, 0, 3)
    assert sum(ImageStat.Stat(ImageChops.difference(found, moved)).mean) / 3 > 2 * TOLERANCE


def _picture(pdf: bytes, number: int) -> Image.Image:
    page = pypdfium2.PdfDocument(pdf)[number - 1]
    return page.render(scale=DOTS_PER_INCH / 72).to_pil().convert("RGB")


def _side_by_side(*pictures: Image.Image) -> Image.Image:
    width, height = pictures[0].size
    row = Image.new("RGB", (width * len(pictures), height), "white")
    for at, picture in enumerate(pictures):
        row.paste(picture, (at * width, 0))
    return row
