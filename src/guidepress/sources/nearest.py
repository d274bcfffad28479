"""Hints for a slip of the keyboard: the nearest known name."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def did_you_mean(word: str, known: Iterable[str], otherwise: str = "") -> str:
    """Gives `did you mean '…'?` with the nearest of the known names, or the other text where none is near."""
    names = sorted(set(known))
    lowered = {name.lower(): name for name in names}
    near = get_close_matches(word.lower(), lowered, n=1, cutoff=0.6)
    suggestion = f"did you mean '{lowered[near[0]]}'?" if near else ""
    return " ".join(part for part in (suggestion, otherwise) if part)
