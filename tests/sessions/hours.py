"""A copy of the project `hour` that a test may change, and the command run on it in this process."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from shutil import copytree

import pytest

from guidepress.commands.group import run
from projects import FOLDER


@dataclass
class Hour:
    folder: Path
    capsys: pytest.CaptureFixture[str]

    def run(self, *words: str) -> tuple[int, str]:
        """Runs a command; gives its exit code and all that it said."""
        code = run([*words, "--project", str(self.folder)])
        told = self.capsys.readouterr()
        return code, (told.out + told.err).replace(f"{self.folder}/", "")

    def change(self, name: str, old: str, new: str) -> None:
        path = self.folder / name
        text = path.read_text("utf-8")
        assert text.count(old) == 1
        path.write_text(text.replace(old, new), "utf-8")

    def files(self) -> list[str]:
        output = self.folder / "output"
        found = (path.relative_to(output).as_posix() for path in output.rglob("*") if path.is_file())
        return sorted(name for name in found if not name.startswith("."))

    def made(self, *words: str) -> list[str]:
        """Runs a command that has to go well; gives the outputs that it made, by their first files' folders."""
        code, told = self.run(*words)
        assert code == 0, told
        return [line.split()[1].removeprefix("output/") for line in told.splitlines() if line.startswith("made ")]


def hour_in(folder: Path, capsys: pytest.CaptureFixture[str]) -> Hour:
    return Hour(Path(copytree(FOLDER / "hour", folder / "hour")), capsys)
