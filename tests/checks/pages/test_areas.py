from guidepress.checks.pdf.pages.areas import areas_of, side_name
from guidepress.checks.pdf.pages.records import Side
from guidepress.targets.pdf.impose.sheet import Box


def sides(count: int, *, imposed: bool) -> list[Side]:
    paper, trim = Box(0, 0, 842, 595), Box(1, 0, 841, 595)
    return [Side(side_name(index, imposed=imposed), paper, trim) for index in range(count)]


def test_pages_that_are_not_imposed_are_the_trimmed_sides():
    areas = areas_of(sides(2, imposed=False), imposed=False)
    assert [(area.name, area.side, area.box) for area in areas] == [
        ("page 1", 0, Box(1, 0, 841, 595)),
        ("page 2", 1, Box(1, 0, 841, 595)),
    ]


def test_the_halves_of_two_sheets_are_read_in_the_order_of_the_folded_booklet():
    # Sheet 1 holds 8 and 1 on its front, 2 and 7 on its back; sheet 2 holds 6 and 3, 4 and 5.
    names = [area.name for area in areas_of(sides(4, imposed=True), imposed=True)]
    assert names == [
        "page 1 (sheet 1, front, right)",
        "page 2 (sheet 1, back, left)",
        "page 3 (sheet 2, front, right)",
        "page 4 (sheet 2, back, left)",
        "page 5 (sheet 2, back, right)",
        "page 6 (sheet 2, front, left)",
        "page 7 (sheet 1, back, right)",
        "page 8 (sheet 1, front, left)",
    ]


def test_the_halves_meet_in_the_middle_of_the_trim():
    first, last = (
        areas_of(sides(2, imposed=True), imposed=True)[0],
        areas_of(sides(2, imposed=True), imposed=True)[-1],
    )
    assert (first.box, last.box) == (Box(421, 0, 841, 595), Box(1, 0, 421, 595))
