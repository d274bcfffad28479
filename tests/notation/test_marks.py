"""Places of notation in Markdown: lines and columns counted by hand."""

from __future__ import annotations

import pytest

from guidepress.notation.marks import MarkKind, marks_of
from guidepress.sources.text import source_text


def found(text: str, kind: MarkKind, first_line: int = 1) -> list[tuple[str, int, int, int]]:
    marks = marks_of(source_text("guides/one.md", text), first_line)
    return [
        (mark.name, mark.place.line, mark.place.column, mark.place.length) for mark in marks if mark.kind is kind
    ]


def test_a_links_place_is_its_address():
    assert found("See [Stay](story:stay).", MarkKind.LINK) == [("story:stay", 1, 12, 10)]


def test_a_link_wrapped_in_its_words_is_found_on_the_line_of_its_address():
    assert found("See [a\nlong name](story:stay) now.", MarkKind.LINK) == [("story:stay", 2, 12, 10)]


def test_a_link_without_an_address_has_the_place_of_the_whole_link():
    assert found("a [b]() c", MarkKind.LINK) == [("", 1, 3, 5)]


def test_an_address_may_hold_blanks_brackets_and_a_title():
    text = '[a](https://a.org/x y) [b](https://b.org/(c)) [d](https://d.org "It\'s")'
    assert [name for name, *_ in found(text, MarkKind.LINK)] == [
        "https://a.org/x y",
        "https://b.org/(c)",
        "https://d.org",
    ]


def test_an_image_within_a_link_is_found_too():
    text = "[![A dot](dot.png)](https://a.org/)"
    assert found(text, MarkKind.IMAGE) == [("dot.png", 1, 11, 7)]
    assert found(text, MarkKind.LINK) == [("https://a.org/", 1, 21, 14)]


def test_links_do_not_reach_over_a_blank_line():
    assert found("[a\n\nb](story:stay)", MarkKind.LINK) == []


@pytest.mark.parametrize(
    "text", ["`[a](story:b)`", "```\n[a](story:b)\n```", "<!-- [a](story:b) -->", "``[a](story:b)``"]
)
def test_code_and_comments_hold_no_links(text: str):
    assert found(text, MarkKind.LINK) == []


def test_each_work_of_a_citation_has_its_own_place():
    text = "As [@west-2016, p. 3; -@wu-2000] say."
    assert found(text, MarkKind.CITATION) == [("west-2016", 1, 6, 9), ("wu-2000", 1, 25, 7)]


def test_a_citation_wrapped_over_two_lines_is_found_on_both():
    text = "As [@west-2016;\n@wu-2000,\np. 3] say."
    assert found(text, MarkKind.CITATION) == [("west-2016", 1, 6, 9), ("wu-2000", 2, 2, 7)]
    assert found(text, MarkKind.BAD_CITATION) == []


@pytest.mark.parametrize(
    "text", ["pip@example.org", "[pip@example.org](mailto:pip@example.org)", r"\[@west]", "[sic]"]
)
def test_what_only_looks_a_little_like_a_citation_is_none(text: str):
    assert found(text, MarkKind.CITATION) == found(text, MarkKind.BAD_CITATION) == []


def test_placeholders_have_their_words_and_numbers():
    marks = marks_of(source_text("guides/one.md", "{story} {story\n2} \\{story 3} {licence.name}"))
    assert [(mark.name, mark.level, mark.line) for mark in marks] == [
        ("story", 0, 1),
        ("story", 2, 1),
        ("licence.name", 0, 2),
    ]


def test_lines_are_counted_in_the_file_and_not_in_the_text_below_the_metadata_block():
    assert found("---\na: b\n---\n## Head\n", MarkKind.HEADING, 4) == [("Head", 4, 1, 7)]


def test_a_headings_closing_signs_are_no_part_of_its_words():
    assert found("## Head ##  ", MarkKind.HEADING) == [("Head", 1, 1, 10)]


def test_blocks_within_blocks_are_told_apart_by_their_slashes():
    marks = marks_of(source_text("guides/one.md", "/// note | A\n//// quote | B\n////\n///"))
    assert [(mark.kind.value, mark.name, mark.text, mark.level) for mark in marks] == [
        ("block start", "note", "A", 3),
        ("block start", "quote", "B", 4),
        ("block end", "", "", 4),
        ("block end", "", "", 3),
    ]


