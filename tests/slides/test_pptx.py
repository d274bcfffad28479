"""A PPTX that facilitators can edit: the same bytes every time, with nobody else's name in it."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import pytest
from pptx import Presentation
from pptx.util import Pt

from guidepress.checks.slides.rules import RULES, check_deck
from guidepress.targets.slides.pptx import pptx_bytes
from guidepress.targets.slides.template_deck import FILE, LAYOUTS, template_bytes
from slides.decks import PLUM, expected_of, guide_deck, pages_of, session_deck

DECKS = {"guide": guide_deck(), "hour": session_deck("first-hour"), "short": session_deck("short")}


def made(name: str = "hour") -> bytes:
    return pptx_bytes(DECKS[name], PLUM, pages_of(DECKS[name]))


def changed(content: bytes, part: str, old: str, new: str) -> bytes:
    """Gives the file with one part changed, as by hand."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as archive, zipfile.ZipFile(file, "w") as other:
        for name in archive.namelist():
            text = archive.read(name)
            if name == part:
                assert old.encode() in text, f"{part} holds what is changed"
                text = text.replace(old.encode(), new.encode(), 1)
            other.writestr(name, text)
    return file.getvalue()


def test_the_template_is_what_its_script_writes():
    assert FILE.read_bytes() == template_bytes()


@pytest.mark.parametrize("name", DECKS)
def test_a_deck_has_the_same_bytes_every_time(name: str):
    assert made(name) == made(name)


def test_no_part_has_a_date_of_its_own_and_they_stand_in_order():
    with zipfile.ZipFile(io.BytesIO(made())) as archive:
        entries = archive.infolist()
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
    names = [entry.filename for entry in entries]
    assert names[:2] == ["[Content_Types].xml", "_rels/.rels"]
    assert names[2:] == sorted(names[2:])


@pytest.mark.parametrize("name", DECKS)
def test_no_rule_finds_anything_in_our_decks(name: str):
    assert check_deck(made(name), expected_of(DECKS[name]), "deck.pptx") == ()


def test_text_follows_when_a_facilitator_moves_the_layouts_placeholder():
    file = Presentation(io.BytesIO(made()))
    text_of_layout = next(
        holder for holder in file.slide_layouts[2].placeholders if holder.placeholder_format.idx == 1
    )
    text_of_layout.left = Pt(200)
    slide = next(slide for slide in file.slides if slide.slide_layout.name == "large")
    assert slide.placeholders[1].left == Pt(200)


def test_layouts_have_names_and_every_slide_uses_one():
    file = Presentation(io.BytesIO(made("guide")))
    assert [layout.name for layout in file.slide_layouts] == [str(layout) for layout in LAYOUTS]
    assert {slide.slide_layout.name for slide in file.slides} == {str(layout) for layout in LAYOUTS}


def test_the_guides_colour_is_the_themes():
    with zipfile.ZipFile(io.BytesIO(made())) as archive:
        theme = archive.read("ppt/theme/theme1.xml").decode()
    assert '<a:accent1><a:srgbClr val="5B2A66"/>' in theme


def test_signs_of_xml_in_titles_and_text_are_text():
    deck = DECKS["hour"]
    slide = replace(deck.slides[0], title="A & B <c> \u2028 \x0b?")
    odd = replace(deck, slides=(slide, *deck.slides[1:]))
    file = Presentation(io.BytesIO(pptx_bytes(odd, PLUM, pages_of(odd))))
    assert file.slides[0].shapes.title.text_frame.text.startswith("A & B <c>")


SLIDE, NOTES, CORE = "ppt/slides/slide{}.xml", "ppt/notesSlides/notesSlide{}.xml", "docProps/core.xml"

BROKEN = [
    ("D002", SLIDE.format(3), 'type="title"', 'type="body" idx="7"'),
    ("D003", SLIDE.format(8), "<a:t>Question 2</a:t>", "<a:t>Question 1</a:t>"),
    ("D004", SLIDE.format(3), 'type="title"', 'type="title" sz="full"'),  # and its shapes are turned round, below
    ("D005", SLIDE.format(4), 'descr="QR code', 'title="QR code'),
    ("D006", SLIDE.format(3), 'lang="en-GB"', 'lang="de-DE"'),
    ("D006", NOTES.format(3), 'lang="en-GB"', ""),
    ("D008", SLIDE.format(4), 'tooltip="example', 'action="" invalidUrl="example'),
    ("D009", "ppt/theme/theme1.xml", 'accent1><a:srgbClr val="5B2A66"', 'accent1><a:srgbClr val="E0D0E4"'),
    ("D010", "ppt/slideLayouts/slideLayout3.xml", 'sz="4000"', 'sz="2400"'),
    ("D011", CORE, "<dc:language>en-GB</dc:language>", ""),
    ("D011", CORE, "<dc:title>A first hour", "<dc:title>Another hour"),
    ("D012", SLIDE.format(7), '<p:ph type="body" idx="1"/>', ""),
    ("D013", NOTES.format(5), "Guide, page 5", "Guide, page 6"),
    ("D015", SLIDE.format(8), "What kept ", "What kept your chosen story "),
]


@pytest.mark.parametrize(("code", "part", "old", "new"), BROKEN)
def test_each_rule_finds_a_broken_deck(code: str, part: str, old: str, new: str):
    content = _turned_round(made(), part) if code == "D004" else changed(made(), part, old, new)
    codes = {problem.code for problem in check_deck(content, expected_of(DECKS["hour"]), "deck.pptx")}
    assert code in codes


def _turned_round(content: bytes, part: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        text = archive.read(part).decode()
    start = text.index("<p:sp>")
    shapes = text[start : text.index("</p:spTree>")].split("</p:sp>")[:-1]
    whole = "</p:sp>".join(shapes) + "</p:sp>"
    return changed(content, part, whole, "</p:sp>".join(shapes[::-1]) + "</p:sp>")


def test_a_table_without_a_header_row_is_found():
    deck = DECKS["guide"]
    with zipfile.ZipFile(io.BytesIO(made("guide"))) as archive:
        part = next(name for name in archive.namelist() if b'firstRow="1"' in archive.read(name))
    content = changed(made("guide"), part, 'firstRow="1"', 'firstRow="0"')
    assert [problem.code for problem in check_deck(content, expected_of(deck), "deck.pptx")] == ["D007"]


def test_a_code_that_leads_elsewhere_is_found():
    expected = replace(expected_of(DECKS["hour"]), addresses=frozenset({"https://www.example.org/other"}))
    codes = [problem.code for problem in check_deck(made(), expected, "deck.pptx")]
    assert codes == ["D014", "D014"]


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"not a deck", template_bytes()[:-30]])
def test_what_is_no_pptx_is_one_problem(content: bytes):
    problems = check_deck(content, expected_of(DECKS["hour"]), "deck.pptx")
    assert [problem.code for problem in problems] == ["D001"]


def test_every_rule_is_shown_to_find_something():
    shown = {code for code, *_ in BROKEN} | {"D007", "D014"}
    documented = {(rule.__doc__ or "")[:4] for rule in RULES}
    assert documented == shown
