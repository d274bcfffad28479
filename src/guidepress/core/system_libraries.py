"""The system's libraries that a process has loaded, with their state. Only `os` is imported: it is quick."""

from __future__ import annotations

import os

TYPE_CHECKING = False  # typing itself would take longer to load than the quick answer takes
if TYPE_CHECKING:
    from collections.abc import Mapping

SYSTEM_LIBRARIES = (
    "libfontconfig.", "libfreetype.", "libfribidi.", "libharfbuzz-subset.", "libharfbuzz.", "libpango-1.0.",
    "libpangoft2-1.0.",
)  # fmt: skip


def loaded_libraries() -> dict[str, str]:
    """Gives, on Linux, the files of the system's libraries that this process has loaded, with their state."""
    try:
        with open("/proc/self/maps", encoding="utf-8", errors="replace") as maps:  # noqa: PTH123
            paths = {line.split(maxsplit=5)[5].strip() for line in maps if ".so" in line}
    except OSError:
        return {}
    shaping = (path for path in paths if os.path.basename(path).startswith(SYSTEM_LIBRARIES))  # noqa: PTH119
    return {path: state_of(path) for path in sorted(shaping)}


def libraries_are_the_same(libraries: Mapping[str, str]) -> bool:
    """Tells whether the libraries of an earlier run are still in place, untouched."""
    return all(state_of(path) == state for path, state in libraries.items())


def state_of(path: str) -> str:
    """Gives a library's size and time: unlike a source, one whose time has changed was installed anew."""
    try:
        status = os.stat(path)  # noqa: PTH116
    except OSError:
        return "missing"
    return f"{status.st_size} {status.st_mtime_ns}"
