"""What the engine may read: files inside the project, and nothing else. No connection is ever opened."""

# ruff: noqa: E402  # the engine is loaded by its own door before any of its modules is imported

from __future__ import annotations

import base64
import os.path
import re
from pathlib import Path
from typing import Any
from urllib.parse import unquote_to_bytes, urlsplit
from urllib.request import url2pathname

from guidepress.core.uses import note_path
from guidepress.engine.library import load_weasyprint
from guidepress.sources.files import LARGEST_FILE, file_named, read_bytes

load_weasyprint()

from weasyprint.urls import URLFetcher, URLFetcherResponse

LARGEST = LARGEST_FILE
"""The largest picture that is read, in bytes."""
LONGEST_NAME = 80
"""Messages name so many characters of an address; one of data would fill pages."""
_PICTURE = re.compile(r"data:image/(?:png|jpe?g|gif|webp|svg\+xml)[;,]", re.IGNORECASE)
_FONT_FACE = re.compile(rb"@font-face\s*\{[^{}]*\}", re.IGNORECASE)


class ProjectFetcher(URLFetcher):  # type: ignore[misc]  # WeasyPrint has no types
    """Reads files inside the given folders; every other address is refused with a message."""

    def __init__(self, project: Path, styles: Path | None = None, *more: Path) -> None:
        super().__init__(allowed_protocols=("file",), allow_redirects=False)
        self._project, self._styles = project, styles
        folders = (project, *([styles] if styles is not None else ()), *more)
        self._folders = tuple(folder.resolve() for folder in folders)

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:  # noqa: ANN401, ARG002  # WeasyPrint's own
        """Gives the file's bytes; raises ValueError, which the engine logs, where the address is not allowed."""
        if _PICTURE.match(url):
            return self._from_data(url)
        parts = urlsplit(url)
        if parts.scheme != "file":
            raise ValueError(f"nothing is fetched from outside the project: {url[:LONGEST_NAME]}")
        named = Path(os.path.normpath(url2pathname(parts.path))).resolve()
        folder = next((folder for folder in self._folders if named.is_relative_to(folder)), None)
        if folder is None:
            raise ValueError(f"the file lies outside the project: {named.name}")
        path = file_named(folder, str(named.relative_to(folder)))
        raw, problem = read_bytes(path, path.name, self._folders, LARGEST)
        note_path(Path(url2pathname(parts.path)), self._project, self._styles, raw)
        if raw is None or problem is not None:
            reason = "it can't be read" if problem is None else _WORDS.get(problem.code, problem.message)
            raise ValueError(f"{reason}: {path.name}")
        return URLFetcherResponse(url, _without_typefaces(raw))

    def _from_data(self, url: str) -> URLFetcherResponse:
        """Gives a picture that is written out in its address, as drawings hold them (RFC 2397)."""
        head, _, body = url.partition(",")
        raw = unquote_to_bytes(body)
        if head.lower().endswith(";base64"):
            raw = base64.b64decode(raw)
        kind = head[5:].partition(";")[0]
        return URLFetcherResponse(url, raw, headers={"Content-Type": kind})


def _without_typefaces(raw: bytes) -> bytes:
    """Gives a drawing without typefaces of its own: a guide is set in those of installed packages alone."""
    is_drawing = raw[:64].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")
    return _FONT_FACE.sub(b"", raw) if is_drawing and b"@" in raw else raw


_WORDS = {
    "F011": "the file lies outside the project",
    "F013": f"the file is larger than {LARGEST // 1024 // 1024} MiB",
}
