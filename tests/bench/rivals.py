"""What people would use instead, on the same five Markdown files: each a command for some of the files.

The rivals live in a virtual environment that the benchmark makes for itself. They get the guides' Markdown without
the line of keywords, which Pandoc's template for Typst can't read, and know nothing of blocks, cards or codes.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import venv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGES = ("pypandoc-binary", "typst", "weasyprint==70.0", "markdown")

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
    """Gives the rivals that can be run here, and a note for each that can't."""
    python = _environment(folder / "venv")
    engine = python.with_name("weasyprint")
    bibliography = str(ROOT / "guides" / "references.yaml")
    pandoc = _said([str(python), "-c", "import pypandoc; print(pypandoc.get_pandoc_version())"])
    typst = _said([str(python), "-c", "from importlib.metadata import version; print(version('typst'))"])
    chains = (
        ("Pandoc to Typst", _TYPST, [bibliography], f"Pandoc {pandoc}, Typst {typst}"),
        (
            "Pandoc to WeasyPrint",
            _PANDOC_WEASYPRINT,
            [bibliography, str(engine)],
            f"Pandoc {pandoc}, WeasyPrint 70.0",
        ),
        ("WeasyPrint's own command", _OWN_COMMAND, [str(engine)], "Python-Markdown, WeasyPrint 70.0"),
    )
    found = []
    for name, script, more, versions in chains:
        output = folder / name.replace(" ", "-").replace("'", "")
        output.mkdir(parents=True, exist_ok=True)
        found.append(Rival(name, (str(python), "-c", script, str(output), *more), output, versions))
    notes = [
        f"{name} is not installed here (npm: {package}), so it is left out."
        for name, package, command in (
            ("Paged.js", "pagedjs-cli", "pagedjs-cli"),
            ("Vivliostyle", "@vivliostyle/cli", "vivliostyle"),
        )
        if shutil.which(command) is None
    ]
    return found, notes


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


def _environment(folder: Path) -> Path:
    python = folder / "bin" / "python"
    if not python.exists():
        venv.create(folder, with_pip=True)
        install = [python, "-m", "pip", "install", "--quiet", *PACKAGES]
        subprocess.run(install, check=True, stdout=sys.stderr, env=own_environment())
    return python


def own_environment() -> dict[str, str]:
    """Gives the environment without what would let another environment's packages in."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}


def _said(command: Sequence[str]) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()
