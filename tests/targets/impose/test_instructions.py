from __future__ import annotations

import pytest

from guidepress.targets.pdf.impose.instructions import printing_line


def test_twenty_pages_take_five_sheets_and_a_staple():
    assert printing_line(20) == (
        "Print 5 sheets of A4, both sides, flipped on the short edge; "
        "fold together once and staple through the fold."
    )


def test_five_pages_already_take_two_sheets():
    assert printing_line(5).startswith("Print 2 sheets of A4,")


@pytest.mark.parametrize("page_count", [1, 4])
def test_one_sheet_is_folded_and_needs_no_staple(page_count):
    assert printing_line(page_count) == (
        "Print 1 sheet of A4, both sides, flipped on the short edge; fold it once."
    )


def test_nothing_to_print_is_refused():
    with pytest.raises(ValueError, match="at least 1 page"):
        printing_line(0)
