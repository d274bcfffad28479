"""Draws the README's two stills of the preview, from a copy of the series and a real browser.

`make pictures` runs it where Playwright and Chromium are installed (`.ci/browser_tools`); elsewhere it says so.
"""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from PIL import Image

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
SIZE = {"width": 1400, "height": 860}
COLOURS = 128
GUIDE, SECTION = "compassion", "Compassion at work"


def main() -> None:
    """Draws both."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        print("the preview's stills stay as they are: there is no Playwright; run .ci/browser_tools")
        return
    with (
        tempfile.TemporaryDirectory() as folder,
        running(Path(folder)) as address,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page(viewport=SIZE)
        page.goto(f"{address}?guide={GUIDE}&edition=standard")
        guide = Path(folder) / "guides" / f"{GUIDE}.md"
        save("preview-page", a_change(page, guide))
        save("preview-problem", a_mistake(page, guide))
        browser.close()


@contextmanager
def running(project: Path) -> Iterator[str]:
    """Starts a preview of a copy of the series; gives its address."""
    for name in ("guides", "styles"):
        shutil.copytree(ROOT / name, project / name)
    command = [sys.executable, "-m", "guidepress", "preview", GUIDE, "--no-open", "--project", str(project)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout
    try:
        found = re.search(r"http://\S+", process.stdout.readline())
        assert found
        yield found[0]
    finally:
        process.terminate()
        process.wait()


def a_change(page: Any, guide: Path) -> bytes:  # noqa: ANN401  # Playwright is not always there
    """Shows a page that has just changed, and where a paragraph on it is written."""
    heading = f"#headings button:has-text('{SECTION}')"
    number = page.get_attribute(heading, "data-page", timeout=60_000)
    page.fill("#number", number)
    page.press("#number", "Enter")
    page.wait_for_selector(f"#page-{number}[data-painted]")
    guide.write_text(guide.read_text("utf-8").replace(f"## {SECTION}", f"## {SECTION} and at home"), "utf-8")
    page.wait_for_selector("#changed:not([hidden])")
    page.wait_for_timeout(2500)
    page.click(f"#page-{number} .sheet", position={"x": 380, "y": 320})
    page.wait_for_selector("#place:not([hidden])")
    return page.screenshot()  # type: ignore[no-any-return]


def a_mistake(page: Any, guide: Path) -> bytes:  # noqa: ANN401  # as above
    """Shows a mistake beside the last good pages."""
    page.keyboard.press("Escape")
    guide.write_text(guide.read_text("utf-8").replace("summary:", "sumary:", 1), "utf-8")
    page.wait_for_selector(".state[data-state=broken]")
    page.click("#notice-problems")
    page.wait_for_selector("#problem-list li")
    page.wait_for_timeout(2500)
    return page.screenshot()  # type: ignore[no-any-return]


def save(name: str, picture: bytes) -> None:
    """Writes a still with few colours."""
    path = HERE / f"{name}.png"
    Image.open(io.BytesIO(picture)).convert("RGB").quantize(COLOURS).save(path, optimize=True)
    print(f"{path.name}: {path.stat().st_size // 1000} kB")


if __name__ == "__main__":
    main()
