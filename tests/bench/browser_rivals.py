"""The rivals that set pages in Chromium: Paged.js and Vivliostyle.

Takes the benchmark's folder; gives a rival for each of the two that can be run here, and a note for each that
can't. Each needs a Chromium or Chrome, and a command from npm. That is looked for on the path; where it isn't
there, npm installs it once into the benchmark's folder (350 MB for the two; no script of theirs runs, so no other
browser is fetched). Where there is no browser, nothing is installed.

Both get the same HTML, which Pandoc makes as it does for WeasyPrint. Vivliostyle could read the Markdown, but
would read it otherwise. Pandoc's style gives the body margins for a screen, which push Paged.js's pages out of
place, so a few words of style take them off, and ask for the paper and margins that WeasyPrint takes by itself.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from .rivals import (
    BIBLIOGRAPHY,
    FAILURES,
    Rival,
    environment,
    left_out,
    output_folder,
    pandoc_version,
    said,
)

BROWSERS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
_VERSION = re.compile(r"\D+[\d.]+")
_STYLE = "<style>@page { size: A4; margin: 75px } body { padding: 0 }</style>"
# Vivliostyle would ask a proxy for the pages that it serves to its own browser, hence no HTTP_PROXY.
_PANDOC_BROWSER = """
import json, os, subprocess, sys, pypandoc
from pathlib import Path
output, bibliography, browser, style, words, *files = sys.argv[1:]
os.environ |= {"PUPPETEER_EXECUTABLE_PATH": browser, "NO_COLOR": "1"}
os.environ.pop("HTTP_PROXY", None)
for file in files:
    page = Path(output, Path(file).stem + ".html")
    more = ["--standalone", "--toc", "--citeproc", f"--bibliography={bibliography}"]
    more.append(f"--variable=header-includes:{style}")
    pypandoc.convert_file(file, "html", outputfile=str(page), extra_args=more)
    named = {"PAGE": str(page), "PDF": str(page.with_suffix(".pdf")), "BROWSER": browser}
    command = [named.get(word, word) for word in json.loads(words)]
    done = subprocess.run(command, cwd=output, capture_output=True, text=True, timeout=600)
    if done.returncode:
        said = (done.stdout + done.stderr).split("\\n")
        sys.exit(next((line for line in said if "error" in line.lower()), said[-1]))
"""


@dataclass(frozen=True, slots=True)
class Tool:
    """A command from npm that prints HTML in a browser."""

    name: str
    """What people call it."""
    package: str
    """The npm package."""
    command: str
    """Its command's name."""
    words: tuple[str, ...]
    """What follows the command; PAGE, PDF and BROWSER stand for the files' paths."""


# Without a sandbox, which Chromium can't have as root and Vivliostyle never asks for: the pages are our own. The
# other flags keep the browser from the network, as those do that Vivliostyle and Puppeteer give it anyway.
_FLAGS = "--no-sandbox,--disable-background-networking,--disable-component-update,--disable-sync"
TOOLS = (
    Tool("Paged.js", "pagedjs-cli", "pagedjs-cli", ("PAGE", "--output", "PDF", "--browserArgs", _FLAGS)),
    Tool(
        "Vivliostyle",
        "@vivliostyle/cli",
        "vivliostyle",
        ("build", "--single-doc", "PAGE", "--output", "PDF", "--executable-browser", "BROWSER"),
    ),
)


def browser_rivals(folder: Path) -> tuple[list[Rival], list[str]]:
    """Gives the rivals that can be run here, and a note for each that can't."""
    found, notes = [], []
    for tool in TOOLS:
        try:
            found.append(_rival(tool, folder))
        except FAILURES as error:
            notes.append(left_out(f"Pandoc to {tool.name}", error))
    return found, notes


def _rival(tool: Tool, folder: Path) -> Rival:
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        raise RuntimeError("there is no Chromium or Chrome on the path")
    command = _command(tool, folder / "npm")
    python = environment(folder)
    name = f"Pandoc to {tool.name}"
    output = output_folder(folder, name)
    words = json.dumps([command, *tool.words])
    script = (str(python), "-c", _PANDOC_BROWSER, str(output), str(BIBLIOGRAPHY), browser, _STYLE, words)
    parts = (f"Pandoc {pandoc_version(python)}", f"{tool.package} {_version(command)}", _name_of(browser))
    return Rival(name, script, output, ", ".join(parts))


def _command(tool: Tool, folder: Path) -> str:
    """Gives the path of a tool's command, which npm installs where it is found nowhere."""
    own = folder / "node_modules" / ".bin"
    if command := shutil.which(tool.command) or shutil.which(tool.command, path=own):
        return command
    npm = shutil.which("npm")
    if npm is None:
        raise RuntimeError(f"there is neither {tool.command} nor npm on the path")
    print(f"Installing {tool.package} from npm's registry.", file=sys.stderr)
    folder.mkdir(parents=True, exist_ok=True)
    # A package without a version is the newest that this Node.js can run.
    options = ("--prefix", str(folder), "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
    subprocess.run([npm, "install", *options, tool.package], stdout=sys.stderr, check=False)
    if command := shutil.which(tool.command, path=own):
        return command
    raise RuntimeError(f"npm could not install {tool.package}")


def _version(command: str) -> str:
    """Gives the version of the package that a command belongs to: not every command knows its own."""
    for folder in Path(command).resolve().parents:
        if (description := folder / "package.json").exists():
            return str(json.loads(description.read_text("utf-8")).get("version", "?"))
    return "?"


def _name_of(browser: str) -> str:
    """Gives a browser's name and version, such as 'Chromium 140.0.7339.80'."""
    found = _VERSION.match(said([browser, "--version"]))
    return found[0].strip() if found else "Chromium"
