from guidepress.core.problems import Severity

from .specimen import codes, edition, found, lines

SENTENCE = "we hear more when somebody takes the time to ask and then waits for an answer "


def test_a_line_that_runs_past_the_others_is_a_warning():
    html = lines(5) + "<p>" + SENTENCE * 20 + "</p>" + f'<p style="break-before: page">{SENTENCE * 20}</p>'
    long_word = "https://example.org/" + "averylongaddress" * 5
    style = "body { width: 140mm }"
    problems = found(html + f"<p>See {long_word}</p>", style)
    assert [(problem.code, problem.severity) for problem in problems] == [("P007", Severity.WARNING)]
    assert problems[0].message.startswith("text on page 2 sticks out of its column by ")


def test_lines_that_keep_to_the_column_are_right():
    html = lines(5) + "<p>" + SENTENCE * 20 + "</p>" + f'<p style="break-before: page">{SENTENCE * 20}</p>'
    assert found(html, "body { width: 140mm }") == ()


def test_in_a_short_guide_a_line_may_be_longer_than_those_of_a_list_or_a_card():
    items = "".join(f"<li>Point {number}</li>" for number in range(8))
    card = f'<div style="width: 60mm"><p>{SENTENCE * 3}</p></div>'
    html = (
        lines(5) + f'<h2 style="break-before: page">A</h2><ul>{items}</ul>{card}<p>{SENTENCE}</p>' + lines(3, "B")
    )
    assert found(html) == ()


def test_in_a_short_guide_a_word_that_sticks_out_is_a_warning():
    text = (
        f'<div style="width: 90mm; break-before: page"><p>{SENTENCE * 5}</p><p>See {"averylongword" * 6}</p></div>'
    )
    problems = found(lines(5) + text)
    assert [(problem.code, problem.message.partition(" mm: ")[2]) for problem in problems] == [
        ("P007", "'averylongwordaverylongwordaverylongworda…'")
    ]


def test_lines_of_too_many_characters_are_a_warning():
    problems = found("<p>" + SENTENCE * 30 + "</p>", edition=edition("standard"))
    assert [(problem.code, problem.severity) for problem in problems] == [("P025", Severity.WARNING)]
    assert problems[0].hint == "this edition asks for 55 to 75; in a style sheet, change the column's width"


def test_large_print_asks_for_a_line_spacing_of_1_4():
    style = "html { font-size: 18pt; line-height: 24pt } @page { margin: 15mm; @bottom-right { font-size: 18pt } }"
    problems = found(lines(10), style, edition=edition("large-print"))
    # 24 / 18 = 1.33
    assert [problem.message for problem in problems] == [
        "line spacing of 1.33 on page 1: 'Listening 2: we hear more when somebody…' and in 8 more places"
    ]


def test_large_print_with_room_between_its_lines_is_right():
    style = "html { font-size: 18pt; line-height: 26pt } @page { margin: 15mm; @bottom-right { font-size: 18pt } }"
    assert codes(found(lines(10), style, edition=edition("large-print"))) == []
