"""Kinds of notes: told apart by their words and by the form of their borders, without any colour."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from guidepress.compose.templates import Templates
from guidepress.core.model import Edition, Series, Text
from guidepress.core.theme import DEFAULT_THEME
from guidepress.notation.records import NOTE_KINDS
from guidepress.sources.project import read_project
from guidepress.targets.pdf.page import page_of
from projects import EDITIONS, REPOSITORY

STYLES = REPOSITORY / "styles"


def specimen() -> Series:
    series = read_project(REPOSITORY / "tests/projects/specimen", STYLES).series
    assert series is not None
    return series


def body(markdown: str, edition: Edition, series: Series) -> str:
    guide = replace(series.guides[0], markdown=markdown, stories=())
    page = page_of(replace(series, guides=(guide,)), guide, edition, Templates(STYLES))
    assert page.problems == ()
    return page.html[page.html.index("<main>") : page.html.index("</main>")]


def test_no_two_kinds_have_borders_of_one_form():
    sheet = re.sub(r"/\*.*?\*/", "", (DEFAULT_THEME / "parts.css").read_text("utf-8"), flags=re.DOTALL)
    rules = re.findall(r"\.note(?:\.(\w+))? \{([^}]*)\}", sheet)
    forms = {
        kind: re.sub(r"var\(--\w+\)|\s", "", " ".join(re.findall(r"border[^;]*", rule))) for kind, rule in rules
    }
    assert set(forms) == {"", *NOTE_KINDS}
    assert len(set(forms.values())) == len(forms)


@pytest.mark.parametrize("edition", EDITIONS, ids=lambda edition: edition.name)
def test_each_kind_says_what_it_is(edition: Edition):
    html = body("\n\n".join(f"/// {kind} | T\nW\n///" for kind in NOTE_KINDS), edition, specimen())
    labels = re.findall(r'<p class="note-title"><span class="note-kind">(.*?)</span>T</p>', html)
    assert labels == ["Tip: ", "Warning: ", "Exercise: ", "Answer: ", "Important: ", "Example: "]


def test_the_word_is_that_of_the_language_file_with_its_space_before_the_colon():
    french = {"note_tip": Text("Conseil"), "space_before": Text(":")}
    series = specimen()
    html = body(
        "/// tip | T\nW\n///\n\n/// tip\nX\n///", EDITIONS[0], replace(series, words=series.words | french)
    )
    assert re.findall(r'note-kind">(.*?)</span>', html) == ["Conseil&nbsp;: ", "Conseil"]


def test_a_shared_passage_says_it_in_the_language_of_the_series_too():
    series = specimen()
    blocks = {name: replace(block, markdown="/// tip\nW\n///\n") for name, block in series.blocks.items()}
    words = dict(series.words) | {"note_tip": Text("Tipp")}
    guide = series.guides[0]
    page = page_of(replace(series, blocks=blocks, words=words), guide, EDITIONS[0], Templates(STYLES))
    assert re.findall(r'note-kind">(.*?)</span>', page.html) == ["Tipp"] * page.html.count("note-kind")
    assert "note-kind" in page.html


def test_boxes_to_tick_stand_where_bullets_stand():
    html = body("- [ ] a\n- [x] b", EDITIONS[0], specimen())
    assert re.findall(r'<li class="task"><span class="box">(.)</span> (.)</li>', html) == [("☐", "a"), ("☑", "b")]
    assert "ul > .task { list-style-type: none }" in (DEFAULT_THEME / "parts.css").read_text("utf-8")
