"""A deck to its files: PPTX, PDF and notes pages, with one page of the guide for each slide."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
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
    with_notes=True,
    limits=Limits(trim=A4),
)
"""How notes pages are typeset."""


class Form(StrEnum):
    """What a deck can be written as."""

    PPTX = "pptx"
    """Slides to edit and to show."""
    SLIDES = "slides"
    """Slides to show, as PDF."""
    NOTES = "notes"
    """Pages to print: each slide above what its speaker says."""


def forms_of(names: Sequence[str], edition: Edition) -> dict[Form, str]:
    """Gives the files of a guide's deck by their form."""
    forms = (Form.NOTES,) if edition.with_notes else (Form.PPTX, Form.SLIDES)
    return dict(zip(forms, names, strict=True))


@dataclass(frozen=True, slots=True)
class Written:
    """The files of a deck."""

    files: tuple[File, ...]
    """A file for each form that was asked for, in their order; none where problems forbid them."""
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
    deck: Deck, forms: Mapping[Form, str], guide: Guide, series: Series, words: Words, given: Given, tools: Tools
) -> Written:
    """Gives a deck in these forms; `given` is the guide in the edition whose pages are named."""
    if Form.PPTX in forms and find_spec(LIBRARY) is None:
        return Written((), (missing_library(series),))
    pages = pages_of(deck, given.facts)
    metadata = replace(metadata_of(series, guide), title=deck.title)
    problems: list[Problem] = []
    files: list[File] = []
    for form, name in forms.items():
        if form is Form.PPTX:
            from guidepress.targets.slides.pptx import pptx_bytes  # here, since it is an extra

            files.append(file_of(name, pptx_bytes(deck, colours_of(deck, tools.engine), pages), PPTX))
            continue
        edition = EDITIONS[form]
        html, found = deck_page(deck, pages, edition, words, tools.templates)
        problems += found
        if has_errors(found):
            return Written((), tuple(problems))
        typeset = tools.engine.typeset(html, edition, guide, series, metadata)
        problems += typeset.problems
        files.append(file_of(name, typeset.pdf, PDF))
    return Written(() if has_errors(problems) else tuple(files), tuple(problems))


def missing_library(series: Series) -> Problem:
    """Gives the problem that the library for PPTX is not installed, once however many decks lack it."""
    hint = f'pip install "guidepress[{EXTRA}]", or leave slides out'
    return Problem("E007", "slides need python-pptx, which is not installed", Place(series.title.place.path), hint)


EDITIONS = {Form.SLIDES: SLIDES, Form.NOTES: NOTES}
"""How each form that is a PDF is typeset."""


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
