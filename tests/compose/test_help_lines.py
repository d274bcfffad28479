"""Lines that people may ring: where they stand, what they say, and the day that is printed below them."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from guidepress.compose.guide import compose
from guidepress.compose.templates import Templates
from guidepress.core.document import Document, Kind
from guidepress.core.model import Block, HelpLine, Series, Text
from guidepress.sources.project import read_project
from projects import SMALL

PHONE = HelpLine(
    Text("a"), Text("A & B's"), Text("116 123"), None, None, Text("when you want <one>"), None, Text("2026-01-30")
)
MESSAGE = HelpLine(Text("c"), Text("C"), None, Text("HELLO to 12"), None, Text("if not"), None, Text("2026-01-12"))
PLACE = "/// help\n\n///\n"


@cache
def small() -> Series:
    series = read_project(SMALL, SMALL / "styles").series
    assert series is not None
    return series


def document(markdown: str, lines: tuple[HelpLine, ...] = (PHONE, MESSAGE)) -> Document:
    passage = Block(Text("care"), f"### Care\n\n{PLACE}", "guides/blocks/care.md", 1)
    series = replace(small(), help=lines, blocks={**small().blocks, "care": passage})
    return compose(series, replace(series.guides[0], markdown=markdown), Templates(SMALL / "styles"))


def test_the_lines_stand_where_the_guide_places_them():
    found = document(f"Before.\n\n{PLACE}\nAfter.")
    assert [block.kind for block in found.blocks] == [Kind.PARAGRAPH, Kind.HELP, Kind.PARAGRAPH]
    assert found.problems == ()


def test_names_and_purposes_are_words_and_no_markup():
    (block,) = document(PLACE).blocks
    assert "116 123 A & B’s: when you want <one>" in block.text
    assert "C: if not Text HELLO to 12." in block.text


def test_the_day_below_is_that_of_the_line_looked_up_longest_ago():
    (block,) = document(PLACE).blocks
    assert block.text.endswith("Looked up on 12 January 2026.")


def test_a_shared_passage_places_them_in_a_guide_and_by_itself():
    found = document("/// block | care\n\n///\n")
    assert [block.kind for block in found.blocks] == [Kind.HEADING, Kind.HELP]
    assert [block.kind for block in found.shared["care"]] == [Kind.HEADING, Kind.HELP]


def test_a_series_without_lines_prints_no_empty_frame():
    assert document(f"Before.\n\n{PLACE}", ()).blocks[1:] == ()
