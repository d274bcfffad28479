"""Digests of everything that shapes an output. Few modules of the standard library: the quick answer waits for it.

Judged by content, never by time stamps. The tool's own fingerprint covers its source, Python, and the installed
versions of the libraries that shape output.
"""

from __future__ import annotations

import os
import sys
from unicodedata import normalize

from guidepress.make.checked_json import digest, digest_of_file

TYPE_CHECKING = False  # typing itself would take longer to load than the quick answer takes
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_IGNORED = ("__pycache__",)
_SHAPING = (
    "cffi", "cssselect2", "font_", "fonts-", "fonttools", "jinja2", "lxml-", "manimgx_fonts", "markdown-",
    "markdown_it_py", "markupsafe", "mdit_py_plugins", "nh3", "pikepdf", "pillow", "pydyf", "pylopdf_fonts",
    "pyphen", "python_pptx", "pyyaml", "tinycss2", "tinyhtml5", "weasyprint", "webencodings", "zopfli",
    "zxing_cpp",
)  # fmt: skip

StrPath = str | os.PathLike[str]


def source_digests(project: StrPath, styles: StrPath) -> dict[str, str]:
    """Gives the digest of every file below `guides/` and the styles' folder, by a name that tells which.

    Names have their letters composed, as texts have them. A link that leads out of its folder is not followed.
    """
    found = {}
    for label, folder in (("guides", os.path.join(project, "guides")), ("styles", os.fspath(styles))):  # noqa: PTH118
        for path in _files(folder):
            name = normalize("NFC", path[len(folder) :].replace(os.sep, "/").lstrip("/"))
            found[f"{label}/{name}"] = (digest_of_file(path) if _is_inside(path, folder) else None) or "unreadable"
    return found


def _is_inside(path: str, folder: str) -> bool:
    """Tells whether a file, symbolic links followed, lies in the folder."""
    return not os.path.islink(path) or os.path.realpath(path).startswith(os.path.realpath(folder) + os.sep)  # noqa: PTH114


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
    shortcuts = "without shortcuts" if os.environ.get("GUIDEPRESS_NO_SHORTCUTS") else ""
    return digest("\n".join([sys.version, sys.platform, shortcuts, *own, *_installed()]).encode())


def _installed() -> list[str]:
    """Gives names such as `weasyprint-70.0.dist-info`, read off the folders that Python imports from."""
    names: set[str] = set()
    for entry in sys.path:
        if entry.endswith(("site-packages", "dist-packages")) and os.path.isdir(entry):  # noqa: PTH112
            names.update(name.lower() for name in os.listdir(entry) if name.endswith((".dist-info", ".egg-info")))  # noqa: PTH208
    return sorted(name for name in names if name.startswith(_SHAPING))


def all_together(digests: Mapping[str, str], tool: str) -> str:
    """Gives one digest of all sources and the tool."""
    return digest(
        "\n".join([tool, *(f"{name} {value}" for name, value in sorted(digests.items()))]).encode(
            "utf-8", "surrogateescape"
        )
    )


def digest_of_code(paths: Iterable[str]) -> dict[str, str]:
    """Gives one digest of all that lies in each of these files and folders, by its path."""
    found = {}
    for path in paths:
        files = [path] if os.path.isfile(path) else [name for name in _files(path) if not name.endswith(".pyc")]  # noqa: PTH113
        found[path] = digest("\n".join(f"{name[len(path) :]} {digest_of_file(name)}" for name in files).encode())
    return found
