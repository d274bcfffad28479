"""How long a save takes to be seen: from the end of the write to the changed page decoded in a real browser.

Opens a preview of a copy of the series and Chromium by Playwright; edits one section, one save after another, and
asks the browser when the new picture of the page was decoded. Beside it stands Typst's compiler, kept warm, on the
same Markdown: from the end of the write to the pages drawn, without a browser.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import quantiles
from typing import Any

from .rivals import BIBLIOGRAPHY, FAILURES, ROOT, environment, left_out, own_environment

GUIDE, SECTION = "compassion", "## Compassion at work"
WIDTH, HEIGHT, LEFT, RIGHT, BOTTOM, TOP = 640, 320, 60, 150, 50, 24
COLOURS = ("#8f1237", "#25378a")
_OPEN = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync"]
_NOTE = """number => {
  const leaf = document.getElementById(`page-${number}`);
  new MutationObserver(() => {
    leaf.dataset.seen = performance.timeOrigin + performance.now();
  }).observe(leaf, { attributeFilter: ["data-painted"] });
}"""
_TYPST = """
import json, sys, time, pypandoc, typst
from pathlib import Path
folder, bibliography, file, saves = Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3]), int(sys.argv[4])
page = folder / "watched.typ"
more = ["--standalone", "--toc", "--citeproc", f"--bibliography={bibliography}", "--metadata=lang:en-GB"]
pypandoc.convert_file(str(file), "typst", outputfile=str(page), extra_args=more)
text = page.read_text()
compiler = typst.Compiler(str(page))
compiler.compile(format="png", ppi=96)
found = []
for number in range(saves):
    page.write_text(text.replace("Compassion at work", f"Compassion at work {number}", 2))
    start = time.perf_counter()
    pages = compiler.compile(input=str(page), format="png", ppi=96)
    found.append((time.perf_counter() - start) * 1000)
print(json.dumps([len(pages) if isinstance(pages, list) else 1, found]))
"""


@dataclass(frozen=True, slots=True)
class Seen:
    """What was measured of one tool."""

    name: str
    """The tool."""
    pages: int
    """How many pages the document has."""
    milliseconds: tuple[float, ...]
    """For each save, how long it took to be seen."""

    def share(self, part: int) -> float:
        """Gives the milliseconds within which so many of a hundred saves were seen."""
        return quantiles(self.milliseconds, n=100)[part - 1]


def seen(folder: Path, saves: int) -> tuple[list[Seen], list[str]]:
    """Measures the preview and, where it can be had, Typst; gives a note where one can't."""
    found, notes = [], []
    for name, measure in (("guidepress preview", _preview), ("Typst's compiler, kept warm", _typst)):
        try:
            found.append(measure(folder, saves))
        except (*FAILURES, ImportError) as error:
            notes.append(left_out(name, error))
    return found, notes


