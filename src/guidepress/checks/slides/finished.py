"""The files of one deck under examination: PPTX by our rules, PDFs as every tagged file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from guidepress.checks.finished import Finding
from guidepress.checks.pdf.pages.check import SLIDE_RULES
from guidepress.checks.pdf.sheet import examine_sheet
from guidepress.checks.slides.guide_pages import addresses_in, pages_in, proved_pages
from guidepress.checks.slides.rules import Expected, check_deck
from guidepress.compose.templates import Templates
from guidepress.compose.words import Words
from guidepress.core.document import Question
from guidepress.core.model import Guide, Series
from guidepress.core.problems import Place, Problem
from guidepress.targets.base import PAGES_OF
from guidepress.targets.slides.deck import Deck
from guidepress.targets.slides.page import deck_page
from guidepress.targets.slides.planning import question_title
from guidepress.targets.slides.writing import EDITIONS, Form

MOST_BLANKS = 9
"""Numbered blanks are looked for up to this number."""


def examine_deck(
    deck: Deck, forms: Mapping[Form, str], folder: Path, shown: Mapping[str, str], guide: Guide, series: Series,
    words: Words, templates: Templates, *, questions: Sequence[Question], is_session: bool,
) -> Finding:  # fmt: skip
    """Examines the files of a deck below a folder, each by its form."""
    first = next(iter(forms.values()))
    try:
        contents = {form: (folder / name).read_bytes() for form, name in forms.items()}
        guide_file = (folder / PAGES_OF / f"{guide.id}.pdf").read_bytes()
    except OSError as error:
        missing = Path(error.filename or first).name
        return Finding((Problem("A009", f"'{missing}' is missing", Place(shown[first]), "build it first"),))
    pages = pages_in(deck, guide_file)
    proved = proved_pages(deck, pages, guide_file)
    expected = Expected(
        language=deck.language,
        title=deck.title,
        authors=deck.authors,
        page_words=deck.page_words,
        pages=proved,
        addresses=frozenset(addresses_in(deck).values()),
        blanks=blank_words(words) if is_session else (),
        questions=frozenset(question_title(question, words) for question in questions),
    )
    codes = set(addresses_in(deck).values())
    stories = [story for story in series.stories.values() if story.url in codes]
    problems: list[Problem] = []
    for form, content in contents.items():
        name = shown[forms[form]]
        if form is Form.PPTX:
            problems += check_deck(content, expected, name)
            continue
        html, _ = deck_page(deck, pages, EDITIONS[form], words, templates)
        found = examine_sheet(content, html, EDITIONS[form], name, stories, guide, series, SLIDE_RULES)
        problems += found.problems
        if form is Form.SLIDES and found.page_count not in {0, len(deck.slides)}:
            message = f"it has {found.page_count} pages for {len(deck.slides)} slides"
            problems.append(Problem("P019", message, Place(name), "a slide holds too much: shorten it"))
    return Finding(
        tuple(problems), f"{len(deck.slides)} slides; {len(codes)} QR codes; {len(proved)} pages proved"
    )


def blank_words(words: Words) -> tuple[str, ...]:
    """Gives the words that stand for a blank which no story fills."""
    numbered = (words.say("blank_numbered", number=number) for number in range(1, MOST_BLANKS + 1))
    return tuple(filter(None, (words.say("blank"), *numbered)))
