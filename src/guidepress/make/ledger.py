"""The ledger: what was made from what, kept beside the outputs.

A ledger that can't be read, is from another format or has been tampered with is set aside, and everything is made
again. A wrong file is never served, since an output counts as made only while its own bytes have the digest that
the ledger holds. The ledger is no larger than the folder it describes: it forgets an output that is gone.
"""

from __future__ import annotations

import contextlib
from collections.abc import Container
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from guidepress.make.checked_json import NAME, sealed, unsealed

SET_ASIDE = ".guidepress.set-aside.json"


@dataclass(frozen=True, slots=True)
class Made:
    """One output as it was made."""

    parts: dict[str, str]
    """A digest of each kind of input that shapes it, by the kind's name."""
    inputs: str
    """The digest of all inputs together when it was last found to be up to date."""
    digest: str
    """The digest of its bytes."""
    pages: int
    """How many pages it has."""


@dataclass(frozen=True, slots=True)
class Ledger:
    """All that is known of an output folder."""

    inputs: str = ""
    """The digest of all inputs together, as of the last build; empty where the sources had problems."""
    guides: tuple[str, ...] = ()
    """The guides' ids in their order, as of these inputs."""
    pictures: tuple[str, ...] = ()
    """Pictures of the guides that lie outside `guides/`, relative to the project."""
    libraries: dict[str, str] = field(default_factory=dict)
    """The system's libraries that were loaded: the state of each file, by its path."""
    outputs: dict[str, Made] = field(default_factory=dict)
    """What was made, by its path relative to the output folder."""


def read_ledger(output: Path) -> Ledger | None:
    """Reads the ledger of an output folder; gives None where there is none that can be trusted."""
    return open_ledger(output)[0]


def open_ledger(output: Path) -> tuple[Ledger | None, str]:
    """Reads the ledger of an output folder; gives None where there is none to be trusted, and why in a few words.

    The reason is empty where there is simply no ledger yet.
    """
    try:
        data, fault = unsealed((output / NAME).read_bytes())
    except FileNotFoundError:
        return None, ""
    except OSError as error:
        return None, f"can't be read: {(error.strerror or str(error)).lower()}"
    if data is None:
        return None, fault
    try:
        outputs = {name: Made(**entry) for name, entry in data.pop("outputs").items()}
        guides, pictures = tuple(data.pop("guides")), tuple(data.pop("pictures"))
        return Ledger(guides=guides, pictures=pictures, outputs=outputs, **data), ""
    except (KeyError, TypeError, AttributeError):
        return None, "is damaged"


def ledger_bytes(ledger: Ledger) -> bytes:
    """Gives the ledger as the bytes of its file."""
    return sealed(asdict(ledger))


def set_aside(output: Path) -> None:
    """Moves a ledger that can't be trusted out of the way, over the one that was set aside before."""
    with contextlib.suppress(OSError):
        (output / NAME).replace(output / SET_ASIDE)


def without_the_gone(ledger: Ledger, output: Path, known: Container[str]) -> Ledger:
    """Forgets outputs that no guide or edition asks for any more and whose file is gone.

    Those whose file is still there stay known, so that `guidepress clean` can remove them.
    """
    kept = {name: made for name, made in ledger.outputs.items() if name in known or (output / name).is_file()}
    return replace(ledger, outputs=kept)
