"""What a release holds, as frozen records: the one manifest that everything else is derived from.

Takes nothing; gives what `manifest` writes and reads, and what pages, feeds and evidence are made of.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Conformance:
    """What one checker found with one standard."""

    standard: str
    """The standard, such as `PDF/UA-1 (ISO 14289-1)`."""
    checker: str
    """Who checked it, with the version."""
    rules: int
    """How many rules were tried; 0 where the checker does not say."""
    failed: int
    """How many of them failed."""


@dataclass(frozen=True, slots=True)
class ReleasedFile:
    """One file of a release."""

    name: str
    """Its path within the release, with forward slashes."""
    title: str
    """What people call it."""
    media_type: str
    """What it is, such as `application/pdf`."""
    size: int
    """How many bytes it has."""
    sha256: str
    """The SHA-256 of its bytes, in hexadecimal."""
    language: str = ""
    """The language of its words, as BCP 47 has it; empty for what has none."""
    guide: str = ""
    """The guide's id; empty for what belongs to none."""
    session: str = ""
    """The session's id; empty for what belongs to none."""
    edition: str = ""
    """The edition; empty for what is none."""
    pages: int = 0
    """How many pages it has; 0 for what has none."""
    conforms: tuple[Conformance, ...] = ()
    """What it was checked against."""
    accessibility: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Terms of the Accessibility Properties for Discoverability Vocabulary, such as `accessMode`."""
    report: str = ""
    """The page that says what was tested of it; empty where there is none."""


@dataclass(frozen=True, slots=True)
class ReleasedGuide:
    """One guide of a release."""

    id: str
    """The guide's id."""
    title: str
    """Its title."""
    summary: str
    """One sentence on it."""
    page: str
    """The file of its web page."""
    stories: tuple[str, ...]
    """The ids of the stories that it holds."""
    published: str
    """The day of its first release, as YYYY-MM-DD."""
    updated: str
    """The day of its last major change."""


@dataclass(frozen=True, slots=True)
class Component:
    """A package or a font that shaped the files."""

    kind: str
    """`library` or `font`."""
    name: str
    """Its name."""
    version: str
    """Its version; empty where it states none."""
    licence: str
    """Its licence in its own words; empty where it states none."""
    address: str
    """Its package URL (purl); empty for a font's file."""
    sha256: str = ""
    """For a font's file, the SHA-256 of its bytes."""


@dataclass(frozen=True, slots=True)
class Past:
    """One release in the series' history."""

    version: str
    """Its version."""
    date: str
    """Its day, as YYYY-MM-DD."""
    major: bool
    """Whether words changed, so that readers are told."""
    note: str
    """What it says about itself; may be empty."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """A release."""

    series: str
    """The series' title."""
    publisher: str
    """Who publishes it."""
    language: str
    """Its language."""
    licence: str
    """What others may do with it, in a few words."""
    address: str
    """The page that it can be downloaded from."""
    version: str
    """The release's version."""
    date: str
    """Its day, as YYYY-MM-DD."""
    major: bool
    """Whether words changed since the last one."""
    note: str
    """What changed, in the releaser's words; may be empty."""
    previous: str
    """The version before; empty for the first."""
    history: tuple[Past, ...]
    """All releases up to this one, the newest first."""
    guides: tuple[ReleasedGuide, ...]
    """The guides in their order."""
    stories: tuple[str, ...]
    """The ids of all stories that stand anywhere in it."""
    files: tuple[ReleasedFile, ...]
    """Every file but those that are derived from this record, by name."""
    sources: Mapping[str, str]
    """The SHA-256 of every source file, by name."""
    revision: str
    """The revision of the sources in git; empty where they are not kept in git."""
    uncommitted: bool
    """Whether the sources held changes that no revision has."""
    tool: str
    """What made it, such as `guidepress 1.0`."""
    python: str
    """The version of Python."""
    components: tuple[Component, ...]
    """The packages and fonts that shaped the files."""
