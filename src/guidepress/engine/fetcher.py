"""What the engine may read: files inside the project, and nothing else. No connection is ever opened."""

# ruff: noqa: E402  # the engine is loaded by its own door before any of its modules is imported

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import url2pathname

from guidepress.engine.library import load_weasyprint

load_weasyprint()

from weasyprint.urls import URLFetcher, URLFetcherResponse

LARGEST = 32 * 1024 * 1024
"""The largest picture that is read, in bytes."""


class ProjectFetcher(URLFetcher):  # type: ignore[misc]  # WeasyPrint has no types
    """Reads files inside the given folders; every other address is refused with a message."""

    def __init__(self, *folders: Path) -> None:
        super().__init__(allowed_protocols=("file",), allow_redirects=False)
        self._folders = tuple(folder.resolve() for folder in folders)

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:  # noqa: ANN401, ARG002  # WeasyPrint's own
        """Gives the file's bytes; raises ValueError, which the engine logs, where the address is not allowed."""
        parts = urlsplit(url)
        if parts.scheme != "file":
            raise ValueError(f"nothing is fetched from outside the project: {url}")
        path = Path(url2pathname(parts.path)).resolve()
        if not any(path.is_relative_to(folder) for folder in self._folders):
            raise ValueError(f"the file lies outside the project: {path.name}")
        if path.stat().st_size > LARGEST:
            raise ValueError(f"the file is larger than {LARGEST // 1024 // 1024} MiB: {path.name}")
        return URLFetcherResponse(url, path.read_bytes())
