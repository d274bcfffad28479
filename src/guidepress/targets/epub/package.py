"""An e-book's package document and its navigation: what it is, what is in it, and how to get about.

Takes what is known of a book; gives XML. Follows EPUB 3.3 (W3C Recommendation) and EPUB Accessibility 1.1; the
strings in which a book claims them stand here and nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import NAMESPACE_URL, uuid5
from xml.sax.saxutils import escape, quoteattr

CONFORMS = "EPUB Accessibility 1.1 - WCAG 2.2 Level AA"
FEATURES = (
    "alternativeText",
    "displayTransformability",
    "pageBreakMarkers",
    "pageNavigation",
    "readingOrder",
    "structuralNavigation",
    "tableOfContents",
)
_PAGES = frozenset(("pageBreakMarkers", "pageNavigation"))


@dataclass(frozen=True, slots=True)
class Item:
    """One file of a book."""

    name: str
    """Its name, within the folder of the package document."""
    media_type: str
    """What it is."""
    properties: str = ""
    """Its properties, such as `nav`; may be empty."""
    in_spine: bool = False
    """Whether it is part of the reading order."""


@dataclass(frozen=True, slots=True)
class Book:
    """What is known of a book."""

    address: str
    """An address that stands for the guide and for nothing else; its identifier is made from it."""
    title: str
    """Its title."""
    series: str
    """The series' title."""
    number: int
    """Its place in the series, from 1."""
    authors: tuple[str, ...]
    """Who wrote it."""
    publisher: str
    """Who published it; also who says that it is accessible."""
    description: str
    """What it is about, in a sentence."""
    subjects: tuple[str, ...]
    """Words to find it by."""
    rights: str
    """What others may do with it."""
    language: str
    """Its language, as BCP 47 has it."""
    date: str
    """The day of its release, as YYYY-MM-DD."""
    page_source: str
    """The PDF whose pages can be found in it; empty where there are none."""
    summary: str
    """How accessible it is, in a sentence or two."""
    has_pictures: bool
    """Whether pictures carry meaning in it."""

    @property
    def identifier(self) -> str:
        """Its identifier, the same for every version."""
        return f"urn:uuid:{uuid5(NAMESPACE_URL, self.address)}"


def package_document(book: Book, items: Sequence[Item]) -> str:
    """Gives the package document."""
    manifest = "\n".join(
        f'<item id="item-{at}" href={quoteattr(item.name)} media-type="{item.media_type}"'
        + (f' properties="{item.properties}"' if item.properties else "")
        + "/>"
        for at, item in enumerate(items)
    )
    spine = "\n".join(f'<itemref idref="item-{at}"/>' for at, item in enumerate(items) if item.in_spine)
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<package version="3.0" unique-identifier="id" xml:lang="{book.language}" xmlns="http://www.idpf.org/2007/opf">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
{chr(10).join(_metadata(book))}
</metadata>
<manifest>
{manifest}
</manifest>
<spine>
{spine}
</spine>
</package>
"""


def _metadata(book: Book) -> Iterable[str]:
    yield f'<dc:identifier id="id">{book.identifier}</dc:identifier>'
    yield f'<dc:title id="title">{escape(book.title)}</dc:title>'
    yield f"<dc:language>{book.language}</dc:language>"
    for name in book.authors:
        yield f"<dc:creator>{escape(name)}</dc:creator>"
    yield f"<dc:publisher>{escape(book.publisher)}</dc:publisher>"
    yield f"<dc:description>{escape(book.description)}</dc:description>"
    for word in book.subjects:
        yield f"<dc:subject>{escape(word)}</dc:subject>"
    yield f"<dc:rights>{escape(book.rights)}</dc:rights>"
    yield f"<dc:date>{book.date}</dc:date>"
    yield _meta("dcterms:modified", f"{book.date}T00:00:00Z")
    yield f'<meta property="belongs-to-collection" id="series">{escape(book.series)}</meta>'
    yield '<meta refines="#series" property="collection-type">series</meta>'
    yield f'<meta refines="#series" property="group-position">{book.number}</meta>'
    if book.page_source:
        yield f'<dc:source id="pages">{escape(book.page_source)}</dc:source>'
        yield '<meta refines="#pages" property="source-of">pagination</meta>'
        yield _meta("pageBreakSource", escape(book.page_source))
    modes = ("textual", "visual") if book.has_pictures else ("textual",)
    yield from (_meta("schema:accessMode", mode) for mode in modes)
    yield _meta("schema:accessModeSufficient", "textual")
    features = (name for name in FEATURES if book.page_source or name not in _PAGES)
    yield from (_meta("schema:accessibilityFeature", name) for name in features)
    yield _meta("schema:accessibilityHazard", "none")
    yield _meta("schema:accessibilitySummary", escape(book.summary))
    yield f'<meta property="dcterms:conformsTo" id="conforms">{CONFORMS}</meta>'
    yield f'<meta property="a11y:certifiedBy" refines="#conforms">{escape(book.publisher)}</meta>'


def _meta(name: str, value: str) -> str:
    return f'<meta property="{name}">{value}</meta>'


@dataclass(frozen=True, slots=True)
class NavigationWords:
    """What stands above the lists of the navigation document."""

    title: str
    """The book's title."""
    contents: str
    """Above the contents."""
    landmarks: str
    """Above the landmarks."""
    pages: str
    """Above the list of pages."""
    start: str
    """The landmark of the text's beginning."""


def navigation_document(
    language: str,
    words: NavigationWords,
    contents: Sequence[tuple[str, str]],
    start: str,
    pages: Sequence[tuple[int, str]],
) -> str:
    """Gives the navigation document.

    `contents` holds each line's address and words, `pages` each page's number with the address of its mark.
    """
    page_list = (
        f"""<nav epub:type="page-list" role="doc-pagelist" aria-labelledby="pages" hidden="hidden">
<h2 id="pages">{escape(words.pages)}</h2>
<ol>
{chr(10).join(f'<li><a href="{address}">{number}</a></li>' for number, address in pages)}
</ol>
</nav>"""
        if pages
        else ""
    )
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"
  lang="{language}" xml:lang="{language}">
<head><meta charset="utf-8"/><title>{escape(words.title)}</title><link rel="stylesheet" href="style.css"/></head>
<body>
<nav epub:type="toc" role="doc-toc" aria-labelledby="contents">
<h1 id="contents">{escape(words.contents)}</h1>
<ol>
{chr(10).join(f'<li><a href="{address}">{escape(text)}</a></li>' for address, text in contents)}
</ol>
</nav>
<nav epub:type="landmarks" aria-labelledby="landmarks" hidden="hidden">
<h2 id="landmarks">{escape(words.landmarks)}</h2>
<ol>
<li><a epub:type="toc" href="nav.xhtml">{escape(words.contents)}</a></li>
<li><a epub:type="bodymatter" href="{start}">{escape(words.start)}</a></li>
</ol>
</nav>
{page_list}
</body>
</html>
"""
