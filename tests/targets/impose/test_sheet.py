from __future__ import annotations

import pytest

from guidepress.core.measures import Length
from guidepress.targets.pdf.impose.sheet import OFFICE_SHEET, PRESS_SHEET, Box


def in_mm(box: Box) -> list[float]:
    return [Length(edge).millimetres for edge in (box.left, box.bottom, box.right, box.top)]


def test_the_office_sheet_is_a4_with_half_a_millimetre_spare_at_either_side():
    assert in_mm(OFFICE_SHEET.media) == pytest.approx([0, 0, 297, 210])
    assert in_mm(OFFICE_SHEET.trim) == pytest.approx([0.5, 0, 296.5, 210])


def test_the_office_sheet_has_no_room_for_marks_and_none():
    assert OFFICE_SHEET.marks == ()


def test_the_press_sheet_is_sra4_with_the_two_pages_in_its_middle():
    assert in_mm(PRESS_SHEET.media) == pytest.approx([0, 0, 320, 225])
    assert in_mm(PRESS_SHEET.trim) == pytest.approx([12, 7.5, 308, 217.5])


@pytest.mark.parametrize("layout", [OFFICE_SHEET, PRESS_SHEET])
def test_each_half_of_the_trim_is_a5_and_they_meet_at_the_fold(layout):
    for half in (layout.left_half, layout.right_half):
        assert Length(half.width).millimetres == pytest.approx(148)
        assert Length(half.height).millimetres == pytest.approx(210)
    assert layout.left_half.right == layout.fold == layout.right_half.left
    assert layout.fold == pytest.approx(layout.media.width / 2)


def test_every_mark_lies_on_the_paper_and_outside_the_trim():
    media, trim = PRESS_SHEET.media, PRESS_SHEET.trim
    for mark in PRESS_SHEET.marks:
        for x, y in (mark.start, mark.end):
            assert media.left < x < media.right
            assert media.bottom < y < media.top
            assert not (trim.left <= x <= trim.right and trim.bottom <= y <= trim.top)


def test_two_crop_marks_point_at_each_corner_of_the_trim():
    crop_marks = [mark.start for mark in PRESS_SHEET.marks if not mark.dashed]
    in_millimetres = sorted(
        (round(Length(x).millimetres, 6), round(Length(y).millimetres, 6)) for x, y in crop_marks
    )

    assert in_millimetres == [
        (10, 7.5),
        (10, 217.5),
        (12, 5.5),
        (12, 219.5),
        (308, 5.5),
        (308, 219.5),
        (310, 7.5),
        (310, 217.5),
    ]


def test_dashed_fold_marks_stand_at_head_and_foot_of_the_fold():
    fold_marks = [mark for mark in PRESS_SHEET.marks if mark.dashed]

    assert [Length(mark.start[0]).millimetres for mark in fold_marks] == pytest.approx([160, 160])
    assert [Length(mark.end[1]).millimetres for mark in fold_marks] == pytest.approx([0.5, 224.5])
