"""The licences of all pinned packages: each is one under which Guidepress and what it makes can be passed on."""

from __future__ import annotations

import re
from importlib.metadata import PackageNotFoundError, distribution

import pytest

from guidepress.release.components import components, licence_of
from projects import REPOSITORY

PINS = re.findall(r"^([A-Za-z0-9._-]+)==", (REPOSITORY / "constraints.txt").read_text("utf-8"), re.MULTILINE)
PERMISSIVE = {
    "Apache Software License", "Apache-2.0", "Apache-2.0 OR BSD-2-Clause", "BSD License", "BSD-2-Clause",
    "BSD-3-Clause", "BSD-3-Clause, Apache-2.0, dependency licenses", "MIT", "MIT License", "MIT-0", "MIT-CMU",
    "PSF-2.0",
}  # fmt: skip
WEAK_COPYLEFT = {"MPL-2.0", "Mozilla Public License 2.0 (MPL 2.0)"}
"""Binds changes to the package's own files, and nothing that uses it."""
CHOICE_WITH_MPL = re.compile(r"GNU General Public.*GNU Lesser General Public.*Mozilla Public License 1\.1.*")
"""Several licences of which whoever uses the package may take one."""
FONTS = {"OFL-1.1", "SIL OFL 1.1"}


def is_allowed(licence: str) -> bool:
    return licence in PERMISSIVE | WEAK_COPYLEFT | FONTS or bool(CHOICE_WITH_MPL.fullmatch(licence))


@pytest.mark.parametrize("name", PINS)
def test_a_pinned_package_may_be_passed_on(name: str):
    try:
        package = distribution(name)
    except PackageNotFoundError:
        pytest.skip("for another system")
    assert is_allowed(licence_of(package)), licence_of(package)


def test_every_package_that_a_release_lists_states_its_licence():
    missing = [it.name for it in components() if it.kind == "library" and not it.licence]
    assert missing == []


@pytest.mark.parametrize("licence", ["", "UNKNOWN", "AGPL-3.0-or-later", "GPL-3.0-only", "Proprietary"])
def test_other_licences_are_found(licence: str):
    assert not is_allowed(licence)