def test_a_footnotes_text_is_told_from_its_mark():
    text = "A[^1] b.\n\n[^1]: The note."
    assert found(text, MarkKind.FOOTNOTE) == [("1", 1, 4, 1)]
    assert found(text, MarkKind.FOOTNOTE_TEXT) == [("1", 3, 3, 1)]


def test_a_table_is_marked_at_its_header_cells():
    assert found("| A | B |\n|---|:-:|\n| 1 | 2 |", MarkKind.TABLE) == [("A|B", 1, 1, 9)]


def test_addresses_between_angle_brackets_are_no_elements():
    assert [name for name, *_ in found("<https://a.org/> <b> <story:stay> [a](<b c>)", MarkKind.HTML)] == ["b"]


def test_marks_come_in_the_order_of_the_text():
    text = "{a} [b](#b) [@c] <i> [^d]\n## e"
    assert [mark.kind for mark in marks_of(source_text("guides/one.md", text))] == [
        MarkKind.PLACEHOLDER,
        MarkKind.LINK,
        MarkKind.CITATION,
        MarkKind.HTML,
        MarkKind.FOOTNOTE,
        MarkKind.HEADING,
    ]


def nearly(text: str) -> list[str]:
    return [name for name, *_ in found(text, MarkKind.NEARLY_HEADING)]


def test_a_number_sign_without_a_blank_is_text_and_makes_no_heading():
    assert found("#hellomynameis began", MarkKind.HEADING) == []
    assert nearly("#hellomynameis began") == []
    assert nearly("#1 in the list") == []


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("##Two", "##Two"),
        ("###", "###"),
        ("First\n=====", "====="),
        ("First\n-", "-"),
        (" ## Two", "## Two"),
        ("- ## Two", "- ## Two"),
        ("1. ## Two", "1. ## Two"),
        ("> > # Two", "> > # Two"),
        ("- item\n\n    ## Two", "## Two"),
    ],
)
def test_what_looks_like_a_heading_and_is_none_is_marked(text: str, line: str):
    assert nearly(text) == [line]
    assert found(text, MarkKind.HEADING) == []


@pytest.mark.parametrize(
    "text", ["## C#", "    # code", "a\n\n---\n\nb", "## Two\n---", "```\n##Two\n```", "`##Two`"]
)
def test_what_does_not_look_like_a_heading_is_not_marked_as_one(text: str):
    assert nearly(text) == []


def test_a_heading_keeps_a_number_sign_that_belongs_to_its_last_word():
    assert [name for name, *_ in found("## In C#\n\n## In C# ##", MarkKind.HEADING)] == ["In C#", "In C#"]


def test_an_image_that_is_named_elsewhere_has_the_address_that_stands_there():
    text = "![A dot][One] and ![one].\n\n[one]: dot.svg 'A title'\n"
    assert found(text, MarkKind.IMAGE) == [("dot.svg", 1, 1, 13), ("dot.svg", 1, 19, 6)]
    assert found(text, MarkKind.LINK) == []


def test_an_image_that_is_named_nowhere_has_its_name_for_an_address_and_an_exclamation_is_no_image():
    assert found("![A dot][one] Stop![1] Stop![^1]", MarkKind.IMAGE) == [("one", 1, 1, 13)]


def test_an_address_that_is_named_for_links_is_a_link_on_any_line():
    assert found("See [a][b].\n\n[b]:\n  form.docx\n", MarkKind.LINK) == [("form.docx", 4, 3, 9)]


def test_a_title_may_hold_brackets_and_is_no_part_of_the_address():
    assert found('[a](b.org "c (d) :)") [e](f)', MarkKind.LINK) == [("b.org", 1, 5, 5), ("f", 1, 27, 1)]


def test_an_element_is_found_whatever_its_attributes_hold():
    assert [name for name, *_ in found('<img alt="a>b"> <img alt="a<b"> 1 <b', MarkKind.HTML)] == ["img", "img"]


def test_a_table_within_a_quotation_is_marked():
    assert found("> | A | |\n> |---|---|\n", MarkKind.TABLE) == [("A|", 1, 1, 9)]


@pytest.mark.parametrize("start", ["[x](", "[x](a", "[x](a 'b", "## a", "/// a", "![x", "[@a", "[x]: ", "{"])
def test_many_blanks_end(start: str):
    assert len(marks_of(source_text("guides/one.md", start + " " * 5_000 + "b"))) < 3
