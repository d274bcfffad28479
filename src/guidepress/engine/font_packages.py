"""Fontconfig with no fonts but those of installed font packages, told of them in memory.

Takes nothing; gives a block in which WeasyPrint is to be imported: from then on every font configuration that it
makes holds the packages' fonts alone, and the fallback fonts where it is made within `fallback_fonts_too`. The
system's own fonts are never looked at, so a guide looks the same on every machine; and no file is written, so
nothing is left behind however a process ends.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import cffi

from guidepress.engine.font_files import fallback_files, font_files

_FUNCTIONS = """
FcConfig *FcConfigCreate(void);
FcBool FcConfigBuildFonts(FcConfig *config);
FcBool FcConfigSetCurrent(FcConfig *config);
"""
"""What WeasyPrint itself does not ask of Fontconfig."""


class _Fontconfig:
    """Fontconfig's library as WeasyPrint sees it: all is its own but the making of configurations."""

    def __init__(self, ffi: Any, library: Any) -> None:  # noqa: ANN401  # cffi has no types
        ffi.cdef(_FUNCTIONS)
        self._library = library
        self._files = tuple(os.fsencode(path) for path in font_files())
        self._more: tuple[bytes, ...] = ()
        _loaded.append(self)
        # Whatever asks for no configuration in particular gets this one, and the system's is never read.
        library.FcConfigSetCurrent(self.FcInitLoadConfigAndFonts())

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401  # as above
        return getattr(self._library, name)

    def FcInitLoadConfigAndFonts(self) -> Any:  # noqa: ANN401, N802  # Fontconfig's own name
        """Gives a new configuration with the packages' fonts: one by one, since a folder's would want a cache."""
        configuration = self._library.FcConfigCreate()
        self._library.FcConfigBuildFonts(configuration)
        for path in (*self._files, *self._more):
            self._library.FcConfigAppFontAddFile(configuration, path)
        return configuration

    def FcConfigGetFonts(self, configuration: Any, _: int) -> Any:  # noqa: ANN401, N802  # as above
        """Gives the packages' fonts where WeasyPrint looks whether there are any."""
        return self._library.FcConfigGetFonts(configuration, self._library.FcSetApplication)


_loaded: list[_Fontconfig] = []
"""The library, once WeasyPrint has loaded it."""


@contextmanager
def fallback_fonts_too() -> Iterator[None]:
    """Lets font configurations that are made within hold the fallback fonts, which stand behind all others."""
    more = tuple(os.fsencode(path) for path in fallback_files())
    for fontconfig in _loaded:
        fontconfig._more = more
    try:
        yield
    finally:
        for fontconfig in _loaded:
            fontconfig._more = ()


@contextmanager
def packaged_fonts_only() -> Iterator[None]:
    """Lets what is imported within load Fontconfig with the packages' fonts."""
    plain = cffi.FFI.dlopen

    def dlopen(ffi: Any, name: str, flags: int = 0) -> Any:  # noqa: ANN401  # as above
        library = plain(ffi, name, flags)
        return _Fontconfig(ffi, library) if "fontconfig" in name else library

    cffi.FFI.dlopen = dlopen
    try:
        yield
    finally:
        cffi.FFI.dlopen = plain
