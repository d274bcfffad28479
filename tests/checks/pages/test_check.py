from guidepress.checks.pdf.pages.check import RULES, check_finished, preflight
from guidepress.checks.pdf.pages.expected import Expected
from guidepress.core.problems import CODES, Place

from .specimen import NAME, PLAIN, a_story, card, expected, lines, pdf_of


def test_bytes_that_are_no_pdf_are_a_problem_and_no_exception():
    problems = check_finished(b"not a PDF", PLAIN, NAME, Expected())
    assert [(problem.code, problem.place) for problem in problems] == [("P001", Place(NAME))]


def test_a_file_that_cannot_be_read_has_no_figures():
    assert preflight(b"", PLAIN, NAME, Expected()).measured is None


def test_every_code_stands_in_a_rules_description():
    named = " ".join(rule.__doc__ or "" for rule in RULES)
    assert [code for code in CODES if code.startswith("P") and code not in named] == ["P001"]


def test_the_figures_say_what_a_person_wants_to_know():
    html = lines(10) + '<p style="font-size: 9.5pt">Small print</p>' + card()
    measured = preflight(pdf_of(html), PLAIN, NAME, expected(html, a_story())).measured
    assert measured is not None
    assert measured.page_count == measured.side_count == 1
    assert (round(measured.smallest_size, 1), measured.smallest_place) == (9.5, "page 1: 'Small print'")
    assert measured.body_size == 12
    assert measured.code_count == 1
    assert measured.fonts == ("Source-Sans-Pro", "Source-Sans-Pro-Bold")
    assert measured.found_text == 1
    assert str(measured).startswith("1 pages; smallest text 9.5 pt (page 1: 'Small print'); body 12 pt, ")


def test_a_file_is_judged_the_same_each_time():
    html = lines(40) + '<p style="font-size: 5pt">Small</p>'
    pdf, wanted = pdf_of(html), expected(html)
    assert check_finished(pdf, PLAIN, NAME, wanted) == check_finished(pdf, PLAIN, NAME, wanted)
