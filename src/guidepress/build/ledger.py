"""The ledger: what was made from what, kept beside the outputs. Standard library only, so that it opens at once.

A ledger that can't be read, is from another format or has been tampered with counts as none: everything is made
again. A wrong file is never served, since an output counts as made only while its own bytes have the digest that
the ledger holds.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, field
from pathlib import Path

FORMAT = 1
NAME = ".guidepress.json"


@dataclass(frozen=True, slots=True)
class Made:
    """One output as it was made."""

    parts: dict[str, str]
    """A digest of each kind of input that shapes it, by the kind's name."""
    digest: str
    """The digest of its bytes."""
    pages: int
    """How many pages it has."""


@dataclass(frozen=True, slots=True)
class Ledger:
    """All that is known of an output folder."""

    inputs: dict[str, str] = field(default_factory=dict)
    """The digest of every source file, by its name relative to the project or the styles."""
    guides: tuple[str, ...] = ()
    """The guides' ids in their order, as of these inputs."""
    tool: str = ""
    """The fingerprint of guidepress and of the libraries that shape output."""
    libraries: dict[str, str] = field(default_factory=dict)
    """The system's libraries that were loaded: the file each name led to."""
    outputs: dict[str, Made] = field(default_factory=dict)
    """What was made, by its path relative to the output folder."""


def digest(content: bytes) -> str:
    """Gives the digest that the ledger uses."""
    return hashlib.sha256(content).hexdigest()


def digest_of_file(path: Path) -> str | None:
    """Gives a file's digest; None where it can't be read."""
    try:
        return digest(path.read_bytes())
    except OSError:
        return None


def read_ledger(output: Path) -> Ledger | None:
    """Reads the ledger of an output folder; None where there is none that can be trusted."""
    try:
        sealed = json.loads((output / NAME).read_bytes())
        body = sealed["ledger"]
        if sealed["format"] != FORMAT or sealed["seal"] != _seal(body):
            return None
        made = {name: Made(**entry) for name, entry in body.pop("outputs").items()}
        guides = tuple(body.pop("guides"))
        return Ledger(**body, guides=guides, outputs=made)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def ledger_bytes(ledger: Ledger) -> bytes:
    """Gives the ledger as the bytes of its file."""
    body = asdict(ledger)
    sealed = {"format": FORMAT, "seal": _seal(body), "ledger": body}
    return json.dumps(sealed, indent=1, sort_keys=True).encode()


def _seal(body: object) -> str:
    return digest(json.dumps(body, sort_keys=True).encode())
