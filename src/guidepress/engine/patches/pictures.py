"""Pictures named inside a PDF by their bytes; the engine takes their address, which has the folder in it."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from guidepress.engine.patch import engine_module, put


def name_pictures_by_content() -> None:
    """Puts the naming around the making of a picture."""
    picture_class = engine_module("images").RasterImage
    plain = picture_class.__init__

    def named_by_content(picture: Any, pixels: Any, name: str, data: bytes | None, *more: Any) -> None:
        turned = repr(more[2:3]).encode()  # the same file can be shown in several orientations
        plain(picture, pixels, sha256(turned + data).hexdigest()[:32] if data else name, data, *more)

    put(picture_class, "__init__", named_by_content)
