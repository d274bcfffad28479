"""The quick answer of a build when nothing has changed: standard library only, no engine, no YAML, no click.

Takes the command's words; answers only if every word is one that it knows, the sources, the tool and the system's
libraries are those of the ledger, and every output asked for has the bytes that were made. Else it gives None, and
the whole command runs.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from guidepress.build.inputs import libraries_are_the_same, source_digests, tool_fingerprint
from guidepress.build.ledger import digest_of_file, read_ledger

_VALUED = {
    "--edition": "editions",
    "--output": "output",
    "--project": "project",
    "--styles": "styles",
    "--jobs": "jobs",
}


@dataclass(slots=True)
class _Words:
    guides: list[str] = field(default_factory=list)
    options: dict[str, list[str]] = field(default_factory=dict)

    def last(self, name: str, otherwise: str) -> str:
        return self.options.get(name, [otherwise])[-1]


def quick_answer(words: Sequence[str]) -> str | None:
    """Gives the line that says that all is up to date, or None where that isn't certain."""
    asked = _read(words)
    if asked is None or os.environ.get("GUIDEPRESS_PROJECT"):
        return None
    project = Path(asked.last("project", "."))
    styles = Path(asked.last("styles", str(project / "styles")))
    output = Path(asked.last("output", str(project / "output")))
    ledger = read_ledger(output)
    if ledger is None or not ledger.outputs:
        return None
    editions = asked.options.get("editions", ["standard"])
    guides = asked.guides or list(ledger.guides)
    if "all" in editions or not set(guides) <= set(ledger.guides):
        return None
    names = [f"{edition}/{guide}.pdf" for edition in editions for guide in guides]
    if any(name not in ledger.outputs for name in names):
        return None
    if ledger.inputs != source_digests(project, styles) or ledger.tool != tool_fingerprint():
        return None
    if any(made.parts.get("tool") != ledger.tool for made in (ledger.outputs[name] for name in names)):
        return None
    if not libraries_are_the_same(ledger.libraries):
        return None
    if any(digest_of_file(output / name) != ledger.outputs[name].digest for name in names):
        return None
    return up_to_date(len(names), output)


def up_to_date(count: int, output: Path) -> str:
    """Gives the line for outputs that are all as they should be."""
    files = "1 file is" if count == 1 else f"all {count} files are"
    return f"{files} up to date in {output.as_posix()}"


def _read(words: Sequence[str]) -> _Words | None:
    asked = _Words()
    waiting = list(words)
    while waiting:
        word = waiting.pop(0)
        name, equals, value = word.partition("=")
        if name in _VALUED:
            if not equals and not waiting:
                return None
            asked.options.setdefault(_VALUED[name], []).append(value if equals else waiting.pop(0))
        elif word.startswith("-"):
            return None
        else:
            asked.guides.append(word)
    jobs = asked.last("jobs", "1")
    return asked if jobs.isdigit() and int(jobs) else None
