"""Which outputs are what a build would make now, and why the others are not.

Takes a series, its folders and the ledger; gives the parts of each output and the reason to make it again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from guidepress.core.model import Edition, Guide, Series
from guidepress.core.theme import Theme
from guidepress.make.checked_json import digest, digest_of_file
from guidepress.make.inputs import all_together, libraries_are_the_same, source_digests, tool_fingerprint
from guidepress.make.ledger import Ledger, read_ledger
from guidepress.make.parts import Parts, Surroundings, why
from guidepress.make.template_uses import picture_files, reach_of
from guidepress.theme.editions import read_editions

NEVER_MADE = "it was not made before"
MISSING = "the file is missing"
NOT_OURS = "the file is not the one that was made"


class Freshness:
    """What the sources, the styles and the tool make of each output, against what the ledger says of it.

    `digests` are those of the sources as they were before the series was read.
    """

    def __init__(
        self, series: Series, project: Path, styles: Path, digests: Mapping[str, str], ledger: Ledger
    ) -> None:
        tool = tool_fingerprint()
        pictures = _pictures_outside(series, project)
        everything = {**digests, **pictures}
        same = libraries_are_the_same(ledger.libraries)
        around = Surroundings(
            everything,
            reach_of(Theme(styles)),
            tool,
            digest_of_libraries(ledger.libraries) if same else "changed",
            read_editions(styles).known,
        )
        self._parts = Parts(series, around)
        self.inputs = all_together(everything, tool)
        """The digest of all inputs together."""
        self.pictures = tuple(pictures)
        """Pictures that lie outside `guides/`, relative to the project."""

    def parts(self, guide: Guide, edition: Edition) -> dict[str, str]:
        """Gives the digest of each kind of input that shapes one guide in one edition."""
        return self._parts.of(guide, edition)

    def reason(self, guide: Guide, edition: Edition, ledger: Ledger, output: Path) -> str:
        """Says why an output has to be made; empty where the file is what a build would make now."""
        name = output_name(guide.id, edition)
        before = ledger.outputs.get(name)
        if before is None:
            return NEVER_MADE
        found = digest_of_file(output / name)
        if found is None:
            return MISSING
        return NOT_OURS if found != before.digest else why(self.parts(guide, edition), before.parts)


def stale_outputs(
    series: Series, project: Path, styles: Path, output: Path, editions: Sequence[Edition]
) -> dict[str, str]:
    """Gives the outputs that are not what a build would make now, by their name, each with the reason."""
    ledger = read_ledger(output) or Ledger()
    now = Freshness(series, project, styles, source_digests(project, styles), ledger)
    reasons = {
        output_name(guide.id, edition): now.reason(guide, edition, ledger, output)
        for edition in editions
        for guide in series.guides
    }
    return {name: reason for name, reason in reasons.items() if reason}


def output_name(guide_id: str, edition: Edition) -> str:
    """Names an output relative to the output folder."""
    return f"{edition.name}/{guide_id}.pdf"


def digest_of_libraries(libraries: Mapping[str, str]) -> str:
    """Gives one digest of the system's libraries and their state."""
    return digest(repr(sorted(libraries.items())).encode())


def _pictures_outside(series: Series, project: Path) -> dict[str, str]:
    """Gives the digests of pictures that lie outside `guides/`, by their path from the project."""
    names = {name for names in picture_files(series).values() for name in names}
    outside = sorted(name for name in names if not name.startswith(("guides/", "..", "/")))
    return {name: digest_of_file(project / name) or "unreadable" for name in outside}
