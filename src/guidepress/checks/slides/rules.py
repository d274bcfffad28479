"""The rules on a finished deck, one function each, from a `DeckRead` and what is expected of it to problems.

`RULES` lists them all. The first ten make slides usable by everybody; the last ones are promises of ours.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from guidepress.checks.slides.codes import decoded
from guidepress.checks.slides.reading import read_deck
from guidepress.checks.slides.records import DeckRead, RunRead, SlideRead
from guidepress.checks.styles.contrast import contrast
from guidepress.core.problems import Place, Problem

LEAST_CONTRAST = 4.5
"""Of text and its ground (WCAG 2.2, 1.4.3)."""
LEAST_SIZE = 18
"""Of any type on a slide, in points."""
LEAST_SIZE_OF_A_QUESTION = 28
"""Of the type of questions, in points: large enough for the back row."""
TITLES = frozenset({"title", "ctrTitle"})
FEET = frozenset({"ftr", "sldNum", "dt"})


@dataclass(frozen=True, slots=True)
class Expected:
    """What a deck has to be."""

    language: str
    """Its language, as BCP 47 has it."""
    title: str
    """Its title."""
    authors: tuple[str, ...]
    """Who wrote it."""
    page_words: str
    """How notes name a page, with `{page}` for the number."""
    pages: Mapping[str, int]
    """The guide's page for each slide, by its title."""
    addresses: frozenset[str]
    """The addresses that its codes lead to."""
    blanks: tuple[str, ...] = ()
    """The words of blanks that no slide may have left open."""
    questions: frozenset[str] = frozenset()
    """The titles of slides that hold a question."""


@dataclass(frozen=True, slots=True)
class _Case:
    deck: DeckRead
    expected: Expected
    name: str

    def problem(self, code: str, message: str, number: int = 0, hint: str = "") -> Problem:
        """Gives a problem with the slide that it is on."""
        where = f"slide {number}: " if number else ""
        return Problem(code, f"{where}{message}", Place(self.name), hint)

    @property
    def numbered(self) -> Iterator[tuple[int, SlideRead]]:
        return enumerate(self.deck.slides, 1)


def check_deck(content: bytes, expected: Expected, name: str) -> tuple[Problem, ...]:
    """Applies all rules to a PPTX; `name` is the file, as messages name it."""
    try:
        deck = read_deck(content)
    except ValueError as error:
        return (Problem("D001", str(error), Place(name), "build it again: guidepress build"),)
    case = _Case(deck, expected, name)
    return tuple(problem for rule in RULES for problem in rule(case))


def slides_have_titles(case: _Case) -> Iterator[Problem]:
    """D002: every slide has a title in a placeholder for it."""
    for number, slide in case.numbered:
        if not slide.title.strip():
            yield case.problem("D002", "it has no title in a title placeholder", number)


def titles_are_unique(case: _Case) -> Iterator[Problem]:
    """D003: no two slides have one title, since it is what a screen reader's list of slides shows."""
    first: dict[str, int] = {}
    for number, slide in case.numbered:
        before = first.setdefault(slide.title, number)
        if slide.title and before != number:
            yield case.problem("D003", f"its title '{slide.title}' is that of slide {before} too", number)


def reading_order_is_that_of_shapes(case: _Case) -> Iterator[Problem]:
    """D004: the title is read first and the feet last."""
    for number, slide in case.numbered:
        kinds = [shape.placeholder for shape in slide.shapes if not shape.decorative]
        feet = [kind in FEET for kind in kinds]
        if kinds and (kinds[0] not in TITLES or feet != sorted(feet)):
            yield case.problem("D004", "it is not read title first, feet last", number)


def pictures_have_alternatives(case: _Case) -> Iterator[Problem]:
    """D005: every picture and table says what it is, or is marked as decorative."""
    for number, slide in case.numbered:
        for shape in slide.shapes:
            if shape.kind in {"pic", "graphicFrame"} and not shape.description.strip() and not shape.decorative:
                yield case.problem("D005", "a picture or table has no alternative text", number)


def runs_have_the_language(case: _Case) -> Iterator[Problem]:
    """D006: every run of text, in notes too, has the deck's language."""
    for number, slide in case.numbered:
        wrong = next((run for run in _all_runs(slide) if run.language != case.expected.language), None)
        if wrong is not None:
            said = f"'{wrong.language}'" if wrong.language else "none"
            yield case.problem("D006", f"the language of '{_short(wrong.text)}' is {said}", number)


