"""A deck to its files: PPTX, PDF and notes pages, with one page of the guide for each slide."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.util import find_spec

from guidepress.compose.templates import Templates
from guidepress.compose.words import Words
from guidepress.core.limits import Limits, PaperSize
from guidepress.core.measures import Length
from guidepress.core.model import Edition, Guide, Series
from guidepress.core.problems import Place, Problem, has_errors
from guidepress.targets.base import Fact, File, Given, file_of
from guidepress.targets.pdf.describing import metadata_of
from guidepress.targets.pdf.typesetter import Engine
from guidepress.targets.slides.deck import Colours, Deck
from guidepress.targets.slides.page import deck_page

PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
PDF = "application/pdf"
LIBRARY, EXTRA = "pptx", "slides"
"""What the PPTX writer needs, and the extra that installs it."""

COMMON = ("fonts.css", "tokens.css", "editions/slides.css")
WIDE, A4 = PaperSize(Length(960.0), Length(540.0)), PaperSize(Length.mm(210), Length.mm(297))
SLIDES = Edition(
    "slides",
    "",
    COMMON,
    tagged=True,
    numbered_from_first=True,
    limits=Limits(smallest_text=18, body_text=18, code_side=Length.mm(60), trim=WIDE),
)
"""How a deck's PDF is typeset, whatever edition it is for."""
NOTES = Edition(
    "slides-notes",
    "",
    (*COMMON, "editions/slides-notes.css"),
    tagged=True,
    numbered_from_first=True,
    limits=Limits(trim=A4),
)
"""How notes pages are typeset."""


@dataclass(frozen=True, slots=True)
class Written:
    """The files of a deck."""

    files: tuple[File, ...]
    """PPTX, PDF and notes pages, in this order; none where problems forbid them."""
    problems: tuple[Problem, ...]
    """What showed on the way."""


@dataclass(frozen=True, slots=True)
class Tools:
    """What decks and sheets are made with, once a process."""

    engine: Engine
    """The engine."""
    templates: Templates
    """The templates."""


def write_deck(
    deck: Deck, names: Sequence[str], guide: Guide, series: Series, words: Words, given: Given, tools: Tools
) -> Written:
    """Gives the files of a deck under these names; `given` is the guide in the edition whose pages are named."""
    if find_spec(LIBRARY) is None:
        return Written((), (missing_library(series),))
    pages = pages_of(deck, given.facts)
    metadata = replace(metadata_of(series, guide), title=deck.title)
    problems: list[Problem] = []
    pdfs = []
    for edition in (SLIDES, NOTES):
        html, found = deck_page(deck, pages, edition, words, tools.templates, with_notes=edition is NOTES)
        problems += found
        if has_errors(found):
            return Written((), tuple(problems))
        typeset = tools.engine.typeset(html, edition, guide, series, metadata)
        problems += typeset.problems
        pdfs.append(typeset.pdf)
    from guidepress.targets.slides.pptx import pptx_bytes  # here, since it is an extra

    colours = colours_of(deck, tools.engine)
    pptx = pptx_bytes(deck, colours, pages)
    pairs = zip(names, (pptx, *pdfs), (PPTX, PDF, PDF), strict=True)
    files = tuple(file_of(name, content, kind) for name, content, kind in pairs)
    return Written(() if has_errors(problems) else files, tuple(problems))


def missing_library(series: Series) -> Problem:
    """Gives the problem that the library for PPTX is not installed, once however many decks lack it."""
    hint = f'pip install "guidepress[{EXTRA}]", or leave slides out'
    return Problem("E007", "slides need python-pptx, which is not installed", Place(series.title.place.path), hint)


def pages_of(deck: Deck, facts: Mapping[str, Fact]) -> dict[str, int]:
    """Gives the guide's page for each slide by its title; the first one where a slide comes from no spot of it."""
    anchors = facts.get("anchors")
    known = anchors if isinstance(anchors, Mapping) else {}
    found = {slide.title: known.get(slide.anchor, 1) for slide in deck.slides}
    return {title: page if isinstance(page, int) else 1 for title, page in found.items()}


def colours_of(deck: Deck, engine: Engine) -> Colours:
    """Gives the colours that the style sheets give to the guide."""
    plain = Colours()
    values = {name: f"var(--{name}, {getattr(plain, name)})" for name in ("accent", "tint", "ink", "quiet")}
    return Colours(**engine.colours(SLIDES, f"accent-{deck.accent}", values))
