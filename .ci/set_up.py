"""Sets up all that Guidepress needs beyond Python, git and make.

Takes `pyproject.toml`, `constraints.txt` and the Python that runs it: 3.11 or later, and nothing past its standard
library. Gives the system libraries that the typesetting engine loads, and a `.venv` that holds exactly the pinned
packages and guidepress itself. Promises to ask no question, to stop with one line that names the command where it
can't go on alone, and to set nothing up again when nothing has changed.
"""

from __future__ import annotations

import ctypes
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import sysconfig
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent

LIBRARIES = {
    "linux": (
        "libgobject-2.0.so.0",
        "libpango-1.0.so.0",
        "libpangoft2-1.0.so.0",
        "libfontconfig.so.1",
        "libharfbuzz.so.0",
        "libharfbuzz-subset.so.0",
    ),
    "darwin": (
        "libgobject-2.0.0.dylib",
        "libpango-1.0.dylib",
        "libpangoft2-1.0.dylib",
        "libfontconfig.1.dylib",
        "libharfbuzz.0.dylib",
        "libharfbuzz-subset.0.dylib",
    ),
    "win32": (
        "libgobject-2.0-0.dll",
        "libpango-1.0-0.dll",
        "libpangoft2-1.0-0.dll",
        "libfontconfig-1.dll",
        "libharfbuzz-0.dll",
        "libharfbuzz-subset-0.dll",
    ),
}
"""What the engine loads, by `sys.platform`, under the names that it tries."""

LIBRARY_FOLDERS: dict[str, tuple[str, ...]] = {
    # Homebrew's: only its own Python looks there by itself, so the Makefile adds them for any other.
    "darwin": ("/opt/homebrew/lib", "/usr/local/lib"),
    # The engine's own default; WEASYPRINT_DLL_DIRECTORIES overrides it there as here.
    "win32": ("C:\\msys64\\ucrt64\\bin", "C:\\msys64\\mingw64\\bin"),
}
"""Where libraries lie that the system does not find by name alone."""

DEBIAN_LIBRARIES = ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0")
APT_OPTIONS = ("-qq", "-o", "DPkg::Lock::Timeout=120", "-o", "Dpkg::Use-Pty=0")

OTHER_INSTALLERS = (
    ("dnf", "sudo dnf install -y pango harfbuzz"),
    ("pacman", "sudo pacman -S --noconfirm pango"),
    ("apk", "sudo apk add so:libpango-1.0.so.0 so:libpangoft2-1.0.so.0 so:libharfbuzz-subset.so.0"),
)
"""A package manager of Linux, and the line that brings the libraries. Shown, never run: nobody tests them here."""


@dataclass(frozen=True, slots=True)
class Machine:
    """What decides how the system's packages can be installed."""

    platform: str
    """`sys.platform`: linux, darwin, win32 or another."""
    commands: frozenset[str]
    """The package managers that can be called by name."""
    as_root: tuple[str, ...] | None
    """What goes before a command to run it as root without a question; None where that can't be done."""


@dataclass(frozen=True, slots=True)
class Remedy:
    """How what is missing comes onto the machine."""

    commands: tuple[tuple[str, ...], ...]
    """What can be run without a question, in order; empty where a person has to do it."""
    by_hand: str
    """What a person does instead, in one line with the exact command."""


class SetUpError(Exception):
    """A person has to act; the message is the one line that says how."""


def say(text: str) -> None:
    """Tells the person at the terminal, at once."""
    sys.stdout.write(f"set-up: {text}\n")
    sys.stdout.flush()


def main() -> int:
    """Brings the machine and `.venv` up to date; gives the exit code."""
    try:
        if sys.version_info < (3, 11):  # noqa: UP036 -- this file runs before the version is known
            raise SetUpError(f"Guidepress needs Python 3.11 or later, and this is {sys.version.split()[0]}")
        bring_system_packages()
        bring_environment(PROJECT)
    except SetUpError as stop:
        sys.stderr.write(f"set-up: {stop}\n")
        return 1
    return 0


# The system's packages


def bring_system_packages() -> None:
    """Installs the libraries of the engine, and Debian's separate half of `venv`, where they are missing."""
    if not (missing := missing_things(sys.platform)):
        return
    names = ", ".join(missing)
    remedy = remedy_for(missing, this_machine())
    if not remedy.commands:
        raise SetUpError(f"missing: {names}; {remedy.by_hand}")
    say(f"missing: {names}")
    for command in remedy.commands:
        say(f"running: {' '.join(command)}")
        succeeded = run(command)
    if not succeeded or missing_things(sys.platform):
        raise SetUpError(f"that did not bring {names}; {remedy.by_hand}")


def missing_things(platform: str) -> tuple[str, ...]:
    """Gives the names of what has to come from the system and can't be loaded."""
    importlib.invalidate_caches()
    missing = [name for name in LIBRARIES.get(platform, LIBRARIES["linux"]) if not loads(name, platform)]
    if importlib.util.find_spec("ensurepip") is None:
        missing.append("ensurepip")
    return tuple(missing)


def loads(library: str, platform: str) -> bool:
    """Tells whether the system can load that shared library, by name or from one of the known folders."""
    folders = LIBRARY_FOLDERS.get(platform, ())
    if platform == "win32" and (listed := os.environ.get("WEASYPRINT_DLL_DIRECTORIES")):
        folders = tuple(listed.split(";"))
    return can_open(library) or any(can_open(str(Path(folder, library))) for folder in folders)


