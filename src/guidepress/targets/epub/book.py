"""A composed guide as an e-book: a file for each section, in the order of the PDF.

Takes the series, a guide's `Document`, the templates and, where the standard edition is made, its PDF; gives an
`Ebook`. Promises the words of the PDF, the same bytes for the same sources, and a list of the PDF's pages.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from html import escape
from pathlib import Path

from guidepress.compose.anchors import ids_in
from guidepress.compose.punctuation import curl
from guidepress.compose.templates import SharedBlocks, Templates, safe
from guidepress.compose.words import Words, words_of
from guidepress.core.document import Block, Document, Kind
from guidepress.core.model import Series
from guidepress.core.problems import Problem
from guidepress.core.theme import Theme
from guidepress.pdfread.page_letters import page_letters
from guidepress.pdfread.pictures import page_picture
from guidepress.targets.epub.container import packed
from guidepress.targets.epub.package import Book, Item, NavigationWords, navigation_document, package_document
from guidepress.targets.epub.xhtml import to_xhtml, with_links_between
from guidepress.targets.reading.page_marks import with_page_marks
from guidepress.targets.reading.parts import Parts, parts_of
from guidepress.targets.reading.pictures import Picture, with_pictures

COVER_WIDTH = 1200
"""Pixels across the cover's picture."""
_CUT = "<!-- cut -->"
_HEADING = re.compile(r"<(/?)h([2-6])\b")
_MARK = re.compile(r'<span epub:type="pagebreak"[^>]*id="page-(\d+)"[^>]*></span>')
_CONTENTS_PLACE = "nav.xhtml#contents"


@dataclass(frozen=True, slots=True)
class Ebook:
    """A guide as an e-book."""

    content: bytes
    """The file's bytes; empty where a template failed."""
    pages: tuple[int, ...]
    """The pages of the PDF that its list of pages holds."""
    problems: tuple[Problem, ...]
    """What showed on the way; what composing showed is in the document."""


@dataclass(frozen=True, slots=True)
class _Part:
    """One file of the reading order."""

    name: str
    title: str
    html: str
    kind: str
    """Its type, as the EPUB Structural Semantics Vocabulary has it."""
    labelled_by: str


def ebook(
    series: Series, document: Document, templates: Templates, project: Path, styles: Path, standard: bytes | None
) -> Ebook:
    """Gives a guide as an e-book; `standard` is the PDF of its standard edition."""
    words = words_of(series)
    guide = document.guide
    parts = parts_of(series, document, words, templates, lambda _: str(series.download_page))
    files, problems = _files_of(series, document, parts, words, templates)
    pictures: dict[str, Picture] = {}

    def placed(picture: Picture) -> str:
        name = f"pictures/{sha256(picture.content).hexdigest()[:16]}{Path(picture.name).suffix.lower()}"
        pictures[name] = picture
        return name

    html, unreadable = with_pictures(_CUT.join(part.html for part in files), project, guide.path, placed)
    own = tuple(problem for problem in words.problems if problem not in document.problems)
    found = (*parts.problems, *problems, *unreadable, *own)
    if not all(part.html for part in files):
        return Ebook(b"", (), found)
    if standard:
        html, _ = with_page_marks(html, page_letters(standard), _mark)
    texts, places = _texts(files, html)
    content: dict[str, bytes] = {
        name: text.encode() for name, text in _xhtml_files(files, texts, document).items()
    }
    content |= {name: picture.content for name, picture in pictures.items()}
    sheet = Theme(styles).path("epub.css")
    content["style.css"] = sheet.read_bytes() if sheet.is_file() else b""
    content["nav.xhtml"] = _navigation(series, document, files, places, words).encode()
    if standard:
        content["cover.png"] = page_picture(standard, 1, COVER_WIDTH)
    items = _items(files, content, pictures)
    content["package.opf"] = package_document(_book(series, document, words, places), items).encode()
    in_folder = {f"book/{name}": data for name, data in content.items()}
    return Ebook(packed(in_folder, date.fromisoformat(series.release.date)), tuple(sorted(places)), found)


def _files_of(
    series: Series, document: Document, parts: Parts, words: Words, templates: Templates
) -> tuple[list[_Part], tuple[Problem, ...]]:
    """Gives the files in the order of the PDF, and what is wrong with their templates."""
    passages = SharedBlocks({name: safe(html) for name, html in parts.shared.items()})
    values = {
        "series": series,
        "guide": document.guide,
        "say": words.say,
        "date": words.date,
        "blocks": passages,
        "references": [{"id": entry.id, "html": safe(entry.html)} for entry in document.references],
    }
    problems: list[Problem] = []

    def rendered(template: str) -> str:
        html, found = templates.render(template, dict(values))
        problems.extend(found)
        return html

    title = curl(document.guide.title)
    files = [
        _Part("title.xhtml", title, rendered("epub-title.html.jinja"), "titlepage", "title"),
        _Part(
            "about.xhtml",
            words.say("about_this_guide"),
            rendered("web-imprint.html.jinja"),
            "copyright-page",
            "imprint-title",
        ),
        _Part("nav.xhtml", words.say("contents"), _contents_alone(document, words), "toc", "contents"),
        *_sections(parts, document),
    ]
    if document.references:
        works = rendered("web-references.html.jinja")
        files.append(_Part("references.xhtml", words.say("references"), works, "bibliography", "references-title"))
    about, contact = rendered("about-the-series.html.jinja"), rendered("contact.html.jinja")
    files.append(_Part("series.xhtml", words.say("about_the_series"), about, "afterword", "about-title"))
    files.append(_Part("contact.xhtml", words.say("contact"), contact, "afterword", "contact-title"))
    return files, (*problems, *passages.problems)


