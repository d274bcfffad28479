"""Which outputs are what a build would make now, and why the others are not.

Takes a series, its folders and the ledger; gives the parts of each output and the reason to make it again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from guidepress.core.model import Series
from guidepress.core.system_libraries import libraries_are_the_same
from guidepress.core.theme import Theme
from guidepress.make.checked_json import digest, digest_of_file
from guidepress.make.inputs import all_together, digest_of_code, source_digests, tool_fingerprint
from guidepress.make.ledger import Ledger, read_ledger
from guidepress.make.parts import Parts, Surroundings, why
from guidepress.make.template_uses import picture_files, reach_of
from guidepress.targets.base import Bundle, Option, Output
from guidepress.targets.registry import code_of
from guidepress.theme.editions import read_editions

NEVER_MADE = "it was not made before"
MISSING = "the file is missing"
NOT_OURS = "the file is not the one that was made"


class Freshness:
    """What the sources, the styles and the tool make of each output, against what the ledger says of it.

    `digests` are those of the sources as they were before the series was read.
    """

    def __init__(self, series: Series, bundle: Bundle, digests: Mapping[str, str], ledger: Ledger) -> None:
        tool = tool_fingerprint()
        pictures = _pictures_outside(series, bundle.project)
        everything = {**digests, **pictures}
        around = Surroundings(everything, reach_of(Theme(bundle.styles)), tool, read_editions(bundle.styles).known)
        self._libraries = ledger.libraries
        self._parts = Parts(series, around)
        self._code_digest = cache(lambda target: digest(repr(sorted(self.code(target).items())).encode()))
        self._libraries_digest = cache(self._digest_of_libraries)
        self.inputs = all_together(everything, tool)
        """The digest of all inputs together."""
        self.pictures = tuple(pictures)
        """Pictures that lie outside `guides/`, relative to the project."""

    def code(self, target: str) -> dict[str, str]:
        """Gives the digest of each file or folder of a plug-in's code; nothing for a target of guidepress."""
        return digest_of_code(code_of(target))

    def parts(
        self, output: Output, options: Mapping[str, Option], needed: Sequence[object] = ()
    ) -> dict[str, str]:
        """Gives the digest of each kind of input that shapes one output, its needs among them."""
        return self._parts.of(output, options, needed) | {
            "plugin": self._code_digest(output.target),
            "libraries": self._libraries_digest(output.target),
        }

    def reason(self, output: Output, parts: Mapping[str, str], ledger: Ledger, folder: Path) -> str:
        """Says why an output has to be made; empty where its files are what a build would make now."""
        before = ledger.outputs.get(output.name)
        if before is None or set(before.files) != set(output.files):
            return NEVER_MADE
        found = {name: digest_of_file(folder / name) for name in output.files}
        if None in found.values():
            return MISSING
        return NOT_OURS if found != before.files else why(parts, before.parts)

    def _digest_of_libraries(self, target: str) -> str:
        libraries = self._libraries.get(target, {})
        return digest_of_libraries(libraries) if libraries_are_the_same(libraries) else "changed"


def stale_outputs(series: Series, bundle: Bundle, folder: Path, outputs: Sequence[Output]) -> dict[str, str]:
    """Gives by name the outputs that are not what a build without options would make now, with the reason."""
    ledger = read_ledger(folder) or Ledger()
    now = Freshness(series, bundle, source_digests(bundle.project, bundle.styles), ledger)
    reasons = {}
    for output in outputs:
        made = [ledger.outputs.get(need.name) for need in output.needs]
        needed = [
            (it.facts, it.files if need.content else None) if it else None
            for need, it in zip(output.needs, made, strict=True)
        ]
        reasons[output.name] = now.reason(output, now.parts(output, {}, needed), ledger, folder)
    return {name: reason for name, reason in reasons.items() if reason}


def digest_of_libraries(libraries: Mapping[str, str]) -> str:
    """Gives one digest of the system's libraries and their state."""
    return digest(repr(sorted(libraries.items())).encode())


def _pictures_outside(series: Series, project: Path) -> dict[str, str]:
    """Gives the digests of pictures that lie outside `guides/`, by their path from the project."""
    names = {name for names in picture_files(series).values() for name in names}
    outside = sorted(name for name in names if not name.startswith(("guides/", "..", "/")))
    return {name: digest_of_file(project / name) or "unreadable" for name in outside}
