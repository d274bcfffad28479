"""What a releaser asks for."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from guidepress.core.model import Edition
from guidepress.targets.base import Bundle


@dataclass(frozen=True, slots=True)
class Order:
    """One release to be made."""

    bundle: Bundle
    """The project's folder and that of its styles."""
    output: Path
    """The folder that outputs are built in."""
    releases: Path
    """The folder that holds all releases."""
    version: str
    """The release's version, which is also the name of its folder."""
    date: str
    """Its day, as YYYY-MM-DD; empty for the one in `series.yaml`."""
    note: str | None
    """What changed, in the releaser's words; None where there is no note."""
    minor: bool
    """Whether readers are not to be told."""
    allow_dirty: bool
    """Whether sources may be released that are not committed."""
    editions: tuple[Edition, ...]
    """The editions to release."""
    jobs: int
    """How many workers may run at once."""

    @property
    def folder(self) -> Path:
        """The folder of the release."""
        return self.releases / self.version
