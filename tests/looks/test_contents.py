"""The contents: sections, and on request the headings within them, each with the place that it leads to."""

from __future__ import annotations

import re
from dataclasses import replace

from guidepress.compose.templates import Templates
from guidepress.core.model import Series
from guidepress.sources.project import read_project
from guidepress.targets.pdf.page import page_of
from projects import EDITIONS, FOLDER

PROJECT = FOLDER / "specimen"
found = read_project(PROJECT, PROJECT / "styles").series
assert found is not None
SPECIMEN = found


def listed(series: Series) -> list[tuple[bool, str]]:
    """Gives each line of the contents: whether it stands within a section, and its id."""
    html = page_of(series, series.guides[0], EDITIONS[0], Templates(PROJECT / "styles")).html
    contents = html[html.index('<nav class="contents"') : html.index("</nav>")]
    return [
        (bool(within), name) for within, name in re.findall(r'<li( class="within")?><a href="#([^"]+)"', contents)
    ]


def test_only_sections_are_listed_unless_more_is_asked_for():
    assert not any(within for within, _ in listed(SPECIMEN))


def test_headings_of_the_third_level_stand_within_their_section():
    lines = listed(replace(SPECIMEN, contents_levels=2))
    assert (True, "a-heading-of-the-third-level") in lines
    at = lines.index((True, "a-heading-of-the-third-level"))
    assert lines[at - 1] == (False, "paragraphs-and-links")
    assert [name for within, name in lines if not within] == [name for _, name in listed(SPECIMEN)]
