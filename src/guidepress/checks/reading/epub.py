"""The examiner of finished e-books: their words, their package and their list of pages."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from pathlib import Path
from xml.etree import ElementTree
from zipfile import BadZipFile, ZipFile

from guidepress import __version__
from guidepress.checks.composed import composed_for
from guidepress.checks.finished import Checked, Finding
from guidepress.checks.reading.web import letters_of_page
from guidepress.checks.same_words import promised, same_words
from guidepress.core.model import Series
from guidepress.core.problems import Place, Problem
from guidepress.targets.base import Bundle, Output
from guidepress.targets.epub.container import MEDIA_TYPE, PACKAGE

_OPF = {"opf": "http://www.idpf.org/2007/opf"}
_PAGE = re.compile(r'<li><a href="([^"#]+)#([^"]+)">(\d+)</a></li>')
_LARGEST = 64 * 1024 * 1024
"""The most bytes that one file of a book may have when it is unpacked."""
_RULES = 5


class EpubExaminer:
    """Examines one guide's e-book."""

    def __init__(self, bundle: Bundle) -> None:
        self._composed = composed_for(bundle)

    def examine(
        self, series: Series, output: Output, folder: Path, shown: Mapping[str, str], *, reports: bool
    ) -> Finding:
        """Examines the book against what its sources give now."""
        del reports  # what is known of a book stands in its release's page on accessibility
        [name] = output.files
        place, hint = Place(shown[name]), "build it again"
        try:
            files = _unpacked((folder / name).read_bytes())
            spine = _spine(files)
        except (BadZipFile, ValueError, KeyError, ElementTree.ParseError) as error:
            return Finding((Problem("L021", f"this is no e-book that can be read: {error}", place, hint),))
        guide = next(guide for guide in series.guides if guide.id == output.subject)
        wanted = promised(series, self._composed.document(series, guide), self._composed.templates)
        letters = "".join(letters_of_page(files[it].decode("utf-8", "replace")) for it in spine)
        compared = same_words(wanted, letters, shown[name])
        pages, faults = _pages(files)
        problems = [Problem("L021", message, place, hint) for message in faults]
        failed = bool(faults) + bool(compared.problems)
        checked = Checked("", f"guidepress {__version__}", _RULES, failed)
        figures = f"{len(wanted.passages)} passages; {pages} pages of the PDF listed"
        return Finding((*problems, *compared.problems), figures, (), (checked,), compared.held)


def open_examiner(bundle: Bundle) -> EpubExaminer:
    """Opens the examiner."""
    return EpubExaminer(bundle)


def _unpacked(content: bytes) -> dict[str, bytes]:
    with ZipFile(io.BytesIO(content)) as archive:
        entries = archive.infolist()
        if not entries or entries[0].filename != "mimetype" or archive.read("mimetype") != MEDIA_TYPE.encode():
            raise ValueError("its type is not the first thing in it")
        if any(entry.file_size > _LARGEST for entry in entries):
            raise ValueError("a file in it is too large")
        return {entry.filename: archive.read(entry) for entry in entries}


def _spine(files: Mapping[str, bytes]) -> list[str]:
    """Gives the files of the reading order; each is read as XML, and every file of the package is there."""
    package = ElementTree.fromstring(files[PACKAGE])
    names = {item.get("id"): f"book/{item.get('href')}" for item in package.iterfind(".//opf:item", _OPF)}
    for name in names.values():
        if name.endswith(".xhtml"):
            ElementTree.fromstring(files[name])
        elif name not in files:
            raise ValueError(f"'{name}' is not in it")
    return [names[item.get("idref")] for item in package.iterfind(".//opf:itemref", _OPF)]


def _pages(files: Mapping[str, bytes]) -> tuple[int, list[str]]:
    """Gives how many pages are listed, and which of them lead nowhere or stand out of order."""
    listed = _PAGE.findall(files["book/nav.xhtml"].decode("utf-8", "replace"))
    faults = [
        f"page {number} leads to '{file}#{place}', which is not there"
        for file, place, number in listed
        if f'id="{place}"'.encode() not in files.get(f"book/{file}", b"")
    ]
    numbers = [int(number) for *_, number in listed]
    if numbers != sorted(numbers):
        faults.append("its list of pages is out of order")
    return len(numbers), faults
