"""Digests of everything that shapes an output. Few modules of the standard library: the quick answer waits for it.

Judged by content, never by time stamps. The tool's own fingerprint covers its source, Python, and the installed
versions of the libraries that shape output.
"""

from __future__ import annotations

import os
import sys

from guidepress.make.checked_json import digest, digest_of_file

TYPE_CHECKING = False  # typing itself would take longer to load than the quick answer takes
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_IGNORED = ("__pycache__",)
_SHAPING = (
    "cffi", "cssselect2", "font_", "fonts-", "fonttools", "jinja2", "markdown-", "markdown_it_py", "markupsafe",
    "mdit_py_plugins", "nh3", "pikepdf", "pillow", "pydyf", "pyphen", "pyyaml", "tinycss2", "tinyhtml5",
    "weasyprint", "webencodings", "zopfli", "zxing_cpp",
)  # fmt: skip
SYSTEM_LIBRARIES = (
    "libfontconfig.", "libfreetype.", "libfribidi.", "libharfbuzz-subset.", "libharfbuzz.", "libpango-1.0.",
    "libpangoft2-1.0.",
)  # fmt: skip

StrPath = str | os.PathLike[str]


def source_digests(project: StrPath, styles: StrPath) -> dict[str, str]:
    """Gives the digest of every file below `guides/` and the styles' folder, by a name that tells which."""
    found = {}
    for label, folder in (("guides", os.path.join(project, "guides")), ("styles", os.fspath(styles))):  # noqa: PTH118
        for path in _files(folder):
            name = path[len(folder) :].replace(os.sep, "/").lstrip("/")
            found[f"{label}/{name}"] = digest_of_file(path) or "unreadable"
    return found


def _files(folder: str) -> Iterator[str]:
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if name not in _IGNORED and not name.startswith("."))
        for name in sorted(names):
            if not name.startswith("."):
                yield os.path.join(parent, name)  # noqa: PTH118


def tool_fingerprint() -> str:
    """Gives one digest of guidepress' own source, of Python and of the libraries that shape output."""
    package = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))  # noqa: PTH100, PTH120
    own = [
        f"{path[len(package) :]} {digest_of_file(path)}" for path in _files(package) if not path.endswith(".pyc")
    ]
    return digest("\n".join([sys.version, sys.platform, *own, *_installed()]).encode())


def _installed() -> list[str]:
    """Gives names such as `weasyprint-70.0.dist-info`, read off the folders that Python imports from."""
    names: set[str] = set()
    for entry in sys.path:
        if entry.endswith(("site-packages", "dist-packages")) and os.path.isdir(entry):  # noqa: PTH112
            names.update(name.lower() for name in os.listdir(entry) if name.endswith((".dist-info", ".egg-info")))  # noqa: PTH208
    return sorted(name for name in names if name.startswith(_SHAPING))


def all_together(digests: Mapping[str, str], tool: str) -> str:
    """Gives one digest of all sources and the tool."""
    return digest("\n".join([tool, *(f"{name} {value}" for name, value in sorted(digests.items()))]).encode())


def loaded_libraries() -> dict[str, str]:
    """Gives, on Linux, the files of the system's libraries that this process has loaded, with their state."""
    try:
        with open("/proc/self/maps", encoding="utf-8", errors="replace") as maps:  # noqa: PTH123
            paths = {line.split(maxsplit=5)[5].strip() for line in maps if ".so" in line}
    except OSError:
        return {}
    shaping = (path for path in paths if os.path.basename(path).startswith(SYSTEM_LIBRARIES))  # noqa: PTH119
    return {path: _state(path) for path in sorted(shaping)}


def libraries_are_the_same(libraries: Mapping[str, str]) -> bool:
    """Tells whether the libraries of an earlier run are still in place, untouched."""
    return all(_state(path) == state for path, state in libraries.items())


def _state(path: str) -> str:
    """Gives a library's size and time: unlike a source, one whose time has changed was installed anew."""
    try:
        status = os.stat(path)  # noqa: PTH116
    except OSError:
        return "missing"
    return f"{status.st_size} {status.st_mtime_ns}"
