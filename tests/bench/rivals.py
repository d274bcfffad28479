"""What people would use instead, on the same five Markdown files: each a command for some of the files.

The rivals live in a virtual environment that the benchmark makes for itself; `browser_rivals` has those that need
a browser. They get the guides' Markdown without the line of keywords, which Pandoc's template for Typst can't
read, and know nothing of blocks, cards or codes.
"""

from __future__ import annotations

import os
import re
import subprocess
import venv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
BIBLIOGRAPHY = ROOT / "guides" / "references.yaml"
PACKAGES = ("pypandoc-binary", "typst", "weasyprint==70.0", "markdown")
FAILURES = (RuntimeError, OSError, subprocess.SubprocessError)
"""What a rival that can't be had, or can't do its work, raises here."""
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")

_TYPST = """
import sys, pypandoc, typst
from pathlib import Path
output, bibliography, *files = map(Path, sys.argv[1:])
for file in files:
    page = output / (file.stem + ".typ")
    more = ["--standalone", "--toc", "--citeproc", f"--bibliography={bibliography}", "--metadata=lang:en-GB"]
    pypandoc.convert_file(str(file), "typst", outputfile=str(page), extra_args=more)
    typst.compile(str(page), output=str(page.with_suffix(".pdf")))
"""
_PANDOC_WEASYPRINT = """
import sys, pypandoc
from pathlib import Path
output, bibliography, engine, *files = map(Path, sys.argv[1:])
for file in files:
    page = str(output / (file.stem + ".pdf"))
    more = ["--standalone", "--toc", "--citeproc", f"--bibliography={bibliography}", f"--pdf-engine={engine}"]
    pypandoc.convert_file(str(file), "pdf", outputfile=page, extra_args=[*more, "--to=html"])
"""
_OWN_COMMAND = """
import subprocess, sys, markdown
from pathlib import Path
output, engine, *files = map(Path, sys.argv[1:])
for file in files:
    page = output / (file.stem + ".html")
    body = markdown.markdown(file.read_text().split("---\\n", 2)[2], extensions=["tables", "toc", "footnotes"])
    page.write_text(f"<html lang='en'><title>{file.stem}</title>{body}")
    subprocess.run([engine, "--quiet", "--pdf-tags", page, page.with_suffix(".pdf")], check=True)
"""


@dataclass(frozen=True, slots=True)
class Rival:
    """One way of making the five guides."""

    name: str
    """What the table calls it."""
    command: tuple[str, ...]
    """The command, to be followed by the files."""
    output: Path
    """Where its PDFs come out."""
    versions: str
    """The versions of its parts."""


def rivals(folder: Path) -> tuple[list[Rival], list[str]]:
    """Gives the rivals that are Python packages, and a note where they can't be had here."""
    try:
        python = environment(folder)
        pandoc = pandoc_version(python)
        typst = said([str(python), "-c", "from importlib.metadata import version; print(version('typst'))"])
    except FAILURES as error:
        return [], [left_out("What Pandoc, Typst and WeasyPrint make", error)]
    engine, bibliography = str(python.with_name("weasyprint")), str(BIBLIOGRAPHY)
    chains = (
        ("Pandoc to Typst", _TYPST, (bibliography,), f"Pandoc {pandoc}, Typst {typst}"),
        (
            "Pandoc to WeasyPrint",
            _PANDOC_WEASYPRINT,
            (bibliography, engine),
            f"Pandoc {pandoc}, WeasyPrint 70.0",
        ),
        ("WeasyPrint's own command", _OWN_COMMAND, (engine,), "Python-Markdown, WeasyPrint 70.0"),
    )
    found = []
    for name, script, more, versions in chains:
        output = output_folder(folder, name)
        found.append(Rival(name, (str(python), "-c", script, str(output), *more), output, versions))
    return found, []


def markdown_files(folder: Path) -> tuple[Path, ...]:
    """Copies the five guides' Markdown, without what Pandoc can't read."""
    folder.mkdir(parents=True, exist_ok=True)
    copies = []
    for path in sorted((ROOT / "guides").glob("[a-z]*.md")):
        copy = folder / path.name
        lines = path.read_text("utf-8").splitlines(keepends=True)
        copy.write_text("".join(line for line in lines if not line.startswith("keywords:")), "utf-8")
        copies.append(copy)
    return tuple(copies)


def environment(folder: Path) -> Path:
    """Gives the Python of the rivals' environment in the benchmark's folder, which is made where there is none."""
    python = folder / "venv" / "bin" / "python"
    # What pip installs last of all: a Python alone may be left from an installation that failed.
    if not python.with_name("weasyprint").exists():
        venv.create(folder / "venv", with_pip=True)
        said([str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *PACKAGES])
    return python


def output_folder(folder: Path, name: str) -> Path:
    """Gives the folder within the benchmark's where a rival puts what it makes."""
    output = folder / name.replace(" ", "-").replace("'", "")
    output.mkdir(parents=True, exist_ok=True)
    return output


def pandoc_version(python: Path) -> str:
    """Gives the version of the Pandoc in an environment."""
    return said([str(python), "-c", "import pypandoc; print(pypandoc.get_pandoc_version())"])


def own_environment() -> dict[str, str]:
    """Gives the environment without what would let another environment's packages in."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}


def said(command: Sequence[str]) -> str:
    """Gives what a command prints; raises with the last line of its complaint where it fails."""
    done = subprocess.run(command, capture_output=True, text=True, errors="replace", env=own_environment())
    if done.returncode:
        raise RuntimeError(f"{Path(command[0]).name} failed: {last_line(done.stderr or done.stdout)}")
    return done.stdout.strip()


def last_line(text: str) -> str:
    """Gives the last line that says something."""
    lines = [line.strip() for line in _COLOUR.sub("", text).splitlines()]
    return next((line for line in reversed(lines) if line), "it said nothing")


def left_out(name: str, reason: object) -> str:
    """Gives the note on a rival that isn't in the table: the reason's last line, without the machine's paths."""
    line = last_line(str(reason)).replace(f"{ROOT}{os.sep}", "").replace(str(Path.home()), "~")
    return f"{name} is left out: {line.rstrip('.!')}."
