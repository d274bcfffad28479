"""What a reader finds in the real guides, from the text of their finished pages in the standard edition."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
import pytest

from guidepress.commands.group import run
from guidepress.compose.punctuation import curl, short_address
from guidepress.core.model import Story
from projects import REPOSITORY

from .test_real_series import GUIDES, series

pytestmark = pytest.mark.slow

LICENCE = ("The DNA of Care stories were made by NHS staff", "name and logo belong to Pilgrim Projects Limited.")
CONTACT = ("We would like to hear how you get on.", "and the guides are on the download page,")
RAW = (r"\{\{", r"\}\}", "///", r"\bstory:\w", r"\bguide:\w", r"\[@", r"\(page 00\)", r"\]\(")
"""Notation of the sources, and the stand-in for a page's number, which no reader may see: regular expressions."""
RUNNING_HEAD = re.compile(r"DNA of Care · .*|\d+|•")


@dataclass(frozen=True)
class Finished:
    """One guide as it was built."""

    texts: tuple[str, ...]
    """Each page's text in lines."""
    contents: tuple[tuple[str, int], ...]
    """What the contents list, with the page numbers printed beside it."""

    def words(self) -> str:
        """All text in one line, without running heads, folios and bullets."""
        lines = [line.strip() for text in self.texts for line in text.splitlines()]
        return " ".join(" ".join(line for line in lines if not RUNNING_HEAD.fullmatch(line)).split())


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Finished]:
    output = tmp_path_factory.mktemp("series")
    assert run(["build", "--project", str(REPOSITORY), "--output", str(output)]) == 0
    return {name: read(output / "standard" / f"{name}.pdf") for name in GUIDES}


def read(path: Path) -> Finished:
    with pypdfium2.PdfDocument(path) as file:
        pages = [page.get_textpage() for page in file]
        texts = tuple(plain(page.get_text_range()) for page in pages)
        listed = next(page for page, text in zip(pages, texts, strict=True) if "\nContents\n" in f"\n{text}\n")
        return Finished(texts, tuple(lines_of_contents(listed)))


def plain(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\ufffe", "-")  # PDFium's sign for a hyphen at a line's end


def packed(text: str) -> str:
    """Takes all spaces out, since an address or a title may break anywhere."""
    return "".join(text.split())


def lines_of_contents(page: pypdfium2.PdfTextPage) -> list[tuple[str, int]]:
    """Pairs each number at the right of a page with the text on its left."""
    found = []
    boxes = [page.get_rect(number) for number in range(page.count_rects())]
    pieces = [(box, plain(page.get_text_bounded(*box)).strip()) for box in boxes]
    for (left, bottom, _, top), text in pieces:
        middle = (bottom + top) / 2
        beside = [
            words for box, words in pieces if box[1] < middle < box[3] and box[0] < left and not words.isdecimal()
        ]
        if text.isdecimal() and beside:
            found.append((" ".join(beside), int(text)))
    return found


def stories_of(name: str) -> list[Story]:
    guide = next(guide for guide in series().guides if guide.id == name)
    return [series().stories[story] for story in (*guide.stories, *guide.further_stories)]


def between(text: str, first: str, last: str) -> str:
    start = text.index(first)
    return text[start : text.index(last, start) + len(last)]


@pytest.mark.parametrize("name", GUIDES)
def test_a_guide_has_eight_pages_or_more(name: str, finished: dict[str, Finished]):
    assert len(finished[name].texts) >= 8


@pytest.mark.parametrize("words", [LICENCE, CONTACT], ids=["licence", "contact"])
def test_a_shared_block_stands_in_every_guide_word_for_word(words: tuple[str, str], finished: dict[str, Finished]):
    found = [between(guide.words(), *words) for guide in finished.values()]
    assert len(found) == 5
    assert len(set(found)) == 1
    assert len(found[0].split()) > 90


@pytest.mark.parametrize("name", GUIDES)
def test_a_guide_shows_every_story_of_its_list_with_its_teller_and_its_address(
    name: str, finished: dict[str, Finished]
):
    stories = stories_of(name)
    assert len(stories) >= 8
    text = packed("".join(finished[name].texts))
    for story in stories:
        assert text.count(packed(curl(story.title))) >= 2  # in the contents and on its card
        assert packed(curl(story.storyteller or story.role)) in text
        assert story.url is None or packed(short_address(story.url)) in text


@pytest.mark.parametrize("name", GUIDES)
@pytest.mark.parametrize("raw", RAW)
def test_no_notation_is_left_on_any_page(raw: str, name: str, finished: dict[str, Finished]):
    pages = [" ".join(text.split()) for text in finished[name].texts]
    assert [number for number, text in enumerate(pages, 1) if re.search(raw, text)] == []


@pytest.mark.parametrize("name", GUIDES)
def test_each_number_in_the_contents_is_that_of_the_page_on_which_the_heading_stands(
    name: str, finished: dict[str, Finished]
):
    guide = finished[name]
    tellers = {
        packed(curl(story.title)): packed(curl(story.storyteller or story.role)) for story in stories_of(name)
    }
    assert len(guide.contents) >= 18
    for title, number in guide.contents:
        lines = [packed(line) for line in guide.texts[number - 1].splitlines()]
        joined = ["".join(lines[start : start + count]) for start in range(len(lines)) for count in (1, 2, 3)]
        teller = tellers.get(packed(title))
        if teller is None:
            assert packed(title) in joined, f"{title} … {number}"
        else:  # a card's heading has the teller behind or below it
            assert any(text.startswith(packed(title) + teller) for text in joined), f"{title} … {number}"


@pytest.mark.parametrize("name", GUIDES)
def test_the_contents_end_with_every_story(name: str, finished: dict[str, Finished]):
    titles = [packed(curl(story.title)) for story in stories_of(name)]
    assert [packed(title) for title, _ in finished[name].contents][-len(titles) :] == titles


@pytest.mark.parametrize("name", GUIDES)
def test_each_page_but_the_cover_prints_its_number(name: str, finished: dict[str, Finished]):
    for number, text in enumerate(finished[name].texts[1:], 2):
        assert str(number) in [line.strip() for line in text.splitlines()]
