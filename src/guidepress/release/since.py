"""What changed since the last release: words, and pages to print again with their pictures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from guidepress.pdfread.pictures import page_picture
from guidepress.release.changes.comparing import compare
from guidepress.release.changes.records import Change, Comparison, State
from guidepress.release.changes.reprinting import Reprint, Why, reprint
from guidepress.release.changes.word_changes import word_changes
from guidepress.release.contents import Contents
from guidepress.release.earlier import file_of, words_of_release
from guidepress.release.gathered import Gathered
from guidepress.release.records import Manifest
from guidepress.release.site.changes import PagePair, ReprintOf
from guidepress.release.site.frame import Frame, png_size

PICTURE_WIDTH = 480
"""Pixels across the picture of a page that changed."""


@dataclass(frozen=True, slots=True)
class Since:
    """What lies between the last release and this one."""

    comparison: Comparison | None
    """The words; None for a first release."""
    reprints: tuple[ReprintOf, ...]
    """The pages to print again, guide by guide."""


def since(previous: tuple[Path, Manifest] | None, now: State, gathered: Sequence[Gathered], frame: Frame) -> Since:
    """Compares with the last release; raises ValueError where its files can't be read."""
    if previous is None:
        return Since(None, ())
    folder, manifest = previous
    comparison = compare(words_of_release(folder, manifest), now)
    of_guides = [item for item in gathered if not item.session]
    return Since(comparison, tuple(reprints_since(folder, manifest, of_guides, frame)))


def reprints_since(
    folder: Path, manifest: Manifest, gathered: Iterable[Gathered], frame: Frame
) -> Iterator[ReprintOf]:
    """Compares each PDF with that of an earlier release, page by page."""
    before = _named(frame, manifest.version, manifest.date)
    after = _named(frame, str(frame.series.release.version), str(frame.series.release.date))
    for item in gathered:
        old = file_of(manifest, item.guide, item.edition.name)
        if item.edition.target == "pdf" and old is not None:
            found = reprint((folder / old.name).read_bytes(), item.content, before, after)
            if found.pages or found.gone:
                yield ReprintOf(
                    item.guide,
                    frame.edition_title(item.edition),
                    found,
                    imposed=item.edition.imposed,
                    both_sides=item.edition.even_pages,
                )


def _named(frame: Frame, version: str, day: str) -> str:
    return frame.words.say("version_and_date", version=version, date=frame.words.date(day))


def add_pictures(
    contents: Contents,
    since: Since,
    previous: tuple[Path, Manifest] | None,
    gathered: Iterable[Gathered],
    frame: Frame,
) -> list[PagePair]:
    """Adds pictures of the standard edition's pages whose words changed, before and after, with marks on them."""
    if previous is None or since.comparison is None:
        return []
    folder, manifest = previous
    pairs: list[PagePair] = []
    for item in gathered:
        old = file_of(manifest, item.guide, item.edition.name)
        if item.edition.name != "standard" or old is None:
            continue
        title = frame.edition_title(item.edition)
        listed = [it.reprint for it in since.reprints if (it.guide, it.edition) == (item.guide, title)]
        pages = {"before": (folder / old.name).read_bytes(), "after": item.content}
        changes = _texts(since.comparison, item.guide)
        pairs += [_pair(contents, pages, item.guide, number, changes) for number in _with_new_words(listed)]
    return pairs


def _with_new_words(listed: Iterable[Reprint]) -> list[int]:
    return [page.page for it in listed for page in it.pages if page.why is Why.WORDS]


def _texts(comparison: Comparison, guide: str) -> list[Change]:
    own = [change for it in comparison.guides if it.id == guide for change in it.changes]
    shared = [it for it in comparison.shared if any(spot.guide == guide for spot in it.spots)]
    return own + shared


def _pair(
    contents: Contents, pages: dict[str, bytes], guide: str, number: int, changes: Iterable[Change]
) -> PagePair:
    words = [(it.fate, it.text) for change in changes for it in word_changes(change.before, change.after)]
    marks = {"before": [text for fate, text in words if fate == "taken"]}
    marks["after"] = [text for fate, text in words if fate == "put"]
    names = {}
    size = (0, 0)
    for side, pdf in pages.items():
        try:
            picture = page_picture(pdf, number, PICTURE_WIDTH, _long_enough(marks[side]))
        except IndexError:  # there is no page of that number
            continue
        names[side] = f"changes/{guide}-{number}-{side}.png"
        contents.add(names[side], picture, f"{guide}, {number}, {side}", guide=guide)
        size = png_size(picture)
    return PagePair(guide, number, names.get("before", ""), names["after"], *size)


def _long_enough(texts: Iterable[str]) -> list[str]:
    """Leaves out words so short that they would be marked wherever they stand."""
    return [text for text in texts if len(text) >= 4]
