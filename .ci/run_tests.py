"""Runs the quick tests in as many processes as there are processors, two at most.

Takes arguments for pytest; gives the worst of its exit codes. Each process has whole folders of tests, since the
tests of a folder share what they have built. The first one writes as it goes; what the second one has to say
follows when both have ended. Asked for anything in particular, such as one file, it runs pytest alone.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
SECONDS = {
    "checks": 28, "commands": 7, "compose": 12, "engine": 36, "looks": 14, "make": 95, "problems": 23,
    "projects": 4, "release": 15, "safety": 62, "series": 11, "sessions": 30, "slides": 7, "sources": 11,
    "specimen": 10, "targets": 12, "theme": 17,
}  # fmt: skip
"""How long the tests of each folder take, more or less; of any other, a few seconds."""


def parts_of(folders: list[str], count: int) -> list[list[str]]:
    """Shares folders out so that each part takes about as long."""
    parts: list[list[str]] = [[] for _ in range(count)]
    for folder in sorted(folders, key=lambda name: (-SECONDS.get(name, 4), name)):
        min(parts, key=lambda part: sum(SECONDS.get(name, 4) for name in part)).append(folder)
    return [sorted(part) for part in parts]


def main(arguments: list[str]) -> int:
    """Runs the tests."""
    pytest = [sys.executable, "-m", "pytest", *arguments]
    folders = sorted({path.parent.relative_to(PROJECT / "tests").parts[0] for path in tests()})
    if arguments or (os.cpu_count() or 1) < 2:
        return subprocess.run(pytest, cwd=PROJECT, check=False).returncode
    first, second = ([str(Path("tests", name)) for name in part] for part in parts_of(folders, 2))
    with tempfile.TemporaryFile() as said:
        other = subprocess.Popen([*pytest, "-q", *second], cwd=PROJECT, stdout=said, stderr=subprocess.STDOUT)
        try:
            code = subprocess.run([*pytest, "-q", *first], cwd=PROJECT, check=False).returncode
            code = max(code, other.wait())
        finally:
            other.kill()
        said.seek(0)
        sys.stdout.buffer.write(said.read())
    return code


def tests() -> list[Path]:
    """Gives the files with tests that stand in a folder of their own."""
    return [path for path in (PROJECT / "tests").rglob("test_*.py") if path.parent.name != "tests"]


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
