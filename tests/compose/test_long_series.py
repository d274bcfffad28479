"""A guide of a long series names the guides around it, not all of them, so that its length stays its own."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from guidepress.compose.templates import Templates
from guidepress.sources.project import read_project
from guidepress.targets.pdf.page import page_of
from projects import CYMRAEG, EDITIONS, REPOSITORY

TEMPLATES = Templates(REPOSITORY / "styles")


def _html(count: int, number: int) -> str:
    series = read_project(CYMRAEG, REPOSITORY / "styles").series
    assert series is not None
    one = series.guides[0]
    made = [
        replace(one, id=type(one.id)(f"g-{at}"), number=at, title=f"Teitl {at}.") for at in range(1, count + 1)
    ]
    return page_of(replace(series, guides=tuple(made)), made[number - 1], EDITIONS[0], TEMPLATES).html


def _listed(html: str) -> list[int]:
    return [int(number) for number in re.findall(r"Teitl (\d+)\.", html.rpartition('class="guides"')[2])]


@pytest.mark.parametrize(
    ("count", "number", "listed"),
    [
        (12, 3, range(1, 13)),
        (13, 1, range(1, 13)),
        (13, 13, range(2, 14)),
        (1000, 500, range(494, 506)),
        (1000, 1000, range(989, 1001)),
    ],
)
def test_twelve_guides_are_named_at_most(count: int, number: int, listed: range) -> None:
    html = _html(count, number)
    assert _listed(html) == list(listed)
    assert ("<ul" if count > 12 else "<ol") in html.rpartition('class="guides"')[0][-5:]


def test_a_guide_of_a_long_series_says_which_it_is() -> None:
    assert "Canllaw 500 o 1000: Teitl 500. (y canllaw hwn)" in _html(1000, 500)


@pytest.mark.parametrize(("count", "marks"), [(24, 24), (25, 0)])
def test_a_cover_has_a_mark_for_each_guide_as_long_as_they_stand_in_a_row(count: int, marks: int) -> None:
    assert _html(count, 2).count("<i></i>") + _html(count, 2).count('<i class="here"></i>') == marks
