from pathlib import Path

import pytest

from guidepress.checks.pages.check import preflight
from guidepress.checks.pages.expected import expected_from
from guidepress.compose.guide import compose
from guidepress.compose.templates import Templates
from guidepress.impose.booklet import impose_booklet
from guidepress.model import EDITIONS, Edition
from guidepress.sources.project import read_project
from guidepress.typeset.engine import Engine

PROJECT = Path(__file__).parents[3]


@pytest.mark.slow
@pytest.mark.parametrize("edition", EDITIONS, ids=lambda edition: edition.name)
def test_all_text_and_all_codes_of_the_guides_are_seen(edition: Edition):
    series = read_project(PROJECT, PROJECT / "styles").series
    engine, templates = Engine(PROJECT, PROJECT / "styles"), Templates(PROJECT / "styles")
    for guide in series.guides[:2]:
        html = compose(series, guide, edition, templates).html
        pdf = engine.typeset(html, edition, guide, series).pdf
        result = preflight(
            impose_booklet(pdf) if edition.imposed else pdf,
            edition,
            "x.pdf",
            expected_from(html, series, guide),
        )
        assert result.measured is not None
        assert result.measured.found_text > 0.99
        assert "P016" not in [problem.code for problem in result.problems]
