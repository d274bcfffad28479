"""Pages of a PDF as pictures: what each looks like by a digest, and PNGs in any width that is asked for.

Takes the bytes of PDFs; gives digests, sizes, the outline, and pictures. Keeps the files of pages that are shown,
and lets go of all others. A page is drawn as any reader of the finished file draws it.
"""

from __future__ import annotations

import io
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import pypdfium2  # type: ignore[import-untyped]
from PIL import Image

from guidepress.core.measures import POINTS_PER_INCH
from guidepress.preview.records import HeadingAt, Picture

COMPARED_AT = 96
"""Dots per inch at which pages are held against each other."""
WIDTHS = range(100, 4001, 50)
"""The widths in pixels in which a page can be asked for."""
_QUICK = 1
"""zlib's level: a browser on the same machine does not mind a third more bytes, but everybody minds waiting."""


@dataclass(frozen=True, slots=True)
class _File:
    document: Any
    pages: tuple[Picture, ...]
    headings: tuple[HeadingAt, ...]


@dataclass(frozen=True, slots=True)
class _Sheet:
    file: str
    at: int


class Pictures:
    """The pages of all open documents, by the digest of what they look like."""

    def __init__(self) -> None:
        self._files: dict[str, _File] = {}
        self._pages: dict[str, _Sheet] = {}

    def look(self, pdf: bytes) -> tuple[tuple[Picture, ...], tuple[HeadingAt, ...]]:
        """Takes a file in; gives each of its pages, and its outline. One that is known is not drawn again."""
        name = sha256(pdf).hexdigest()
        if name not in self._files:
            document = pypdfium2.PdfDocument(pdf)
            pages = tuple(_looked_at(document, at) for at in range(len(document)))
            self._files[name] = _File(document, pages, tuple(_outline(document)))
        file = self._files[name]
        self._pages |= {page.digest: _Sheet(name, at) for at, page in enumerate(file.pages)}
        return file.pages, file.headings

    def keep(self, digests: Collection[str]) -> None:
        """Lets go of all pages but these."""
        self._pages = {digest: sheet for digest, sheet in self._pages.items() if digest in digests}
        shown = {sheet.file for sheet in self._pages.values()}
        self._files = {name: file for name, file in self._files.items() if name in shown}

    def draw(self, digest: str, width: int) -> bytes | None:
        """Gives a page as a PNG of that width in pixels; None for one that is not there any more."""
        sheet = self._pages.get(digest)
        if sheet is None or width not in WIDTHS:
            return None
        page = self._files[sheet.file].document[sheet.at]
        bitmap = page.render(scale=width / page.get_width())
        picture = _plain(bitmap.to_pil())
        bitmap.close()
        page.close()
        packed = io.BytesIO()
        picture.save(packed, "PNG", compress_level=_QUICK)
        return packed.getvalue()


def _looked_at(document: Any, at: int) -> Picture:  # noqa: ANN401  # pypdfium2 has no types
    page = document[at]
    bitmap = page.render(scale=COMPARED_AT / POINTS_PER_INCH)
    size = b"%d %d %d " % (bitmap.width, bitmap.height, bitmap.n_channels)
    digest = sha256(size + memoryview(bitmap.buffer)).hexdigest()[:32]
    found = Picture(digest, page.get_width(), page.get_height())
    bitmap.close()
    page.close()
    return found


def _plain(picture: Image.Image) -> Image.Image:
    """Gives a picture without what it does not need: one channel where all are alike, which changes no colour."""
    red, green, blue = (channel.tobytes() for channel in picture.convert("RGB").split())
    return picture.convert("L") if red == green == blue else picture.convert("RGB")


def _outline(document: Any) -> Iterator[HeadingAt]:  # noqa: ANN401  # as above
    for item in document.get_toc(max_depth=6):
        destination = item.get_dest()
        page = destination.get_index() if destination else None
        if page is not None:
            yield HeadingAt(" ".join(item.get_title().split()), item.level + 1, page + 1)
