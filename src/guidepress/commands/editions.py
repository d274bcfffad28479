"""Edition names on the command line."""

from __future__ import annotations

from guidepress.core.errors import UsageError
from guidepress.core.model import EDITIONS, Edition, edition_named
from guidepress.sources.nearest import did_you_mean
from guidepress.targets.registry import edition_of_plugin


def chosen_editions(names: tuple[str, ...]) -> tuple[Edition, ...]:
    """Gives the editions of these names; raises UsageError, which lists those that exist, for an unknown one."""
    known = [edition.name for edition in EDITIONS]
    if "all" in names:
        return EDITIONS
    chosen = []
    for name in dict.fromkeys(names):
        edition = edition_named(name) or edition_of_plugin(name)
        if edition is None:
            hint = did_you_mean(name, known)
            raise UsageError(f"no edition is called '{name}'. {hint} There are: {', '.join(known)}, all")
        chosen.append(edition)
    return tuple(chosen)
