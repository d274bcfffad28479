"""What a listener gets of a finished file: validators' rules, and rules for what no validator can see.

Takes a finished guide with the HTML that it was made from; gives problems. `RULES` lists every rule. What only a
person can judge, such as whether an alternative text is a good one, is named in the report.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from guidepress.checks.pdf.validation import PROFILES, Validated, validate
from guidepress.core.problems import Place, Problem
from guidepress.pdfread.compare import differences
from guidepress.pdfread.elements import TagElement, outline_of
from guidepress.pdfread.navigation import Navigation, navigation_of
from guidepress.pdfread.outline import headings_of
from guidepress.pdfread.reading import ReadDocument, read_document
from guidepress.pdfread.ties import out_of_order

_PAGE_OF = re.compile(r'(<(\w+)[^>]*\bdata-page-of="([^"]+)"[^>]*>)[^<]*(</\2>)')
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
MOST_ASTRAY = 10
"""So many are told; where one is astray, all after it often are."""


@dataclass(frozen=True, slots=True)
class ReadGuide:
    """A finished file for reading, with all that the rules look at."""

    name: str
    """What messages call it: its path relative to the output folder."""
    language: str
    """The language of the series."""
    html: str
    """The HTML that it was made from, page numbers filled in from the file's own destinations."""
    elements: tuple[TagElement, ...]
    """The structure tree, flat, in reading order."""
    document: ReadDocument
    """The tree with what lies outside it."""
    navigation: Navigation
    """Title, language, labels, bookmarks, destinations."""
    validated: tuple[Validated, ...]
    """What the validators say."""


Rule = Callable[[ReadGuide], Iterator[Problem]]


def read_guide(pdf: bytes, html: str, name: str, language: str) -> ReadGuide:
    """Reads a finished file; raises ValueError for one without a structure tree."""
    navigation, document = navigation_of(pdf), read_document(pdf)

    def numbered(match: re.Match[str]) -> str:
        return f"{match[1]}{navigation.pages.get(match[3], 0)}{match[4]}"

    return ReadGuide(
        name=name,
        language=language,
        html=_PAGE_OF.sub(numbered, html),
        elements=outline_of(document),
        document=document,
        navigation=navigation,
        validated=validate(pdf),
    )


def check_reading(guide: ReadGuide) -> tuple[Problem, ...]:
    """Applies every rule."""
    return tuple(problem for rule in RULES for problem in rule(guide))


def _problem(guide: ReadGuide, code: str, message: str, hint: str = "") -> Problem:
    return Problem(code, message, Place(guide.name), hint)


def conforms_to_standards(guide: ReadGuide) -> Iterator[Problem]:
    """A001: no rule of PDF/UA-1 and PDF/A-2a fails."""
    for result in guide.validated:
        for failure in result.failures:
            yield _problem(guide, "A001", f"{PROFILES[result.profile]}, by {result.validator}: {failure}")


def tags_are_the_html(guide: ReadGuide) -> Iterator[Problem]:
    """A002: number, order and text of the elements are the HTML's; contents give the right page numbers."""
    for difference in differences(guide.html, guide.elements):
        yield _problem(guide, "A002", difference)


def no_text_is_left_out(guide: ReadGuide) -> Iterator[Problem]:
    """A003: all text is in the tree or an artifact (ISO 14289-1, 7.1)."""
    for page, text in guide.document.untagged:
        yield _problem(
            guide, "A003", f"page {page + 1}: “{' '.join(text.split())[:60]}” is neither tagged nor an artifact"
        )


def links_say_where_they_lead(guide: ReadGuide) -> Iterator[Problem]:
    """A004: a link has a name, and the name is more than an address (WCAG 2.2, 2.4.4).

    Where its own words are no more than that, `check` tells of it at its line (M046).
    """
    for element in guide.elements:
        if element.kind != "Link" or _ADDRESS.sub("", element.name).strip():
            continue
        if not element.name or _ADDRESS.sub("", element.text).strip():
            yield _problem(guide, "A004", f"the link “{element.text}” is called “{element.name}”")


def bookmarks_are_headings(guide: ReadGuide) -> Iterator[Problem]:
    """A005: bookmarks and headings are the same words in the same order (ISO 14289-1, 7.17)."""
    headings = list(headings_of(guide.html))
    bookmarks = [" ".join(title.split()) for title in guide.navigation.outline]
    if [text.casefold() for text in headings] != [text.casefold() for text in bookmarks]:
        missing = [text for text in headings if text not in bookmarks]
        surplus = [text for text in bookmarks if text not in headings]
        yield _problem(guide, "A005", f"without a bookmark: {missing}; without a heading: {surplus}")


def language_is_stated(guide: ReadGuide) -> Iterator[Problem]:
    """A006: the whole file states its language (ISO 14289-1, 7.2)."""
    if guide.navigation.language != guide.language:
        yield _problem(guide, "A006", f"the language is “{guide.navigation.language}”, not “{guide.language}”")


def title_is_shown(guide: ReadGuide) -> Iterator[Problem]:
    """A007: the window shows the title (ISO 14289-1, 7.1)."""
    if not (guide.navigation.title and guide.navigation.shows_title):
        yield _problem(guide, "A007", "the window shows the file's name and not the title")


def labels_are_folios(guide: ReadGuide) -> Iterator[Problem]:
    """A008: page labels are the printed page numbers, which count from the cover."""
    for number, label in enumerate(guide.navigation.labels, 1):
        if number > 1 and label != str(number):
            yield _problem(guide, "A008", f"page {number} is labelled “{label}”")


def text_is_drawn_as_it_is_read(guide: ReadGuide) -> Iterator[Problem]:
    """A010: each page draws its contents in the order of the tags: copying, search and text layers follow it."""
    contents = list(guide.document.root.contents())
    for page, places in enumerate(guide.document.painted, 1):
        late = out_of_order(places)
        if late:
            text = next((contents[place].text for place in late if contents[place].text.strip()), "a picture")
            yield _problem(
                guide,
                "A010",
                f"page {page}: {len(late)} of {len(places)} pieces are drawn in another order than they are read, "
                f"such as “{' '.join(text.split())[:60]}”",
                "where boxes lie over one another, what is above has to come later in the text",
            )


def content_leads_back_to_its_tags(guide: ReadGuide) -> Iterator[Problem]:
    """A011: the parent tree leads from all marked content and links to the element that holds them (14.7.4.4)."""
    for message in guide.document.astray[:MOST_ASTRAY]:
        yield _problem(guide, "A011", message, "build it again")


def links_are_one_stop(guide: ReadGuide) -> Iterator[Problem]:
    """A012: a link has one annotation a page, however many lines it runs over."""
    for name, page, count in guide.document.stops:
        if count > 1:
            yield _problem(guide, "A012", f"page {page + 1}: the link “{name}” is {count} stops", "build it again")


RULES: tuple[Rule, ...] = (
    conforms_to_standards,
    tags_are_the_html,
    no_text_is_left_out,
    links_say_where_they_lead,
    bookmarks_are_headings,
    language_is_stated,
    title_is_shown,
    labels_are_folios,
    text_is_drawn_as_it_is_read,
    content_leads_back_to_its_tags,
    links_are_one_stop,
)
