"""What is wrong with a picture of pixels. The sources' door to Pillow.

Takes a file's bytes, gives `Fault`s. A picture is opened, measured before it is unpacked, and then unpacked whole,
since one that was cut off shows it only at its end.
"""

from __future__ import annotations

import struct
import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageFile, UnidentifiedImageError

MOST_PIXELS = 40_000_000
"""More than any page shows: an A4 page at 600 pixels an inch has 35 million."""
_FORMATS = ("PNG", "JPEG", "MPO", "GIF", "WEBP", "BMP", "TIFF")
_ALONE = ("MPO",)
"""Formats in which telephones keep a second view behind the picture, which is no animation."""
_SAVE_AGAIN = "save it again as PNG, JPEG or SVG"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong with a picture."""

    code: str
    """The problem's code."""
    what: str
    """What is wrong, to be read behind `the picture 'name'`."""
    hint: str
    """What to do."""
    is_slight: bool = False
    """Whether it is printed all the same, which makes the problem a warning."""


def photograph_faults(raw: bytes) -> Iterator[Fault]:
    """Gives what is wrong with a picture (M071 can't be read, M072 too large, M073 of a kind that misleads)."""
    try:
        with _whole_pictures(), Image.open(BytesIO(raw)) as image:
            if image.format not in _FORMATS:
                yield _OF_NO_KIND
                return
            width, height = image.size
            if width * height > MOST_PIXELS:
                yield _too_large(width, height)
                return
            frames = 1 if image.format in _ALONE else getattr(image, "n_frames", 1)
            image.load()
            mode = image.mode
    except Image.DecompressionBombError:
        yield Fault("M072", f"has more than {MOST_PIXELS / 1e6:.0f} million pixels", _SMALLER)
        return
    except (
        OSError,
        SyntaxError,
        ValueError,
        EOFError,
        struct.error,
        zlib.error,
        MemoryError,
        OverflowError,
    ) as error:
        yield _unreadable(error, raw)
        return
    if mode == "CMYK":
        yield Fault(
            "M073", "has the colours of a printing press (CMYK)", "save it again with colours for screens (sRGB)"
        )
    if frames > 1:
        hint = "save the one that matters as a picture of its own"
        yield Fault("M073", f"moves: of its {frames} pictures the first is printed", hint, is_slight=True)


_OF_NO_KIND = Fault("M071", "is of no kind that can be printed", _SAVE_AGAIN)
_SMALLER = "make it smaller, at most 4000 pixels wide"


def _too_large(width: int, height: int) -> Fault:
    what = f"has {width} × {height} pixels, which is more than {MOST_PIXELS / 1e6:.0f} million"
    return Fault("M072", what, _SMALLER)


def _unreadable(error: BaseException, raw: bytes) -> Fault:
    if not raw:
        return Fault("M071", "is empty", "copy the picture into the folder again")
    if "truncated" in str(error) or isinstance(error, EOFError):
        return Fault("M071", "is cut off: its end is missing", "copy or download it again")
    if isinstance(error, UnidentifiedImageError):
        return _OF_NO_KIND
    return Fault("M071", "is damaged", f"copy or download it again, or {_SAVE_AGAIN}")


@contextmanager
def _whole_pictures() -> Iterator[None]:
    """Lets no cut picture pass, which the engine allows, and no warning of Pillow's own reach the terminal."""
    allowed = ImageFile.LOAD_TRUNCATED_IMAGES
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = allowed
