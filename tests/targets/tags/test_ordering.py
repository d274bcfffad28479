"""Pages are painted in the order of their tags, and look as the engine paints them."""

from __future__ import annotations

import io
import random
import shutil
import subprocess
from collections.abc import Iterator

import pikepdf
import pypdfium2
import pytest
from PIL import ImageChops

from guidepress.core.letters import letters_of
from guidepress.pdfread.reading import read_document
from guidepress.pdfread.ties import out_of_order
from guidepress.targets.pdf.tags.tagging import tagged_pdf

from .specimen import METADATA, laid_out, page_of, prose

LIST = "<main><h1>A</h1><ol><li>First</li><li>Second</li><li>Third</li></ol><p>After</p></main>"
CARDS = (
    "<main><h1>A</h1><article class='card'><p>One</p></article><article class='card'><p>Two</p></article>"
    "<h2>B</h2><p>After</p></main>"
)


def _pdf(body: str, styles: str = "") -> bytes:
    return tagged_pdf(laid_out(page_of(body, styles)), METADATA)


def _drawn(pdf: bytes) -> list[str]:
    """The texts of a file in the order of its streams, decoration left out."""
    with pypdfium2.PdfDocument(_without_decoration(pdf)) as file:
        return file[0].get_textpage().get_text_range().split()


def _without_decoration(pdf: bytes) -> bytes:
    with pikepdf.open(io.BytesIO(pdf)) as file:
        for page in file.pages:
            page.Contents = file.make_stream(pikepdf.unparse_content_stream(list(_contents(page))))
        written = io.BytesIO()
        file.save(written)
    return written.getvalue()


def _contents(page: pikepdf.Page) -> Iterator[object]:
    """A page's operators, but those that show the text of artifacts."""
    depth = 0
    for instruction in pikepdf.parse_content_stream(page):
        operator = str(instruction.operator)
        if operator in ("BDC", "BMC") and (depth or str(instruction.operands[0]) == "/Artifact"):
            depth += 1
        elif operator == "EMC" and depth:
            depth -= 1
        if not (depth and operator == "TJ"):
            yield instruction


@pytest.mark.parametrize(
    ("body", "styles", "words"),
    [
        (LIST, "", "A 1. First 2. Second 3. Third After"),
        (CARDS, ".card { position: relative; background: #eee; border: 1px solid }", "A One Two B After"),
        (CARDS, ".card { opacity: .9 } h2 { z-index: -1; position: relative }", "A One Two B After"),
        (CARDS, ".card { float: left; width: 20mm }", "A One Two B After"),
        (CARDS, ".card { transform: translateX(1mm); overflow: hidden }", "A One Two B After"),
        (CARDS, "main { display: flex; flex-direction: column-reverse }", "A One Two B After"),
    ],
)
def test_contents_are_drawn_as_they_are_read(body, styles, words):
    assert _drawn(_pdf(body, styles)) == words.split()


def test_what_lies_over_other_things_stays_over_them():
    """The second box covers the first, which is read after it: here looks come first."""
    body = "<main><h1>A</h1><p class='over'>Over</p><p class='under'>Under</p></main>"
    styles = "p { margin: 0; background: #fff } .over { position: relative; top: 1em; z-index: 1 }"
    document = laid_out(page_of(body, styles))
    assert _differences(document.write_pdf(), tagged_pdf(document, METADATA)) == []
    assert [out_of_order(places) for places in read_document(tagged_pdf(document, METADATA)).painted] == [(2,)]


def test_the_fewest_that_have_to_move_are_out_of_order():
    assert out_of_order(()) == ()
    assert out_of_order((3, 4, 5)) == ()
    assert out_of_order((0, 2, 3, 1, 4)) == (1,)
    assert out_of_order((5, 0, 1, 2)) == (5,)


def _differences(before: bytes, after: bytes) -> list[int]:
    """The pages that look different, counted from 1; where letters reach out of their box, edges may be smoothed
    in another order."""
    with pypdfium2.PdfDocument(before) as plain, pypdfium2.PdfDocument(after) as tagged:
        return [number + 1 for number in range(len(plain)) if _differing_pixels(plain[number], tagged[number]) > 3]


