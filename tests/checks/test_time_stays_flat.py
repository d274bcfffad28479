"""Time per character stays flat: no construct, however often it is repeated, takes longer than its length asks for."""

# ruff: noqa: E501  # forms read best side by side

from __future__ import annotations

from pathlib import Path
from time import process_time

import pytest

from guidepress.checks.sources.project import examine
from guidepress.commands.options import folders
from guidepress.compose.account import account
from guidepress.compose.constructs import Setting
from guidepress.compose.markdown import render
from guidepress.compose.structure import LONGEST_PARAGRAPH
from guidepress.core.problems import Place
from guidepress.notation.marks import marks_of
from guidepress.notation.reader import read
from guidepress.sources.text import source_text
from projects import copy_of_small

WITHIN_A_LINE = (
    "word ", "<b>", "<b>a</b> ", "<", "a<b ", "</b>", "[", "]", "[]", "[a](", "[a](https://e.org) ", "![", "![](a.png) ",
    "[a][b] ", "(", "[a](((", "*", "**a ", "*a* ", "*a **b ", "_", "_a_ ", "a_", "~~", "~~a~~ ", "~~a ", "`", "`a ", "``a` ",
    "`a` ", '"', '"a ', "'", "'a' ", "\"'", "'a ", "<!-- ", "<!-- a --> ", "&", "&amp; ", "\\", "\\* ", "https://e.org/a--b ",
    "<https://e.org> ", "[@x] ", "@x ", "{", "{: #a }", "{story} ", "--", "...", ".", "*a*{: .b} ", "\t", "a[^1] ",
)  # fmt: skip
LINES = (
    "Some words.\n\n", "T\n: d\n\n", "T\n: d\n", "T\n: d\n: e\n\n", "<div>\n", "<div>\na\n</div>\n\n", "<section>\n\n", "- a\n", "1. a\n",
    "- a\n\n  b\n\n", "- a\n\n1. b\n\n", "- [ ] a\n", "[^a]: b\n\n", "*[A]: b\n", "[x]: https://e.org\n", "| A |\n|---|\n| b |\n\n",
    "| a | b |\n", "|-|\n", "> a\n", "> > a\n\n", "```\na\n```\n\n", "```\na\n", "    a\n", "## a\n\n", "---\n", "/// note\na\n///\n\n",
    "/// note\na\n", "::: tip\na\n:::\n", "::: tip\n", "!!! note\n    a\n\n", "> [!NOTE]\n> a\n\n", "a  \n", "a\\\n", ": a\n",
)  # fmt: skip
SIZE, TIMES = 16_000, 8


def text_of(form: str, size: int) -> str:
    """Gives about so many characters: a form within a line fills paragraphs of lines that are not too long."""
    if form in LINES:
        return form * (size // len(form))
    line = form * (1900 // len(form))
    return "\n\n".join("\n".join([line] * 4) for _ in range(size // (4 * len(line))))


def seconds(text: str) -> float:
    """Gives the processor's time for reading, rendering, counting words and finding marks."""

    def nothing(_: object) -> None:
        return None

    read.cache_clear()
    start = process_time()
    html = render(text, Setting(lambda _: "(x)", nothing, nothing, lambda _: "b"), "").marked
    account(text, html, lambda line, column, length: Place("a", line, column, length, ""))
    marks_of(source_text("a", text))
    return process_time() - start


@pytest.mark.slow
@pytest.mark.parametrize("form", [*WITHIN_A_LINE, *LINES])
def test_eight_times_the_text_takes_about_eight_times_as_long(form: str):
    assert any(_is_flat(form) for _ in range(3))  # what is quadratic is so each time, and a busy machine is not


def _is_flat(form: str) -> bool:
    short = min(seconds(text_of(form, SIZE)) for _ in range(2))
    return seconds(text_of(form, TIMES * SIZE)) < 2 * TIMES * short + 0.3


@pytest.mark.slow
def test_a_table_and_a_list_of_a_thousand_rows_stay_flat_too():
    for head, row in (("| A |\n|---|\n", "| b |\n"), ("/// questions\n", "1. a\n"), ("*[AB]: c\n\n", "AB is\n")):
        short, long = (seconds(head + row * (size // len(row))) for size in (SIZE, TIMES * SIZE))
        assert long < 2 * TIMES * short + 0.3


def told(text: str, tmp_path: Path) -> list[tuple[str, str]]:
    project = copy_of_small(tmp_path)
    guide = project / "guides/one.md"
    head = guide.read_text("utf-8").partition("## ")[0]
    guide.write_text(f"{head}## A\n\n{text}\n", "utf-8")
    problems = examine(*folders(project, None)).problems
    return [(problem.code, problem.message) for problem in problems if problem.code != "S011"]


def test_a_paragraph_of_twenty_thousand_characters_fits(tmp_path: Path):
    line = "Some words of a line.\n"
    fits = line * (LONGEST_PARAGRAPH // len(line))
    assert told(fits, tmp_path) == []


def test_a_longer_paragraph_is_refused(tmp_path: Path):
    line = "Some words of a line.\n"
    too_long = line * (LONGEST_PARAGRAPH // len(line) + 2)
    assert told(too_long, tmp_path) == [("M034", "this paragraph has more than 20,000 characters")]
