"""Marks of the PDF's pages in HTML."""

from __future__ import annotations

from guidepress.core.letters import letters_of
from guidepress.pdfread.page_letters import PageLetters
from guidepress.targets.reading.page_marks import with_page_marks


def marked(html: str, *pages: str) -> str:
    starts, count = [], 0
    for page in pages:
        starts.append(count)
        count += len(letters_of(page))
    letters = PageLetters(letters_of("".join(pages)), tuple(starts), tuple(range(1, len(pages) + 1)))
    return with_page_marks(html, letters, lambda number: f"[{number}]")[0]


def test_a_mark_stands_before_the_block_that_a_page_starts_with():
    html = "<h2>How to begin a talk</h2>\n<p>Chairs stand in a circle.</p>"
    assert marked(html, "How to begin a talk", "Chairs stand in a circle.") == (
        "[1]<h2>How to begin a talk</h2>\n[2]<p>Chairs stand in a circle.</p>"
    )


def test_a_mark_within_a_paragraph_stands_before_the_word():
    html = "<p>Chairs stand in a circle, and each of us sees the others.</p>"
    assert marked(html, "Chairs stand in a circle, and", "each of us sees the others.") == (
        "[1]<p>Chairs stand in a circle, and [2]each of us sees the others.</p>"
    )


def test_a_mark_at_a_list_stands_before_it_and_at_a_later_item_within_it():
    html = "<ul>\n<li>one kettle on the stove</li>\n<li>two cups on the table</li></ul>"
    assert marked(html, "one kettle on the stove", "two cups on the table") == (
        "[1]<ul>\n<li>one kettle on the stove</li>\n<li>[2]two cups on the table</li></ul>"
    )


def test_a_mark_stands_before_a_card_as_a_whole_and_never_outside_a_landmark():
    html = "<body><main><article><h3>A kettle sings</h3></article></main></body>"
    assert marked(html, "A kettle sings") == (
        "<body><main>[1]<article><h3>A kettle sings</h3></article></main></body>"
    )


def test_words_that_return_are_found_in_their_order():
    html = "<p>Thank you all for coming.</p><p>Other words are here.</p><p>Thank you all for coming.</p>"
    pages = ("Thank you all for coming.", "Other words are here.", "Thank you all for coming.")
    assert marked(html, *pages).count("[3]<p>Thank you") == 1
    assert marked(html, *pages).index("[2]") < marked(html, *pages).index("[3]")


def test_characters_written_by_name_and_drawings_do_not_hide_a_place():
    html = "<svg><title>kettle kettle kettle</title></svg><p>Tea &amp; kettle, &eacute;clair and more</p>"
    assert marked(html, "Tea & kettle, éclair and more").endswith(
        "[1]<p>Tea &amp; kettle, &eacute;clair and more</p>"
    )


def test_a_page_that_is_not_there_has_no_mark():
    assert marked("<p>Chairs stand in a circle.</p>", "Nothing of this kind at all") == (
        "<p>Chairs stand in a circle.</p>"
    )
