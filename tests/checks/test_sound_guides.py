"""On sound guides every rule on finished files is silent, in every edition."""

from __future__ import annotations

from pathlib import Path

import pytest

from guidepress.checks.pdf.finished import examine_file
from guidepress.checks.sources.project import examine
from guidepress.compose.guide import compose
from guidepress.compose.templates import Templates
from guidepress.core.problems import has_errors
from making import maker_of, pdf_of, task_of
from projects import EDITIONS, REPOSITORY, copy_of_small, edition_named

from .sound_guides import SOUND

STYLES = REPOSITORY / "styles"
HEAD = "---\ntitle: One\nsummary: The first guide.\nkeywords: [one]\n{stories}---\n"
BLOCKS = ("about-the-series", "contact", "other-formats", "licence")
SHORT = {"P021"}
"""A guide of few lines ends with a page of few lines; that is told rightly."""


def _problems(folder: Path, body: str, edition_name: str) -> list[str]:
    project = copy_of_small(folder)
    for name in BLOCKS:
        (project / "guides" / "blocks" / f"{name}.md").write_text(f"A sentence for {name}.\n", "utf-8")
    head = HEAD.format(stories="stories: [stay, tears]\n" if "/// stories" in body else "")
    (project / "guides" / "one.md").write_text(f"{head}## Beginning\n\nThe first words.\n\n{body}\n", "utf-8")
    found = examine(project, STYLES)
    assert found.series is not None
    assert not has_errors(found.problems), [it.message for it in found.problems]
    edition = edition_named(edition_name)
    assert edition is not None
    made = maker_of(project, STYLES).make(found.series, task_of(found.series, "one", edition))
    path = folder / "one.pdf"
    path.write_bytes(pdf_of(made))
    templates = Templates(STYLES)
    document = compose(found.series, found.series.guides[0], templates)
    examined = examine_file(path, "one.pdf", found.series, document, edition, templates)
    return [f"{it.code}: {it.message}" for it in examined.problems if it.code not in SHORT]


@pytest.mark.parametrize("edition", ["standard"])
@pytest.mark.parametrize("kind", ["a story's title in a later sentence", "an empty item of a list"])
def test_rules_are_silent_on_a_sound_guide(kind, edition, tmp_path):
    assert _problems(tmp_path, SOUND[kind], edition) == []


@pytest.mark.slow
@pytest.mark.parametrize("edition", [edition.name for edition in EDITIONS])
@pytest.mark.parametrize("kind", SOUND)
def test_rules_are_silent_on_sound_guides_in_every_edition(kind, edition, tmp_path):
    assert _problems(tmp_path, SOUND[kind], edition) == []