def can_open(library: str) -> bool:
    """Tells whether the system can load that shared library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def this_machine() -> Machine:
    """Looks at the machine that this runs on."""
    managers = ("apt-get", "brew", *(name for name, _ in OTHER_INSTALLERS))
    as_root: tuple[str, ...] | None = None
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        as_root = ()
    elif shutil.which("sudo") and run(("sudo", "-n", "true"), errors=subprocess.DEVNULL):
        as_root = ("sudo", "-n")
    return Machine(sys.platform, frozenset(name for name in managers if shutil.which(name)), as_root)


def remedy_for(missing: Sequence[str], machine: Machine) -> Remedy:
    """Gives the way to bring what is missing onto that machine."""
    if machine.platform == "darwin":
        return homebrew(machine)
    if machine.platform == "win32":
        return Remedy((), "run in the UCRT64 shell of MSYS2 (msys2.org): pacman -S mingw-w64-ucrt-x86_64-pango")
    if "apt-get" in machine.commands:
        return apt(debian_packages(missing), machine.as_root)
    for manager, line in OTHER_INSTALLERS:
        if manager in machine.commands:
            return Remedy((), f"run: {line}")
    packages = " ".join(debian_packages(missing))
    return Remedy((), f"install what Debian gets by: apt-get install {packages}")


def debian_packages(missing: Sequence[str]) -> tuple[str, ...]:
    """Gives the packages of Debian and Ubuntu that hold what is missing."""
    libraries = DEBIAN_LIBRARIES if any(name != "ensurepip" for name in missing) else ()
    venv = (f"python3.{sys.version_info.minor}-venv",) if "ensurepip" in missing else ()
    return (*libraries, *venv)


def apt(packages: tuple[str, ...], as_root: tuple[str, ...] | None) -> Remedy:
    """Gives the way for Debian and Ubuntu. The lists come first: a fresh image has none, an old one stale ones."""
    by_hand = f"run: sudo apt-get update && sudo apt-get install -y {' '.join(packages)}"
    if as_root is None:
        return Remedy((), by_hand)
    apt_get = (*as_root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", *APT_OPTIONS)
    install = (*apt_get, "install", "-y", "--no-install-recommends", *packages)
    return Remedy(((*apt_get, "update"), install), by_hand if as_root else by_hand.replace("sudo ", ""))


def homebrew(machine: Machine) -> Remedy:
    """Gives the way for macOS. Pango brings HarfBuzz along, and HarfBuzz its subsetter."""
    if "brew" not in machine.commands:
        return Remedy((), "get Homebrew from https://brew.sh and run: brew install pango")
    return Remedy((("env", "NONINTERACTIVE=1", "brew", "install", "pango"),), "run: brew install pango")


def run(command: Sequence[str], *, folder: Path | None = None, errors: int | None = None) -> bool:
    """Runs a command that gets no answers from a person and shows only its errors; tells whether it succeeded."""
    done = subprocess.run(
        command, cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=errors, check=False
    )
    return done.returncode == 0


# The environment of Python


def bring_environment(project: Path) -> None:
    """Makes `.venv` anew where it is not the one that the project's files and this Python ask for."""
    stamp = project / ".venv" / "guidepress-set-up"
    wanted = fingerprint(project, python_identity())
    if stamp.is_file() and stamp.read_text("utf-8") == wanted:
        return
    started = time.monotonic()
    for doing, command in environment_steps(project):
        say(doing)
        if not run(command, folder=project):
            raise SetUpError(f"this failed, for the reason above: {' '.join(command)}")
    # Last, so that an interrupted set-up starts again.
    stamp.write_text(wanted, "utf-8")
    say(f"ready after {time.monotonic() - started:.0f} s")


def environment_steps(project: Path) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Gives what to say and what to run, in order. Nothing is built or downloaded that is not pinned."""
    folder = project / ".venv"
    python = folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    pip = (str(python), "-m", "pip", "--disable-pip-version-check", "--no-input", "install", "--quiet")
    pinned = ("--require-hashes", "--only-binary", ":all:", "--requirement", "constraints.txt")
    this_project = ("--no-index", "--no-deps", "--no-build-isolation", "--editable", ".")
    version = sys.version.split()[0]
    return (
        (f"making .venv with Python {version}", (sys.executable, "-m", "venv", "--clear", str(folder))),
        ("installing the packages that constraints.txt pins", (*pip, *pinned)),
        ("installing guidepress itself", (*pip, *this_project)),
    )


def python_identity() -> str:
    """Gives a text that changes with the version, the build, the architecture and the place of this Python."""
    return "\n".join((sys.version, sysconfig.get_platform(), sys.base_prefix))


def fingerprint(project: Path, python: str) -> str:
    """Gives the SHA-256 of all that `.venv` depends on, by content: time stamps do not count.

    The project's path counts, because the commands in `.venv` hold it.
    """
    parts = [python.encode(), str(project).encode()]
    parts += [(project / name).read_bytes() for name in ("constraints.txt", "pyproject.toml")]
    return hashlib.sha256(b"".join(hashlib.sha256(part).digest() for part in parts)).hexdigest()


if __name__ == "__main__":
    sys.exit(main())
