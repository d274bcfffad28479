"""Loads WeasyPrint: quickly, and with no fonts but those of installed font packages.

Import WeasyPrint through this module alone, so that it finds the fonts of `font_packages` from its start.
"""

from __future__ import annotations

import ctypes.util
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from importlib import import_module
from types import ModuleType
from typing import Any

from guidepress.engine.font_packages import packaged_fonts_only
from guidepress.engine.patches import take_shortcuts

_SELDOM_CALLED = ("fontTools.subset", "fontTools.varLib.instancer")
"""What WeasyPrint imports for fonts that vary, and for systems whose HarfBuzz makes no subsets."""


def load_weasyprint() -> ModuleType:
    """Imports WeasyPrint and gives it.

    cffi looks a library up by `ctypes.util.find_library` when its plain name can't be opened, and on Linux that
    starts a compiler each time. There the loader finds the libraries by their versioned names without it.
    """
    if "weasyprint" in sys.modules:
        return sys.modules["weasyprint"]
    with packaged_fonts_only(), _libraries_by_their_versioned_names(), _imported_when_called(_SELDOM_CALLED):
        weasyprint = import_module("weasyprint")
    _name_pictures_by_content(import_module("weasyprint.images"))
    if not os.environ.get("GUIDEPRESS_NO_SHORTCUTS"):
        take_shortcuts()
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


class _StandIn(ModuleType):
    """Stands for a module of functions and classes, and imports it when one of them is called."""

    def __getattr__(self, name: str) -> Callable[..., Any]:
        if name.startswith("__"):
            raise AttributeError(name)

        def call(*values: Any, **named: Any) -> Any:  # noqa: ANN401  # whatever the real one takes and gives
            return getattr(import_module(self.__name__), name)(*values, **named)

        return call


@contextmanager
def _imported_when_called(names: Iterable[str]) -> Iterator[None]:
    """Lets what is imported within have stand-ins for the modules of these names."""
    stand_ins = {name: _StandIn(name) for name in names if name not in sys.modules}
    sys.modules.update(stand_ins)
    try:
        yield
    finally:
        for name in stand_ins:
            del sys.modules[name]


def _name_pictures_by_content(images: Any) -> None:  # noqa: ANN401  # WeasyPrint has no types
    """Names pictures inside a PDF by their bytes. WeasyPrint takes their address, which has the folder in it."""
    plain = images.RasterImage.__init__

    def named_by_content(picture: Any, pixels: Any, name: str, data: bytes | None, *more: Any) -> None:  # noqa: ANN401
        turned = repr(more[2:3]).encode()  # the same file can be shown in several orientations
        plain(picture, pixels, sha256(turned + data).hexdigest()[:32] if data else name, data, *more)

    images.RasterImage.__init__ = named_by_content
