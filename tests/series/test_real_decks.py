"""The decks of the real series: what they say stands in the sources, and LibreOffice opens each of them."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from functools import cache
from html import unescape
from pathlib import Path

import pytest
from pypdfium2 import PdfDocument

from guidepress.compose.guide import compose
from guidepress.compose.session import plan_session
from guidepress.compose.templates import Templates
from guidepress.compose.words import words_of
from guidepress.core.document import Document
from guidepress.sources.project import read_project
from guidepress.targets.slides.deck import Colours, Deck, Slide
from guidepress.targets.slides.planning import deck_of_guide, deck_of_session
from guidepress.targets.slides.pptx import pptx_bytes
from projects import REPOSITORY

SUITE = shutil.which("soffice")
STYLES = REPOSITORY / "styles"
found = read_project(REPOSITORY, STYLES).series
assert found is not None
SERIES = found
CITED = re.compile(r"\s*\[-?@[^\]]*\]")
TITLES = "|".join(re.escape(str(story.title)) for story in SERIES.stories.values())
ENDS = re.compile(rf"\b(?:{TITLES})(?!\w)|[^\w\s’'-]+|\d+|(?i:patientvoices\.org\.uk)")
DECKS = [*(str(guide.id) for guide in SERIES.guides), *SERIES.sessions]


@cache
def document(guide_id: str) -> Document:
    return compose(SERIES, next(guide for guide in SERIES.guides if guide.id == guide_id), Templates(STYLES))


@cache
def deck(name: str) -> Deck:
    words = words_of(SERIES)
    if name not in SERIES.sessions:
        return deck_of_guide(document(name), SERIES, words)
    session = SERIES.sessions[name]
    return deck_of_session(plan_session(document(str(session.guide)), session, SERIES, words), SERIES, words)


def plain(text: str) -> str:
    """Gives the words of a text and nothing else, with a blank around each."""
    return " " + " ".join(re.findall(r"[^\W_]+", text.casefold())) + " "


@cache
def sources() -> str:
    """All that guides, shared passages, catalogue, sessions, bibliography and the language file say."""
    html = [block.html for guide in SERIES.guides for block in document(str(guide.id)).blocks]
    html += [block.html for guide in SERIES.guides for shared in document(str(guide.id)).shared.values()
             for block in shared]  # fmt: skip
    rendered = [unescape(re.sub(r"<[^>]*>", " ", text)) for text in html]
    rendered += [unescape(re.sub(r"<[^>]*>", "", text)) for text in html]
    files = [path.read_text("utf-8") for path in (REPOSITORY / "guides").rglob("*.yaml")]
    files += [CITED.sub("", path.read_text("utf-8")) for path in (REPOSITORY / "guides").rglob("*.md")]
    records = [repr(guide) for guide in SERIES.guides] + [repr(session) for session in SERIES.sessions.values()]
    words = [re.sub(r"\{[^}]*\}", " ", str(text)) for text in SERIES.words.values()]
    return "".join(map(plain, [*rendered, *files, *records, *words]))


def said(slide: Slide) -> Iterator[str]:
    yield slide.title
    yield from (paragraph.text for paragraph in slide.body)
    yield from slide.notes
    if slide.table:
        yield from slide.table.header
        yield from (cell for row in slide.table.rows for cell in row)


def not_in_the_sources(slide: Slide) -> list[str]:
    """Gives the stretches, between punctuation and titles of stories, that stand in no source as they do here."""
    stretches = (part for text in said(slide) for part in ENDS.split(text))
    return [part for part in stretches if plain(part).strip() and plain(part) not in sources()]


@pytest.mark.parametrize("name", DECKS)
def test_no_slide_says_what_no_source_says(name: str):
    assert [words for slide in deck(name).slides for words in not_in_the_sources(slide)] == []


def test_words_of_no_source_are_found():
    slide = Slide(deck("compassion").slides[1].layout, "Compassion is a purple elephant")
    assert not_in_the_sources(slide) == ["Compassion is a purple elephant"]


@pytest.mark.slow
@pytest.mark.skipif(SUITE is None, reason="LibreOffice is not installed")
def test_libreoffice_shows_a_page_for_each_slide_of_every_deck(tmp_path: Path):
    for name in DECKS:
        content = pptx_bytes(deck(name), Colours(), {slide.title: 1 for slide in deck(name).slides})
        (tmp_path / f"{name}.pptx").write_bytes(content)
    assert SUITE is not None
    home = f"-env:UserInstallation=file://{tmp_path}/home"
    files = [str(tmp_path / f"{name}.pptx") for name in DECKS]
    command = [SUITE, home, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), *files]
    subprocess.run(command, check=True, capture_output=True, timeout=600)
    shown = {name: len(PdfDocument(tmp_path / f"{name}.pdf")) for name in DECKS}
    assert shown == {name: len(deck(name).slides) for name in DECKS}
