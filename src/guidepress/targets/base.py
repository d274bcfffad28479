"""What a target is: it says which outputs a series has, and makes each of them.

The words of this module are all that `make` knows of targets, and all that a plug-in has to know of `make`.
Records travel between processes, so everything in them can be pickled; facts can be written as JSON too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from typing import Protocol

from guidepress.core.model import Edition, Series
from guidepress.core.problems import Place, Problem

Fact = None | bool | int | float | str | Sequence["Fact"] | Mapping[str, "Fact"]
"""Something known of an artifact, in the values that JSON has. A whole number is shown to people with its name."""
Option = bool | int | float | str
"""A setting for one build, as the command line has it."""


PAGES_OF = "standard"
"""The edition whose pages other outputs refer to."""


class Scope(StrEnum):
    """What an output is of."""

    GUIDE = "guide"
    SESSION = "session"
    SERIES = "series"


@dataclass(frozen=True, slots=True)
class Need:
    """An output that has to be made before another."""

    name: str
    """The other's name, such as `standard/first-guide`."""
    content: bool = False
    """Whether its files' bytes are asked for, and not its facts alone."""


@dataclass(frozen=True, slots=True)
class Output:
    """One thing to be made: a guide, a session or the series in one edition."""

    target: str
    """The name of the target that makes it."""
    scope: Scope
    """What it is of."""
    subject: str
    """The id of the guide or session; of the series, a word for it such as `series`."""
    edition: Edition
    """The edition."""
    files: tuple[str, ...]
    """Its files, relative to the output folder, with `/` between folders; the first is the one to name it by."""
    needs: tuple[Need, ...] = ()
    """The outputs that it builds on."""

    @property
    def name(self) -> str:
        """What other outputs and the ledger call it: `edition/subject`, once in a series."""
        return f"{self.edition.name}/{self.subject}"


@dataclass(frozen=True, slots=True)
class File:
    """One finished file."""

    name: str
    """Its path relative to the output folder, as the output has it."""
    content: bytes
    """Its bytes."""
    media_type: str
    """What it is, such as `application/pdf`."""
    digest: str
    """The SHA-256 of its bytes, in hexadecimal."""


def file_of(name: str, content: bytes, media_type: str) -> File:
    """Gives a finished file with its digest."""
    return File(name, content, media_type, sha256(content).hexdigest())


@dataclass(frozen=True, slots=True)
class Given:
    """What is known of an output that another builds on."""

    facts: Mapping[str, Fact]
    """Its facts."""
    files: Mapping[str, bytes] = field(default_factory=dict)
    """Its files by their names, where they were asked for."""


@dataclass(frozen=True, slots=True)
class Task:
    """An output to be made, with all that it needs beyond the series."""

    output: Output
    """The output."""
    options: Mapping[str, Option] = field(default_factory=dict)
    """Settings for this build, such as `creep`."""
    given: Mapping[str, Given] = field(default_factory=dict)
    """What is known of the outputs that it needs, by their names."""


@dataclass(frozen=True, slots=True)
class Artifact:
    """What became of an output."""

    output: Output
    """The output."""
    files: tuple[File, ...] = ()
    """Its files, in the order of the output; none where problems forbid them."""
    facts: Mapping[str, Fact] = field(default_factory=dict)
    """What is known of it, such as `pages`; whole numbers have a plural for a name."""
    uses: Mapping[str, str] = field(default_factory=dict)
    """What was read to make it: the digest of each value by its name."""
    problems: tuple[Problem, ...] = ()
    """What showed on the way."""
    advice: tuple[str, ...] = ()
    """What to know before it is used, such as how to print it: a line each."""
    libraries: Mapping[str, str] = field(default_factory=dict)
    """The system's libraries that were at work: the state of each, by its path."""
    unproved: bool = False
    """Whether its files must pass the rules for finished files before they are published."""


@dataclass(frozen=True, slots=True)
class Bundle:
    """What a target's tools are set up with, once a process."""

    project: Path
    """The project's folder."""
    styles: Path
    """The folder of the project's own templates, style sheets and languages."""


class Maker(Protocol):
    """A target's tools, set up in one process and kept warm from output to output."""

    def warm_up(self, editions: Iterable[Edition]) -> None:
        """Does what is the same for all outputs of these editions, before there is a series.

        Whatever fails here is reported when an output is made.
        """

    def make(self, series: Series, task: Task) -> Artifact:
        """Makes one output. Problems are part of the artifact; an exception is reported as a fault (E002)."""


class Target(Protocol):
    """A kind of output."""

    name: str
    """What editions call it."""

    def outputs(self, series: Series, editions: Sequence[Edition]) -> Iterable[Output]:
        """Gives the outputs of a series in editions of this target, in the order in which people want them."""

    def open(self, bundle: Bundle) -> Maker:
        """Sets up the tools, once a process; loads what takes long to load here and not before."""


def place_of(series: Series, output: Output) -> Place:
    """Gives the file that an output is made from, for problems that have no better place."""
    paths = [guide.path for guide in series.guides if guide.id == output.subject and output.scope is Scope.GUIDE]
    return Place(paths[0] if paths else series.title.place.path)
