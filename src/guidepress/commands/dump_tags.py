"""`guidepress dump-tags`: what a screen reader gets of a PDF."""

from __future__ import annotations

from pathlib import Path

import click

from guidepress.commands.printing import say, say_aside, shown
from guidepress.core.errors import Exit


@click.command(name="dump-tags", epilog="\b\nExample:\n  guidepress dump-tags output/standard/first-guide.pdf")
@click.argument("file", type=click.Path(dir_okay=False, exists=True, path_type=Path))
def dump_tags(file: Path) -> int:
    """Print a PDF's structure tree as text: each element with what it holds, in reading order."""
    from guidepress.pdfread.dump import dump_tags as dump
    from guidepress.pdfread.reading import UntaggedError

    try:
        say(dump(file.read_bytes()))
    except UntaggedError as error:
        say_aside(
            f"{shown(file)}: {error}; give a file of the standard or the large-print edition, which have tags"
        )
        return Exit.PROBLEMS
    return Exit.CLEAN
