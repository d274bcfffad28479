"""A series without stories, references or shared blocks: no word about them is printed, and none is missed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from guidepress.checks.sources.project import examine
from guidepress.compose.templates import Templates
from guidepress.core.model import Edition, Series
from guidepress.targets.pdf.page import page_of
from projects import EDITIONS, REPOSITORY

SPECIMEN = REPOSITORY / "tests/projects/specimen"


@pytest.fixture
def series(tmp_path: Path) -> Series:
    found = examine(SPECIMEN, tmp_path).series
    assert found is not None
    return found


def bare(series: Series) -> Series:
    """Gives the series with nothing but a guide of a few words."""
    guide = replace(series.guides[0], markdown="## Soil\n\nWords.\n", stories=(), further_stories=())
    return replace(series, guides=(guide,), stories={}, references={}, blocks={})


@pytest.mark.parametrize("edition", EDITIONS, ids=lambda edition: edition.name)
def test_nothing_is_said_of_stories_and_nothing_is_missed(edition: Edition, series: Series, tmp_path: Path):
    page = page_of(bare(series), bare(series).guides[0], edition, Templates(tmp_path))
    assert page.problems == ()
    assert "stories" not in page.html.replace('class="stories"', "")
    assert "<h3>How you may use this guide</h3>" in page.html
    assert f"<td>© {series.copyright_holder}</td>" in page.html
    assert f"<p>{series.licence.name}</p>" in page.html
    assert "Large print and other formats" not in page.html


def test_a_series_with_stories_says_how_they_may_be_used_and_needs_the_passage(series: Series, tmp_path: Path):
    page = page_of(series, series.guides[0], EDITIONS[0], Templates(tmp_path))
    assert "<h3>How you may use the stories</h3>" in page.html
    without = replace(series, blocks={name: block for name, block in series.blocks.items() if name != "licence"})
    problems = page_of(without, series.guides[0], EDITIONS[0], Templates(tmp_path)).problems
    assert [(problem.code, problem.hint) for problem in problems] == [("S006", "write guides/blocks/licence.md")]


@pytest.mark.parametrize(
    ("css", "words"),
    [
        (
            'html { font-family: "Source Sans Pro" }',
            "Set in Source Sans Pro, a typeface under the SIL Open Font Licens",
        ),
        (
            (
                "@font-face { font-family: Own; src: url(own.ttf) }\nhtml { font: 12pt/1.2 Own, serif }\n"
                ":root { --display: 'Source Sans Pro' }\n@page { @top-left { font-family: var(--display) } }"
            ),
            "Set in Own and Source Sans Pro, a typeface under the SIL Open Font License, and typeset",
        ),
    ],
)
def test_the_colophon_names_the_typefaces_of_the_edition(css: str, words: str, series: Series, tmp_path: Path):
    (tmp_path / "fonts.css").write_text(css, "utf-8")
    assert words in page_of(series, series.guides[0], EDITIONS[0], Templates(tmp_path)).html
