"""`guidepress stats`: each guide in numbers."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from guidepress.commands.options import folders, format_option, output_folder, project_options
from guidepress.commands.printing import exit_code, print_problems, say


@click.command(epilog="\b\nExample:\n  guidepress stats")
@project_options
@format_option
def stats(project: Path, styles: Path | None, form: str) -> int:
    """Show words, reading time, readability, stories, questions, references and pages of each guide."""
    from guidepress.checks.sources.project import examine_sources
    from guidepress.checks.sources.readability import reading_of
    from guidepress.make.ledger import read_ledger

    project, styles = folders(project, styles)
    examined = examine_sources(project, styles)
    if examined.series is None:
        print_problems(examined.problems, form)
        return exit_code(examined.problems)
    ledger = read_ledger(output_folder(None, project))
    rows = []
    for guide in examined.series.guides:
        made = ledger.outputs.get(f"standard/{guide.id}") if ledger else None
        rows.append(
            {
                "guide": str(guide.id),
                **asdict(reading_of(examined.series, guide)),
                "pages": made.facts.get("pages") if made else None,
            }
        )
    if form == "json":
        print_problems(examined.problems, form, {"guides": rows})
    else:
        _table(rows)
        print_problems(examined.problems, form)
    return exit_code(examined.problems)


_COLUMNS = (
    ("guide", "guide"),
    ("words", "words"),
    ("own_words", "own words"),
    ("minutes", "minutes"),
    ("ease", "Flesch ease"),
    ("sentence_words", "words/sentence"),
    ("stories", "stories"),
    ("questions", "questions"),
    ("blanks", "with blanks"),
    ("references", "references"),
    ("pages", "pages"),
)


def _table(rows: list[dict[str, object]]) -> None:
    cells = [[title for _, title in _COLUMNS]]
    cells += [[_cell(row[key]) for key, _ in _COLUMNS] for row in rows]
    widths = [max(len(line[at]) for line in cells) for at in range(len(_COLUMNS))]
    for line in cells:
        first, *others = line
        rest = "  ".join(cell.rjust(width) for cell, width in zip(others, widths[1:], strict=True))
        say(f"{first.ljust(widths[0])}  {rest}")
    say("\nwords: own text, shared passages and story cards, without references; pages: of the standard edition")


def _cell(value: object) -> str:
    if value is None:
        return "–"
    return f"{value:.1f}" if isinstance(value, float) else str(value)
