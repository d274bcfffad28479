"""Editions on the command line: names to records, and the list of them that `--help` shows."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from guidepress.commands.options import folders
from guidepress.core.errors import UsageError
from guidepress.core.model import Edition, edition_named
from guidepress.sources.nearest import did_you_mean
from guidepress.targets.registry import edition_of_plugin
from guidepress.theme.editions import ALL, read_editions


class ListsEditions(click.Command):
    """A command whose help lists the editions of the project at hand."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Writes the editions, then the examples."""
        _, styles = folders(ctx.params.get("project") or Path(), ctx.params.get("styles"))
        known = read_editions(styles).known
        with formatter.section("Editions"):
            formatter.write_dl([(edition.name, edition.purpose) for edition in known])
        super().format_epilog(ctx, formatter)


def chosen_editions(names: Sequence[str], known: Sequence[Edition]) -> tuple[Edition, ...]:
    """Gives the editions of these names; raises UsageError, which lists those that exist, for an unknown one."""
    if ALL in names:
        return tuple(known)
    chosen = []
    for name in dict.fromkeys(names):
        edition = edition_named(known, name) or edition_of_plugin(name)
        if edition is None:
            all_names = [edition.name for edition in known]
            hint = did_you_mean(name, all_names)
            raise UsageError(f"no edition is called '{name}'. {hint} There are: {', '.join(all_names)}, {ALL}")
        chosen.append(edition)
    return tuple(chosen)
