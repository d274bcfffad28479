"""`guidepress dump-tags`: what a screen reader gets of a PDF."""

from __future__ import annotations

from pathlib import Path

import click

from guidepress.commands.printing import say


@click.command(name="dump-tags", epilog="\b\nExample:\n  guidepress dump-tags output/standard/first-guide.pdf")
@click.argument("file", type=click.Path(dir_okay=False, exists=True, path_type=Path))
def dump_tags(file: Path) -> int:
    """Print a PDF's structure tree as text: each element with what it holds, in reading order."""
    from guidepress.typeset.tags.dump import dump_tags as dump

    say(dump(file.read_bytes()))
    return 0