def tables_have_header_rows(case: _Case) -> Iterator[Problem]:
    """D007: a table's header row is flagged as such."""
    for number, slide in case.numbered:
        if any(shape.has_header_row is False for shape in slide.shapes):
            yield case.problem("D007", "a table's header row is not flagged", number)


def links_have_names(case: _Case) -> Iterator[Problem]:
    """D008: a link has words, a name and an address."""
    for number, slide in case.numbered:
        for shape in slide.shapes:
            for run in shape.runs:
                if run.address is not None and not (run.address and run.link_name.strip() and run.text.strip()):
                    yield case.problem("D008", f"the link '{_short(run.text)}' has no name or no address", number)


def contrast_is_enough(case: _Case) -> Iterator[Problem]:
    """D009: text stands out from its ground."""
    for number, slide in case.numbered:
        for run in _shown_runs(slide):
            found = contrast(run.colour, slide.ground)
            if found < LEAST_CONTRAST:
                message = f"'{_short(run.text)}' has a contrast of {found:.1f}:1; {LEAST_CONTRAST}:1 is the least"
                yield case.problem("D009", message, number)


def type_is_large_enough(case: _Case) -> Iterator[Problem]:
    """D010: no type is smaller than 18 pt, and no question smaller than 28 pt."""
    for number, slide in case.numbered:
        for shape in slide.shapes:
            is_question = slide.title in case.expected.questions and shape.placeholder == "body"
            least = LEAST_SIZE_OF_A_QUESTION if is_question else LEAST_SIZE
            for run in shape.runs:
                if run.size < least:
                    message = f"'{_short(run.text)}' is set in {run.size:g} pt; {least} pt is the least"
                    yield case.problem("D010", message, number)


def properties_are_ours(case: _Case) -> Iterator[Problem]:
    """D011: title, authors and language stand in the properties, and nobody else's name."""
    deck, expected = case.deck, case.expected
    wanted = {"title": expected.title, "author": "; ".join(expected.authors), "language": expected.language}
    found = {"title": deck.title, "author": deck.authors, "language": deck.language}
    for name, value in wanted.items():
        if found[name] != value:
            yield case.problem("D011", f"the property '{name}' is '{found[name]}', not '{value}'")
    for other in deck.others:
        yield case.problem("D011", f"a property that guidepress does not set: {other}")


def text_stands_in_placeholders(case: _Case) -> Iterator[Problem]:
    """D012: text, tables and pictures stand in placeholders, which follow when a layout is changed."""
    for number, slide in case.numbered:
        loose = [shape for shape in slide.shapes if not shape.placeholder and not shape.decorative]
        if loose:
            yield case.problem("D012", "a text, table or picture stands in no placeholder", number)


def notes_name_the_page(case: _Case) -> Iterator[Problem]:
    """D013: the notes of each slide name the page of the guide that holds it."""
    for number, slide in case.numbered:
        page = case.expected.pages.get(slide.title)
        words = case.expected.page_words.format(page=page)
        last = slide.notes[-1].text if slide.notes else ""
        if page is None:
            yield case.problem("D013", f"no page of the guide holds '{slide.title}'", number)
        elif last != words:
            yield case.problem("D013", f"its notes end with '{_short(last)}', not '{words}'", number)


def codes_lead_to_stories(case: _Case) -> Iterator[Problem]:
    """D014: every picture is a code that can be read and leads to a story's address."""
    for number, slide in case.numbered:
        for shape in slide.shapes:
            if shape.picture and not decoded(shape.picture) & case.expected.addresses:
                yield case.problem("D014", "its code can't be read, or leads elsewhere", number)


def no_blank_is_left(case: _Case) -> Iterator[Problem]:
    """D015: every blank of a session has its story."""
    for number, slide in case.numbered:
        for run in _shown_runs(slide):
            for blank in case.expected.blanks:
                if blank in run.text:
                    yield case.problem("D015", f"a blank is left open: '{blank}'", number)


def _shown_runs(slide: SlideRead) -> Iterator[RunRead]:
    return (run for shape in slide.shapes for run in shape.runs)


def _all_runs(slide: SlideRead) -> Iterator[RunRead]:
    yield from _shown_runs(slide)
    yield from slide.notes or ()


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:39]}…"


RULES: tuple[Callable[[_Case], Iterator[Problem]], ...] = (
    slides_have_titles,
    titles_are_unique,
    reading_order_is_that_of_shapes,
    pictures_have_alternatives,
    runs_have_the_language,
    tables_have_header_rows,
    links_have_names,
    contrast_is_enough,
    type_is_large_enough,
    properties_are_ours,
    text_stands_in_placeholders,
    notes_name_the_page,
    codes_lead_to_stories,
    no_blank_is_left,
)
