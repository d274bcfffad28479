"""Validators of standards over finished files: the door to page-validation, and to veraPDF where it is installed.

Takes a file's bytes and a profile; gives the rules that failed.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import page

PROFILES = {"ua1": "PDF/UA-1 (ISO 14289-1)", "2a": "PDF/A-2a (ISO 19005-2)"}
"""What a file for reading has to conform to, by the validators' names for it."""
_LONGEST_RUN = 300
"""Seconds after which veraPDF is given up on."""


@dataclass(frozen=True, slots=True)
class Validated:
    """What one validator found with one profile."""

    validator: str
    """The validator's name and version."""
    profile: str
    """The profile's key in `PROFILES`."""
    rules: int
    """How many rules were tried."""
    failures: tuple[str, ...]
    """Each failed rule with its clause and message; empty where the file conforms."""


def validate(pdf: bytes) -> tuple[Validated, ...]:
    """Validates a file against every profile, with every validator that there is."""
    results = [_page_validation(pdf, profile) for profile in PROFILES]
    if shutil.which("verapdf"):
        results += [_verapdf(pdf, profile) for profile in PROFILES]
    return tuple(results)


def _page_validation(pdf: bytes, profile: str) -> Validated:
    name = f"page-validation {version('page-validation')}"
    try:
        report = page.validate_pdf_bytes(pdf, profile=profile)
    except page.PageError as error:
        return Validated(name, profile, 0, (f"the file can't be read: {error}",))
    failures = tuple(f"{failure.rule_id}: {failure.message}" for failure in report.failures)
    return Validated(name, profile, report.rules.total, failures)


def _verapdf(pdf: bytes, profile: str) -> Validated:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "guide.pdf"
        path.write_bytes(pdf)
        command = ["verapdf", "--format", "json", "--flavour", profile, str(path)]
        try:
            done = subprocess.run(command, capture_output=True, timeout=_LONGEST_RUN, check=False)
            job = json.loads(done.stdout)["report"]["jobs"][0]
        except (OSError, subprocess.SubprocessError, ValueError, LookupError) as error:
            return Validated("veraPDF", profile, 0, (f"veraPDF could not be used: {error}",))
    result = job.get("validationResult") or [{}]
    details = (result[0] if isinstance(result, list) else result).get("details", {})
    failures = tuple(
        f"{rule.get('clause')}-{rule.get('testNumber')}: {rule.get('description')}"
        for rule in details.get("ruleSummaries", [])
    )
    return Validated("veraPDF", profile, int(details.get("passedRules", 0)) + len(failures), failures)
