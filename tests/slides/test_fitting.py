"""What is too long goes on on the next slide, whole."""

from __future__ import annotations

import random

import pytest

from guidepress.targets.slides.deck import Layout, Paragraph, Run, Slide, Table
from guidepress.targets.slides.fitting import (
    TABLE,
    TEXT,
    Room,
    first_sentence,
    lines_of,
    split_paragraphs,
    split_table,
    with_titles_of_their_own,
)


def paragraph(text: str) -> Paragraph:
    return Paragraph((Run(text),))


def part(title: str, number: int, count: int) -> str:
    return f"{title} ({number} of {count})"


@pytest.mark.parametrize(
    ("text", "lines"),
    [("", 1), ("one two", 1), ("one two three", 2), ("unbroken" * 3, 3), ("a unbrokenunbroken", 3)],
)
def test_lines_are_counted_as_they_are_broken(text: str, lines: int):
    assert lines_of(text, 8) == lines


def test_what_fits_stays_together():
    assert split_paragraphs([paragraph("one"), paragraph("two")], TEXT) == ((paragraph("one"), paragraph("two")),)


def test_no_slide_is_left_with_a_single_line_where_more_is_fair():
    groups = split_paragraphs([paragraph(f"line {number}") for number in range(9)], TEXT)
    assert [len(group) for group in groups] == [5, 4]


@pytest.mark.parametrize("seed", range(40))
def test_no_word_is_lost_and_every_group_fits(seed: int):
    draw = random.Random(seed)
    texts = [
        " ".join("word" * draw.randint(1, 3) + draw.choice(("", "", ".")) for _ in range(draw.randint(1, 250)))
        for _ in range(draw.randint(1, 8))
    ]
    room = Room(characters=draw.randint(20, 70), lines=draw.randint(3, 11))
    groups = split_paragraphs([paragraph(text) for text in texts], room)
    assert " ".join(found.text for group in groups for found in group).split() == " ".join(texts).split()
    for group in groups:
        weight = sum(lines_of(found.text, room.characters) + 0.5 for found in group)
        assert weight <= room.lines + 0.5 or len(group) == 1


def test_a_long_table_goes_on_under_the_same_header():
    table = Table(("a", "b"), tuple((str(number), "words") for number in range(25)), (0.5, 0.5))
    tables = split_table(table, TABLE)
    assert [row for found in tables for row in found.rows] == list(table.rows)
    assert {found.header for found in tables} == {("a", "b")}
    assert [len(found.rows) for found in tables] == [9, 9, 7]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("One. Two.", "One."),
        ("Is it? Yes.", "Is it?"),
        ("‘Is it?’ she asks. Yes.", "‘Is it?’ she asks."),
        ("It is 3.5 per cent. Two.", "It is 3.5 per cent."),
        ("No end", "No end"),
    ],
)
def test_the_first_sentence(text: str, first: str):
    assert first_sentence(text) == first


def test_titles_that_come_twice_are_numbered():
    slides = [Slide(Layout.TEXT, title) for title in ("Why", "Plan", "Plan", "Why not")]
    assert [slide.title for slide in with_titles_of_their_own(slides, part)] == [
        "Why",
        "Plan (1 of 2)",
        "Plan (2 of 2)",
        "Why not",
    ]


def test_a_title_that_looks_like_a_numbered_one_stays_apart():
    slides = [Slide(Layout.TEXT, title) for title in ("Plan (1 of 2)", "Plan", "Plan")]
    titles = [slide.title for slide in with_titles_of_their_own(slides, part)]
    assert len(set(titles)) == 3
    assert titles[0] == "Plan (1 of 2)"
