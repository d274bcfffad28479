"""The sealed file of the ledger, and digests. Few modules of the standard library, since the quick answer waits.

A sealed file is one line with its format and a digest, then the JSON that the digest is of. A file that was cut
short, changed by hand or written by another version is told from a good one, and is never believed.
"""

from __future__ import annotations

import json
import os
import stat
from hashlib import sha256

from guidepress.make.ledger_shape import is_ledger

TYPE_CHECKING = False  # typing itself would take longer to load than the quick answer takes
if TYPE_CHECKING:
    from typing import Any

FORMAT = 4
MOST_BYTES = 32 * 1024 * 1024
_KIND, _REGULAR = 0o170000, 0o100000
"""The bits of a file's mode that tell its kind, and their value for an ordinary file (POSIX, sys/stat.h)."""
NAME = ".guidepress.json"


def digest(content: bytes) -> str:
    """Gives the digest that the ledger uses."""
    return sha256(content).hexdigest()


def digest_of_file(path: str | os.PathLike[str]) -> str | None:
    """Gives a file's digest; None where it can't be read, or is a pipe or a device, which is not waited for.

    It is read in pieces, and one that is larger than any source may be only as far as sources are.
    """
    try:
        number = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with open(number, "rb") as file:  # noqa: PTH123  # pathlib would take longer to load than to use
            status = os.fstat(number)
            if status.st_mode & _KIND != _REGULAR:
                return None
            whole, left = sha256(), MOST_BYTES
            while left > 0 and (piece := file.read(min(left, 1 << 20))):
                whole.update(piece)
                left -= len(piece)
            return whole.hexdigest() if left > 0 else f"{whole.hexdigest()} of {status.st_size} bytes"
    except OSError:
        return None


def sealed(body: object) -> bytes:
    """Gives JSON data as the bytes of a sealed file."""
    content = json.dumps(body, indent=1, sort_keys=True).encode()
    return f'{{"format": {FORMAT}, "seal": "{digest(content)}"}}\n'.encode() + content


def unsealed(content: bytes) -> tuple[dict[str, Any] | None, str]:
    """Gives the data of a sealed file, or None and what is wrong with it in a few words.

    The data has the shape of a ledger: see `ledger_shape` for what that promises.
    """
    line, _, body = content.partition(b"\n")
    try:
        head = json.loads(line)
        if not isinstance(head, dict):
            return None, "is damaged"
        if head.get("format") != FORMAT:
            return None, "is from another version of guidepress" if "format" in head else "is damaged"
        data = json.loads(body) if head.get("seal") == digest(body) else None
    except (ValueError, RecursionError):  # no JSON, or lists within lists without end
        return None, "is damaged"
    return (data, "") if is_ledger(data) else (None, "is damaged")


def read_sealed(path: str | os.PathLike[str]) -> tuple[dict[str, Any] | None, str]:
    """Gives the data of the sealed file at a path, or None and what is wrong; nothing is wrong with no file."""
    try:
        if not stat.S_ISREG(os.stat(path).st_mode):  # noqa: PTH116
            return None, "is no file"  # a pipe would be waited for without end
        with open(path, "rb") as file:  # noqa: PTH123  # quick
            return unsealed(file.read())
    except FileNotFoundError:
        return None, ""
    except OSError as error:
        return None, f"can't be read: {(error.strerror or str(error)).lower()}"
