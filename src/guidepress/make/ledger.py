"""The ledger: what was made from what, kept beside the outputs.

A ledger that can't be read, is from another format or has been tampered with is set aside, and everything is made
again. A wrong file is never served, since an output counts as made only while its own bytes have the digests that
the ledger holds. The ledger is no larger than the folder it describes: it forgets an output that is gone.
"""

from __future__ import annotations

import contextlib
from collections.abc import Container, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from guidepress.make.checked_json import NAME, digest, read_sealed, sealed
from guidepress.targets.base import Fact

SET_ASIDE = ".guidepress.set-aside.json"


@dataclass(frozen=True, slots=True)
class Made:
    """One output as it was made."""

    target: str
    """The target that made it."""
    scope: str
    """What it is of: a guide, a session or the series."""
    subject: str
    """The id of that."""
    edition: str
    """The edition's name."""
    parts: dict[str, str]
    """A digest of each kind of input that shapes it, by the kind's name."""
    inputs: str
    """The digest of all inputs together when it was last found to be up to date; empty where options shape it."""
    files: dict[str, str]
    """The digest of each of its files, by its path relative to the output folder."""
    facts: Mapping[str, Fact] = field(default_factory=dict)
    """What is known of it, such as how many pages it has."""
    uses: dict[str, str] = field(default_factory=dict)
    """What was read to make it: by kind, such as `story`, the key of a set in the ledger."""


@dataclass(frozen=True, slots=True)
class Ledger:
    """All that is known of an output folder."""

    inputs: str = ""
    """The digest of all inputs together, as of the last build; empty where the sources had problems."""
    guides: tuple[str, ...] = ()
    """The guides' ids in their order, as of these inputs."""
    pictures: tuple[str, ...] = ()
    """Pictures of the guides that lie outside `guides/`, relative to the project."""
    editions: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """The names of all outputs of each edition that was asked for, as of these inputs."""
    libraries: dict[str, dict[str, str]] = field(default_factory=dict)
    """The system's libraries that each target loaded: the state of each file, by its path."""
    plugins: dict[str, dict[str, str]] = field(default_factory=dict)
    """The code of each target that is a plug-in: the digest of each file or folder, by its path."""
    outputs: dict[str, Made] = field(default_factory=dict)
    """What was made, by its name, such as `standard/first-guide`."""
    uses: dict[str, dict[str, str]] = field(default_factory=dict)
    """Sets of what outputs use, each once however many share it: the digest of each value by its name."""

    def keep_uses(self, uses: Mapping[str, str]) -> dict[str, str]:
        """Keeps what an output uses; gives by kind the keys of its sets."""
        sets: dict[str, dict[str, str]] = {}
        for name, value in sorted(uses.items()):
            sets.setdefault(name.replace(":", ".").partition(".")[0], {})[name] = value
        keys = {kind: digest(repr(its_own).encode())[:16] for kind, its_own in sets.items()}
        self.uses.update({keys[kind]: its_own for kind, its_own in sets.items()})
        return keys


def read_ledger(output: Path) -> Ledger | None:
    """Reads the ledger of an output folder; gives None where there is none that can be trusted."""
    return open_ledger(output)[0]


def open_ledger(output: Path) -> tuple[Ledger | None, str]:
    """Reads the ledger of an output folder; gives None where there is none to be trusted, and why in a few words.

    The reason is empty where there is simply no ledger yet.
    """
    data, fault = read_sealed(output / NAME)
    if data is None:
        return None, fault
    outputs = {name: Made(**entry) for name, entry in data.pop("outputs").items()}
    guides, pictures = tuple(data.pop("guides")), tuple(data.pop("pictures"))
    editions = {name: tuple(names) for name, names in data.pop("editions").items()}
    return Ledger(guides=guides, pictures=pictures, editions=editions, outputs=outputs, **data), ""


def ledger_bytes(ledger: Ledger) -> bytes:
    """Gives the ledger as the bytes of its file."""
    outputs = {name: _fields(made) for name, made in ledger.outputs.items()}
    asked = {key for made in ledger.outputs.values() for key in made.uses.values()}
    uses = {key: its_own for key, its_own in ledger.uses.items() if key in asked}
    return sealed({**_fields(ledger), "outputs": outputs, "uses": uses})


def _fields(record: Made | Ledger) -> dict[str, Any]:
    """Gives a record's fields as they are: copying them deeply, as `asdict` does, takes long for a long series."""
    return {name: getattr(record, name) for name in record.__slots__}


def set_aside(output: Path) -> None:
    """Moves a ledger that can't be trusted out of the way, over the one that was set aside before."""
    with contextlib.suppress(OSError):
        (output / NAME).replace(output / SET_ASIDE)


def without_the_gone(ledger: Ledger, output: Path, known: Container[str]) -> Ledger:
    """Forgets outputs that are not known any more and have no file left.

    Those with a file that is still there stay, so that `guidepress clean` can remove it.
    """
    kept = {
        name: made
        for name, made in ledger.outputs.items()
        if name in known or any((output / file).is_file() for file in made.files)
    }
    return replace(ledger, outputs=kept)
