"""Rules on what guides ask of the style sheets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from guidepress.model import Series
from guidepress.problems import Problem
from guidepress.sources.nearest import did_you_mean
from guidepress.sources.text import read_text

TOKENS = "tokens.css"
_ACCENT = re.compile(r"\.accent-([a-z0-9-]+)")


def accents_are_known(series: Series, styles: Path) -> Iterator[Problem]:
    """T003: the colour that a guide names is a class `accent-…` of `tokens.css`."""
    source, _ = read_text(styles / TOKENS, styles)
    if source is None:
        return
    known = dict.fromkeys(_ACCENT.findall(source.text))
    for guide in series.guides:
        if guide.accent is not None and guide.accent not in known:
            hint = did_you_mean(guide.accent, known, f"the colours are {', '.join(known) or 'none yet'}")
            yield Problem("T003", f"no colour is called '{guide.accent}'", guide.accent.place, hint)
