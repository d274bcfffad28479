"""Which outputs are what a build would make now, and why the others are not.

Takes a series, its folders and the ledger; gives the parts of each output and the reason to make it again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from guidepress.core.model import Series
from guidepress.core.system_libraries import libraries_are_the_same
from guidepress.make.checked_json import digest, digest_of_file
from guidepress.make.inputs import all_together, digest_of_code, source_digests, tool_fingerprint
from guidepress.make.ledger import Ledger, read_ledger
from guidepress.make.uses import Uses, in_words, outside
from guidepress.targets.base import Bundle, Option, Output
from guidepress.targets.registry import code_of

EXPLANATIONS: dict[str, str] = {
    "tool": "guidepress or a library that it uses is another version",
    "libraries": "a library of the system is another version",
    "plugin": "the plug-in that makes it has changed",
    "needs": "an output that it builds on has changed",
    "edition": "an option or the record of this edition has changed",
}
"""What is said of each kind of part."""
NEVER_MADE = "it was not made before"
MISSING = "the file is missing"
NOT_OURS = "the file is not the one that was made"


class Freshness:
    """What the sources, the styles and the tool make of each output, against what the ledger says of it.

    `digests` are those of the sources as they were before the series was read.
    """

    def __init__(self, series: Series, bundle: Bundle, digests: Mapping[str, str], ledger: Ledger) -> None:
        self._tool = tool_fingerprint()
        self._digests = digests
        self._libraries = ledger.libraries
        self.uses = Uses(series, bundle, digests)
        """What outputs may use, as it is now."""
        self._changed: dict[str, list[str]] = {}
        self._code_digest = cache(lambda target: digest(repr(sorted(self.code(target).items())).encode()))
        self._libraries_digest = cache(self._digest_of_libraries)

    def inputs(self, ledger: Ledger) -> tuple[str, tuple[str, ...]]:
        """Gives the digest of all inputs together, and the files that it holds beside sources and styles."""
        others = outside(ledger.uses.values())
        digests = {name: value or "unreadable" for name, value in others.items()}
        return all_together({**self._digests, **digests}, self._tool), tuple(others)

    def code(self, target: str) -> dict[str, str]:
        """Gives the digest of each file or folder of a plug-in's code; nothing for a target of guidepress."""
        return digest_of_code(code_of(target))

    def parts(
        self, output: Output, options: Mapping[str, Option], needed: Sequence[object] = ()
    ) -> dict[str, str]:
        """Gives the digest of each kind of input that shapes one output beside what it uses.

        `needed` is what it is given of the outputs that it needs.
        """
        return {
            "tool": self._tool,
            "needs": _of(*needed),
            "edition": _of(output.edition, sorted(options.items())),
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
        if found != before.files:
            return NOT_OURS
        reasons = [reason for kind, reason in EXPLANATIONS.items() if before.parts.get(kind) != parts[kind]]
        changed = [name for key in before.uses.values() for name in self._changed_in(key, ledger)]
        return "; ".join([*reasons, *([in_words(changed, output)] if changed else [])])

    def _changed_in(self, key: str, ledger: Ledger) -> list[str]:
        """Gives what has changed of a set of uses, which many outputs may share."""
        if key not in self._changed:
            self._changed[key] = self.uses.changed(ledger.uses[key])
        return self._changed[key]

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


def _of(*values: object) -> str:
    """Digests records by their representation, which holds values and no places."""
    return digest(repr(values).encode())
