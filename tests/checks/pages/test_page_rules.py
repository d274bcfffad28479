from io import BytesIO

import pikepdf
import pytest

from guidepress.checks.pdf.pages.check import check_finished
from guidepress.checks.pdf.pages.expected import Expected
from guidepress.core.model import Edition

from .specimen import NAME, PLAIN, codes, edition, expected, found, lines, pdf_of

GREY = Edition("plain-grey", "grey, with no entry in the limits", (), grey=True)


def drawn(
    content: bytes, resources: pikepdf.Dictionary | None = None, pages: int = 1, size=(595.276, 841.89)
) -> bytes:
    """Makes a PDF whose pages all draw the same."""
    with pikepdf.new() as file:
        for _ in range(pages):
            page = file.add_blank_page(page_size=size)
            page.obj.Contents = file.make_stream(content)
            if resources is not None:
                page.obj.Resources = file.copy_foreign(resources) if resources.is_indirect else resources
        out = BytesIO()
        file.save(out)
    return out.getvalue()


def problems_of(pdf: bytes, edition: Edition = GREY):
    return check_finished(pdf, edition, NAME, Expected())


def test_greys_of_every_notation_are_right():
    content = b"0.5 g 0 0 10 10 re f 0.2 0.2 0.2 rg 0 0 0 0.7 k 0 0 0 RG 0 0 10 10 re S"
    assert problems_of(drawn(content)) == ()


@pytest.mark.parametrize("operator", ["1 0 0 rg", "0.2 0.2 0.21 RG", "0.1 0 0 1 k", "0 1 0 0 K"])
def test_an_operator_that_sets_a_colour_is_reported_word_for_word(operator):
    problems = problems_of(drawn(operator.encode() + b" 0.5 g 0 0 10 10 re f"))
    assert [problem.message for problem in problems] == [f"page 1 draws in colour: '{operator}'"]


def test_a_colour_in_a_form_is_reported_with_the_first_page_that_draws_it():
    with pikepdf.new() as file:
        form = file.make_stream(b"0 0 1 rg 0 0 9 9 re f", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form)
        form.BBox = pikepdf.Array([0, 0, 9, 9])
        for content in (b"0 0 9 9 re f", b"/F Do", b"/F Do"):
            page = file.add_blank_page(page_size=(595.276, 841.89))
            page.obj.Contents = file.make_stream(content)
            page.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(F=form))
        out = BytesIO()
        file.save(out)
    messages = [problem.message for problem in problems_of(out.getvalue())]
    assert messages == ["page 2 draws in colour: '0 0 1 rg'", "page 3 shows a colour"]


def test_a_colour_in_a_named_colour_space_is_reported():
    lab = pikepdf.Array([pikepdf.Name.Lab, pikepdf.Dictionary(WhitePoint=pikepdf.Array([0.9505, 1, 1.089]))])
    resources = pikepdf.Dictionary(ColorSpace=pikepdf.Dictionary(L=lab))
    assert problems_of(drawn(b"/L cs 40 0 0 scn 0 0 9 9 re f", resources)) == ()
    assert codes(problems_of(drawn(b"/L cs 40 60 0 scn 0 0 9 9 re f", resources))) == ["P015"]


def test_a_coloured_image_is_seen_where_no_operator_tells():
    content = b"q 100 0 0 100 50 50 cm BI /W 1 /H 1 /CS /RGB /BPC 8 ID \xff\x00\x00 EI Q"
    assert [problem.message for problem in problems_of(drawn(content))] == ["page 1 shows a colour"]


def test_an_edition_in_colour_may_draw_in_colour():
    assert problems_of(drawn(b"1 0 0 rg 0 0 10 10 re f"), PLAIN) == ()


def test_the_colour_of_a_style_sheet_is_reported_for_print():
    html = lines(30) + f'<div style="break-before: page">{lines(20, "Asking")}</div>'
    problems = found(html, "p { color: #8a1538 } @page { margin: 25mm 20mm }", edition=edition("print"))
    # 0x8a, 0x15 and 0x38 are 138, 21 and 56 of 255.
    assert [problem.message for problem in problems] == [
        "page 1 draws in colour: '0.541176 0.082353 0.219608 rg'",
        "page 2 shows a colour",
    ]


def test_a_page_that_is_inked_by_more_than_15_percent_is_reported():
    # 297.638 × 168.378 pt are a tenth of A4; 297.638 × 336.756 pt are a fifth.
    tenth = drawn(b"0 0 297.638 168.378 re f", pages=2)
    fifth = drawn(b"0 0 297.638 336.756 re f", pages=2)
    assert "P014" not in codes(problems_of(tenth, edition("print")))
    messages = [problem.message for problem in problems_of(fifth, edition("print")) if problem.code == "P014"]
    assert messages == ["page 1 has 20.0% of its area inked", "page 2 has 20.0% of its area inked"]


def test_a_light_tint_counts_as_ink():
    tint = drawn(b"0.95 g 0 0 297.638 336.756 re f", pages=2)
    assert "P014" in codes(problems_of(tint, edition("print")))


def test_an_odd_page_count_is_reported_for_print():
    odd, even = drawn(b"0 0 9 9 re f", pages=3), drawn(b"0 0 9 9 re f", pages=4)
    assert [problem.message for problem in problems_of(odd, edition("print"))] == ["the file has 3 pages"]
    assert problems_of(even, edition("print")) == ()


def test_a_booklet_with_a_sheet_of_one_side_is_reported():
    pdf = drawn(b"0 0 9 9 re f", pages=3, size=(841.89, 595.276))
    problems = problems_of(pdf, edition("booklet"))
    assert "the file has 3 sides of sheets" in [problem.message for problem in problems]


def test_a_page_of_another_size_than_the_editions_is_reported():
    pdf = pdf_of(lines(10), "@page { size: 200mm 297mm; margin: 20mm }")
    problems = check_finished(pdf, edition("standard"), NAME, expected(lines(10)))
    assert [(problem.message, problem.hint) for problem in problems] == [
        ("page 1 is 200.0 × 297.0 mm", "it should be 210.0 × 297.0 mm")
    ]


def test_pages_of_an_edition_without_a_set_size_are_all_alike():
    html = lines(10) + f'<div style="page: wide">{lines(10, "Asking")}</div>'
    problems = found(html, "@page wide { size: A4 landscape }")
    assert [problem.message for problem in problems] == ["page 2 is 297.0 × 210.0 mm"]
