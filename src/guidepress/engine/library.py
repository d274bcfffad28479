"""Loads WeasyPrint: quickly, with no fonts but those of installed font packages, and with the patches that fit it.

Import WeasyPrint through this module alone, so that it finds the fonts of `font_packages` from its start.
"""

from __future__ import annotations

import ctypes.util
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from importlib import import_module
from types import MappingProxyType, ModuleType
from typing import Any

from guidepress.engine.font_packages import packaged_fonts_only
from guidepress.engine.patch import Taken, take
from guidepress.engine.patches import PATCHES, TAGS

_SELDOM_CALLED = ("fontTools.subset", "fontTools.varLib.instancer")
"""What WeasyPrint imports for fonts that vary, and for systems whose HarfBuzz makes no subsets."""
_loaded: list[tuple[ModuleType, Taken]] = []
_failed: list[Exception] = []


class EngineLoadingError(ImportError):
    """The engine can't be loaded; the message says why."""


def load_weasyprint() -> ModuleType:
    """Imports WeasyPrint and gives it, patched; raises EngineLoadingError, each time with the first reason.

    cffi looks a library up by `ctypes.util.find_library` when its plain name can't be opened, and on Linux that
    starts a compiler each time. There the loader finds the libraries by their versioned names without it.
    """
    if not _loaded:
        if not _failed:
            try:
                _loaded.append(_load())
                return _loaded[0][0]
            except Exception as error:  # whatever another version of the engine may raise
                _failed.append(error)
        words = " ".join(str(_failed[0]).split())
        kind = "" if isinstance(_failed[0], (ImportError, OSError)) and words else type(_failed[0]).__name__
        raise EngineLoadingError(": ".join(part for part in (kind, words) if part)) from _failed[0]
    return _loaded[0][0]


def _load() -> tuple[ModuleType, Taken]:
    with packaged_fonts_only(), _libraries_by_their_versioned_names(), _imported_when_called(_SELDOM_CALLED):
        weasyprint = import_module("weasyprint")
    return weasyprint, take(PATCHES, shortcuts=not os.environ.get("GUIDEPRESS_NO_SHORTCUTS"))


def engine_name() -> str:
    """Gives the engine's name and version, such as `WeasyPrint 70.0`."""
    return f"WeasyPrint {getattr(load_weasyprint(), '__version__', 'of an unknown version')}"


def patches_left_out() -> Mapping[str, str]:
    """Gives the names of the patches that don't fit the engine, each with the reason; not the tags'."""
    load_weasyprint()
    left_out = _loaded[0][1].left_out
    return MappingProxyType({name: reason for name, reason in left_out.items() if name != TAGS.name})


def tags_are_proved() -> bool:
    """Tells whether the engine's code is what tagging was written for."""
    load_weasyprint()
    return TAGS.name in _loaded[0][1].names


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
