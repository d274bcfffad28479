"""Which files are looked for while something is made: noted by whoever looks, gathered by whoever asked.

Names are relative to the project, as `guides/square.png`, or lie below the styles' folder wherever that is, as
`styles/text.css`. A file that is looked for and not there is noted too, since one that appears later changes what
is made. Files of the default theme are part of the tool and are not noted.
"""

from __future__ import annotations

import os.path
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from hashlib import sha256
from pathlib import Path
from unicodedata import normalize

LONGEST_NAME = 3000
"""Characters; what is called by more can't be a file, and the ledger takes no longer texts."""
FILE = "file:"
"""What the name of a use that is a file begins with."""
LISTING = "files:"
"""What the name of a use that is a folder's list of files begins with."""
TEMPLATE_IDS = "template-ids"
"""The use that is all ids that templates set."""

_noted: ContextVar[dict[str, str] | None] = ContextVar("noted", default=None)


@contextmanager
def noting() -> Iterator[dict[str, str]]:
    """Gathers what is noted within: digests by names, empty where whoever noted it did not read it."""
    found: dict[str, str] = {}
    token = _noted.set(found)
    try:
        yield found
    finally:
        _noted.reset(token)


def note(name: str, digest: str = "") -> None:
    """Notes a use."""
    found = _noted.get()
    if found is not None and len(name) < LONGEST_NAME and "\0" not in name:
        found[name] = digest or found.get(name, "")


def note_again(uses: Mapping[str, str]) -> None:
    """Notes what was noted once, for something that is read once a process and used by many outputs."""
    for name, digest in uses.items():
        note(name, digest)


def note_style(name: str) -> None:
    """Notes a file of the theme, such as `text.css`."""
    note(FILE + normalize("NFC", "styles/" + os.path.normpath(name)))


def note_path(path: Path, project: Path, styles: Path | None = None, content: bytes | None = None) -> None:
    """Notes a file of the project by its path, and where a link leads to by that too."""
    if _noted.get() is None:
        return
    digest = sha256(content).hexdigest() if content is not None else ""
    for it in dict.fromkeys((os.path.normpath(path), os.path.realpath(path))):
        name = _below(it, styles)
        if name is not None:
            note(FILE + normalize("NFC", f"styles/{name}"), digest)
            continue
        name = _below(it, project)
        if name is not None:  # a folder of the name `styles` may be another than the styles' folder
            note(FILE + normalize("NFC", f"./{name}" if name.startswith("styles/") else name), digest)


def _below(path: str, folder: Path | None) -> str | None:
    """Gives a path relative to a folder that holds it, with `/` between folders."""
    for root in dict.fromkeys(map(str, (folder.absolute(), folder.resolve()))) if folder is not None else ():
        if path.startswith(root + os.sep):
            return path[len(root) + 1 :].replace(os.sep, "/")
    return None
