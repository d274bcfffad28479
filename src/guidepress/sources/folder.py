"""A project's folders looked over: files that are passed over are named, and styles that can't be read are told.

Takes folders, gives problems; reads no file.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from guidepress.core.problems import Place, Problem, Severity
from guidepress.sources.files import LARGEST_FILE, LARGEST_TEXT, is_utf8, read_bytes, readable
from guidepress.sources.names import GUIDE_NAME, NAME_FORM, id_like
from guidepress.sources.text import relative_name

_MARKDOWN = (".md", ".markdown", ".mdown", ".mkd", ".mdx")
_FOR_PEOPLE = re.compile(r"[A-Z0-9][A-Z0-9._-]*|[Rr]eadme.*|_.*")
"""Names in capitals, such as HOUSE-STYLE, are files for editors where no metadata block says otherwise."""
_CATALOGUES = ("series", "stories", "references")
_OUT = "this link leads out of the project"
_MOST_FILES = 100_000
"""A folder of more files than this is no series; the rest is not looked at."""


def passed_over(guides: Path, project: Path) -> tuple[Problem, ...]:
    """Names the files below `guides/` that nothing reads, though they look as if they were meant (S002, F014)."""
    problems = [*_unnameable(project, ".")]
    for path in _files(guides):
        problem = _passed_over(path, guides, project)
        if problem is not None:
            problems.append(problem)
    return tuple(problems)


def _unnameable(folder: Path, name: str) -> Iterator[Problem]:
    """Tells of a folder without a name that an address could hold, as pictures and sheets need."""
    if not is_utf8(str(folder.resolve())):
        message = "the name of this folder, or of one that it is in, is no UTF-8 text"
        yield Problem("F014", message, Place(name), "give it a name of letters, digits and hyphens")


def _files(folder: Path) -> Iterator[Path]:
    count = 0
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith((".", "__")))
        for name in sorted(name for name in names if not name.startswith(".")):
            count += 1
            if count > _MOST_FILES:
                return
            yield Path(parent, name)


def _passed_over(path: Path, guides: Path, project: Path) -> Problem | None:
    name = relative_name(path, project)
    if not is_utf8(name):
        hint = "give it a name of letters, digits and hyphens"
        message = "this file's name is no UTF-8 text, so that no text can name it"
        return Problem("F014", message, Place(name), hint, Severity.WARNING)
    is_markdown = path.suffix.lower() in _MARKDOWN
    if path.suffix.lower() in {".yaml", ".yml"} and path.parent == guides:
        return _catalogue(path, name)
    if not is_markdown:
        return _special(path, name)
    if path.parent != guides:
        if path.parent == guides / "blocks":
            return None
        message = "this file is passed over: guides stand in guides/ itself"
        return Problem("S002", message, Place(name, 1), f"move it to guides/{id_like(path.stem)}.md")
    if path.suffix == ".md" and GUIDE_NAME.fullmatch(path.stem):
        return None
    if _FOR_PEOPLE.fullmatch(path.stem) and not _has_metadata(path, project):
        return None
    better = id_like(path.stem)
    hint = f"{NAME_FORM}, and ends with .md; call it guides/{better}.md" if better else NAME_FORM
    return Problem("S002", "this file is passed over: a guide can't have this name", Place(name, 1), hint)


def _has_metadata(path: Path, project: Path) -> bool:
    """Tells whether a file starts as a guide does."""
    raw, _ = read_bytes(path, path.name, (project.resolve(),), LARGEST_TEXT)
    return bool(re.match(rb"(?:\xef\xbb\xbf)?\s*---[ \t]*\r?\n\s*\w+[ \t]*:", raw or b""))


def _catalogue(path: Path, name: str) -> Problem | None:
    """Tells of `stories.yml` or `Stories.yaml`, which would count as no catalogue at all."""
    stem = path.stem.lower()
    if stem not in _CATALOGUES or path.name == f"{stem}.yaml":
        return None
    message = f"this file is passed over: its name has to be {stem}.yaml"
    return Problem("F015", message, Place(name, 1), f"call it guides/{stem}.yaml")


def _special(path: Path, name: str) -> Problem | None:
    try:
        mode = path.stat().st_mode
    except (OSError, RuntimeError, ValueError):
        return None
    if stat.S_ISREG(mode) or stat.S_ISDIR(mode):
        return None
    message = "this is no ordinary file and is passed over"
    return Problem("F012", message, Place(name), "take it out of guides/", Severity.WARNING)


def unusable_styles(styles: Path, project: Path, roots: Iterable[Path]) -> tuple[Problem, ...]:
    """Tells of files below the styles' folder that must not or can't be read: F001, F011, F012, F013."""
    problems = [] if styles.is_relative_to(project) else [*_unnameable(styles, relative_name(styles, project))]

    def unreadable(error: OSError) -> None:
        name = relative_name(Path(error.filename), project)
        reason = (error.strerror or "it can't be opened").lower()
        hint = "change its rights so that you may read it"
        problems.append(Problem("F001", f"the folder can't be read: {reason}", Place(name), hint))

    if not os.path.lexists(styles):
        return ()
    roots = tuple(roots)
    if not any(styles.resolve().is_relative_to(root) for root in roots):
        hint = "copy the folder into the project, or name it with --styles"
        return (Problem("F011", _OUT, Place(relative_name(styles, project)), hint),)
    for parent, folders, names in os.walk(styles, onerror=unreadable):
        folders[:] = sorted(name for name in folders if not name.startswith((".", "__")))
        problems += [
            Problem(
                "F011", _OUT, Place(relative_name(Path(parent, name), project)), "copy the folder into the project"
            )
            for name in folders
            if not any(Path(parent, name).resolve().is_relative_to(root) for root in roots)
        ]
        for name in (name for name in sorted(names) if not name.startswith(".")):
            path = Path(parent, name)
            problem = readable(path, relative_name(path, project), roots, LARGEST_FILE)
            if problem is None and not os.access(
                path, os.R_OK, effective_ids=os.access in os.supports_effective_ids
            ):
                hint = "change its rights so that you may read it"
                problem = Problem("F001", "the file can't be read", Place(relative_name(path, project)), hint)
            problems += [problem] if problem else []
    return tuple(problems)
