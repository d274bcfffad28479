"""The packages and fonts that shape outputs, as they are installed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from hashlib import sha256
from importlib.metadata import Distribution, PackageNotFoundError, distribution

from guidepress.engine.font_files import font_files
from guidepress.release.records import Component

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_EXTRA = re.compile(r"\bextra\s*==")


def components() -> tuple[Component, ...]:
    """Gives guidepress with all packages that it needs, then the fonts, each by name."""
    packages = sorted(_packages("guidepress", {}).values(), key=lambda it: it.name)
    fonts = [
        Component("font", path.name, "", "", "", sha256(path.read_bytes()).hexdigest()) for path in font_files()
    ]
    return (*packages, *fonts)


def _packages(name: str, found: dict[str, Component]) -> dict[str, Component]:
    plain = re.sub(r"[-_.]+", "-", name).lower()
    if plain in found:
        return found
    try:
        package = distribution(name)
    except PackageNotFoundError:  # what another system needs
        return found
    found[plain] = Component(
        "library", plain, package.version, licence_of(package), f"pkg:pypi/{plain}@{package.version}"
    )
    for needed in _needed(package):
        _packages(needed, found)
    return found


def _needed(package: Distribution) -> Iterator[str]:
    for line in package.requires or ():
        match = _NAME.match(line)
        if match and not _EXTRA.search(line):
            yield match[0]


def licence_of(package: Distribution) -> str:
    """Gives a package's licence as an SPDX expression, in its own words, or by its classifiers."""
    about = package.metadata
    own = next((about[name] for name in ("License-Expression", "License") if name in about), "")
    if own and "\n" not in own and own.upper() != "UNKNOWN":
        return own.strip()
    classed = [it.rpartition(" :: ")[2] for it in about.get_all("Classifier") or [] if it.startswith("License ::")]
    return ", ".join(classed)
