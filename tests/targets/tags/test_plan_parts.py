"""The pure parts of planning: roles, nodes, tables and names."""

from __future__ import annotations

from xml.etree.ElementTree import Element, fromstring

import pytest

from guidepress.targets.pdf.tags import roles
from guidepress.targets.pdf.tags.names import link_name, shortened
from guidepress.targets.pdf.tags.nodes import Leaf, Node
from guidepress.targets.pdf.tags.tables import describe_table


def role_of(html: str, part: roles.Part = roles.Part.TEXT) -> roles.Role:
    return roles.role(fromstring(html), fromstring("<div/>"), part)


@pytest.mark.parametrize(
    ("html", "role"),
    [
        ("<p/>", roles.Role("P")),
        ("<aside/>", roles.Role("Sect")),
        ("<li/>", roles.Role("LI", inner=("LBody",))),
        ("<a href='#x'/>", roles.Role("Link")),
        ("<a/>", roles.Role("Span")),
        ("<a class='footnote-ref' href='#fn:1'/>", roles.Role("Link", outer=("Reference",))),
        ("<sup><a class='footnote-ref' href='#fn:1'/></sup>", roles.Role("Reference")),
        ("<body/>", roles.TRANSPARENT),
    ],
)
def test_an_element_becomes_a_standard_type(html, role):
    assert role_of(html) == role


def test_lists_in_the_contents_are_a_toc():
    assert role_of("<ol/>", roles.Part.CONTENTS) == roles.Role("TOC")
    assert role_of("<li/>", roles.Part.CONTENTS) == roles.Role("TOCI")
    assert role_of("<a href='#x'/>", roles.Part.CONTENTS) == roles.Role("Link", outer=("Reference",))


def test_an_item_of_the_footnotes_is_a_note_in_a_list_item():
    assert role_of("<li id='fn:1'/>", roles.Part.NOTES) == roles.Role("LI", inner=("LBody", "Note"))
    assert role_of("<li/>", roles.Part.NOTES) == roles.Role("LI", inner=("LBody",))


def test_decoration_is_hidden():
    for html in ("<i aria-hidden='true'/>", "<img alt=''/>", "<img role='presentation'/>"):
        assert roles.is_hidden(fromstring(html))
    for html in ("<i/>", "<img alt='A'/>", "<img/>"):
        assert not roles.is_hidden(fromstring(html))


def test_loose_text_in_a_group_gathers_in_one_paragraph():
    group = Node("Div", order=1)
    paragraph = group.holder()
    paragraph.kids.append(Leaf(0, 1, "text"))
    assert group.holder() is paragraph
    group.add(Node("Table", order=5))
    assert group.holder() is not paragraph
    assert [kid.kind for kid in group.kids] == ["P", "Table", "P"]


def test_a_node_that_comes_late_in_the_layout_stands_where_the_html_has_it():
    group = Node("Div", order=1)
    for order in (3, 9, 6):
        group.add(Node("P", order=order))
    assert [kid.order for kid in group.kids] == [3, 6, 9]


def table_of(*rows: str) -> tuple[Node, dict[str, Node]]:
    """A planned table from rows of HTML, and its cells by their text."""
    table = Node("Table")
    cells: dict[str, Node] = {}
    for row in rows:
        element = fromstring(f"<tr>{row}</tr>")
        line = table.add(Node("TR", element, order=len(table.kids)))
        for place, cell in enumerate(element):
            cells[cell.text or ""] = line.add(Node(cell.tag.upper(), cell, order=place))
    describe_table(table, 7)
    return table, cells


def test_a_cell_names_the_headers_above_it_and_beside_it():
    _, cells = table_of(
        "<td>corner</td><th scope='col'>one</th><th scope='col'>two</th>",
        "<th scope='row'>left</th><td>a</td><td>b</td>",
    )
    assert cells["one"].identifier == "table-7-1-2"
    assert cells["one"].attributes["Table"] == {"Scope": "Column"}
    assert cells["left"].attributes["Table"] == {"Scope": "Row"}
    assert cells["b"].attributes["Table"] == {"Headers": ("table-7-1-3", "table-7-2-1")}
    assert "Table" not in cells["corner"].attributes


def test_spans_reach_over_columns_and_rows():
    _, cells = table_of(
        "<th scope='col'>one</th><th scope='col' colspan='2'>two</th>",
        "<th scope='row' rowspan='2'>left</th><td>a</td><td>b</td>",
        "<td>c</td><td>d</td>",
    )
    assert cells["two"].attributes["Table"] == {"ColSpan": 2, "Scope": "Column"}
    assert cells["d"].attributes["Table"] == {"Headers": ("table-7-1-2", "table-7-2-1")}


def link(html: str) -> Element:
    return fromstring(html)


@pytest.mark.parametrize(
    ("html", "target", "name"),
    [
        ("<a>The film</a>", "https://www.example.org/film", "The film"),
        ("<a>www.example.org</a>", "https://www.example.org/film", "www.example.org"),
        ("<a title='All films'>here</a>", "https://example.org/", "All films"),
        ("<a aria-label='Film'>x</a>", "https://example.org/", "Film"),
        ("<a>Write</a>", "mailto:post@example.org", "Write"),
        ("<a><img alt='Logo'/></a>", "https://example.org/", "Logo"),
        ("<a/>", "https://example.org/", "example.org"),
    ],
)
def test_a_link_out_of_the_document_is_called_by_its_words(html, target, name):
    assert link_name(link(html), target, None) == name


def test_a_link_within_the_document_is_called_by_its_text():
    assert link_name(link("<a>Stay <b>here</b></a>"), "stay", fromstring("<h2>Stay</h2>")) == "Stay here"


def test_a_number_adds_the_beginning_of_what_it_leads_to():
    note = fromstring("<li><p>West, A. (2016). Listening.<i aria-hidden='true'>x</i></p></li>")
    assert link_name(link("<a>1</a>"), "fn:1", note) == "1: West, A. (2016). Listening."


def test_a_long_text_is_cut_between_words():
    assert shortened("word " * 30) == "word " * 15 + "word…"
