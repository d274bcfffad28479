"""Series that grow: 10, 100 and 1,000 short guides, and one guide of 500 pages."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path

from pypdfium2 import PdfDocument

from .measuring import Measured, Memory, memory_during, run

ROOT = Path(__file__).parents[2]
SHORT = 2500
"""Characters of a short guide's text."""
_SPECIAL = re.compile(r"\]\(|[{}<>|]|\[\^|^:", re.MULTILINE)
_CITATION = re.compile(r"\s*\[-?@[^\]]*\]")


@dataclass(frozen=True, slots=True)
class Point:
    """One series, built from nothing."""

    guides: int
    """How many guides it has."""
    jobs: int
    """How many workers built it."""
    pages: int
    """How many pages they have together."""
    measured: Measured
    """How long it took."""

    @property
    def milliseconds_a_page(self) -> float:
        """Wall-clock time a page."""
        return self.measured.seconds / self.pages * 1000


def lay_out(folder: Path, guides: int, length: int) -> None:
    """Writes a project of so many guides, each of so many characters of the real guides' text."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(ROOT / "guides", folder / "guides", ignore=shutil.ignore_patterns("*.md"))
    blocks = folder / "guides" / "blocks"
    blocks.mkdir(exist_ok=True)
    for path in (ROOT / "guides" / "blocks").glob("*.md"):
        (blocks / path.name).write_text(_CITATION.sub("", path.read_text("utf-8")), "utf-8")
    shutil.copytree(ROOT / "styles", folder / "styles")
    paragraphs = _paragraphs()
    names = [f"guide-{number:04}" for number in range(1, guides + 1)]
    for name in names:
        text, size = [], 0
        while size < length:
            text.append(next(paragraphs))
            size += len(text[-1])
        head = f"---\ntitle: {name}\nsummary: Made up.\nkeywords: [made up]\n---\n\n"
        (folder / "guides" / f"{name}.md").write_text(head + _with_headings(text), "utf-8")
    series = folder / "guides" / "series.yaml"
    kept = series.read_text("utf-8").partition("\nguides:")[0]
    series.write_text(kept + "\nguides:\n" + "".join(f"  - {name}\n" for name in names), "utf-8")


def _paragraphs() -> cycle[str]:
    found = []
    for path in sorted((ROOT / "guides").glob("[a-z]*.md")):
        body = path.read_text("utf-8").split("---\n", 2)[2]
        parts = (part.strip() for part in body.split("\n\n"))
        parts = (_CITATION.sub("", part) for part in parts)
        found += [part for part in parts if part[:1].isalpha() and not _SPECIAL.search(part)]
    return cycle(found)


def _with_headings(paragraphs: list[str]) -> str:
    lines = []
    for number, paragraph in enumerate(paragraphs):
        if number % 8 == 0:
            lines.append(f"## Section {number // 8 + 1}")
        lines.append(paragraph)
    return "\n\n".join(lines) + "\n"


def build(folder: Path, guides: int, jobs: int) -> Point:
    """Builds the project in a folder from nothing."""
    output = folder / "output"
    shutil.rmtree(output, ignore_errors=True)
    command = [sys.executable, "-m", "guidepress", "build", "--project", str(folder), "--jobs", str(jobs)]
    measured = run([*command, "--time-limit", "3600"])
    return Point(guides, jobs, sum(pages_of(path) for path in output.rglob("*.pdf")), measured)


def pages_of(path: Path) -> int:
    """Counts a PDF's pages."""
    return len(PdfDocument(path))


def points(folder: Path, sizes: Sequence[int], jobs: Sequence[int]) -> list[Point]:
    """Builds a series of each size with each number of workers."""
    found = []
    for size in sizes:
        lay_out(folder, size, SHORT)
        found += [build(folder, size, count) for count in jobs]
    return found


def long_guide(folder: Path, pages: int) -> Point:
    """Builds one guide of about so many pages; two shorter ones tell how much text makes a page."""
    short, middle = 5 * SHORT, 20 * SHORT
    lay_out(folder, 1, short)
    fewest = build(folder, 1, 1).pages
    lay_out(folder, 1, middle)
    some = build(folder, 1, 1).pages
    lay_out(folder, 1, middle + (pages - some) * (middle - short) // (some - fewest))
    return build(folder, 1, 1)


def side_by_side(folder: Path, guides: int) -> float:
    """Gives how much more two builds of one worker do at once than one alone, the most for two workers."""
    lay_out(folder, guides, SHORT)
    alone = build(folder, guides, 1).measured.seconds
    command = [sys.executable, "-m", "guidepress", "build", "--project", str(folder), "--jobs", "1", "--output"]
    started = time.perf_counter()
    both = [
        subprocess.Popen([*command, str(folder / name)], stdout=subprocess.DEVNULL) for name in ("one", "other")
    ]
    if any(process.wait() for process in both):
        raise RuntimeError("a build beside another failed")
    return 2 * alone / (time.perf_counter() - started)


def memory(folder: Path, guides: int) -> Memory:
    """Gives how memory develops while a series is built."""
    lay_out(folder, guides, SHORT)
    return memory_during(lambda: build(folder, guides, 2))


def thinned(values: tuple[int, ...], count: int) -> list[int]:
    """Gives about so many of the values, evenly spread."""
    step = max(1, len(values) // count)
    return list(islice(values, 0, None, step))
