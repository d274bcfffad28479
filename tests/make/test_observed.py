"""The view of a series: it looks like the series, whatever is done with it, and notes what is read."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from guidepress.checks.sources.project import examine_sources
from guidepress.core.model import Guide, Series
from guidepress.core.observed import Observed

from .project import lay_out


@pytest.fixture
def observed(tmp_path: Path) -> Observed:
    lay_out(tmp_path)
    series = examine_sources(tmp_path, tmp_path / "styles").series
    assert series is not None
    return Observed(series)


STORIES = {"story:orchard.", "story:harvest.", "story:winter."}
READS: dict[str, tuple[Callable[[Series], object], set[str]]] = {
    "a field": (lambda series: series.title, {"series.title"}),
    "a field of a field": (lambda series: series.licence.name, {"series.licence"}),
    "an id": (lambda series: series.guides[0].id, {"guides"}),
    "a summary": (lambda series: series.guides[1].summary, {"guides", "guide:pears.summary"}),
    "a group unread": (lambda series: series.stories is None, set()),
    "a story": (lambda series: series.stories["winter"], {"story:winter."}),
    "a story's title": (lambda series: series.stories["winter"].title, {"story:winter.title"}),
    "a story that is not there": (lambda series: series.stories.get("spring"), {"story:spring."}),
    "whether there is one": (lambda series: "spring" in series.stories, {"story:spring."}),
    "ids": (lambda series: list(series.stories), {"stories"}),
    "ids backwards": (lambda series: list(reversed(series.stories)), {"stories"}),  # type: ignore[call-overload]
    "a number": (lambda series: len(series.stories), {"stories"}),
    "whether there are any": (lambda series: bool(series.stories), {"stories"}),
    "a copy": (lambda series: dict(series.stories), {"stories", *STORIES}),
    "a word": (lambda series: series.words["publisher"], {"word:publisher"}),
    "a work": (lambda series: series.references["smith-2020"].doi, {"reference:smith-2020"}),
    "a passage": (lambda series: series.blocks["closing"].markdown, {"block:closing"}),
    "values joined": (lambda series: series.values | {}, {"values"}),  # type: ignore[operator]
    "values joined behind": (lambda series: {} | series.values, {"values"}),  # type: ignore[operator]
    "two guides compared": (lambda series: series.guides[0] == series.guides[1], {"guides"}),
    "a key that is no text": (lambda series: series.stories.get(3), {"stories"}),  # type: ignore[call-overload]
    "an endless key": (lambda series: series.stories.get("x" * 9999), {"stories"}),
}  # fmt: skip


@pytest.mark.parametrize("read", READS)
def test_each_way_of_reading_is_noted(observed: Observed, read: str) -> None:
    look, names = READS[read]
    assert look(observed.series) == look(observed.of) or read in {"a story", "a copy"}
    observed.start()
    look(observed.series)
    assert set(observed.uses()) == names


def test_it_is_what_it_looks_like(observed: Observed) -> None:
    view, series = observed.series, observed.of
    assert isinstance(view, Series)
    assert isinstance(view.guides[0], Guide)
    assert repr(view) == repr(series)
    assert view == series
    assert view.guides[0] != series.guides[1]


def test_pickled_and_changed_copies_are_plain_and_what_they_hold_is_noted(observed: Observed) -> None:
    view, series = observed.series, observed.of
    copied = pickle.loads(pickle.dumps(view))
    assert copied == series
    assert type(copied) is Series
    assert type(copied.guides[0]) is Guide
    assert type(copied.stories) is dict
    observed.start()
    other = replace(view.guides[0], title=series.title)
    assert type(other) is Guide
    assert other.summary == series.guides[0].summary
    assert "guide:apples.summary" in observed.uses()


def test_a_start_forgets_what_was_read_before(observed: Observed) -> None:
    assert observed.series.title
    observed.start()
    assert observed.uses() == {}