def _preview(folder: Path, saves: int) -> Seen:
    from playwright.sync_api import sync_playwright

    browser = shutil.which("chromium")
    if browser is None:
        raise RuntimeError("there is no chromium on the path")
    project = folder / "project"
    shutil.rmtree(project, ignore_errors=True)
    for name in ("guides", "styles"):
        shutil.copytree(ROOT / name, project / name)
    command = [sys.executable, "-m", "guidepress", "preview", GUIDE, "--no-open", "--project", str(project)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout
        address = re.search(r"http://\S+", process.stdout.readline())
        assert address
        with sync_playwright() as playwright:
            opened = playwright.chromium.launch(executable_path=browser, args=_OPEN)
            page = opened.new_page(viewport={"width": 1400, "height": 900})
            page.goto(address[0])
            found = _saves(page, project / "guides" / f"{GUIDE}.md", saves)
            pages = page.locator(".leaf").count()
            opened.close()
    finally:
        process.terminate()
        process.communicate()
    return Seen("guidepress preview", pages, tuple(found))


def _saves(page: Any, path: Path, saves: int) -> list[float]:
    title = SECTION.removeprefix("## ")
    page.click(f"#headings button:has-text('{title}')")
    number = page.get_attribute(f"#headings button:has-text('{title}')", "data-page")
    page.wait_for_selector(f"#page-{number}[data-painted]")
    page.wait_for_timeout(3000)  # until the first reading of everything is over
    page.evaluate(_NOTE, number)
    text, found = path.read_text("utf-8"), []
    for save in range(saves):
        before = page.get_attribute(f"#page-{number}", "data-painted")
        path.write_text(text.replace(SECTION, f"{SECTION}, {save}"), "utf-8")
        ended = time.time() * 1000
        page.wait_for_selector(f"#page-{number}[data-seen]:not([data-painted='{before}'])")
        found.append(float(page.get_attribute(f"#page-{number}", "data-seen")) - ended)
        page.wait_for_selector(".state[data-state=fresh]")
        page.wait_for_timeout(200)
    return found


def _typst(folder: Path, saves: int) -> Seen:
    python = environment(folder.parent)
    folder.mkdir(parents=True, exist_ok=True)
    copy = folder / f"{GUIDE}.md"
    lines = (ROOT / "guides" / copy.name).read_text("utf-8").splitlines(keepends=True)
    copy.write_text("".join(line for line in lines if not line.startswith("keywords:")), "utf-8")
    command = [str(python), "-c", _TYPST, str(folder), str(BIBLIOGRAPHY), str(copy), str(saves)]
    done = subprocess.run(command, capture_output=True, text=True, env=own_environment(), check=False)
    if done.returncode:
        raise RuntimeError(done.stderr.strip().splitlines()[-1])
    pages, found = json.loads(done.stdout)
    return Seen("Typst's compiler, kept warm", pages, tuple(found))


def table_of(found: Sequence[Seen], saves: int) -> str:
    """Gives the figures as a table."""
    lines = [
        f"| {saves} saves in one section | pages | half within | 95 of 100 within | the slowest |",
        "|---|--:|--:|--:|--:|",
    ]
    for it in found:
        cells = (
            it.name,
            str(it.pages),
            *(f"{ms:.0f} ms" for ms in (it.share(50), it.share(95), max(it.milliseconds))),
        )
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def svg_of(found: Sequence[Seen]) -> str:
    """Draws for each tool which share of saves was seen within how many milliseconds."""
    most = max(it.share(99) for it in found) * 1.1
    step = next(size for size in (50, 100, 200, 500, 1000, 2000, 5000) if most / size <= 8)

    def x(milliseconds: float) -> float:
        return LEFT + (WIDTH - LEFT - RIGHT) * min(milliseconds, most) / most

    def y(share: float) -> float:
        return HEIGHT - BOTTOM - (HEIGHT - BOTTOM - TOP) * share

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img"',
        '  font-family="sans-serif" font-size="13">',
        "<title>Share of saves that are seen, over the milliseconds since the save</title>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>',
    ]
    for share in (0, 0.25, 0.5, 0.75, 1):
        parts.append(f'<path d="M{LEFT} {y(share):.1f}H{WIDTH - RIGHT}" stroke="#ddd"/>')
        parts.append(f'<text x="{LEFT - 8}" y="{y(share) + 4:.1f}" text-anchor="end">{share:.0%}</text>')
    parts += [
        f'<text x="{x(tick):.1f}" y="{HEIGHT - BOTTOM + 20}" text-anchor="middle">{tick}</text>'
        for tick in range(0, int(most) + 1, step)
    ]
    parts.append(f'<text x="{(WIDTH - 90) / 2}" y="{HEIGHT - 8}" text-anchor="middle">milliseconds</text>')
    for at, it in enumerate(found):
        times = sorted(it.milliseconds)
        path = " ".join(f"{x(ms):.1f},{y((n + 1) / len(times)):.1f}" for n, ms in enumerate(times))
        colour = COLOURS[at % len(COLOURS)]
        parts.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        label = it.name.split(",")[0].split("'")[0]
        parts.append(f'<text x="{WIDTH - RIGHT + 8}" y="{TOP + 12 + 20 * at}" fill="{colour}">{label}</text>')
    return "\n".join([*parts, "</svg>", ""])
