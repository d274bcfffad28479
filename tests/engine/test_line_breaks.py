"""Where lines break before an inline element."""

from __future__ import annotations

import pytest

from guidepress.engine.library import load_weasyprint

BEFORE, INSIDE, AFTER = (
    "It was dated January and was released ",
    "in February",
    " of the same year, and read by many.",
)


def _lines(words: str, width: int) -> int:
    style = f"@page {{ size: {width}px 2000px; margin: 0 }} p {{ margin: 0; font: 16px/20px 'Source Sans Pro' }}"
    engine = load_weasyprint()
    page = engine.HTML(string=f"<p>{words}").render(stylesheets=[engine.CSS(string=style)]).pages[0]
    paragraph = next(box for box in page._page_box.descendants() if box.element_tag == "p")
    return round(paragraph.height / 20)


@pytest.fixture
def widths_with_a_line_too_many(monkeypatch: pytest.MonkeyPatch):
    """Gives the widths at which an element without looks of its own changes where the engine breaks lines."""
    load_weasyprint()
    from weasyprint.layout import inline
    from weasyprint.text import line_break

    mended_line = line_break.split_first_line.__wrapped__  # without the cutting of lines
    monkeypatch.setattr(inline, "split_text_box", inline.split_text_box.__wrapped__)

    def find(mended: bool) -> list[int]:
        line = mended_line if mended else mended_line.__wrapped__
        monkeypatch.setattr(inline, "split_first_line", line)
        with_element, plain = f"{BEFORE}<span>{INSIDE}</span>{AFTER}", BEFORE + INSIDE + AFTER
        return [width for width in range(200, 300) if _lines(with_element, width) != _lines(plain, width)]

    return find


def test_an_inline_element_does_not_change_where_lines_break(widths_with_a_line_too_many):
    assert widths_with_a_line_too_many(mended=True) == []


def test_the_engine_still_has_the_fault_that_is_mended(widths_with_a_line_too_many):
    """When this fails after an upgrade, the mend can go."""
    assert widths_with_a_line_too_many(mended=False) != []


def test_lines_that_are_cut_break_where_they_should():
    with_element, plain = f"{BEFORE}<span>{INSIDE}</span>{AFTER}", BEFORE + INSIDE + AFTER
    widths = range(200, 300)
    assert [_lines(with_element, width) for width in widths] == [_lines(plain, width) for width in widths]


PARAGRAPH = (
    "Read the well-known of stay to people with with of in and/or day {} well-known the with well-known "
    "staff of a well-known and, p.{}<b>14</b>, and keep a copy of it with you."
)


@pytest.mark.parametrize("gap", ["\u00a0", "\u202f", "\u2007"])
@pytest.mark.parametrize(
    "word", ["reflection", "reflecti\u00f3n", "reflectio\u0301n", "reflecti\u1ecdn", "reflec\u2060tion"]
)
def test_no_line_before_an_inline_element_is_broken_behind_its_first_word(word: str, gap: str):
    """Each line is filled: the next line's first word would not have had room on it."""
    style = "@page { size: 430px 2000px; margin: 0 } p { margin: 0; font: 16px/20px 'Source Sans Pro' }"
    engine = load_weasyprint()
    for width in range(380, 480, 7):
        sheet = engine.CSS(string=style.replace("430px", f"{width}px"))
        page = engine.HTML(string=f"<p>{PARAGRAPH.format(word, gap)}").render(stylesheets=[sheet]).pages[0]
        lines = [box for box in page._page_box.descendants() if type(box).__name__ == "LineBox"]
        assert min(line.width for line in lines[:-1]) > width / 2
