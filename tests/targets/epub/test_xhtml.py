"""HTML to XHTML, as an e-book wants it."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from guidepress.targets.epub.xhtml import to_xhtml, with_links_between


@pytest.mark.parametrize(
    ("html", "xhtml"),
    [
        ("a<br>b", "a<br />b"),
        ('<img src="a.png" alt="">', '<img src="a.png" alt="" />'),
        ("<ol reversed><li>x</li></ol>", '<ol reversed="reversed"><li>x</li></ol>'),
        ("fish &amp; chips&nbsp;– caf&eacute; &#233;", "fish &amp; chips\u00a0– café &#233;"),
        ("AT&T and a &nothing; here", "AT&amp;T and a &amp;nothing; here"),
        ('<svg viewBox="0 0 1 1"><path d="M0 0"/></svg>', '<svg viewBox="0 0 1 1"><path d="M0 0" /></svg>'),
        ('<a title="a > b" href="#x">y</a>', '<a title="a > b" href="#x">y</a>'),
    ],
)
def test_markup_is_read_by_an_xml_parser(html: str, xhtml: str):
    assert to_xhtml(html) == xhtml
    ElementTree.fromstring(f"<p>{to_xhtml(html)}</p>")


def test_links_lead_to_the_file_that_holds_their_place():
    files = {"near": "one.xhtml", "far": "two.xhtml"}
    html = '<a href="#near">a</a><a href="#far">b</a><a href="https://example.org/#far">c</a>'
    assert with_links_between(html, "one.xhtml", files) == (
        '<a href="#near">a</a><a href="two.xhtml#far">b</a><a href="https://example.org/#far">c</a>'
    )
