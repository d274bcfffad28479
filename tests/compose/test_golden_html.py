"""What Markdown becomes: every case is a title, a guide's text and the HTML of its body, worked out by hand.

All cases are the text of guide `one` of `projects/small`, with the works of `bibliography.yaml` and a shared block
`greeting`. A line of `~` parts one case from the next; QR codes are cut to `QR`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import pytest

from guidepress.compose.templates import Templates
from guidepress.core.model import Block, Series, Text
from guidepress.sources.project import read_project
from guidepress.sources.records import references_of
from guidepress.sources.shape import check_shape
from guidepress.sources.text import source_text
from guidepress.sources.yaml_tree import parse_yaml
from guidepress.targets.pdf.page import page_of
from projects import EDITIONS, SMALL

FOLDER = Path(__file__).parent
GREETING = """\
Write to [{contact.email}](mailto:{contact.email}) about [{title}]({website}) under '{licence.short}'; all
{guide_count} guides are by {values.team}.

A brace that is meant: \\{licence.name\\}; and {nobody} is unknown.
"""


@dataclass(frozen=True)
class Case:
    title: str
    markdown: str
    html: str


def cases_of(path: Path) -> list[Case]:
    cases = []
    for text in re.split(r"^~+\n", path.read_text("utf-8"), flags=re.MULTILINE):
        title, markdown, html = re.split(r"^=== (?:markdown|html)\n", text, flags=re.MULTILINE)
        cases.append(Case(f"{path.stem}: {title.strip()}", markdown, html))
    return cases


CASES = [case for path in sorted(FOLDER.glob("golden/*.txt")) for case in cases_of(path)]


@cache
def series() -> Series:
    small = read_project(SMALL, SMALL / "styles").series
    source = source_text("bibliography.yaml", (FOLDER / "bibliography.yaml").read_text("utf-8"))
    tree, problems = parse_yaml(source)
    assert small is not None
    assert tree is not None
    assert (*problems, *check_shape("references", tree, source)) == ()
    works = {str(work.id): work for work in references_of(tree)}
    greeting = Block(Text("greeting"), GREETING, "guides/blocks/greeting.md", 1)
    return replace(small, references=works, blocks={**small.blocks, "greeting": greeting})


@cache
def templates() -> Templates:
    return Templates(SMALL / "styles")


def composed(markdown: str) -> str:
    guide = replace(series().guides[0], markdown=markdown)
    html = page_of(series(), guide, EDITIONS[0], templates()).html
    return re.search(r"<main>\n(.*)</main>", html, re.DOTALL)[1]


def lines(html: str) -> list[str]:
    """Lines without blank ones; what a line wraps to in the source of HTML shows nowhere."""
    html = re.sub(r'<svg class="qr".*?</svg>', "QR", html, flags=re.DOTALL).replace("</p><p id=", "</p>\n<p id=")
    html = re.sub(r"(<pre>.*?</pre>)", lambda match: match[1].replace("\n", "\\n"), html, flags=re.DOTALL)
    return [line.rstrip() for line in html.splitlines() if line.strip()]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.title)
def test_markdown_becomes_this_html(case: Case):
    assert lines(composed(case.markdown)) == lines(case.html)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.title)
def test_composing_is_the_same_the_second_time(case: Case):
    assert composed(case.markdown) == composed(case.markdown)
