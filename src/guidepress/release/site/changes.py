"""The page that says what changed, and the same as lines for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from guidepress.compose.punctuation import curl
from guidepress.compose.words import Words
from guidepress.core.model import Series
from guidepress.release.changes.records import OWN, Change, Comparison
from guidepress.release.changes.reprinting import Reprint, Why, leaves, ranges, sheets
from guidepress.release.changes.word_changes import word_changes
from guidepress.release.site.frame import CHANGES, Frame, paragraphs


@dataclass(frozen=True, slots=True)
class ReprintOf:
    """What to print again of one guide in one edition."""

    guide: str
    """The guide's id."""
    edition: str
    """What people call the edition."""
    reprint: Reprint
    """The pages; of a booklet, sides of sheets."""
    imposed: bool = False
    """Whether its pages are put on sheets."""
    both_sides: bool = False
    """Whether it is printed on both sides, so that a leaf's other page comes with a page."""


@dataclass(frozen=True, slots=True)
class PagePair:
    """The pictures of one page that changed."""

    guide: str
    """The guide's id."""
    page: int
    """Its number, from 1."""
    before: str
    """The picture of the old page; empty where there was none of that number."""
    after: str
    """The picture of the new page."""
    width: int
    """The width of both in pixels."""
    height: int
    """Their height."""


def changes_page(
    frame: Frame,
    comparison: Comparison | None,
    reprints: Sequence[ReprintOf],
    pictures: Iterable[PagePair],
    note: str,
) -> bytes:
    """Gives the page; without a comparison it says that this is the first release."""
    pairs = list(pictures)
    guides = [
        {
            "id": guide.id,
            "title": guide.title,
            "fate": guide.fate,
            "changes": [_shown(change, frame.series, frame.words) for change in guide.changes],
            "pictures": [pair for pair in pairs if pair.guide == guide.id],
        }
        for guide in (comparison.guides if comparison else ())
    ]
    values = {
        "comparison": comparison,
        "note": paragraphs(note),
        "reprints": list(reprint_lines(frame.series, reprints, frame.words)),
        "shared": [_shown(it, frame.series, frame.words) for it in (comparison.shared if comparison else ())],
        "guides": guides,
    }
    return frame.page("site-changes.html.jinja", CHANGES, frame.words.say("site_changes"), values)


def _shown(change: Change, series: Series, words: Words) -> dict[str, object]:
    return {
        "title": title_of(change, series, words),
        "where": where(change, series, words),
        "words": word_changes(change.before, change.after),
    }


def title_of(change: Change, series: Series, words: Words) -> str:
    """Gives what happened to a passage, and to what it belongs."""
    kind = words.say(f"changes_{change.kind}")
    source, _, name = change.source.partition(":")
    if source == "story" and name in series.stories:
        return words.say("changes_story", kind=kind, title=curl(series.stories[name].title))
    if source == OWN and change.section:
        return words.say("changes_in", kind=kind, section=change.section)
    return words.say(f"changes_{source}", kind=kind) if source in {"block", "reference"} else kind


def where(change: Change, series: Series, words: Words) -> str:
    """Gives the pages on which a change stands, with the guides where there are several."""
    titles = {str(guide.id): curl(guide.title) for guide in series.guides}
    found = []
    for spot in change.spots:
        place = _place(spot.page_before, spot.page_after, words)
        name = titles.get(spot.guide, spot.guide) if change.source != OWN else ""
        found.append(": ".join(part for part in (name, place) if part))
    return "; ".join(part for part in found if part)


def _place(before: int, after: int, words: Words) -> str:
    if before and after:
        if before == after:
            return words.say("changes_page", pages=after)
        return words.say("changes_was_is", before=before, after=after)
    if after:
        return words.say("changes_is", after=after)
    return words.say("changes_was", before=before) if before else ""


def reprint_lines(series: Series, reprints: Iterable[ReprintOf], words: Words) -> Iterator[str]:
    """Gives a line for each guide and edition of which something has to be printed again."""
    titles: Mapping[str, str] = {str(guide.id): curl(guide.title) for guide in series.guides}
    for it in reprints:
        named = {"guide": titles.get(it.guide, it.guide), "edition": it.edition}
        numbers = it.reprint.numbers
        if it.imposed:
            yield from _sheets(it, named, words)
        elif numbers:
            printed = leaves(numbers, it.reprint.of) if it.both_sides else numbers
            if len(printed) == it.reprint.of:
                line = words.say("changes_reprint_all", **named)
            else:
                line = words.say("changes_reprint_pages", **named, pages=pages_in_words(printed, words))
            yield "; ".join([line, *_reasons(it.reprint, words)])
        if it.reprint.gone and not it.imposed:
            yield words.say("changes_reprint_gone", **named, pages=pages_in_words(it.reprint.gone, words))


def _sheets(it: ReprintOf, named: Mapping[str, str], words: Words) -> Iterator[str]:
    printed = sheets(it.reprint.numbers)
    if it.reprint.gone or len(printed) * 2 >= it.reprint.of:
        yield words.say("changes_reprint_all", **named)
    elif printed:
        yield words.say("changes_reprint_sheets", **named, sheets=ranges(printed))


def _reasons(reprint: Reprint, words: Words) -> Iterator[str]:
    """Says which pages have no new words, and what is new about them."""
    for key, why in (
        ("changes_only_numbers", Why.PLACE),
        ("changes_only_release", Why.RELEASE),
        ("changes_only_look", Why.LOOK),
    ):
        pages = [page.page for page in reprint.pages if page.why is why]
        if pages:
            yield words.say(key, pages=pages_in_words(pages, words))


def pages_in_words(pages: Sequence[int], words: Words) -> str:
    """Gives `page 7` or `pages 7–8, 15`."""
    return words.say("changes_page" if len(pages) == 1 else "changes_pages", pages=ranges(pages))


def change_lines(comparison: Comparison, series: Series, words: Words) -> Iterator[str]:
    """Gives what changed as plain lines: words taken out in square brackets, words put in between braces."""
    for change in comparison.shared:
        yield from _lines(change, series, words)
    for guide in comparison.guides:
        if guide.fate != "kept" or guide.changes:
            yield f"{curl(guide.title)}" + ("" if guide.fate == "kept" else f" ({guide.fate})")
        for change in guide.changes:
            yield from _lines(change, series, words)


def _lines(change: Change, series: Series, words: Words) -> Iterator[str]:
    place = where(change, series, words)
    yield f"  {title_of(change, series, words)}" + (f" ({place})" if place else "")
    marks = {"kept": ("", ""), "taken": ("[-", "-]"), "put": ("{+", "+}")}
    parts = word_changes(change.before, change.after) if change.kind != "moved" else ()
    if parts:
        text = " ".join(f"{marks[it.fate][0]}{_shortened(it.text, it.fate)}{marks[it.fate][1]}" for it in parts)
        yield f"    {text}"


def _shortened(text: str, fate: str) -> str:
    """Leaves out the middle of words that stayed."""
    parts = text.split()
    return text if fate != "kept" or len(parts) <= 12 else f"{' '.join(parts[:5])} … {' '.join(parts[-5:])}"
