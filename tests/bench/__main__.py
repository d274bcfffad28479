"""`python -m tests.bench`: times guidepress beside its rivals, and as series grow.

Prints tables and writes the figures between the marks of `docs/performance.md`, with the machine, and the curves
into `docs/performance-growth.svg` and `docs/performance-preview.svg`. `--full` adds a series of 1,000 guides;
`--quick` runs everything once.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from guidepress.make.executors.local import cores

from . import growth, previewing, releasing, tagging
from .browser_rivals import browser_rivals
from .curve import svg_of
from .measuring import Measured, median_of, memory_during, run
from .rivals import FAILURES, ROOT, Rival, left_out, markdown_files, own_environment, rivals

FOLDER = ROOT / ".guidepress" / "bench"
PAGE = ROOT / "docs" / "performance.md"
CURVE = ROOT / "docs" / "performance-growth.svg"
SEEN = ROOT / "docs" / "performance-preview.svg"
MEGABYTE = 1024 * 1024
OWN = "guidepress"


@dataclass(frozen=True, slots=True)
class Row:
    """One tool's figures."""

    name: str
    """The tool."""
    cold: Measured
    """All five guides from nothing."""
    unchanged: Measured | None
    """Again, with nothing changed; None where the tool knows nothing of that."""
    edit: Measured
    """Again, with a word changed in one guide."""
    memory: int
    """The most that all its processes held together, in bytes."""
    pages: int
    """How many pages came out."""
    size: int
    """How many bytes came out."""
    versions: str
    """The versions of its parts."""


@dataclass(frozen=True, slots=True)
class Runs:
    """What has been measured of one tool so far, a run for each turn."""

    cold: list[Measured]
    """All five guides from nothing."""
    unchanged: list[Measured]
    """Again, with nothing changed; empty where the tool knows nothing of that."""
    edit: list[Measured]
    """Again, with a word changed in one guide."""


def main() -> None:
    """Runs the benchmark."""
    options = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    options.add_argument("--full", action="store_true", help="1,000 guides too")
    options.add_argument("--quick", action="store_true", help="once instead of five times, and smaller series")
    options.add_argument(
        "--only", choices=("tools", "growth", "preview"), help="one part of the figures; the others stay"
    )
    chosen = options.parse_args()
    times = 1 if chosen.quick else 5
    if chosen.only in {None, "tools"}:
        _write("tools", [*_beside_rivals(times), _machine(times)])
    if chosen.only in {None, "preview"}:
        _write("preview", _saves(20 if chosen.quick else 200))
    if chosen.only in {None, "growth"}:
        sizes = (10, 100, 1000) if chosen.full else (10, 30) if chosen.quick else (10, 100)
        _write("growth", [_growing(sizes, 100 if chosen.quick else 500)])


def _beside_rivals(times: int) -> list[str]:
    """Measures all tools, a bare interpreter and the cost of tags; gives a table and sentences."""
    others, absent = rivals(FOLDER)
    in_browser, absent_too = browser_rivals(FOLDER)
    rows, failed = _side_by_side([*others, *in_browser], times)
    unchanged = rows[0].unchanged
    assert unchanged is not None
    bare = median_of([run([sys.executable, "-c", "pass"]) for _ in range(times)])
    starts = f"'Nothing changed' takes {unchanged.seconds / bare.seconds:.1f} starts of a bare interpreter"
    starts += f" ({bare.seconds * 1000:.0f} ms each)."
    tags = tagging.in_words(tagging.share_of_tagging(times))
    cost = releasing.cost_in_words(FOLDER / "release", times)
    return [_table(rows), starts, tags, cost, *absent, *absent_too, *failed]


def _saves(saves: int) -> list[str]:
    """Measures how long saves take to be seen; draws the distribution; gives it as a table."""
    found, notes = previewing.seen(FOLDER / "preview", saves)
    if not found:
        return notes
    SEEN.write_text(previewing.svg_of(found), "utf-8")
    return [previewing.table_of(found, saves), *notes]


def _growing(sizes: Sequence[int], pages: int) -> str:
    """Measures series of these sizes and a guide of so many pages; draws the curve; gives them in words."""
    points = growth.points(FOLDER / "growth", sizes, (1, 2))
    CURVE.write_text(svg_of(points), "utf-8")
    long = growth.long_guide(FOLDER / "long", pages)
    memory = growth.memory(FOLDER / "growth", sizes[-1])
    return _growth(points, long, memory.each, growth.side_by_side(FOLDER / "growth", sizes[1]))


