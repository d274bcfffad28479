"""Tags that an unknown engine wrote, judged by validators alone where no HTML is at hand to compare them with."""

from __future__ import annotations

from guidepress.checks.pdf.validation import validate
from guidepress.core.problems import Problem
from guidepress.targets.base import Artifact
from guidepress.targets.pdf.unknown_engine import untaggable


def faults_of_tags(made: Artifact) -> tuple[Problem, ...]:
    """Gives the problem of an output with a PDF that does not conform to its standards."""
    for file in made.files:
        if file.media_type == "application/pdf" and any(found.failures for found in validate(file.content)):
            return (untaggable(made.output.edition, "rule A001"),)
    return ()
