from base64 import b64encode
from io import BytesIO

import pikepdf
from PIL import Image

from guidepress.checks.pdf.pages.check import check_finished
from guidepress.checks.pdf.pages.expected import Expected
from guidepress.core.problems import Place, Problem

from .specimen import NAME, PLAIN, codes, edition, expected, found, lines, pdf_of


def test_a_guide_that_keeps_every_rule_has_no_problem():
    assert found("<h2>Listening</h2>" + lines(40) + lines(10, "Asking")) == ()


def test_text_below_the_smallest_size_is_reported_with_its_page_and_words():
    html = lines(5) + '<p style="break-before: page; font-size: 8pt">Too small to read</p>' + lines(5, "Asking")
    assert found(html) == (
        Problem(
            "P002",
            "text of 8 pt on page 2: 'Too small to read'",
            Place(NAME),
            "this edition asks for 9 pt or more; change its style sheet",
        ),
    )


def test_small_text_of_one_size_is_one_problem_with_a_count():
    html = lines(5) + "<p><small>First</small> and <small>second</small> and <small>third</small></p>"
    problems = found(html, "small { font-size: 6pt }")
    assert [problem.message for problem in problems] == ["text of 6 pt on page 1: 'First' and in 2 more places"]


def test_text_made_small_by_a_transformation_is_measured_as_drawn():
    html = lines(5) + '<p style="transform: scale(0.5)">Half as large</p>'
    assert [problem.message for problem in found(html)] == ["text of 6 pt on page 1: 'Half as large'"]


def test_text_in_a_drawing_is_measured_as_drawn():
    html = (
        lines(5)
        + '<svg width="40mm" height="40mm" viewBox="0 0 100 100"><text y="50" font-size="6">I</text></svg>'
    )
    # 6 units of 100 on 40 mm (113.4 pt) are 6.8 pt.
    assert [problem.message for problem in found(html)] == ["text of 6.8 pt on page 1: 'I'"]


def test_large_print_asks_for_18_points_in_a_folio_too():
    style = (
        "html { font-size: 18pt; line-height: 27pt } @page { margin: 15mm; @bottom-right { font-size: 16pt } }"
        "h2, h3 { font-size: 20pt; line-height: 30pt }"
    )
    problems = found("<h2>Listening</h2>" + lines(10), style, edition=edition("large-print"))
    assert [problem.message for problem in problems] == ["text of 16 pt on page 1: 'Folio 1'"]


def test_running_text_below_the_editions_size_is_reported():
    problems = found(lines(10), "html { font-size: 11pt }", edition=edition("standard"))
    assert [problem.message for problem in problems if problem.code == "P003"] == [
        "most of the text is set in 11 pt"
    ]


def test_a_font_that_is_not_embedded_is_reported():
    with pikepdf.new() as file:
        page = file.add_blank_page(page_size=(595.276, 841.89))
        font = pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
        )
        page.obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        page.obj.Contents = file.make_stream(b"BT /F1 12 Tf 100 700 Td (Listening) Tj ET")
        out = BytesIO()
        file.save(out)
    problems = check_finished(out.getvalue(), PLAIN, NAME, Expected())
    assert [problem.message for problem in problems] == ["the font 'Helvetica' is not embedded"]


def test_italics_are_reported_once_for_a_font():
    problems = found(lines(5) + "<p>So <em>they</em> say, <em>often</em></p>", "em { font-style: italic }")
    assert [(problem.code, problem.message.partition(" on ")[2]) for problem in problems] == [
        ("P005", "page 1: 'they'")
    ]


def test_text_too_near_to_the_edge_is_reported_with_its_distance():
    html = lines(5) + '<p style="position: absolute; left: -23mm">Near</p>'
    problems = found(html)
    assert codes(problems) == ["P006"]
    assert problems[0].message.startswith("text on page 1 stands 2.")


def test_text_outside_the_page_is_reported():
    html = lines(5) + '<p style="position: absolute; left: -30mm">Outside the paper</p>'
    problems = found(html)
    assert codes(problems) == ["P006"]
    assert problems[0].message.endswith("mm outside the page: 'Outside the paper'")