def _side_by_side(others: Sequence[Rival], times: int) -> tuple[list[Row], list[str]]:
    """Takes turns, so that a busy moment of the machine falls on all alike; notes the rivals that fail."""
    files = markdown_files(FOLDER / "markdown")
    project, output = FOLDER / "project", FOLDER / "project" / "output"
    shutil.rmtree(project, ignore_errors=True)
    for name in ("guides", "styles"):
        shutil.copytree(ROOT / name, project / name)
    command = [
        str(Path(sys.executable).with_name("guidepress")),
        "build",
        "--project",
        str(project),
        "--jobs",
        "2",
    ]
    runs: dict[str, Runs] = {name: Runs([], [], []) for name in (OWN, *(rival.name for rival in others))}
    failures: dict[str, str] = {}

    def from_nothing() -> Measured:
        shutil.rmtree(output, ignore_errors=True)
        return run(command)

    def row(name: str, folder: Path, versions: str, work: Callable[[], object]) -> Row:
        together = memory_during(work).together
        pdfs = list(folder.rglob("*.pdf"))
        pages, size = sum(map(growth.pages_of, pdfs)), sum(path.stat().st_size for path in pdfs)
        own = runs[name]
        unchanged = median_of(own.unchanged) if own.unchanged else None
        return Row(name, median_of(own.cold), unchanged, median_of(own.edit), together, pages, size, versions)

    for turn in range(times):
        runs[OWN].cold.append(from_nothing())
        runs[OWN].unchanged.append(run(command))
        _change_a_word(project / "guides" / files[0].name, turn)
        runs[OWN].edit.append(run(command))
        for rival in others:
            if rival.name in failures:
                continue
            try:
                runs[rival.name].cold.append(_set(rival, files))
                runs[rival.name].edit.append(_set(rival, files[:1]))
            except FAILURES as error:
                failures[rival.name] = left_out(rival.name, error)

    from guidepress import __version__

    rows = [row(OWN, output, f"{__version__}, WeasyPrint 70.0, --jobs 2", from_nothing)]
    for rival in others:
        if rival.name in failures:
            continue
        try:
            rows.append(row(rival.name, rival.output, rival.versions, partial(_set, rival, files)))
        except FAILURES as error:
            failures[rival.name] = left_out(rival.name, error)
    return rows, list(failures.values())


def _set(rival: Rival, files: Sequence[Path]) -> Measured:
    """Runs a rival on some files; raises where it fails, or where a PDF with pages doesn't come out for each."""
    for path in rival.output.glob("*.pdf"):
        path.unlink()
    measured = run([*rival.command, *map(str, files)], own_environment())
    made = [path for path in rival.output.glob("*.pdf") if growth.pages_of(path)]
    if len(made) < len(files):
        raise RuntimeError(f"of {len(files)} files it set only {len(made)}")
    return measured


def _change_a_word(path: Path, turn: int) -> None:
    path.write_text(path.read_text("utf-8") + f"\nOne more word: {turn}.\n", "utf-8")


def _table(rows: Sequence[Row]) -> str:
    own = rows[0].cold
    lines = [
        "| tool | cold | ratio | cores | ratio | nothing changed | one edit | memory | pages | a page | bytes |",
        "|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|",
    ]
    for row in rows:
        unchanged = f"{row.unchanged.seconds * 1000:.0f} ms" if row.unchanged else "–"
        cells = (
            f"{row.name} ({row.versions})",
            f"{row.cold.seconds:.2f} s",
            f"{row.cold.seconds / own.seconds:.2f}",
            f"{row.cold.processor_seconds:.2f} s",
            f"{row.cold.processor_seconds / own.processor_seconds:.2f}",
            unchanged,
            f"{row.edit.seconds:.2f} s",
            f"{row.memory / MEGABYTE:.0f} MB",
            f"{row.pages}",
            f"{row.cold.seconds / row.pages * 1000:.0f} ms",
            f"{row.size:,}",
        )
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def _growth(points: Sequence[growth.Point], long: growth.Point, memory: Sequence[int], side_by_side: float) -> str:
    lines = ["| guides | workers | pages | time | a page |", "|--:|--:|--:|--:|--:|"]
    lines += [
        f"| {point.guides:,} | {point.jobs} | {point.pages:,} | {point.measured.seconds:.1f} s "
        f"| {point.milliseconds_a_page:.0f} ms |"
        for point in [*points, long]
    ]
    by = {(point.guides, point.jobs): point.milliseconds_a_page for point in points}
    largest = max(guides for guides, _ in by)
    thinned = [f"{value / MEGABYTE:.0f}" for value in growth.thinned(tuple(memory), 10)]
    return "\n".join(
        [
            *lines,
            "",
            f"A page of {largest:,} guides takes {by[largest, 2] / by[10, 2]:.2f} times the time of a page of 10,",
            f"and one of the long guide {long.milliseconds_a_page / by[10, 1]:.2f} times (one worker).",
            f"Two workers do {by[largest, 1] / by[largest, 2]:.2f} times the work of one;",
            f"two builds of one worker each, which share nothing but the machine, {side_by_side:.2f} times.",
            f"The most that one process held, in MB, while {largest:,} were built: {', '.join(thinned)}.",
        ]
    )


def _machine(times: int) -> str:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1024**3
    system = f"{platform.system()} on {platform.machine()}, Python {platform.python_version()}"
    median = "once" if times == 1 else f"medians of {times} runs, the tools taking turns"
    return f"Measured on {cores()} cores with {memory:.0f} GB of memory, {system}; {median}."


def _write(part: str, paragraphs: Sequence[str]) -> None:
    """Prints a part of the figures, and writes it between its marks."""
    start, end = f"<!-- {part}: start -->", f"<!-- {part}: end -->"
    print(*paragraphs, sep="\n\n", flush=True)
    before, _, rest = PAGE.read_text("utf-8").partition(start)
    PAGE.write_text("\n\n".join([before + start, *paragraphs, end + rest.partition(end)[2]]), "utf-8")


if __name__ == "__main__":
    main()
