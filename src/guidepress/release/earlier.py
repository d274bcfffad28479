"""The releases that a folder holds already."""

from __future__ import annotations

from pathlib import Path

from guidepress.release.changes.records import State
from guidepress.release.changes.states import read_words_file
from guidepress.release.manifest import NAME, read_manifest
from guidepress.release.records import Manifest, ReleasedFile

WORDS = "words.json"
"""The file of a release that keeps its words, for comparisons."""


def earlier_releases(releases: Path) -> tuple[tuple[Path, Manifest], ...]:
    """Gives all releases that can be read, the newest first: by date, then by the length of their history."""
    found = []
    for folder in sorted(releases.iterdir()) if releases.is_dir() else ():
        if folder.is_dir() and not folder.name.startswith("."):
            try:
                found.append((folder, read_manifest((folder / NAME).read_bytes())))
            except (OSError, ValueError):
                continue
    return tuple(sorted(found, key=lambda item: (item[1].date, len(item[1].history)), reverse=True))


def words_of_release(folder: Path, manifest: Manifest) -> State:
    """Gives the words of a release; raises ValueError where they can't be read."""
    try:
        return read_words_file((folder / WORDS).read_bytes(), manifest.version)
    except OSError as error:
        raise ValueError(f"its words can't be read: {(error.strerror or str(error)).lower()}") from error


def file_of(manifest: Manifest, guide: str, edition: str) -> ReleasedFile | None:
    """Gives a guide's file in an edition; None where the release has none."""
    return next((it for it in manifest.files if (it.guide, it.edition) == (guide, edition)), None)
