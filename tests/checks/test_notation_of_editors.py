"""What editors write is printed as they mean it, or a problem names the line: a case for each way to lose words."""

# ruff: noqa: E501  # cases read best on one line

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from guidepress.checks.sources.project import examine
from guidepress.commands.options import folders
from guidepress.compose.guide import compose
from guidepress.compose.templates import Templates
from projects import copy_of_small

FIRST = 8
"""The line on which a body starts."""


@dataclass(frozen=True)
class Result:
    told: tuple[tuple[str, int], ...]
    html: str


def result_of(body: str, tmp_path: Path, block: str = "") -> Result:
    """Gives the codes of a body's problems with their lines, counted from 1 in the body, and its HTML on one line."""
    project = copy_of_small(tmp_path)
    head = "---\ntitle: One\nsummary: First.\nkeywords: [one]\n---\n\n## A\n"
    (project / "guides/one.md").write_text(head + body + "\n", "utf-8")
    if block:
        (project / "guides/blocks/licence.md").write_text(block, "utf-8")
    root, styles = folders(project, None)
    examined = examine(root, styles)
    assert examined.series is not None
    told = tuple((problem.code, problem.place.line - FIRST + 1) for problem in examined.problems)
    document = compose(examined.series, examined.series.guides[0], Templates(styles))
    html = " ".join(part.html for part in document.blocks).partition("</h2>")[2]
    return Result(told, re.sub(r"\s*\n\s*", " ", html).strip())


PRINTED = (
    ("a name between angle brackets", "Ask <name_of_ward> or <tŷ>.", "<p>Ask &lt;name_of_ward&gt; or &lt;tŷ&gt;.</p>"),
    ("an abbreviation between angle brackets", "So <e.g.> and </old_name>.", "<p>So &lt;e.g.&gt; and &lt;/old_name&gt;.</p>"),
    ("a year in an item", "- In\n  2016. Then.", "<ul> <li>In 2016. Then.</li> </ul>"),
    ("a sum in an item", "1. It cost\n   1500. Then.", "<ol> <li>It cost 1500. Then.</li> </ol>"),
    ("a year at the start", "1986. A year.", "<p>1986. A year.</p>"),
    ("a year in brackets at the start", "1986) A year.", "<p>1986) A year.</p>"),
    ("a list below a line", "Bring:\n- a hat", "<p>Bring:</p> <ul> <li>a hat</li> </ul>"),
    ("numbers below a line", "Do:\n1. Dig.", "<p>Do:</p> <ol> <li>Dig.</li> </ol>"),
    ("numbers with brackets", "1) Dig.\n2) Rake.", "<ol> <li>Dig.</li> <li>Rake.</li> </ol>"),
    ("a list nested by two spaces", "- a\n  - b\n- c", "<ul> <li>a<ul> <li>b</li> </ul> </li> <li>c</li> </ul>"),
    ("bullets nested by three", "1. a\n   - b\n2. c", "<ol> <li>a<ul> <li>b</li> </ul> </li> <li>c</li> </ol>"),
    ("a paragraph of an item", "1. a\n\n   b\n\n2. c", "<ol> <li> <p>a</p> <p>b</p> </li> <li> <p>c</p> </li> </ol>"),
    ("numbers after bullets", "- a\n\n1. b", "<ul> <li>a</li> </ul> <ol> <li>b</li> </ol>"),
    ("numbers that go on", "1. a\n\nB.\n\n2. c", '<ol> <li>a</li> </ol> <p>B.</p> <ol start="2"> <li>c</li> </ol>'),
    ("code in an item", "1. a\n\n   ```\n   x\n\n     <y_z>\n   ```\n2. b",
     "<ol> <li> <p>a</p> <pre><code>x &lt;y_z&gt; </code></pre> </li> <li> <p>b</p> </li> </ol>"),
    ("a block that is only shown", "```\n/// block | licence\n///\n```", "<pre><code>/// block | licence /// </code></pre>"),
    ("a sentence below a table", "| A |\n|---|\n| b |\nThen.", "<p>Then.</p>"),
    ("a table below a line", "See:\n| A |\n|---|\n| b |", "<p>See:</p> <table>"),
    ("a table in an item", "- a\n\n  | A |\n  |---|\n  | b |", '<th scope="col">A</th>'),
    ("a link whose words are code", "[`x`](https://example.org/)", '<p><a href="https://example.org/"><code>x</code></a></p>'),
    ("a citation in an alternative text", "![As [@west-2016]](picture.png)", 'alt="As (West, 2016)"'),
    ("words in a caption", '<figure markdown="1">\n\n![A dot](picture.png)\n\n<figcaption>*Of* [](story:stay)</figcaption>\n</figure>',
     '<figcaption><em>Of</em> <a class="story-link" data-story="stay" href="https://www.example.org/stay">Stay</a></figcaption>'),
    ("a note with colons", "::: warning Hot\nHands.\n:::", '<aside class="note warning">'),
    ("a note with exclamation marks", '!!! tip "T"\n    one\n\n    two', "<p>one</p> <p>two</p> </aside>"),
    ("a note as a quotation", "> [!NOTE]\n> Words.", '<aside class="note"> <p>Words.</p> </aside>'),
    ("a note of a kind of ours", "/// exercise | Try\nit\n///", '<aside class="note exercise">'),
    ("an id in braces", "### Risks {#danger}\n\n[x](#danger)", '<h3 id="danger">Risks</h3>'),
    ("a box", "- [ ] todo\n- [x] done", '<li class="task"><span class="box">☐</span> todo</li>'),
    ("a link to another guide's file", "[x](two.md#part)", 'class="guide-link" data-guide="two"'),
    ("words struck out", "~~gone~~", "<p><del>gone</del></p>"),
    ("a label with spaces", "a[^a b]\n\n[^a b]: c", "<p>c&nbsp;"),
    ("a hard break with a backslash", "a\\\nb", "<p>a<br> b</p>"),
    ("every character with a backslash", "\\/\\:\\|\\<\\~", "<p>/:|&lt;~</p>"),
)  # fmt: skip


