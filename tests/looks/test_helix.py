"""The double helix of this series' covers, which its own template draws."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

import pytest

from guidepress.compose.templates import Templates
from guidepress.core.model import Edition, Guide, Text
from projects import REPOSITORY

TEMPLATES = Templates(REPOSITORY / "styles")
EDITION = Edition("plain", "tests", ())
WIDTH, SWING, HALF_HEIGHT, SHORTEST_RUNG = 1000, 250, 294, 90
GUIDE = Guide(
    id=Text("plums"), path="", number=1, title=Text("Plums"), summary=Text(""), keywords=(), accent=None,
    stories=(), further_stories=(), markdown="", first_line=1,
)  # fmt: skip


@cache
def drawn(count: int, number: int, further: int = 0) -> str:
    names = tuple(Text(f"story-{at}") for at in range(count))
    guide = replace(GUIDE, number=number, stories=names[further:], further_stories=names[:further])
    html, problems = TEMPLATES.render("cover-art.svg.jinja", {"guide": guide, "edition": EDITION})
    assert problems == ()
    return html


def rungs(count: int, number: int) -> list[tuple[float, float, float]]:
    """Gives how far along each rung is, where its upper half starts and where its lower one ends."""
    upper, lower, _ = re.findall(r' d="([^"]*)"', drawn(count, number))
    starts = [(float(x), float(y)) for x, y in re.findall(r"M(\S+) (\S+?)V-5", upper)]
    ends = [(float(x), float(y)) for x, y in re.findall(r"M(\S+) 5V([\d.]+)", lower)]
    assert [x for x, _ in starts] == [x for x, _ in ends]
    return [(x, top, bottom) for (x, top), (_, bottom) in zip(starts, ends, strict=True)]


def points(count: int, number: int) -> list[tuple[float, float]]:
    ribbons = re.findall(r' d="([^"]*)"', drawn(count, number))[2]
    return [(float(x), float(y)) for x, y in re.findall(r"[ML](\S+) ([^MLZ]+)", ribbons)]


@pytest.mark.parametrize("count", [0, 1, 12, 40])
def test_it_has_one_rung_for_every_story(count: int):
    assert len(rungs(count, 2)) == count


def test_stories_from_elsewhere_count_too():
    assert drawn(12, 1, further=5) == drawn(12, 1)


@pytest.mark.parametrize("number", range(1, 12))
def test_rungs_stand_apart_from_left_to_right_and_none_where_the_strands_cross(number: int):
    found = rungs(12, number)
    assert [x for x, _, _ in found] == sorted({x for x, _, _ in found})
    assert all(bottom - top >= SHORTEST_RUNG - 0.2 for _, top, bottom in found)


def test_it_reaches_both_edges_and_stays_within_its_height():
    found = points(12, 3)
    assert min(x for x, _ in found) < 0
    assert max(x for x, _ in found) > WIDTH
    assert max(abs(y) for _, y in found) <= HALF_HEIGHT


def test_the_next_cover_of_five_goes_on_where_one_ends():
    # Guide 1 of 5 starts 0.7 turns in and shows 0.7 more, so guide 2 starts at 1.4 turns: cos(2.8 pi) = -0.809.
    heights = [y for x, y in points(12, 2) if abs(x) < 12]
    assert any(abs(y - SWING * -0.809) < 40 for y in heights)
    ends = [y for x, y in points(12, 1) if abs(x - WIDTH) < 12]
    assert any(abs(y - SWING * -0.809) < 40 for y in ends)


def test_guides_are_told_apart():
    assert len({drawn(12, number) for number in range(1, 6)}) == 5


def test_in_grey_it_is_drawn_in_greys():
    grey = replace(EDITION, grey=True)
    html, _ = TEMPLATES.render("cover-art.svg.jinja", {"guide": GUIDE, "edition": grey})
    colours = re.findall(r"#([0-9a-f]{6})", html)
    assert colours
    assert all(colour[:2] == colour[2:4] == colour[4:] for colour in colours)
