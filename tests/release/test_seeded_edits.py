"""200 edits of the real series: none is missed, and the pages to print again are just those that differ."""

from __future__ import annotations

import io
import shutil
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from guidepress.compose.templates import Templates
from guidepress.core.model import Series
from guidepress.pdfread.pictures import page_digests
from guidepress.release.changes.comparing import compare
from guidepress.release.changes.reprinting import Reprint, reprint
from guidepress.release.changes.states import state_of
from guidepress.sources.project import read_project
from guidepress.targets.pdf.page import page_of
from guidepress.targets.pdf.typesetter import Engine
from projects import EDITIONS

from .seeded_edits import edit

ROOT = Path(__file__).parents[2]
STYLES = ROOT / "styles"
COUNT = 200
A_WORK_NO_LONGER_CITED = ("removed", "reference")
PROOF_RESOLUTION = 130
"""Dots per inch; not the resolution at which pages are compared."""
STANDARD = EDITIONS[0]
SAME_LETTERS = frozenset(("style", "split", "joined"))
"""Edits after which a page may hold the same letters in the same order."""

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def series() -> Series:
    """The first real guide, cut to what makes some eight pages."""
    whole = read_project(ROOT, STYLES).series
    assert whole is not None
    guide = whole.guides[1]
    sections = guide.markdown.split("\n## ")
    short = "\n## ".join([*sections[:5], *(it for it in sections[5:] if "/// stories" in it)][:7])
    return replace(whole, guides=(replace(guide, markdown=short, stories=guide.stories[:3], further_stories=()),))


def told(before: Series, after: Series, templates: Templates) -> tuple[tuple[str, str], ...]:
    comparison = compare(state_of(before, templates, "a", {}), state_of(after, templates, "b", {}))
    changes = [*comparison.shared, *(it for guide in comparison.guides for it in guide.changes)]
    return tuple(sorted((str(it.kind), it.source.partition(":")[0]) for it in changes))


def test_edits_are_told_for_what_they_are(series: Series):
    templates = Templates(STYLES)
    right = Counter[bool]()
    for seed in range(COUNT):
        made = edit(series, seed)
        found = told(series, made.series, templates)
        assert made.what == "style" or found, f"seed {seed}: {made.what} was missed"
        right[tuple(it for it in found if it != A_WORK_NO_LONGER_CITED) == made.expected] += 1
    assert right[True] >= 0.98 * COUNT


def test_the_pages_to_print_again_are_enough_and_no_more(series: Series, tmp_path: Path):
    templates, engines = Templates(STYLES), Engines(tmp_path)
    before = engines.typeset(series, templates, "")
    old = page_digests(before)
    for seed in range(COUNT):
        made = edit(series, seed)
        after = engines.typeset(made.series, templates, made.style)
        listed, new = reprint(before, after), page_digests(after)
        joined = put_together(before, after, listed)
        same = page_digests(joined, PROOF_RESOLUTION) == page_digests(after, PROOF_RESOLUTION)
        assert same, f"seed {seed}: {made.what} needs more pages than {listed.numbers}"
        assert all(page > len(old) or old[page - 1] != new[page - 1] for page in listed.numbers)
        assert listed.pages, f"seed {seed}: {made.what} changes no page"
        assert listed.has_new_words or made.what in SAME_LETTERS, f"seed {seed}: {made.what} {listed}"


def put_together(before: bytes, after: bytes, listed: Reprint) -> bytes:
    """Puts the listed pages of the new file into the old one, as hands do with paper."""
    with pikepdf.open(io.BytesIO(before)) as old, pikepdf.open(io.BytesIO(after)) as new:
        for page in listed.numbers:
            if page <= len(old.pages):
                old.pages[page - 1] = new.pages[page - 1]
            else:
                old.pages.append(new.pages[page - 1])
        for page in reversed(listed.gone):
            del old.pages[page - 1]
        packed = io.BytesIO()
        old.save(packed)
    return packed.getvalue()


class Engines:
    """One engine for each set of rules that edits add to the styles."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.engines: dict[str, Engine] = {}

    def typeset(self, series: Series, templates: Templates, rule: str) -> bytes:
        if rule not in self.engines:
            styles = self.folder / f"styles-{len(self.engines)}"
            shutil.copytree(STYLES, styles)
            with (styles / "text.css").open("a", encoding="utf-8") as file:
                file.write(rule)
            self.engines[rule] = Engine(ROOT, styles)
        guide = series.guides[0]
        html = page_of(series, guide, STANDARD, templates).html
        return self.engines[rule].typeset(html, STANDARD, guide, series).pdf
