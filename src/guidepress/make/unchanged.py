"""The quick answer of a build when nothing has changed: no engine, no YAML, no click, hardly any standard library.

Takes the command's words; answers only if every word is one that it knows, the sources, the tool and the system's
libraries are those of the ledger, and every output asked for has the bytes that were made from them. Else it gives
None, and the whole command runs.
"""

from __future__ import annotations

import os
import sys

from guidepress.core.system_libraries import libraries_are_the_same
from guidepress.make.checked_json import NAME, digest_of_file, read_sealed
from guidepress.make.inputs import all_together, digest_of_code, source_digests, tool_fingerprint

TYPE_CHECKING = False  # typing itself would take longer to load than the answer
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

_VALUED = ("--edition", "--jobs", "--output", "--project", "--styles")


def quick_answer(words: Sequence[str]) -> str | None:
    """Gives the line that says that all is up to date, or None where that isn't certain."""
    asked = _read(words)
    if asked is None:
        return None
    guides, options = asked
    if not all(map(os.path.isdir, options.get("--styles", [])[-1:])):
        return None  # the whole command says so
    project = options.get("--project", ["."])[-1]
    styles = options.get("--styles", [f"{project}/styles"])[-1]
    output = options.get("--output", [f"{project}/output"])[-1]
    if ("--output" not in options and os.path.islink(output)) or not output.isprintable():  # noqa: PTH114
        return None  # the whole command says what there is to say
    ledger, _ = read_sealed(f"{output}/{NAME}")
    if ledger is None:
        return None
    files = _files(ledger, guides, options.get("--edition", ["standard"]))
    if not files:
        return None
    names = list(files)
    try:
        up_to_date_now = _is_up_to_date(ledger, names, project, styles, output)
    except OSError:
        return None
    return up_to_date(sum(files.values()), _shown(output)) if up_to_date_now else None


def up_to_date(count: int, output: str) -> str:
    """Gives the line for outputs that are all as they should be."""
    files = "1 file is" if count == 1 else f"all {count} files are"
    return f"{files} up to date in {output}"


def _files(ledger: Mapping[str, Any], subjects: list[str], editions: list[str]) -> dict[str, int]:
    """Gives how many files each output asked for has; none at all where one of them is not in the ledger."""
    made, known = ledger["outputs"], ledger["editions"]
    names = [name for edition in dict.fromkeys(editions) for name in known.get(edition, [""])]
    if subjects:
        names = [name for name in names if name.partition("/")[2] in subjects]
    if not all(name in made for name in names):
        return {}
    if subjects:
        names = [name for name in names if made[name]["scope"] != "series"]
        if {made[name]["subject"] for name in names} != set(subjects):
            return {}
    return {name: len(made[name]["files"]) for name in names}


def _is_up_to_date(ledger: Mapping[str, Any], names: list[str], project: str, styles: str, output: str) -> bool:
    pictures = {name: digest_of_file(f"{project}/{name}") or "unreadable" for name in ledger["pictures"]}
    inputs = all_together({**source_digests(project, styles), **pictures}, tool_fingerprint())
    made = [ledger["outputs"][name] for name in names]
    if ledger["inputs"] != inputs or any(entry["inputs"] != inputs for entry in made):
        return False
    for target in {entry["target"] for entry in made}:
        code = ledger["plugins"].get(target, {})
        if not libraries_are_the_same(ledger["libraries"].get(target, {})):
            return False
        if not all(map(_is_importable, code)) or digest_of_code(code) != code:
            return False
    files = [item for entry in made for item in entry["files"].items()]
    return all(digest_of_file(f"{output}/{name}") == known for name, known in files)


def _is_importable(path: str) -> bool:
    """Tells whether code lies where Python looks for it: a ledger that was forged could name any folder."""
    return any(path.startswith(entry.rstrip(os.sep) + os.sep) for entry in sys.path if entry)


def _shown(output: str) -> str:
    """Names a folder as the whole command does: as seen from here, where it lies below."""
    path, here = os.path.realpath(output), os.getcwd()  # noqa: PTH109
    inside = path.startswith(here + os.sep)
    return (path[len(here) + 1 :] if inside else path).replace(os.sep, "/")


def _read(words: Sequence[str]) -> tuple[list[str], dict[str, list[str]]] | None:
    guides: list[str] = []
    options: dict[str, list[str]] = {}
    waiting = list(words)
    while waiting:
        word = waiting.pop(0)
        name, equals, value = word.partition("=")
        if name in _VALUED:
            if not equals and not waiting:
                return None
            options.setdefault(name, []).append(value if equals else waiting.pop(0))
        elif word.startswith("-"):
            return None
        else:
            guides.append(word)
    numbers = options.get("--jobs", [])
    return (guides, options) if all(number.isdigit() and 0 < int(number) <= 64 for number in numbers) else None
