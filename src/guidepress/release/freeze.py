"""A release's folder: written whole or not at all, read-only, and recomputed by whoever wants to trust it.

Takes the files of a release by name; gives problems. The files go to a hidden folder beside, which is renamed when
all of them are flushed to the disk; a release that is there already is never touched.
"""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path

from guidepress.core.problems import Place, Problem
from guidepress.release.evidence.derived import DERIVED, SUMS, derived_files, read_sums, sums
from guidepress.release.manifest import NAME, read_manifest
from guidepress.release.records import Manifest

PART_PREFIX = ".guidepress-"
PART_SUFFIX = ".part"
_FILE_MODE = 0o444
_FOLDER_MODE = 0o555


def frozen(folder: Path, manifest: Manifest, files: Mapping[str, bytes]) -> tuple[Problem, ...]:
    """Writes a release; `files` holds all that the manifest lists. Where that fails (L012), nothing is left."""
    derived = derived_files(manifest)
    everything = {**files, **derived}
    everything[SUMS] = sums({name: sha256(content).hexdigest() for name, content in everything.items()})
    part = folder.parent / f"{PART_PREFIX}{folder.name}{PART_SUFFIX}"
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        remove_parts(folder.parent)
        for name, content in everything.items():
            _write(part / name, content)
        _make_read_only(part)
        if folder.exists():
            raise FileExistsError(17, "it is there already")
        part.rename(folder)
    except OSError as error:
        _remove(part)
        reason = (error.strerror or str(error)).lower()
        hint = "make room, or choose another folder with --releases; nothing was left behind"
        return (Problem("L012", f"the release can't be written: {reason}", Place(folder.as_posix()), hint),)
    except BaseException:
        _remove(part)
        raise
    return ()


def remove_parts(releases: Path) -> None:
    """Removes what a killed release left in the folder of all releases."""
    if releases.is_dir():
        for path in releases.glob(f"{PART_PREFIX}*{PART_SUFFIX}"):
            _remove(path)


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _make_read_only(folder: Path) -> None:
    for parent, folders, names in os.walk(folder):
        for name in names:
            (Path(parent) / name).chmod(_FILE_MODE)
        for name in folders:
            (Path(parent) / name).chmod(_FOLDER_MODE)
    folder.chmod(0o755)  # so that it can be renamed everywhere; its files can't be written either way


def _remove(folder: Path) -> None:
    """Removes a folder though its files are read-only."""
    if folder.is_dir():
        for parent, folders, names in os.walk(folder):
            for name in (*folders, *names):
                (Path(parent) / name).chmod(stat.S_IRWXU)
        shutil.rmtree(folder, ignore_errors=True)


def read_release(folder: Path) -> tuple[Manifest | None, tuple[Problem, ...]]:
    """Reads a release's manifest; gives L017 where the folder is none."""
    place, hint = Place((folder / NAME).as_posix()), "name a folder that `guidepress release` wrote"
    try:
        return read_manifest((folder / NAME).read_bytes()), ()
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        return None, (Problem("L017", f"this is no release: its manifest can't be read: {reason}", place, hint),)
    except ValueError as error:
        return None, (Problem("L017", f"this release's manifest can't be used: {error}", place, hint),)


def verified(folder: Path) -> tuple[Problem, ...]:
    """Recomputes all that a release says of itself; none where every byte is what it was."""
    manifest, problems = read_release(folder)
    return problems if manifest is None else tuple(_differences(folder, manifest))


def _differences(folder: Path, manifest: Manifest) -> Iterator[Problem]:
    hint = "take this file from another copy of the release, or publish a new release"
    found = {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*")) if path.is_file()}
    digests = {name: sha256(path.read_bytes()).hexdigest() for name, path in found.items()}
    listed = {file.name: file for file in manifest.files}
    for name in sorted({*listed, *DERIVED} - set(found)):
        yield Problem("L013", "this file of the release is missing", Place((folder / name).as_posix()), hint)
    for name in sorted(set(found) - {*listed, *DERIVED}):
        message = "this file is no part of the release"
        yield Problem("L015", message, Place(found[name].as_posix()), "move it elsewhere")
    for name, file in sorted(listed.items()):
        if name in found and (digests[name] != file.sha256 or found[name].stat().st_size != file.size):
            message = "this file is not the one that was released"
            yield Problem("L014", message, Place(found[name].as_posix()), hint)
    for name, content in derived_files(manifest).items():
        if name in found and found[name].read_bytes() != content:
            message = "this file does not follow from the release's manifest"
            yield Problem("L016", message, Place(found[name].as_posix()), hint)
    if SUMS in found:
        told = read_sums(found[SUMS].read_bytes())
        if told != {name: digest for name, digest in digests.items() if name != SUMS}:
            message = "these sums are not those of the release's files"
            yield Problem("L016", message, Place(found[SUMS].as_posix()), hint)
