"""The container of an e-book: a ZIP whose bytes are the same for the same files (OCF 3.3, 4.2).

Takes files by their names; gives the bytes. `mimetype` comes first and is not compressed; dates are the release's.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import date
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

MEDIA_TYPE = "application/epub+zip"
PACKAGE = "book/package.opf"
_CONTAINER = f"""<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="{PACKAGE}" media-type="application/oebps-package+xml"/></rootfiles>
</container>
"""
_EARLIEST = date(1980, 1, 1)
"""The first day that a ZIP can name."""


def packed(files: Mapping[str, bytes], day: date) -> bytes:
    """Packs the files of an e-book, each dated with the day."""
    buffer = io.BytesIO()
    when = max(day, _EARLIEST)
    everything = {"META-INF/container.xml": _CONTAINER.encode(), **files}
    with ZipFile(buffer, "w") as archive:
        archive.writestr(_entry("mimetype", when), MEDIA_TYPE, ZIP_STORED)
        for name in sorted(everything):
            archive.writestr(_entry(name, when), everything[name], ZIP_DEFLATED, 9)
    return buffer.getvalue()


def _entry(name: str, day: date) -> ZipInfo:
    entry = ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0))
    entry.create_system = 3  # on every system, so that the bytes are the same
    entry.external_attr = 0o644 << 16
    return entry
