"""Pages as pictures: named by what they look like, and drawn as any reader of the file draws them."""

from __future__ import annotations

import io

import pypdfium2
import pytest
from PIL import Image

from guidepress.preview.pictures import Pictures
from guidepress.targets.pdf.typesetter import Engine
from projects import SMALL


def pdf_of(*pages: str) -> bytes:
    engine = Engine(SMALL, SMALL / "none")
    css = engine._weasyprint.CSS(
        string="@page { size: 300px 400px } h2 { break-before: page } p { color: #123456 }"
    )
    html = "<h1>Title</h1>" + "".join(f"<h2>{words}</h2><p>{words}</p>" for words in pages)
    return engine._weasyprint.HTML(string=html).write_pdf(stylesheets=[css])


@pytest.fixture(scope="module")
def three() -> bytes:
    return pdf_of("One", "Two", "Three")


def test_a_page_has_the_name_that_it_had_while_it_looks_the_same(three: bytes):
    pictures = Pictures()
    before, _ = pictures.look(three)
    after, _ = pictures.look(pdf_of("One", "Two, changed", "Three"))
    assert [old.digest == new.digest for old, new in zip(before, after, strict=True)] == [True, True, False, True]


def test_the_outline_is_the_files_own(three: bytes):
    _, headings = Pictures().look(three)
    assert [(it.text, it.level, it.page) for it in headings] == [
        ("Title", 1, 1), ("One", 2, 2), ("Two", 2, 3), ("Three", 2, 4),
    ]  # fmt: skip


@pytest.mark.parametrize("width", [300, 450, 1000])
def test_a_picture_is_the_page_pixel_for_pixel(three: bytes, width: int):
    pictures = Pictures()
    pages, _ = pictures.look(three)
    for at, page in enumerate(pages):
        drawn = Image.open(io.BytesIO(pictures.draw(page.digest, width) or b""))
        plain = pypdfium2.PdfDocument(three)[at]
        expected = plain.render(scale=width / plain.get_width()).to_pil().convert("RGB")
        assert drawn.width == width
        assert drawn.convert("RGB").tobytes() == expected.tobytes()


def test_a_page_without_colour_is_drawn_in_one_channel(three: bytes):
    pictures = Pictures()
    (title, one, *_), _ = pictures.look(three)
    assert [Image.open(io.BytesIO(pictures.draw(it.digest, 300) or b"")).mode for it in (title, one)] == [
        "L",
        "RGB",
    ]


def test_what_nobody_shows_any_more_is_let_go(three: bytes):
    pictures = Pictures()
    (first, second, *_), _ = pictures.look(three)
    pictures.keep({first.digest})
    assert pictures.draw(first.digest, 300) is not None
    assert pictures.draw(second.digest, 300) is None


@pytest.mark.parametrize("width", [0, 99, 101, 4050, -100])
def test_no_other_width_can_be_asked_for(three: bytes, width: int):
    pictures = Pictures()
    (first, *_), _ = pictures.look(three)
    assert pictures.draw(first.digest, width) is None


def test_a_name_that_nobody_gave_has_no_picture():
    assert Pictures().draw("../../etc/passwd", 300) is None
