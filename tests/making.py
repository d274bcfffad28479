"""One output made in this process, by the target's own tools."""

from __future__ import annotations

from pathlib import Path

from guidepress.core.model import Edition, Series
from guidepress.targets.base import Artifact, Bundle, Maker, Task
from guidepress.targets.registry import outputs_of, target_named
from projects import edition_named


def task_of(series: Series, subject: str, edition: Edition | str) -> Task:
    """Gives the task of one subject in one edition."""
    chosen = edition_named(edition) if isinstance(edition, str) else edition
    assert chosen is not None
    return Task(next(output for output in outputs_of(series, (chosen,)) if output.subject == subject))


def maker_of(project: Path, styles: Path | None = None, target: str = "pdf") -> Maker:
    """Opens a target's tools for a project."""
    return target_named(target).open(Bundle(project, styles or project / "styles"))


def pdf_of(artifact: Artifact) -> bytes:
    """Gives the one file of an artifact that has no problems."""
    assert artifact.problems == ()
    [file] = artifact.files
    return file.content
