"""What `constraints.txt` promises to whoever installs from it."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
PINS = (PROJECT / "constraints.txt").read_text("utf-8")
ENTRIES = re.findall(r"^(\S+) *(?:;[^\\\n]*)?\\\n((?:    --hash=.*\n)+)", PINS, re.MULTILINE)


def spelled_alike(name: str) -> str:
    """Gives a package's name in the one spelling that the pins use."""
    return re.sub(r"[-_.]+", "-", name).lower()


def test_every_package_is_pinned_to_one_exact_version_with_hashes():
    lines = [line for line in PINS.splitlines() if re.match(r"\w", line)]
    assert len(ENTRIES) == len(lines)
    assert all(re.fullmatch(r"[a-z0-9-]+==[^\s*]+", pin) for pin, _ in ENTRIES)
    names = [pin.split("==")[0] for pin, _ in ENTRIES]
    assert len(set(names)) == len(names)


def test_no_address_stands_in_the_pins():
    assert "://" not in PINS
    assert not re.search(r"^\s*--(?!hash)", PINS, re.MULTILINE)


def test_every_package_that_the_project_asks_for_is_pinned():
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))
    asked = [
        *project["build-system"]["requires"],
        *project["project"]["dependencies"],
        *project["project"]["optional-dependencies"]["dev"],
    ]
    names = {spelled_alike(re.split(r"[^\w.-]", requirement)[0]) for requirement in asked}
    assert names <= {pin.split("==")[0] for pin, _ in ENTRIES}
