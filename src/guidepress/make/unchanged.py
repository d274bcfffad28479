"""The quick answer of a build when nothing has changed: no engine, no YAML, no click, hardly any standard library.

Takes the command's words; answers only if every word is one that it knows, the sources, the tool and the system's
libraries are those of the ledger, and every output asked for has the bytes that were made from them. Else it gives
None, and the whole command runs.
"""

from __future__ import annotations

import os

from guidepress.make.checked_json import NAME, digest_of_file, unsealed
from guidepress.make.inputs import all_together, libraries_are_the_same, source_digests, tool_fingerprint

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
    try:
        with open(f"{output}/{NAME}", "rb") as file:  # noqa: PTH123  # quick
            ledger, _ = unsealed(file.read())
        if ledger is None:
            return None
        names = _names(ledger, guides, options.get("--edition", ["standard"]))
        up_to_date_now = names and _is_up_to_date(ledger, names, project, styles, output)
    except (OSError, KeyError, TypeError, AttributeError):
        return None
    return up_to_date(len(names), _shown(output)) if up_to_date_now else None


def up_to_date(count: int, output: str) -> str:
    """Gives the line for outputs that are all as they should be."""
    files = "1 file is" if count == 1 else f"all {count} files are"
    return f"{files} up to date in {output}"


def _names(ledger: Mapping[str, Any], guides: list[str], editions: list[str]) -> list[str]:
    """Gives the outputs asked for; none where one of them is not in the ledger."""
    names = [
        f"{edition}/{guide}.pdf" for edition in dict.fromkeys(editions) for guide in guides or ledger["guides"]
    ]
    known = set(guides) <= set(ledger["guides"]) and all(name in ledger["outputs"] for name in names)
    return list(dict.fromkeys(names)) if known else []


def _is_up_to_date(ledger: Mapping[str, Any], names: list[str], project: str, styles: str, output: str) -> bool:
    pictures = {name: digest_of_file(f"{project}/{name}") or "unreadable" for name in ledger["pictures"]}
    inputs = all_together({**source_digests(project, styles), **pictures}, tool_fingerprint())
    if ledger["inputs"] != inputs or not libraries_are_the_same(ledger["libraries"]):
        return False
    made = ledger["outputs"]
    return all(
        made[name]["inputs"] == inputs and digest_of_file(f"{output}/{name}") == made[name]["digest"]
        for name in names
    )


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
