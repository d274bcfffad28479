from __future__ import annotations

import pytest

from guidepress.core.measures import Length
from guidepress.targets.pdf.impose.plan import Sheet, SheetSide, creep_shift, folded_order, saddle_stitch

PAGE_COUNTS = range(1, 81)


def printed_pages(page_count: int) -> list[int | None]:
    return [
        page
        for sheet in saddle_stitch(page_count)
        for page in (sheet.front.left, sheet.front.right, sheet.back.left, sheet.back.right)
    ]


def test_eight_pages_make_the_two_sheets_that_a_hand_folded_dummy_shows():
    assert saddle_stitch(8) == (
        Sheet(front=SheetSide(8, 1), back=SheetSide(2, 7)),
        Sheet(front=SheetSide(6, 3), back=SheetSide(4, 5)),
    )


def test_six_pages_leave_the_last_leaf_blank():
    assert saddle_stitch(6) == (
        Sheet(front=SheetSide(None, 1), back=SheetSide(2, None)),
        Sheet(front=SheetSide(6, 3), back=SheetSide(4, 5)),
    )


def test_a_single_page_stands_on_the_front_of_one_sheet():
    assert saddle_stitch(1) == (Sheet(front=SheetSide(None, 1), back=SheetSide(None, None)),)


@pytest.mark.parametrize(
    ("page_count", "sheet_count"), [(1, 1), (4, 1), (5, 2), (8, 2), (13, 4), (16, 4), (77, 20), (80, 20)]
)
def test_there_are_no_more_sheets_than_the_pages_need(page_count, sheet_count):
    assert len(saddle_stitch(page_count)) == sheet_count


@pytest.mark.parametrize("page_count", PAGE_COUNTS)
def test_every_page_is_printed_exactly_once_beside_three_blanks_at_most(page_count):
    pages = printed_pages(page_count)

    assert sorted(page for page in pages if page is not None) == list(range(1, page_count + 1))
    assert pages.count(None) <= 3


@pytest.mark.parametrize("page_count", PAGE_COUNTS)
def test_every_recto_stands_on_a_right_half_and_every_verso_on_a_left_half(page_count):
    for sheet in saddle_stitch(page_count):
        for side in (sheet.front, sheet.back):
            assert side.left is None or side.left % 2 == 0
            assert side.right is None or side.right % 2 == 1


@pytest.mark.parametrize("page_count", range(4, 81, 4))
def test_the_outermost_front_carries_the_last_page_and_the_first(page_count):
    assert saddle_stitch(page_count)[0].front == SheetSide(left=page_count, right=1)


@pytest.mark.parametrize("page_count", range(4, 81, 4))
def test_the_innermost_back_is_the_spread_in_the_middle(page_count):
    middle = page_count // 2

    assert saddle_stitch(page_count)[-1].back == SheetSide(left=middle, right=middle + 1)


@pytest.mark.parametrize("page_count", range(4, 81, 4))
def test_the_two_pages_of_every_leaf_follow_each_other(page_count):
    for sheet in saddle_stitch(page_count):
        assert sheet.back.left == sheet.front.right + 1
        assert sheet.front.left == sheet.back.right + 1


@pytest.mark.parametrize("page_count", PAGE_COUNTS)
def test_the_folded_booklet_reads_in_order_with_its_blanks_at_the_end(page_count):
    blanks = [0, 3, 2, 1][page_count % 4]

    assert folded_order(saddle_stitch(page_count)) == (*range(1, page_count + 1), *[None] * blanks)


def test_folding_one_sheet_gives_front_right_then_the_inside_then_front_left():
    sheet = Sheet(front=SheetSide(left=10, right=20), back=SheetSide(left=30, right=40))

    assert folded_order([sheet]) == (20, 30, 40, 10)


def test_folding_sheets_in_the_wrong_order_is_seen():
    outer, inner = saddle_stitch(8)

    assert folded_order([inner, outer]) == (3, 4, 1, 2, 7, 8, 5, 6)


def test_folding_a_sheet_with_its_halves_swapped_is_seen():
    assert folded_order([Sheet(front=SheetSide(1, 4), back=SheetSide(2, 3))]) == (4, 2, 3, 1)


@pytest.mark.parametrize("page_count", [0, -4])
def test_a_booklet_without_pages_is_refused(page_count):
    with pytest.raises(ValueError, match=f"at least 1 page, not {page_count}"):
        saddle_stitch(page_count)


def test_creep_grows_evenly_from_nothing_outside_to_all_of_it_inside():
    shifts = [creep_shift(index, 5, Length(8)) for index in range(5)]

    assert shifts == [Length(0), Length(2), Length(4), Length(6), Length(8)]


def test_a_single_sheet_does_not_creep():
    assert creep_shift(0, 1, Length(8)) == Length(0)


def test_a_negative_creep_is_refused():
    with pytest.raises(ValueError, match="0 mm or more, not -2 mm"):
        creep_shift(0, 2, Length.mm(-2))


@pytest.mark.parametrize("sheet_index", [-1, 2])
def test_creep_of_a_sheet_outside_the_signature_is_refused(sheet_index):
    with pytest.raises(ValueError, match=f"sheet {sheet_index} is none of the sheets 0 to 1"):
        creep_shift(sheet_index, 2, Length(8))
