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
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from importlib import import_module
from importlib.metadata import entry_points
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import Any
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
    with _libraries_by_their_versioned_names():
        weasyprint = import_module("weasyprint")
    _name_pictures_by_content(import_module("weasyprint.images"))
    return weasyprint


@contextmanager
def _libraries_by_their_versioned_names() -> Iterator[None]:
    find_library = ctypes.util.find_library
    if sys.platform.startswith("linux"):
        ctypes.util.find_library = lambda name: None  # noqa: ARG005  # the loader's own signature
    try:
        yield
    finally:
        ctypes.util.find_library = find_library


def _name_pictures_by_content(images: Any) -> None:  # noqa: ANN401  # WeasyPrint has no types
    """Names pictures inside a PDF by their bytes. WeasyPrint takes their address, which has the folder in it."""
    plain = images.RasterImage.__init__

    def named_by_content(picture: Any, pixels: Any, name: str, data: bytes | None, *more: Any) -> None:  # noqa: ANN401
        turned = repr(more[2:3]).encode()  # the same file can be shown in several orientations
        plain(picture, pixels, sha256(turned + data).hexdigest()[:32] if data else name, data, *more)

    images.RasterImage.__init__ = named_by_content
