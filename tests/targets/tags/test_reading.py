"""Reading a tree back, dumping it and holding it against the HTML."""

from __future__ import annotations

import pytest

from guidepress.pdfread.compare import differences
from guidepress.pdfread.dump import dump_tags
from guidepress.pdfread.elements import TagElement, tree_outline
from guidepress.pdfread.outline import Expected, expected_outline
from guidepress.targets.pdf.tags.tagging import tagged_pdf

from .specimen import METADATA, laid_out, page_of

BODY = (
    "<section><h1>Title</h1><p>One <em>two</em> three.</p><ol><li>First</li></ol>"
    '<table><tr><th scope="row">A</th><td>b</td></tr></table></section>'
)
DUMP = """\
Document
  Sect
    H1 “Title”
    P
      “One”
      Span “two”
      “three.”
    L [ListNumbering=Decimal]
      LI
        Lbl “1.”
        LBody “First”
    Table
      TBody
        TR
          TH [Scope=Row, ID='table-1-1-1'] “A”
          TD [Headers=table-1-1-1] “b”
"""


def test_a_dump_shows_types_attributes_and_text_in_reading_order():
    assert dump_tags(tagged_pdf(laid_out(page_of(BODY)), METADATA)) == DUMP


def test_an_outline_leaves_list_labels_out_of_the_text():
    outline = tree_outline(tagged_pdf(laid_out(page_of(BODY)), METADATA))
    assert [(element.kind, element.text) for element in outline if element.kind in ("L", "LI")] == [
        ("L", "First"),
        ("LI", "First"),
    ]


def test_a_pdf_without_tags_can_not_be_dumped():
    with pytest.raises(ValueError, match="no structure tree"):
        dump_tags(laid_out(page_of(BODY)).write_pdf())


def test_html_is_expected_as_it_is_nested():
    html = page_of("<div>Loose <b>text</b><p>Block</p></div><ul><li>a<ul><li>b</li></ul></li></ul>")
    assert expected_outline(html) == (
        Expected("P", "Loose text"),
        Expected("P", "Block"),
        Expected("L", "a b"),
        Expected("LI", "a b"),
        Expected("L", "b"),
        Expected("LI", "b"),
    )


def test_terms_and_their_descriptions_are_expected_as_list_items():
    html = page_of("<dl><dt>a</dt><dt>b</dt><dd>c</dd><dt>d</dt><dd>e</dd></dl>")
    assert expected_outline(html) == (Expected("L", "a b c d e"), Expected("LI", "a b c"), Expected("LI", "d e"))


def test_what_nobody_reads_is_not_expected():
    html = page_of("<p class='head'>Head</p><p>Text<i aria-hidden='true'>twin</i><img alt=''></p><p></p>")
    assert expected_outline(html, hidden_classes=("head",)) == (Expected("P", "Text"),)


def test_differences_name_both_sides():
    html = page_of("<p>One</p><p>Two</p>")
    assert differences(html, (TagElement("P", "One", 0), TagElement("P", "Tow", 0))) == (
        "the HTML has P “Two” where the tags have P “Tow”",
    )
    assert differences(html, (TagElement("P", "One", 0),)) == ("the HTML has P “Two” where the tags have nothing",)


def test_a_link_without_a_name_is_a_difference():
    html = page_of("<p><a href='https://e.org'>x</a></p>")
    elements = (TagElement("P", "x", 0), TagElement("Link", "x", 1))
    assert differences(html, elements) == ("Link “x” has no name",)
