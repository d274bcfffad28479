"""Digests of everything that shapes an output. Standard library only: the quick answer needs it before all else.

Judged by content, never by time stamps. The tool's own fingerprint covers its source, Python, and the installed
versions of the libraries that shape output.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

from guidepress.build.ledger import digest, digest_of_file

_IGNORED = ("__pycache__",)
_SHAPING = (
    "fonttools", "font_", "jinja2", "markdown-", "markupsafe", "nh3", "pikepdf", "pydyf", "pymdown_extensions",
    "segno", "tinycss2", "tinyhtml5", "weasyprint", "cssselect2", "zopfli", "pyphen", "pillow",
)  # fmt: skip
SYSTEM_LIBRARIES = ("libpango-1.0.", "libpangoft2-1.0.", "libharfbuzz.", "libharfbuzz-subset.", "libfontconfig.")


def source_digests(project: Path, styles: Path) -> dict[str, str]:
    """Gives the digest of every file below `guides/` and the styles' folder, by a name that tells which."""
    found = {}
    for label, folder in (("guides", project / "guides"), ("styles", styles)):
        for path in _files(folder):
            found[f"{label}/{path.relative_to(folder).as_posix()}"] = digest_of_file(path) or "unreadable"
    return found


def _files(folder: Path) -> Iterator[Path]:
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if name not in _IGNORED and not name.startswith("."))
        for name in sorted(names):
            if not name.startswith("."):
                yield Path(parent, name)


def tool_fingerprint() -> str:
    """Gives one digest of guidepress' own source, of Python and of the libraries that shape output."""
    package = Path(__file__).parents[1]
    own = [
        f"{path.relative_to(package)} {digest_of_file(path)}" for path in _files(package) if path.suffix != ".pyc"
    ]
    return digest("\n".join([sys.version, sys.platform, *own, *_installed()]).encode())


def _installed() -> list[str]:
    """Gives names such as `weasyprint-70.0.dist-info`, read off the folders that Python imports from."""
    names: set[str] = set()
    for entry in sys.path:
        if entry.endswith(("site-packages", "dist-packages")) and os.path.isdir(entry):  # noqa: PTH112  # quick
            names.update(name.lower() for name in os.listdir(entry) if name.endswith(".dist-info"))  # noqa: PTH208
    return sorted(name for name in names if name.startswith(_SHAPING))


def loaded_libraries() -> dict[str, str]:
    """Gives, on Linux, the files of the system's libraries that this process has loaded: their versioned names."""
    maps = Path("/proc/self/maps")
    if not maps.is_file():
        return {}
    paths = {line.split(maxsplit=5)[5].strip() for line in maps.read_text().splitlines() if ".so" in line}
    return {path: _state(path) for path in sorted(paths) if Path(path).name.startswith(SYSTEM_LIBRARIES)}


def libraries_are_the_same(libraries: dict[str, str]) -> bool:
    """Tells whether the libraries of an earlier run are still in place, unchanged."""
    return all(_state(path) == state for path, state in libraries.items())


def _state(path: str) -> str:
    try:
        return str(os.stat(path).st_size)  # noqa: PTH116  # quick
    except OSError:
        return "missing"
