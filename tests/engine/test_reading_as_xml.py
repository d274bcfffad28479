"""HTML is read as XML only where both readings give the same tree."""

from __future__ import annotations

from io import StringIO

import pytest

from guidepress.engine.library import load_weasyprint

PAGE = "<!DOCTYPE html>\n<html lang='en'><head><title>A page</title></head><body>{}</body></html>"


def _tree(element: object) -> list[object]:
    """The tags, attributes and texts of an element, without the name of SVG's space, which only HTML keeps."""
    attributes = {name: value for name, value in element.attrib.items() if not name.endswith("xmlns")}
    return [element.tag, attributes, element.text or "", element.tail or "", *map(_tree, element)]


@pytest.fixture
def readings():
    """Gives how a body is read here, and how tinyhtml5 reads it by itself."""
    load_weasyprint()
    import tinyhtml5
    from tinyhtml5.parser import HTMLParser

    from guidepress.engine.patches import parsing

    def read(body: str) -> tuple[bool, list[object], list[object]]:
        page = PAGE.format(body)
        here = tinyhtml5.parse(StringIO(page), namespace_html_elements=False)
        alone = HTMLParser(namespace_html_elements=False).parse(page)
        return parsing._as_xml(page) is not None, _tree(here.find("body")), _tree(alone.find("body"))

    return read


@pytest.mark.parametrize(
    "body",
    [
        "<h2 id='a'>One &amp; two&nbsp;three &lt;</h2><p>Line<br>line<br/><img src='x.png' alt='a &gt; b'></p>",
        "<table><caption>Times</caption><tbody><tr><th>9</th><td>Start</td></tr></tbody></table><hr>",
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><title>Code</title><path d='M0 0h9'/></svg>",
    ],
)
def test_what_is_well_formed_is_read_as_xml_with_the_same_tree(readings, body: str):
    as_xml, here, alone = readings(body)
    assert as_xml
    assert here == alone


@pytest.mark.parametrize(
    "body",
    [
        "<p>not closed<p>either",
        "<p>a paragraph <span>that holds <div>a block</div></span></p>",
        "<table><tr><td>without a body</td></tr></table>",
        "<p hidden>an attribute without a value</p>",
        "<p>an ampersand & a half</p>",
        "<p>&unknown; name</p>",
        "<img alt='a > b' src='x.png'>",
        "9&#150;17 h and &#x96;",
        "<p>a&#0;b</p>",
        "<p>&LT;b&GT; and &NewLine;</p>",
        "<svg viewBox='0 0 9 9'><path d='M0 0h9'/></svg>",
        "<svg xmlns='http://www.w3.org/2000/svg'><PATH d='M0 0h9'/></svg>",
        "<svg xmlns='http://www.w3.org/2000/svg'><path viewbox='0' strokeWidth='2' d='M0 0h9'/></svg>",
        "<svg xmlns='http://www.w3.org/2000/svg'><title>One <b>two</b></title></svg>",
        "<p><span class='icon'/>or write</p>",
        "<pre>\nfirst</pre>",
        "<textarea>\nfirst</textarea>",
        "<p><a href='#a'>one <b><a href='#b'>two</a></b></a></p>",
        "<ul><li>One<li>Two</li></li></ul>",
        "<dl><dt>One<dd>Two</dd></dt></dl>",
        "<P>One <B>two</B></P>",
        "<p CLASS='one'>One</p>",
        "<p title='one\ntwo'>One</p>",
        "<style>.q::before { content: '&amp; ' }</style>",
        "<style>a &gt; b { color: red }</style>",
        "<table><tbody><td>no row</td></tbody></table>",
        "<table><tbody>text<tr><td>in front</td></tr></tbody></table>",
        "<table><tbody><tr><td>in front</td><p>one</p></tr></tbody></table>",
        "<table><tbody>text</tbody></table>",
        "<h2>One <h3>two</h3></h2>",
        "<p>One <!-- two --> three</p>",
        "<p><![CDATA[one]]></p>",
        "<select><option>One<option>Two</option></option></select>",
        "<button><p>One <button>two</button></p></button>",
        "<body class='two'><p>One</p></body>",
        "<p>One<form><p>two</p></form></p>",
        "<template><p>One</p></template>",
        "<noscript><p>One</p></noscript>",
        "<p>One<br></br>two</p>",
        "<image src='x.png'/>",
        "<nobr>One <nobr>two</nobr></nobr>",
        "<ruby>One<rt>two<rt>three</rt></rt></ruby>",
    ],
)
def test_what_html_would_read_otherwise_is_left_to_the_engine(readings, body: str):
    as_xml, here, alone = readings(body)
    assert not as_xml
    assert here == alone


def test_space_around_head_and_body_is_where_html_has_it(readings):  # noqa: ARG001  # loads the engine
    from tinyhtml5.parser import HTMLParser

    from guidepress.engine.patches import parsing

    page = "<!DOCTYPE html>\n<html>\n <head> <title>A</title>\n</head>\n\n<body><p>B</p> \n</body>\n</html>\n\n"
    read = parsing._as_xml(page)
    assert read is not None
    assert _tree(read) == _tree(HTMLParser(namespace_html_elements=False).parse(page))