def _contents_alone(document: Document, words: Words) -> str:
    """Gives the words of the contents, so that the page of the PDF that holds them is found."""
    lines = "".join(f"<li>{heading.text}</li>" for heading in document.headings if heading.level == 2)
    return f"<h2>{escape(words.say('contents'))}</h2><ol>{lines}</ol>"


def _sections(parts: Parts, document: Document) -> list[_Part]:
    """Cuts the body at its level-2 headings; what stands before the first comes with it."""
    groups: list[list[tuple[Block, str]]] = [[]]
    for block, html in parts.blocks:
        starts = block.kind is Kind.HEADING and block.level == 2
        if starts and any(it.kind is Kind.HEADING for it, _ in groups[-1]):
            groups.append([])
        groups[-1].append((block, html))
    found = []
    for number, group in enumerate(groups, 1):
        heading = next((it for it, _ in group if it.kind is Kind.HEADING), None)
        title = heading.text if heading else curl(document.guide.title)
        html = "\n".join(html for _, html in group)
        found.append(_Part(f"section-{number}.xhtml", title, html, "chapter", heading.id if heading else ""))
    return found


def _mark(number: int) -> str:
    """Gives the mark of a page; its name is a title, since other names are not for this role (axe)."""
    return f'<span epub:type="pagebreak" role="doc-pagebreak" id="page-{number}" title="{number}"></span>'


def _texts(files: list[_Part], html: str) -> tuple[list[str], dict[int, str]]:
    """Cuts the marked markup into its files, and gives where each page of the PDF starts."""
    texts = html.split(_CUT)
    places: dict[int, str] = {}
    for part, text in zip(files, texts, strict=True):
        for mark in _MARK.finditer(text):
            is_contents = part.name == "nav.xhtml"  # which may hold nothing but its lists (EPUB 3.3, 7.3)
            places[int(mark[1])] = _CONTENTS_PLACE if is_contents else f"{part.name}#page-{mark[1]}"
    return texts, places


def _xhtml_files(files: list[_Part], texts: list[str], document: Document) -> dict[str, str]:
    made = [(part, text) for part, text in zip(files, texts, strict=True) if part.name != "nav.xhtml"]
    file_of = {name: part.name for part, text in made for name in ids_in(text)}
    return {part.name: _xhtml_file(part, text, file_of, str(document.language)) for part, text in made}


def _xhtml_file(part: _Part, text: str, file_of: Mapping[str, str], language: str) -> str:
    lifted = _HEADING.sub(lambda tag: f"<{tag[1]}h{int(tag[2]) - 1}", text) if part.kind != "titlepage" else text
    inner = with_links_between(to_xhtml(lifted), part.name, file_of)
    roles = {"chapter": "doc-chapter", "bibliography": "doc-bibliography", "afterword": "doc-afterword"}
    role = f' role="{roles[part.kind]}"' if part.kind in roles else ""
    label = f' aria-labelledby="{part.labelled_by}"' if part.labelled_by else ""
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"
  lang="{language}" xml:lang="{language}">
<head><meta charset="utf-8"/><title>{escape(part.title)}</title><link rel="stylesheet" href="style.css"/></head>
<body>
<div epub:type="{part.kind}"{role}{label}>
{inner}
</div>
</body>
</html>
"""


def _navigation(
    series: Series, document: Document, files: list[_Part], places: Mapping[int, str], words: Words
) -> str:
    said = NavigationWords(
        title=_title(series, document, words),
        contents=words.say("contents"),
        landmarks=words.say("epub_landmarks"),
        pages=words.say("web_page_list"),
        start=words.say("epub_start"),
    )
    lines = [(part.name, part.title) for part in files if part.name != "nav.xhtml"]
    start = next(part.name for part in files if part.kind == "chapter")
    return navigation_document(str(document.language), said, lines, start, sorted(places.items()))


def _items(files: list[_Part], content: Mapping[str, bytes], pictures: Mapping[str, Picture]) -> list[Item]:
    items = []
    for part in files:
        properties = "nav" if part.name == "nav.xhtml" else "svg" if b"<svg" in content[part.name] else ""
        items.append(Item(part.name, "application/xhtml+xml", properties, in_spine=True))
    items.append(Item("style.css", "text/css"))
    if "cover.png" in content:
        items.append(Item("cover.png", "image/png", "cover-image"))
    return [*items, *(Item(name, picture.media_type) for name, picture in pictures.items())]


def _title(series: Series, document: Document, words: Words) -> str:
    return words.say("document_title", guide=curl(document.guide.title), series=curl(series.title))


def _book(series: Series, document: Document, words: Words, places: Mapping[int, str]) -> Book:
    guide = document.guide
    licence = f"{curl(series.licence.name)} ({series.licence.short})"
    source = words.say("epub_page_source", title=_title(series, document, words), version=series.release.version)
    return Book(
        address=f"{series.download_page}#{guide.id}",
        title=curl(guide.title),
        series=curl(series.title),
        number=guide.number,
        authors=tuple(curl(author.name) for author in series.authors),
        publisher=curl(series.publisher),
        description=curl(guide.summary),
        subjects=tuple(curl(word) for word in guide.keywords),
        rights=f"{words.say('copyright', holder=curl(series.copyright_holder))} {licence}",
        language=str(document.language),
        date=str(series.release.date),
        page_source=source if places else "",
        summary=words.say("web_accessibility_summary"),
        has_pictures=any("<img" in block.html for block in document.blocks),
    )
