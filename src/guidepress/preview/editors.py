"""Links that open a line of a file in an editor."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

_LINKS = {
    "vscode": "vscode://file{path}:{line}:{column}",
    "vscodium": "vscodium://file{path}:{line}:{column}",
    "cursor": "cursor://file{path}:{line}:{column}",
    "zed": "zed://file{path}:{line}:{column}",
    "sublime": "subl://open?url=file://{path}&line={line}&column={column}",
    "textmate": "txmt://open?url=file://{path}&line={line}&column={column}",
    "idea": "idea://open?file={path}&line={line}&column={column}",
    "none": "",
}
EDITORS = tuple(_LINKS)
"""The editors that are known, by the names of the command line; with `none` there are no links."""


def link_to(file: Path, line: int, column: int, editor: str) -> str:
    """Gives the link that opens a place, whose line and column count from 1; empty for `none`."""
    path = file.as_posix()
    return _LINKS[editor].format(
        path=quote(path if path.startswith("/") else f"/{path}"), line=line, column=column
    )
