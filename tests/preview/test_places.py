"""From a page to its source: each paragraph, heading, cell and card knows where it is written."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from guidepress.compose.guide import compose
from guidepress.compose.templates import Templates
from guidepress.core.model import Series
from guidepress.preview.places import regions_of
from guidepress.preview.records import Region
from guidepress.sources.project import read_project
from guidepress.targets.pdf.page import page_of_document
from guidepress.targets.pdf.typesetter import Engine
from projects import CYMRAEG, EDITIONS, FOLDER, REPOSITORY, SMALL, edition_named

SPECIMEN = FOLDER / "specimen"


def series_of(project: Path) -> Series:
    series = read_project(project, project / "styles").series
    assert series is not None
    return series


def pages_with_places(project: Path, guide_id: str) -> tuple[tuple[Region, ...], ...]:
    series, styles = series_of(project), project / "styles"
    guide = next(guide for guide in series.guides if guide.id == guide_id)
    templates, edition = Templates(styles), edition_named("standard")
    assert edition is not None
    page = page_of_document(series, compose(series, guide, templates, with_places=True), edition, templates)
    return regions_of(Engine(project, styles).lay_out(page.html, edition, guide).document.pages, series, guide)


@pytest.fixture(scope="module")
def specimen() -> tuple[tuple[Region, ...], ...]:
    return pages_with_places(SPECIMEN, "specimen")


def lines_of(pages: Sequence[Sequence[Region]], path: str) -> set[int]:
    return {region.line for regions in pages for region in regions if region.path == path}


def test_each_paragraph_heading_item_and_cell_of_a_guide_leads_to_its_own_line(
    specimen: tuple[tuple[Region, ...], ...],
):
    text = (SPECIMEN / "guides" / "specimen.md").read_text("utf-8").splitlines()
    found = lines_of(specimen, "guides/specimen.md")
    headings = {at for at, line in enumerate(text, 1) if line.startswith("## ")}
    items = {at for at, line in enumerate(text, 1) if line.startswith(("- ", "* "))}
    assert headings
    assert items
    assert headings <= found
    assert items <= found


def test_a_shared_passage_leads_to_its_own_file(specimen: tuple[tuple[Region, ...], ...]):
    assert lines_of(specimen, "guides/blocks/licence.md")
    assert lines_of(specimen, "guides/blocks/contact.md")


def test_a_card_leads_to_the_storys_entry_and_its_parts_to_their_fields(
    specimen: tuple[tuple[Region, ...], ...],
):
    catalogue = (SPECIMEN / "guides" / "stories.yaml").read_text("utf-8").splitlines()
    lines = {catalogue[line - 1].strip().partition(":")[0] for line in lines_of(specimen, "guides/stories.yaml")}
    assert {"- id", "title", "synopsis"} <= lines


def test_a_work_of_the_reference_list_leads_to_its_entry(specimen: tuple[tuple[Region, ...], ...]):
    entries = (SPECIMEN / "guides" / "references.yaml").read_text("utf-8").splitlines()
    found = lines_of(specimen, "guides/references.yaml")
    assert found
    assert all("id:" in entries[line - 1] for line in found)


def test_the_covers_title_leads_to_the_metadata(specimen: tuple[tuple[Region, ...], ...]):
    text = (SPECIMEN / "guides" / "specimen.md").read_text("utf-8").splitlines()
    places = {
        text[region.line - 1].partition(":")[0] for region in specimen[0] if region.path.endswith("specimen.md")
    }
    assert {"title", "summary"} <= places


def test_every_region_lies_on_its_page(specimen: tuple[tuple[Region, ...], ...]):
    for regions in specimen:
        for it in regions:
            assert it.width > 0
            assert it.left > -1
            assert it.top > -1
            assert it.left + it.width < 101
            assert it.top + it.height < 101


def test_authors_can_name_no_place_themselves(tmp_path: Path):
    project = tmp_path / "p"
    series = series_of(SMALL)
    guide = series.guides[0]
    del project
    marked = (
        '\n\n<div data-place="/etc/passwd:1" data-line="3">Words</div>\n\n<span data-place="x:1">more</span>\n'
    )
    from dataclasses import replace

    document = compose(
        series, replace(guide, markdown=guide.markdown + marked), Templates(SMALL / "styles"), with_places=True
    )
    html = "".join(block.html for block in document.blocks)
    assert "passwd" not in html
    assert "x:1" not in html


def files_alike(project: Path, guide_id: str, edition_name: str) -> bool:
    series, styles = series_of(project), project / "styles"
    guide = next(guide for guide in series.guides if guide.id == guide_id)
    templates, engine, edition = Templates(styles), Engine(project, styles), edition_named(edition_name)
    assert edition is not None
    plain, placed = (
        page_of_document(series, compose(series, guide, templates, with_places=way), edition, templates)
        for way in (False, True)
    )
    assert "data-place" in placed.html
    assert "data-place" not in plain.html
    assert plain.problems == placed.problems
    files = [engine.typeset(page.html, edition, guide, series).pdf for page in (plain, placed)]
    return files[0] == files[1]


def test_places_change_no_byte_of_a_file():
    assert files_alike(SPECIMEN, "specimen", "standard")


@pytest.mark.slow
@pytest.mark.parametrize("edition", [edition.name for edition in EDITIONS])
@pytest.mark.parametrize("project", [REPOSITORY, SPECIMEN, CYMRAEG], ids=lambda path: path.name)
def test_places_change_no_byte_of_any_file(project: Path, edition: str):
    for guide in series_of(project).guides:
        assert files_alike(project, str(guide.id), edition), guide.id
