from .specimen import LINES_A_PAGE, a_story, card, codes, edition, found, lines


def test_a_heading_as_the_last_line_of_a_page_is_reported():
    html = lines(LINES_A_PAGE - 1) + "<h2>Left behind</h2>" + lines(5, "Asking")
    problems = found(html)
    assert [problem.message for problem in problems] == [
        "a heading stands alone at the foot of page 1: 'Left behind'"
    ]
    assert codes(problems) == ["P009"]


def test_a_heading_with_a_subheading_but_no_text_below_is_reported_with_it():
    html = lines(LINES_A_PAGE - 2) + "<h2>Left</h2><h3>Behind</h3>" + lines(5, "Asking")
    assert [problem.message.rpartition(": ")[2] for problem in found(html)] == ["'Left'", "'Behind'"]


def test_a_heading_with_text_below_it_is_right():
    html = lines(LINES_A_PAGE - 3) + "<h2>Kept</h2>" + lines(2, "Asking") + lines(5, "Telling")
    assert found(html) == ()


def test_a_heading_with_text_below_that_no_source_has_is_right():
    html = lines(LINES_A_PAGE - 3) + '<h2>Kept</h2><div class="made"></div>' + lines(5, "Asking")
    style = '.made::before { content: "Words from the style sheet" } .made { break-after: page }'
    assert found(html, style) == ()


def test_the_same_words_in_the_contents_are_no_heading():
    contents = lines(LINES_A_PAGE - 1, "First") + '<ol style="margin: 0"><li>Kept</li></ol>'
    html = contents + "<h2>Kept</h2>" + lines(5)
    assert found(html) == ()


def test_a_single_first_line_at_a_pages_foot_is_an_orphan():
    problems = found(lines(LINES_A_PAGE - 1) + lines(5, "Asking"))
    assert [(problem.code, problem.message) for problem in problems] == [
        ("P010", "a single first line at the foot of page 1: 'Asking 1: we hear more when somebody tak…'")
    ]


def test_a_single_last_line_at_a_pages_head_is_a_widow():
    problems = found(lines(LINES_A_PAGE - 3) + lines(4, "Asking") + lines(5, "Telling"))
    assert [(problem.code, problem.message) for problem in problems] == [
        ("P011", "a single last line at the head of page 2: 'Asking 4: we hear more when somebody tak…'")
    ]


def test_two_lines_on_either_side_of_a_break_are_right():
    assert found(lines(LINES_A_PAGE - 2) + lines(4, "Asking") + lines(5, "Telling")) == ()


def test_a_break_inside_a_link_with_its_address_printed_is_seen():
    link = '<a href="https://example.org/">Words of a link<br>that goes on</a> and ends<br>with a last line'
    html = lines(LINES_A_PAGE - 1) + f"<p>{link}</p>" + lines(5, "Telling")
    style = 'a::after { content: " (" attr(href) ")" }'
    assert codes(found(html, style)) == ["P010"]


def test_a_word_under_a_blank_does_not_count_as_a_line():
    blank = '<span class="blank">your story</span>'
    html = (
        lines(LINES_A_PAGE - 2)
        + f"<p>Recall {blank} from the day<br>that you heard<br>it</p>"
        + lines(5, "Telling")
    )
    style = ".blank { display: inline-block; vertical-align: -12pt; line-height: 8pt; font-size: 9pt }"
    assert "P010" in codes(found(html, style))


def test_a_card_split_over_two_pages_is_reported():
    html = lines(LINES_A_PAGE - 9) + card(content=lines(7, "Staying")) + lines(5, "Telling")
    style = ".code { float: right } .story h3 { margin-bottom: 60pt }"
    problems = found(html, style, stories=(a_story(),))
    assert [(problem.code, problem.message) for problem in problems] == [
        ("P012", "the card of the story 'Stay' is split over page 1 and page 2")
    ]


def test_a_card_that_is_longer_than_a_page_may_be_split():
    html = lines(10) + card(content=lines(62, "Staying")) + lines(5, "Telling")
    assert found(html, ".code { float: right }", stories=(a_story(),)) == ()


def test_a_code_on_another_page_than_its_card_is_reported():
    html = lines(5) + card() + lines(5, "Telling")
    problems = found(html, ".code { break-after: page }", stories=(a_story(),))
    assert [(problem.code, problem.message) for problem in problems] == [
        ("P012", "the QR code of 'Stay' stands on page 1")
    ]


def test_a_blank_page_between_others_is_reported_though_it_has_a_folio():
    html = lines(5) + '<div style="break-before: right">' + lines(5, "Asking") + "</div>"
    problems = found(html)
    assert [(problem.code, problem.message) for problem in problems] == [("P013", "page 2 is blank")]


def test_a_page_with_a_drawing_alone_is_not_blank():
    drawing = '<svg width="100" height="100" viewBox="0 0 9 9"><path d="M1 1h5v5" stroke="black"/></svg>'
    html = (
        lines(30)
        + f'<div style="break-before: page">{drawing}</div>'
        + f'<div style="break-before: page">{lines(9, "A")}</div>'
    )
    assert found(html) == ()


def test_one_blank_page_at_the_end_is_right_where_pages_come_in_pairs():
    style = "@page { margin: 25mm 20mm }"
    end = '<div style="break-before: page"></div>'
    first = lines(30) + f'<div style="break-before: page">{lines(10, "Asking")}</div>'
    third = f'<div style="break-before: page">{lines(10, "Telling")}</div>'
    assert "P013" not in codes(found(first + third + end, style, edition=edition("print")))
    assert "P013" in codes(found(first + end, style, edition=edition("print")))


def test_blank_pages_that_fill_the_last_sheet_of_a_booklet_are_right():
    style = "@page { size: A5; margin: 15mm } html { font-size: 10.5pt; line-height: 16pt }"
    html = lines(10) + f'<div style="break-before: page">{lines(10, "Asking")}</div>'
    assert found(html, style, edition=edition("booklet")) == ()


def test_a_last_page_of_three_lines_is_reported():
    problems = found(lines(30) + f'<div style="break-before: page">{lines(3, "Asking")}</div>')
    assert [(problem.code, problem.message) for problem in problems] == [
        ("P021", "page 2, the last one, holds 3 lines only")
    ]


def test_a_hyphenated_word_is_reported_with_its_page():
    style = "width: 45mm; hyphens: auto; hyphenate-character: '-'"
    html = f'<p lang="en" style="{style}">Try to hear the extraordinary</p>' + lines(5)
    assert [problem.message for problem in found(html)] == ["the word 'extraordinary' is split on page 1"]


def test_a_word_in_a_narrow_column_may_have_a_hyphen_and_nothing_less():
    table = '<table lang="en" style="width: 30mm; table-layout: fixed; {}"><tr><td>An extraordinarily<td>x</table>'
    hyphens = table.format("hyphens: auto; hyphenate-character: '-'")
    assert codes(found(lines(5) + hyphens)) == []
    torn = found(lines(5) + table.format("overflow-wrap: anywhere"))
    assert [problem.message for problem in torn] == ["the word 'extraordinarily' is split on page 1"]


def test_a_web_address_may_be_split():
    address = "https://example.org/a/very/long/address/that/has/to/break"
    html = f'<p style="width: 42mm; overflow-wrap: anywhere">{address}</p>' + lines(5)
    assert found(html) == ()