@pytest.mark.parametrize(("body", "expected"), [case[1:] for case in PRINTED], ids=[case[0] for case in PRINTED])
def test_it_is_printed_as_it_is_meant(body: str, expected: str, tmp_path: Path):
    result = result_of(body, tmp_path)
    assert [code for code, _ in result.told if code not in {"M033", "M039", "M045"}] == []
    assert expected in result.html


TOLD = (
    ("a title's tag in a sentence", "The <title> of it.\n\nThe end.", (("M012", 1),)),
    ("a style's tag in a sentence", "a\n\nRead the <style guide> first.", (("M012", 3),)),
    ("a frame over two lines", "Ask <carer\nor friend> too.", (("M012", 1),)),
    ("a section without an end", "a\n\n<section>\n\nb", (("M032", 3),)),
    ("a paragraph as a spacer", "a\n\n<p>\n\n- b", (("M032", 3),)),
    ("bold without an end", "a <b>bold", (("M032", 1),)),
    ("a label with two texts", "a[^1]\n\n[^1]: b\n\n[^1]: c", (("M036", 5),)),
    ("a row with a cell too many", "| A |\n|---|\n| b | c |", (("M035", 3),)),
    ("a rule with a cell too few", "| A | B |\n|---|\n| c | d |", (("M031", 1), ("M031", 2), ("M031", 3))),
    ("a row on its own", "| A |\n|---|\n| b |\n\n| c |", (("M031", 5),)),
    ("a comment without an end", "<!-- a\n\n[x](story:nope)", (("M041", 1), ("S003", 3))),
    ("code without an end", "```\na\n\n[x](story:nope)", (("M041", 1), ("S003", 4))),
    ("code without an end in an item", "- a\n\n  ~~~\n  b\n\nc", (("M041", 3),)),
    ("a citation without brackets", "As @west-2016 says.", (("M014", 1),)),
    ("a first line that is indented", "/// note | T\n    Bring: water\n\n///", (("M027", 2),)),
    ("a remark as an abbreviation", "*[Note]: read this.\n\nText.", (("M037", 1),)),
    ("a link without an end", "See [p](https://example.org/Don't_(song) for more.", (("M031", 1),)),
    ("a link to a file of no guide", "[x](nope.md)", (("S004", 1),)),
    ("a variable", "Hello {{ name }}.", (("M031", 1),)),
    ("an include", "{% include a.md %}", (("M031", 1),)),
    ("a formula", "So $x^2$ it is.", (("M031", 1),)),
    ("a page break", "\\newpage", (("M031", 1),)),
    ("a shortcode of a picture", "Well :smile: done", (("M031", 1),)),
    ("a wiki's link", "See [[Home]].", (("M031", 1),)),
    ("a picture's width", "![A dot](picture.png){width=50%}", (("M031", 1),)),
    ("colons of an unknown kind", "::: banana\nx\n:::", (("M031", 1), ("M031", 3))),
    ("a list with a number left out", "1. a\n3. b", (("M040", 2),)),
    ("an attribute that goes", '<b style="color: red">a</b>', (("M033", 1),)),
    ("two places of one word", "[Here](https://example.org/a) or\n[here](https://example.org/b).", (("M044", 2),)),
    ("one place of one word", "[Here](two.md) or\n[here](guide:two).", ()),
    ("words that a label leads elsewhere", "[A][x] or [a](https://example.org/b).\n\n[x]: https://example.org/a", ()),
    ("a part of another guide", "a\n\n[x](two.md#part)", (("M045", 3),)),
    ("a bare address", "See https://example.org/a--b now.", (("M039", 1),)),
)  # fmt: skip


@pytest.mark.parametrize(("body", "expected"), [case[1:] for case in TOLD], ids=[case[0] for case in TOLD])
def test_it_is_told_at_its_line(body: str, expected: tuple[tuple[str, int], ...], tmp_path: Path):
    assert result_of(body, tmp_path).told == expected


def test_a_footnote_of_a_passage_is_not_taken_for_one_of_the_guide(tmp_path: Path):
    body = "a[^1]\n\n/// block | licence\n///\n\n[^1]: b"
    assert result_of(body, tmp_path, "c[^1]\n\n[^1]: d\n").told[-1] == ("M036", 6)


def test_footnotes_are_numbered_in_the_order_of_the_text(tmp_path: Path):
    html = result_of("a[^x]\n\n- b[^y]\n\nc[^z]\n\n[^z]: 3\n\n[^y]: 2\n\n[^x]: 1", tmp_path).html
    assert re.findall(r'href="#fn-(\w)">(\d)<', html) == [("x", "1"), ("y", "2"), ("z", "3")]


def test_what_is_meant_is_no_problem(tmp_path: Path):
    body = "It cost $5 or $6, at 10:30:45; \\::: and \\{#id} and `{{ x }}` and a [bracket]; 1 < 2; AT&T {curly}."
    assert result_of(body, tmp_path).told == ()


def test_a_bare_address_is_printed_as_it_is_typed(tmp_path: Path):
    assert "https://example.org/a--b...c" in result_of("At https://example.org/a--b...c now.", tmp_path).html
