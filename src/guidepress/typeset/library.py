"""Loads WeasyPrint: quickly, and with no fonts but those of installed font packages.

Import WeasyPrint through this module alone, so that Fontconfig sees its configuration before it starts. Fonts come
from packages that follow the convention of `fonts` on PyPI (an entry point in the group `fonts_ttf`); the system's
own fonts are never looked at, so a guide looks the same on every machine.
"""

from __future__ import annotations

import ctypes.util
import os
import sys
import tempfile
from importlib import import_module
from importlib.metadata import entry_points
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from xml.sax.saxutils import escape

FONT_GROUP = "fonts_ttf"

_CONFIGURATION = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
{folders}
  <cachedir>{cache}</cachedir>
  <selectfont><rejectfont><glob>*.otf</glob></rejectfont></selectfont>
</fontconfig>
"""


def font_folders() -> tuple[Path, ...]:
    """Gives the folders of installed font packages, in the order of their names."""
    packages = sorted({entry.module for entry in entry_points(group=FONT_GROUP)})
    folders = []
    for package in packages:
        spec = find_spec(package)
        if spec is not None and spec.origin is not None:
            folders.append(Path(spec.origin).parent)
    return tuple(folders)


def _use_packaged_fonts() -> None:
    """Points Fontconfig at the font packages; it reads its configuration once, when WeasyPrint is imported."""
    folder = Path(tempfile.mkdtemp(prefix="guidepress-fonts-"))
    folders = "\n".join(f"  <dir>{escape(str(path))}</dir>" for path in font_folders())
    configuration = folder / "fonts.conf"
    configuration.write_text(_CONFIGURATION.format(folders=folders, cache=escape(str(folder / "cache"))), "utf-8")
    os.environ["FONTCONFIG_FILE"] = str(configuration)
    os.environ.pop("FONTCONFIG_PATH", None)


def load_weasyprint() -> ModuleType:
    """Imports WeasyPrint and gives it.

    cffi looks a library up by `ctypes.util.find_library` when its plain name can't be opened, and on Linux that
    starts a compiler each time. There the loader finds the libraries by their versioned names without it.
    """
    if "weasyprint" in sys.modules:
        return sys.modules["weasyprint"]
    _use_packaged_fonts()
    if not sys.platform.startswith("linux"):
        return import_module("weasyprint")
    find_library = ctypes.util.find_library
    ctypes.util.find_library = lambda name: None  # noqa: ARG005  # the loader's own signature
    try:
        return import_module("weasyprint")
    finally:
        ctypes.util.find_library = find_library
