"""Shows that outputs are the same every time: builds them twice more in different conditions, and compares.

Takes a finished build's request; gives problems, none where every byte is the same. The two builds differ in
folder, home, language, time zone, day, order of guides, number of workers and Python's hash seed, and neither
finds anything made before. The day has no say where SOURCE_DATE_EPOCH is set.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from guidepress.core.problems import Place, Problem
from guidepress.make.account import Fate, Written
from guidepress.make.ledger import read_ledger
from guidepress.make.plan import Request


@dataclass(frozen=True, slots=True)
class Conditions:
    """What a build must not depend on."""

    folder: str
    """The name of the folder that the project is copied into."""
    environment: Mapping[str, str]
    """Settings of language, time zone and hash seed."""
    days: int
    """How many days from now it seems to be."""
    jobs: int
    """How many workers there are."""
    backwards: bool
    """Whether guides and editions are asked for in the opposite order."""


CONDITIONS = (
    Conditions("a", {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LC_ALL": "C"}, 1000, 1, True),
    Conditions("Ein größerer Ordner", {"PYTHONHASHSEED": "2", "TZ": "America/New_York"}, -400, 3, False),
)


def differences(request: Request, fates: Iterable[Fate]) -> tuple[Problem, ...]:
    """Builds in each of the conditions and gives a problem (B001) for each file whose bytes differ."""
    fates = tuple(fates)
    files = [file for fate in fates for file in fate.files]
    found = []
    for number, conditions in enumerate(CONDITIONS, 1):
        with tempfile.TemporaryDirectory(prefix="guidepress-verify-") as name:
            folder = Path(name).resolve() / conditions.folder
            told = _build(request, fates, conditions, folder)
            found += [problem for file in files if (problem := _difference(file, folder, number, told))]
    return tuple(found)


def _difference(file: Written, folder: Path, number: int, told: str) -> Problem | None:
    place = Place(file.path.as_posix())
    hint = "report this with the guide's source: a build must give the same bytes every time"
    try:
        other = (folder / "output" / file.name).read_bytes()
    except OSError:
        return Problem("B001", f"it could not be made in condition {number}: {told}", place, hint)
    own = file.path.read_bytes()
    if own == other:
        return None
    at = next((at for at, (a, b) in enumerate(zip(own, other, strict=False)) if a != b), min(len(own), len(other)))
    sizes = f"{len(own)} and {len(other)} bytes"
    return Problem("B001", f"built again, it differs from byte {at} on ({sizes}, condition {number})", place, hint)


def _build(request: Request, fates: tuple[Fate, ...], conditions: Conditions, folder: Path) -> str:
    """Builds a copy of the project; gives the last line of what the build said."""
    _copy(request, folder)
    subjects = _subjects(request, fates)
    editions = [edition.name for edition in request.editions]
    if conditions.backwards:
        subjects, editions = subjects[::-1], editions[::-1]
    command = [sys.executable, "-m", "guidepress.make.fake_clock", str(conditions.days), "build", *subjects]
    command += [f"--edition={edition}" for edition in editions]
    command += [f"--project={folder}", f"--styles={folder / 'styles'}", f"--jobs={conditions.jobs}"]
    options = dict(item for chosen in request.options.values() for item in chosen.items())
    command += [f"--{name}" if value is True else f"--{name}={value}" for name, value in options.items() if value]
    home = folder / "home"
    home.mkdir()
    environment = {**os.environ, **conditions.environment, "HOME": str(home)}
    done = subprocess.run(command, env=environment, cwd=folder, capture_output=True, text=True, check=False)
    return ((done.stdout + done.stderr).strip().splitlines() or ["it said nothing"])[-1]


def _subjects(request: Request, fates: tuple[Fate, ...]) -> list[str]:
    """Gives the names to ask for, so that they can be turned round; none where one is of the whole series."""
    if request.subjects:
        return list(request.subjects)
    ledger = read_ledger(request.output)
    names = list(dict.fromkeys(fate.name.partition("/")[2] for fate in fates))
    return names if ledger and set(names) <= set(ledger.guides) else []


def _copy(request: Request, folder: Path) -> None:
    folder.mkdir(parents=True)
    shutil.copytree(request.bundle.project / "guides", folder / "guides")
    if request.bundle.styles.is_dir():
        shutil.copytree(request.bundle.styles, folder / "styles")
    else:
        (folder / "styles").mkdir()
    ledger = read_ledger(request.output)
    for name in ledger.pictures if ledger else ():
        if not (request.bundle.project / name).is_file():
            continue
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(request.bundle.project / name, folder / name)