def test_text_near_the_fold_of_a_booklet_is_reported_for_its_own_half():
    style = "@page { size: A5; margin: 15mm } html { font-size: 10.5pt; line-height: 16pt }"
    inside = '<p style="position: absolute; left: -13mm">Near the fold</p>'
    html = lines(10) + inside
    problems = found(html, style, edition=edition("booklet"))
    assert codes(problems) == ["P006"]
    assert problems[0].message.startswith("text on page 1 (sheet 1, front, right) stands 2.")


def test_text_drawn_over_other_text_is_reported():
    html = lines(3) + '<p style="margin-top: -14pt">Over the line above</p>'
    problems = found(html)
    assert codes(problems) == ["P008"]
    assert problems[0].message == (
        "text on page 1 overlaps: 'Listening 3: we hear more when somebody…' and 'Over the line above'"
    )


def test_raised_figures_and_tight_lines_do_not_overlap():
    heading = "<h2>Fjord glyph Åqy<br>Ágjpq</h2>"
    html = heading + '<p style="line-height: 12pt">figly<sup>2</sup> gjpq<br>Å(|gjpq<br>Å|f</p>' + lines(3)
    assert "P008" not in codes(found(html))


def test_every_passage_that_the_pages_lack_is_reported():
    html = lines(10) + lines(1, "Asking") + lines(1, "Staying") + lines(10, "Waiting")
    problems = check_finished(pdf_of(lines(10) + lines(10, "Waiting")), PLAIN, NAME, expected(html))
    assert [(problem.code, problem.message) for problem in problems] == [
        ("P024", "the pages lack text of the source: 'Asking 1: we hear more when somebody tak…'"),
        ("P024", "the pages lack text of the source: 'Staying 1: we hear more when somebody ta…'"),
    ]


def test_a_passage_of_which_a_part_is_hidden_is_reported():
    html = lines(10) + "<p>We hear <b>much</b> more</p>" + lines(5, "Asking")
    problems = found(html, "b { display: none }")
    assert [problem.message for problem in problems] == ["the pages lack text of the source: 'We hear much more'"]


def picture(width: int, height: int) -> str:
    """Gives a picture of so many pixels as an element; a pixel is 0.75 pt."""
    file = BytesIO()
    Image.new("L", (width, height), 128).save(file, "PNG")
    return f'<img alt="" src="data:image/png;base64,{b64encode(file.getvalue()).decode()}">'


def test_the_mark_of_a_note_may_be_smaller_and_nothing_else():
    style = "html { font-size: 12pt } sup { font-size: 10pt; line-height: 0; vertical-align: 4pt }"
    sound = lines(5) + "<p>So they say<sup>12</sup> often.</p>"
    assert codes(found(sound, style, edition=edition("standard"))) == []
    words = lines(5) + "<p>So they say<sup>ibid</sup> often.</p>"
    assert codes(found(words, style, edition=edition("standard"))) == ["P002"]
    level = lines(5) + "<p>So they say <small>12</small> often.</p>"
    assert codes(found(level, "small { font-size: 10pt }", edition=edition("standard"))) == ["P002"]


def test_a_picture_that_runs_off_the_page_is_reported():
    # 1,200 pixels are 900 pt; the page is 842 pt high, with a margin of 71 pt above: 129 pt or 45.5 mm are lost.
    html = lines(5) + f'<div style="break-before: page">{picture(200, 1200)}</div>'
    problems = found(html)
    assert [problem.message for problem in problems if problem.code == "P026"] == [
        "a picture on page 2 reaches 45.5 mm over the edge"
    ]


def test_a_picture_that_stands_within_the_margins_is_silent_and_on_the_cover_it_may_reach_the_edge():
    cover = f'<div style="position: absolute; left: -25mm; top: -25mm">{picture(100, 100)}</div>'
    assert codes(found(cover + lines(5) + f'<p style="break-before: page">{picture(100, 100)}</p>')) == []
    late = lines(5) + f'<div style="break-before: page; margin-left: -23mm">{picture(100, 100)}</div>'
    assert codes(found(late)) == ["P026"]
