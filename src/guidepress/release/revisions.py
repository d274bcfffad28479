"""The sources as git keeps them: the door to the program `git`, which is asked for names and bytes alone.

Takes the project's folder; gives revisions, and files as they were. No hook, filter or other command that a
repository's settings name is ever run: bytes are taken as they are stored, files are compared by their digests.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterable, Mapping
from hashlib import sha1, sha256
from pathlib import Path

FOLDERS = ("guides", "styles")
"""The folders of a project that hold its sources."""
_SETTINGS = ("-c", "core.fsmonitor=false", "-c", "core.hooksPath=", "--no-pager", "--literal-pathspecs")
_LONGEST_RUN = 60


class GitError(Exception):
    """Git could not answer; the message says what it said."""


def _git(project: Path, *words: str, given: bytes | None = None) -> bytes:
    program = shutil.which("git")
    if program is None:
        raise GitError("git is not installed")
    command = [program, *_SETTINGS, "-C", str(project), *words]
    try:
        done = subprocess.run(command, input=given, capture_output=True, timeout=_LONGEST_RUN, check=False)
    except (OSError, subprocess.SubprocessError) as error:
        raise GitError(str(error)) from error
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines() or ["it said nothing"]
        raise GitError(said[0].removeprefix("fatal: "))
    return done.stdout


def is_kept_in_git(project: Path) -> bool:
    """Tells whether a project lies in a repository of git."""
    return any((folder / ".git").exists() for folder in (project, *project.parents))


def revision_named(project: Path, name: str) -> str:
    """Gives the full name of a revision; raises GitError for one that does not exist."""
    if name.startswith("-"):
        raise GitError(f"'{name}' is no revision")
    return _git(project, "rev-parse", "--verify", "--quiet", f"{name}^{{commit}}").decode().strip()


def files_at(project: Path, revision: str) -> dict[str, str]:
    """Gives the source files of a revision: each file's object by its path from the project."""
    listing = _git(project, "ls-tree", "-r", "-z", revision, "--", *(f"{name}/" for name in FOLDERS))
    found = {}
    for line in listing.split(b"\0"):
        about, _, path = line.partition(b"\t")
        if about.split()[1:2] == [b"blob"]:
            found[path.decode("utf-8", "surrogateescape")] = about.split()[2].decode()
    return found


def contents(project: Path, objects: Iterable[str]) -> dict[str, bytes]:
    """Gives the bytes of objects by their names."""
    names = list(dict.fromkeys(objects))
    given = "".join(f"{name}\n" for name in names).encode()
    answer = _git(project, "cat-file", "--batch", given=given)
    found, at = {}, 0
    for name in names:
        end = answer.index(b"\n", at)
        size = int(answer[at:end].split()[2])
        found[name] = answer[end + 1 : end + 1 + size]
        at = end + size + 2
    return found


def written_out(project: Path, revision: str, folder: Path) -> None:
    """Writes the source files of a revision into a folder."""
    files = files_at(project, revision)
    stored = contents(project, files.values())
    for path, name in files.items():
        target = folder / path
        if not target.resolve().is_relative_to(folder.resolve()):
            raise GitError(f"'{path}' lies outside the project")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(stored[name])


def uncommitted(project: Path, digests: Mapping[str, str]) -> tuple[str, ...]:
    """Gives the source files that are not as the newest revision has them; `digests` names those that there are.

    Line endings do not count, since git may be told to change them.
    """
    stored = files_at(project, revision_named(project, "HEAD"))
    differing = [path for path in digests if path not in stored or not _is_stored(project / path, stored[path])]
    return tuple(sorted({*differing, *(path for path in stored if not (project / path).is_file())}))


def _is_stored(path: Path, name: str) -> bool:
    hashed = sha256 if len(name) == 64 else sha1
    content = path.read_bytes()
    return any(
        hashed(b"blob %d\0" % len(it) + it).hexdigest() == name
        for it in (content, content.replace(b"\r\n", b"\n"))
    )
