"""Texts longer than designs allow for: they are set on the page all the same, in every edition."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

import pypdfium2
import pytest

from guidepress.checks.pdf.pages.check import check_finished
from guidepress.checks.pdf.pages.expected import expected_from
from guidepress.compose.templates import Templates
from guidepress.core.model import Edition, Series, Text
from guidepress.core.problems import Problem
from guidepress.sources.project import read_project
from guidepress.targets.pdf.page import page_of
from making import maker_of, pdf_of, task_of
from projects import EDITIONS, REPOSITORY

STYLES = REPOSITORY / "styles"
PROJECT = REPOSITORY / "tests/projects/specimen"
TITLE = (
    "Gathering the windfalls of a long and stormy autumn with neighbours "
    "who would rather have sat indoors by the warm stoves"
)
WORD = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogoch" * 3
COLUMNS = [
    "Broccoli",
    "Artichoke",
    "Asparagus",
    "Beetroot",
    "Cauliflower",
    "Chicory",
    "Gooseberry",
    "Horseradish",
    "Marrow",
]
MARKDOWN = f"""
## A section with {WORD}

A paragraph with {WORD}, and [](story:water).

- A list with {WORD}

| Word | What it is |
|---|---|
| {WORD} | a place by the sea |

| {" | ".join(COLUMNS)} |
|{"---|" * len(COLUMNS)}
| {" | ".join(COLUMNS)} |

```
{WORD}
```

### On [](story:the-first-bean)

/// stories
///

/// stories | further
///
"""
EVERY_EDITION = pytest.mark.parametrize("edition", EDITIONS, ids=lambda edition: edition.name)


@cache
def series() -> Series:
    found = read_project(PROJECT, STYLES).series
    assert found is not None
    return replace(found, guides=(replace(found.guides[0], title=Text(TITLE), markdown=MARKDOWN),))


@cache
def made(edition: Edition) -> bytes:
    return pdf_of(maker_of(PROJECT, STYLES).make(series(), task_of(series(), "specimen", edition)))


@cache
def problems(edition: Edition) -> tuple[Problem, ...]:
    html = page_of(series(), series().guides[0], edition, Templates(STYLES)).html
    expected = expected_from(html, series(), series().guides[0])
    return check_finished(made(edition), edition, "specimen.pdf", expected)


def test_the_title_has_120_letters() -> None:
    assert len(TITLE) == 120


@EVERY_EDITION
def test_nothing_runs_off_the_page_or_over_anything_else(edition: Edition) -> None:
    assert [
        str(problem) for problem in problems(edition) if problem.code in {"P006", "P007", "P008", "P024"}
    ] == []


@EVERY_EDITION
def test_no_stand_in_for_a_page_number_is_left_in_text_running_heads_or_bookmarks(edition: Edition) -> None:
    document = pypdfium2.PdfDocument(made(edition))
    text = " ".join(page.get_textpage().get_text_range() for page in document)
    bookmarks = " ".join(bookmark.get_title() for bookmark in document.get_toc())
    document.close()
    assert "Water" in text
    assert re.findall(r"(?<!\d)00(?!\d)|\(page\s*\)", text + bookmarks) == []
