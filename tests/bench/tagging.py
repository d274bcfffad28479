"""What the structure tree costs: the five guides written with it and without it, side by side in one process."""

from __future__ import annotations

import time
from dataclasses import replace

from guidepress.checks.sources.project import examine_sources
from guidepress.compose.templates import Templates
from guidepress.targets.pdf.page import page_of
from guidepress.targets.pdf.typesetter import Engine
from projects import EDITIONS

from .rivals import ROOT

STANDARD = EDITIONS[0]
UNTAGGED = replace(STANDARD, tagged=False)
MOST = 0.25
"""The share of a build that tagging may add."""


def share_of_tagging(times: int) -> float:
    """Gives what tagging adds to composing and typesetting all guides, as a share; the least of so many turns."""
    series = examine_sources(ROOT, ROOT / "styles").series
    assert series is not None
    engine, templates = Engine(ROOT, ROOT / "styles"), Templates(ROOT / "styles")
    least = {STANDARD: float("inf"), UNTAGGED: float("inf")}
    for _ in range(times + 1):  # the first turn warms up what both share
        for edition in least:
            start = time.process_time()
            for guide in series.guides:
                engine.typeset(page_of(series, guide, edition, templates).html, edition, guide, series)
            least[edition] = min(least[edition], time.process_time() - start)
    return least[STANDARD] / least[UNTAGGED] - 1


def in_words(share: float) -> str:
    """Gives the figure as a sentence."""
    return f"Tagging adds {share:.1%} to composing and typesetting the guides; the limit is {MOST:.0%}."
