"""Plans of five columns: a table where lines are long enough, a list of steps where they are not."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from guidepress.compose.templates import Templates
from guidepress.core.model import Edition, edition_named
from guidepress.sources.project import read_project
from guidepress.targets.pdf.page import page_of
from projects import EDITIONS, REPOSITORY

STYLES = REPOSITORY / "styles"
FIVE = (
    "/// plan | An hour & more\n    id: an-hour\n    minutes: 60\n\n"
    "| Minutes | You do | They do | Words to say | You need |\n|---|---|---|---|---|\n"
    "| 20 | Show [](story:seed) & wait | Watch | 'Look.' | A film |\n| 40 | Ask | Talk | 'Why?' |  |\n\n///\n"
)
TWO = "/// plan | Short\n\n| Time | Activity |\n|---|---|\n| 5 minutes | Talk |\n\n///\n"
STACKED = [edition for edition in EDITIONS if edition.stacked_plans]


def body(markdown: str, edition: Edition) -> str:
    series = read_project(REPOSITORY / "tests/projects/specimen", STYLES).series
    assert series is not None
    page = page_of(series, replace(series.guides[0], markdown=markdown, stories=()), edition, Templates(STYLES))
    return page.html[page.html.index("<main>") : page.html.index("</main>")]


def test_large_print_and_the_booklet_have_lines_too_short_for_five_columns():
    assert [edition.name for edition in STACKED] == ["large-print", "booklet"]


@pytest.mark.parametrize("edition", STACKED, ids=lambda edition: edition.name)
def test_each_step_says_what_its_cells_are(edition: Edition):
    html = body(FIVE, edition)
    steps = re.findall(r"<li>\n(.*?)</li>", html, re.DOTALL)
    words = [re.sub(r"<[^>]+>", "", step).split("\n") for step in steps]
    assert [[line for line in step if line] for step in words] == [
        ["Minutes: 20", words[0][1], "They do: Watch", "Words to say: ‘Look.’", "You need: A film"],
        ["Minutes: 40", "You do: Ask", "They do: Talk", "Words to say: ‘Why?’"],
    ]
    assert words[0][1].startswith("You do: Show ")
    assert words[0][1].endswith(" &amp; wait")
    assert '<p class="plan-title">An hour &amp; more</p>' in html
    assert "<table" not in html


@pytest.mark.parametrize("edition", STACKED, ids=lambda edition: edition.name)
def test_a_plan_of_two_columns_stays_a_table(edition: Edition):
    assert body(TWO, edition).count("<table") == 1


def test_the_standard_edition_has_a_table_of_five_columns():
    standard = edition_named(EDITIONS, "standard")
    assert standard is not None
    assert body(FIVE, standard).count('<th scope="col">') == 5
