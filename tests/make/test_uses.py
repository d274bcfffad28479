"""What is noted as used: enough that no output is ever stale, and little enough that few are made for nothing."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from random import Random

import pytest

from guidepress.checks.sources.project import examine_sources
from guidepress.compose.templates import Templates
from guidepress.core.model import Edition, Series
from guidepress.core.observed import Observed
from guidepress.core.uses import noting
from guidepress.make.inputs import source_digests
from guidepress.make.uses import Uses, in_words
from guidepress.targets.base import Bundle, Output, Scope
from guidepress.targets.pdf.page import page_of

from .project import lay_out
from .random_templates import TemplateMaker, changed

EDITION = Edition("standard", "", ())
MANY = (
    "the title of the guide has changed",
    "the words for 'a' have changed",
    "the words for 'b' have changed",
    "and 2 more",
)
FILES = ("part", "other", "missing")


@pytest.fixture
def bundle(tmp_path: Path) -> Bundle:
    lay_out(tmp_path)
    templates = tmp_path / "styles" / "templates"
    (templates / "part.html.jinja").write_text("{{ series.title }}", "utf-8")
    (templates / "other.html.jinja").write_text("{% include 'part.html.jinja' %}{{ guide.summary }}", "utf-8")
    return Bundle(tmp_path, tmp_path / "styles")


def _series(bundle: Bundle) -> Series:
    series = examine_sources(bundle.project, bundle.styles).series
    assert series is not None
    return series


def _pages(series: Series, bundle: Bundle) -> dict[str, tuple[str, dict[str, str]]]:
    """Gives what each guide's page comes to, and what was used for it, as a worker and a build do."""
    observed, templates = Observed(series), Templates(bundle.styles)
    uses = Uses(series, bundle, source_digests(bundle.project, bundle.styles))
    pages = {}
    for id_ in [str(guide.id) for guide in series.guides]:
        observed.start()
        with noting() as files:
            guide = next(guide for guide in observed.series.guides if guide.id == id_)
            page = page_of(observed.series, guide, EDITION, templates)
        told = page.html or " ".join(problem.message for problem in page.problems)
        pages[id_] = told, uses.as_used({**observed.uses(), **files})
    return pages


def _stale(before: Mapping[str, tuple[str, dict[str, str]]], series: Series, bundle: Bundle) -> set[str]:
    uses = Uses(series, bundle, source_digests(bundle.project, bundle.styles))
    return {name for name, (_, used) in before.items() if uses.changed(used)}


def _change(series: Series, bundle: Bundle, random: Random) -> Series:
    """Changes a value of the series, or now and then a template."""
    if random.random() > 0.2:
        return changed(series, random)
    name = bundle.styles / "templates" / f"{random.choice(FILES)}.html.jinja"
    name.write_text(f"{random.random()}", "utf-8")
    return series


def _differences(bundle: Bundle, seeds: range) -> tuple[int, int, int]:
    """Holds random templates' pages to their uses; gives how many pages differed, were stale, were left."""
    original = _series(bundle)
    differed = stale_in_all = left = 0
    for seed in seeds:
        maker = TemplateMaker(seed)
        template = maker.template()
        (bundle.styles / "templates" / "guide.html.jinja").write_text(template, "utf-8")
        (bundle.styles / "templates" / "missing.html.jinja").unlink(missing_ok=True)
        before = _pages(original, bundle)
        series = _change(original, bundle, maker.random)
        after = _pages(series, bundle)
        different = {name for name in after if before[name][0] != after[name][0]}
        stale = _stale(before, series, bundle)
        assert different <= stale, f"seed {seed}: {template}"
        differed += len(different)
        stale_in_all += len(stale)
        left += len(after) - len(stale)
    return differed, stale_in_all, left


def test_no_page_of_a_random_template_is_left_stale(bundle: Bundle) -> None:
    differed, stale, left = _differences(bundle, range(30))
    assert differed > 5
    assert left > 10
    assert stale >= differed


@pytest.mark.slow
def test_no_page_of_300_random_templates_is_left_stale_and_few_are_made_for_nothing(bundle: Bundle) -> None:
    differed, stale, left = _differences(bundle, range(1000, 1300))
    assert differed > 50
    assert left > 100
    assert stale < 3 * differed


def test_uses_have_the_names_of_values(bundle: Bundle) -> None:
    used = _pages(_series(bundle), bundle)["pears"][1]
    expected = {
        "guides", "guide:pears.markdown", "guide:apples.title", "story:orchard.title", "story:harvest.synopsis",
        "word:publisher", "block:closing", "reference:jones-2021", "series.publisher",
        "file:styles/templates/guide.html.jinja", "file:styles/templates/story-cards.html.jinja", "template-ids",
    }  # fmt: skip
    assert expected <= set(used)
    assert not {"guide:apples.summary", "story:orchard.synopsis", "reference:smith-2020", "stories"} & set(used)


def test_a_value_that_is_gone_and_one_that_comes_are_changes(bundle: Bundle) -> None:
    template = "{{ series.stories.get('spring') }}{{ 'summer' in series.stories }}"
    (bundle.styles / "templates" / "guide.html.jinja").write_text(template, "utf-8")
    before = _pages(_series(bundle), bundle)
    path = bundle.project / "guides" / "stories.yaml"
    path.write_text(path.read_text("utf-8").replace("id: winter", "id: spring"), "utf-8")
    uses = Uses(_series(bundle), bundle, source_digests(bundle.project, bundle.styles))
    assert uses.changed(before["apples"][1]) == ["story:spring."]


def test_many_records_are_one_use(bundle: Bundle) -> None:
    from dataclasses import replace

    series = _series(bundle)
    guide = series.guides[0]
    many = tuple(replace(guide, id=type(guide.id)(f"{guide.id}-{number}")) for number in range(60))
    observed = Observed(replace(series, guides=many))
    assert all(it.title for it in observed.series.guides)
    assert list(observed.uses()) == ["guide:*.title", "guides"]
    other = Observed(replace(series, guides=(*many[:-1], replace(many[-1], title=type(guide.title)("Another")))))
    assert all(it.title for it in other.series.guides)
    assert other.uses()["guide:*.title"] != observed.uses()["guide:*.title"]
    assert other.uses()["guides"] == observed.uses()["guides"]


@pytest.mark.parametrize(
    ("names", "words"),
    [
        (["guide:a.summary"], "the summary of a, which this guide prints, has changed"),
        (["guide:own.markdown"], "the text of the guide has changed"),
        (["story:stay."], "whether there is stay has changed"),
        (["stories"], "the list of stories has changed"),
        (["series.short_title"], "the short title of the series has changed"),
        (["value:licence.name"], "the value 'licence.name' of series.yaml has changed"),
        (["file:guides/a.png"], "guides/a.png has changed"),
        (["guide:*.title"], "the title of a guide, which this guide prints, has changed"),
        (
            ["word:a", "word:b", "guide:own.title", "word:c", "word:d"],
"; ".join(MANY),
        ),
    ],
)  # fmt: skip
def test_what_has_changed_is_said_by_name(names: list[str], words: str) -> None:
    assert in_words(names, Output("pdf", Scope.GUIDE, "own", EDITION, ("standard/own.pdf",))) == words
