"""The real guides in every edition, held against every rule for finished files."""

from functools import cache
from pathlib import Path
from shutil import copytree

import pytest

from guidepress.checks.pdf.accessibility import check_reading, read_guide
from guidepress.checks.pdf.pages.check import preflight
from guidepress.checks.pdf.pages.expected import expected_from
from guidepress.compose.templates import Templates
from guidepress.core.model import Edition, Guide, Series
from guidepress.core.problems import Problem
from guidepress.core.theme import DEFAULT_THEME
from guidepress.sources.project import read_project
from guidepress.targets.pdf.impose.booklet import impose_booklet
from guidepress.targets.pdf.page import page_of
from guidepress.targets.pdf.typesetter import Engine
from projects import EDITIONS, REPOSITORY

pytestmark = pytest.mark.slow

STYLES = REPOSITORY / "styles"


@cache
def series() -> Series:
    found = read_project(REPOSITORY, STYLES).series
    assert found is not None
    return found


@cache
def tools(styles: Path) -> tuple[Engine, Templates]:
    return Engine(REPOSITORY, styles), Templates(styles)


def problems_of(guide: Guide, edition: Edition, styles: Path = STYLES) -> tuple[Problem, ...]:
    """Makes one guide in one edition and gives the problems of every stage, the examination's last."""
    engine, templates = tools(styles)
    composed = page_of(series(), guide, edition, templates)
    made = engine.typeset(composed.html, edition, guide, series())
    pdf = impose_booklet(made.pdf) if edition.imposed else made.pdf
    pages = preflight(pdf, edition, "x.pdf", expected_from(composed.html, series(), guide))
    assert pages.measured is not None
    heard: tuple[Problem, ...] = ()
    if edition.tagged:
        heard = check_reading(read_guide(pdf, composed.html, "x.pdf", str(series().language)))
    return (*composed.problems, *made.problems, *pages.problems, *heard)


@pytest.mark.parametrize("number", range(5))
@pytest.mark.parametrize("edition", EDITIONS, ids=lambda edition: edition.name)
def test_a_guide_keeps_every_rule_in_every_edition(edition: Edition, number: int):
    assert problems_of(series().guides[number], edition) == ()


@pytest.mark.parametrize("name", ["print", "booklet"])
def test_a_licence_that_an_edition_hides_is_missed(name: str, tmp_path: Path):
    styles = Path(copytree(STYLES, tmp_path / "styles"))
    sheet = styles / "editions" / f"{name}.css"
    sheet.parent.mkdir()
    sheet.write_text(
        (DEFAULT_THEME / "editions" / f"{name}.css").read_text("utf-8") + "\n.imprint p { display: none }\n",
        "utf-8",
    )
    edition = next(edition for edition in EDITIONS if edition.name == name)
    missing = [
        problem.message for problem in problems_of(series().guides[0], edition, styles) if problem.code == "P024"
    ]
    assert "the pages lack text of the source: 'The DNA of Care stories were made by NHS…'" in missing
    assert len(missing) >= 4
