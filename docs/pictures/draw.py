"""Draws the README's pictures from the finished files: covers, a spread, a booklet's sheet, a session, a release.

Run it with `make pictures`, after a build of all editions. The pages of a release are drawn by Chromium; where
there is none, their pictures stay as they are.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pypdfium2
from PIL import Image, ImageOps

from guidepress.make.ledger import read_ledger

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
OUTPUT = ROOT / "output"
GAP = 16
BACKGROUND = "#dcdcdc"
COLOURS = 96
"""Few enough for small files, enough for smooth edges."""


def page(name: str, number: int, height: int) -> Image.Image:
    """Gives a page of a finished file, numbered from 1, as a picture of that height."""
    document = pypdfium2.PdfDocument(OUTPUT / name)
    scale = height / document[number - 1].get_height()
    return ImageOps.expand(document[number - 1].render(scale=scale).to_pil().convert("RGB"), 1, "#999")


def in_a_row(pages: list[Image.Image], gap: int = GAP) -> Image.Image:
    """Puts pictures side by side on a grey ground."""
    width = sum(picture.width for picture in pages) + gap * (len(pages) - 1) + 2 * GAP
    row = Image.new("RGB", (width, max(picture.height for picture in pages) + 2 * GAP), BACKGROUND)
    left = GAP
    for picture in pages:
        row.paste(picture, (left, GAP))
        left += picture.width + gap
    return row


def in_a_column(pages: list[Image.Image]) -> Image.Image:
    """Puts pictures below each other, as a picture without a ground of its own."""
    height = sum(picture.height for picture in pages) + GAP * (len(pages) - 1)
    column = Image.new("RGB", (max(picture.width for picture in pages), height), BACKGROUND)
    top = 0
    for picture in pages:
        column.paste(picture, (0, top))
        top += picture.height + GAP
    return column


def session(name: str, slides: tuple[int, ...]) -> Image.Image:
    """Gives a session's handout, facilitator's sheet and some slides beside each other."""
    folder, height = f"sessions/{name}", 560
    share = (height - GAP * (len(slides) - 1)) // len(slides)
    shown = in_a_column([page(f"{folder}/slides.pdf", number, share) for number in slides])
    sheets = [page(f"{folder}/{sheet}.pdf", 1, height) for sheet in ("handout", "facilitator")]
    return in_a_row([*sheets, shown])


def web_page(path: Path, width: int, height: int) -> Image.Image:
    """Gives the top of a web page in a window of that size, as Chromium shows it."""
    with TemporaryDirectory() as folder:
        shot = Path(folder) / "shot.png"
        options = ["--headless", "--no-sandbox", "--hide-scrollbars", "--disable-gpu", f"--screenshot={shot}"]
        size = f"--window-size={width},{height}"
        subprocess.run(["chromium", *options, size, path.as_uri()], check=True, capture_output=True, timeout=120)
        return ImageOps.expand(Image.open(shot).convert("RGB"), 1, "#999")


def release_pictures() -> dict[str, Image.Image]:
    """Gives a release's page of downloads, and a guide on a telephone; nothing where there is no Chromium."""
    if shutil.which("chromium") is None:
        print("the release's pictures stay as they are: there is no chromium here")
        return {}
    with TemporaryDirectory() as folder:
        version = re.search(r'version: "?([^"\n]+)', (ROOT / "guides" / "series.yaml").read_text("utf-8"))
        assert version
        command = [sys.executable, "-m", "guidepress", "release", version[1], "--allow-dirty"]
        subprocess.run([*command, "--releases", folder], cwd=ROOT, check=True, capture_output=True)
        release = Path(folder) / version[1]
        pictures = {
            "release-downloads": web_page(release / "index.html", 1280, 900),
            "release-web-page": web_page(release / "guides" / "compassion.html", 360, 760),
        }
        for path in release.rglob("*"):
            path.chmod(0o755)  # a release is read-only
    return pictures


def main() -> None:
    """Draws all of them."""
    ledger = read_ledger(OUTPUT)
    assert ledger is not None, "build first: make pictures does"
    pictures = {
        "covers": in_a_row([page(f"standard/{guide}.pdf", 1, 340) for guide in ledger.guides]),
        "spread": in_a_row([page("print/compassion.pdf", 10, 700), page("print/compassion.pdf", 11, 700)], gap=0),
        "booklet-sheet": in_a_row([page("booklet/resilience.pdf", 4, 520)]),
        "session": session("three-sheets", slides=(4, 5, 6)),
        **release_pictures(),
    }
    for name, picture in pictures.items():
        path = HERE / f"{name}.png"
        picture.quantize(COLOURS).save(path, optimize=True)
        print(f"{path.name}: {picture.width} × {picture.height}, {path.stat().st_size // 1000} kB")


if __name__ == "__main__":
    main()
