"""Another publisher's series, in Welsh: the same tool and the same styles, and not a word of English."""

from __future__ import annotations

import re
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import pypdfium2
import pytest
import yaml

from guidepress.checks.sources.project import examine
from guidepress.commands.group import run
from guidepress.compose.templates import Templates
from guidepress.core.model import Edition
from guidepress.core.theme import DEFAULT_THEME
from guidepress.targets.pdf.page import page_of
from projects import CYMRAEG, EDITIONS, REPOSITORY

STYLES = REPOSITORY / "styles"
GUIDES = ("gwrando", "tyfu")


class Said(HTMLParser):
    """Keeps all that a page says to readers and listeners: its text, and the attributes that are read out."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self.words += [value or "" for name, value in attrs if name in {"alt", "aria-label", "title"}]

    def handle_data(self, data: str) -> None:
        self.words.append(data)


@cache
def said(edition: Edition, number: int) -> str:
    series = examine(CYMRAEG, STYLES).series
    assert series is not None
    said = Said()
    said.feed(page_of(series, series.guides[number], edition, Templates(STYLES)).html)
    return " ".join(" ".join(said.words).split())


def pieces_of(language: str) -> set[str]:
    """Gives what the language file says between its names in braces, but for single letters and dots."""
    words = yaml.safe_load((DEFAULT_THEME / f"languages/{language}.yaml").read_text("utf-8"))
    pieces = {piece.strip(" .,:;()‘’–") for word in words.values() for piece in re.split(r"\{\w*\}", str(word))}
    return {piece for piece in pieces if len(piece) > 2}


def test_the_sources_are_clean():
    assert examine(CYMRAEG, STYLES).problems == ()


@pytest.mark.parametrize("edition", EDITIONS, ids=lambda edition: edition.name)
@pytest.mark.parametrize("number", [0, 1])
def test_no_word_of_the_english_language_file_is_left(edition: Edition, number: int):
    english = pieces_of("en-GB") - pieces_of("cy")
    assert len(english) > 50
    page = said(edition, number)
    assert [piece for piece in english if re.search(rf"(?<!\w){re.escape(piece)}(?!\w)", page)] == []


@pytest.mark.parametrize("edition", EDITIONS, ids=lambda edition: edition.name)
@pytest.mark.parametrize("number", [0, 1])
def test_each_guide_carries_its_own_licence_and_contacts(edition: Edition, number: int):
    page = said(edition, number)
    assert "Rhennir y straeon o dan drwydded Creative Commons Attribution-ShareAlike 4.0 (CC BY-SA)" in page
    assert "swyddfa@gardd.example.org" in page
    assert "01632 960 123" in page
    assert "canllawiau@gardd.example.org" in page
    assert "Gwasg yr Ŵydd" in page


@pytest.mark.parametrize("number", [0, 1])
def test_nothing_of_the_english_series_is_left(number: int):
    page = said(EDITIONS[0], number)
    assert [name for name in ("Patient Voices", "Pilgrim", "NHS", "DNA of Care") if name in page] == []


def test_the_date_the_citations_and_the_blanks_are_welsh():
    page = said(EDITIONS[0], 0)
    assert "Fersiwn 2.1, 1 Mawrth 2026" in page
    assert "( Davies a Morgan, 2019 , tt. 4–5)" in page
    assert "Beth a glywsoch chi yn y stori o’ch dewis ?" in page


def test_it_is_published_with_every_letter_of_welsh(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    words = ["build", "--project", str(CYMRAEG), "--styles", str(STYLES), "--output", str(tmp_path), "--jobs", "2"]
    code = run(words)
    assert "error" not in capsys.readouterr().out
    assert code == 0
    for name in GUIDES:
        document = pypdfium2.PdfDocument(tmp_path / f"standard/{name}.pdf")
        text = " ".join(" ".join(page.get_textpage().get_text_range() for page in document).split())
        document.close()
        assert "Gwasg yr Ŵydd" in text
        assert "ŵ" in text
        assert "ŷ" in text or name == "tyfu"
        assert "CC BY-SA" in text
        assert "swyddfa@gardd.example.org" in text
        assert [mark for mark in ("{{", "///", "story:", "[@", "\ufffd") if mark in text] == []