def _differing_pixels(before: pypdfium2.PdfPage, after: pypdfium2.PdfPage) -> int:
    one, other = (page.render(scale=1.1).to_pil().convert("RGB") for page in (before, after))
    return sum(ImageChops.difference(one, other).convert("L").histogram()[24:])


def _random_page(seed: int) -> tuple[str, str]:
    """Boxes over boxes, in every layer that style sheets know."""
    chance = random.Random(seed)
    styles = "p { margin: 1mm 0 } td { border: 1px solid } "
    blocks = []
    for number in range(chance.randint(4, 14)):
        rules = chance.sample(
            [
                f"position: {chance.choice(('relative', 'absolute'))}; top: {chance.randint(-9, 40)}px; left: 9px",
                f"z-index: {chance.randint(-2, 2)}",
                f"opacity: .{chance.randint(3, 9)}",
                f"float: {chance.choice(('left', 'right'))}; width: 30mm",
                f"transform: rotate({chance.randint(-9, 9)}deg)",
                f"background: #{chance.randint(0, 0xFFF):03x}",
                "border: 2px dashed #080; border-radius: 5px",
                "overflow: hidden; height: 9mm",
                f"color: #{chance.randint(0, 0xFFF):03x}",
                f"margin: {chance.randint(-20, 9)}px 0",
                "outline: 3px solid #00f",
                "display: inline-block",
                "box-shadow: 2px 2px 3px #888",
                "background: linear-gradient(#fff, #f88)",
                "columns: 2; column-rule: 1px solid",
                "text-decoration: underline; letter-spacing: 1px",
            ],
            chance.randint(0, 4),
        )
        styles += f".b{number} {{ {'; '.join(rules)} }} "
        inner = prose(seed + number, chance.randint(2, 30))
        made = chance.choice(
            (
                f"<p>{inner}</p>",
                f"<ol><li>{inner}</li><li>two <code style='background: #ff8'>code</code> words</li></ol>",
                f"<table><tr><td>{inner}</td><td>cell</td></tr></table>",
                f"<blockquote><p>{inner}</p></blockquote>",
            )
        )
        blocks.append(f"<div class='b{number}'>{made}</div>")
    return f"<main><h1>A</h1>{''.join(blocks)}</main>", styles


def _looks_the_same(seed: int) -> None:
    document = laid_out(page_of(*_random_page(seed)))
    assert _differences(document.write_pdf(), tagged_pdf(document, METADATA)) == [], seed


@pytest.mark.parametrize("seed", range(6))
def test_a_page_of_boxes_over_boxes_looks_the_same(seed):
    _looks_the_same(seed)


@pytest.mark.slow
def test_many_pages_of_boxes_over_boxes_look_the_same():
    tried = 0
    for seed in range(100, 300):
        try:
            laid_out(page_of(*_random_page(seed)))
        except Exception:  # the engine can't lay out every page that chance makes
            continue
        _looks_the_same(seed)
        tried += 1
    assert tried > 150


EXTRACTORS = {
    "pdftotext": ["pdftotext", "-raw", "{pdf}", "-"],
    "mutool": ["mutool", "draw", "-q", "-F", "txt", "{pdf}"],
}
"""Programs that give a file's text as its streams draw it."""


@pytest.mark.parametrize("program", EXTRACTORS)
def test_other_programs_extract_the_words_as_they_are_read(program, pdf, tmp_path):
    if shutil.which(program) is None:
        pytest.skip(f"{program} is not installed")
    path = tmp_path / "specimen.pdf"
    path.write_bytes(_without_decoration(pdf))
    command = [part.format(pdf=path) for part in EXTRACTORS[program]]
    pages = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split("\f")
    wanted: dict[int, str] = {}
    for content in read_document(pdf).root.contents():
        wanted[content.page] = wanted.get(content.page, "") + letters_of(content.text)
    for page, letters in sorted(wanted.items()):
        assert letters_of(pages[page]) == letters, f"page {page + 1}"
