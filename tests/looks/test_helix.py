"""The double helix of the covers."""

import re

import pytest

from guidepress.compose.helix import HALF_HEIGHT, SHORTEST_RUNG, WIDTH, helix


def _points(ribbon: str) -> list[tuple[float, float]]:
    return [(float(x), float(y)) for x, y in re.findall(r"[ML](\S+) ([^LZ]+)", ribbon)]


@pytest.mark.parametrize("count", [0, 1, 12, 40])
def test_it_has_one_rung_for_every_story(count: int) -> None:
    assert len(helix(count, 2).rungs) == count


def test_rungs_stand_apart_from_left_to_right_and_none_where_the_strands_cross() -> None:
    rungs = helix(12, 1).rungs
    assert [rung.x for rung in rungs] == sorted({rung.x for rung in rungs})
    assert all(rung.bottom - rung.top >= SHORTEST_RUNG - 0.2 for rung in rungs)


def test_it_reaches_both_edges_and_stays_within_its_height() -> None:
    drawn = helix(12, 3)
    points = [point for ribbon in drawn.ribbons for point in _points(ribbon)]
    assert min(x for x, _ in points) < 0
    assert max(x for x, _ in points) > WIDTH
    assert max(abs(y) for _, y in points) <= drawn.half_height


def test_the_next_cover_of_five_goes_on_where_one_ends() -> None:
    # Guide 1 of 5 starts 0.7 turns in and shows 0.7 more, so guide 2 starts at 1.4 turns: cos(2.8 pi) = -0.809.
    heights = [y for ribbon in helix(12, 2).ribbons for x, y in _points(ribbon) if abs(x) < 12]
    assert any(abs(y - HALF_HEIGHT * -0.809) < 40 for y in heights)
    ends = [y for ribbon in helix(12, 1).ribbons for x, y in _points(ribbon) if abs(x - WIDTH) < 12]
    assert any(abs(y - HALF_HEIGHT * -0.809) < 40 for y in ends)


def test_guides_are_told_apart_and_the_same_guide_is_always_the_same() -> None:
    assert len({helix(12, number).ribbons for number in range(1, 6)}) == 5
    assert helix(12, 1) == helix(12, 1)
