"""A release from beginning to end: built, examined, gated, put together, frozen.

Takes an `Order`; gives a `Released`. Nothing is written to the folder of releases until all is well and all is
there.
"""

from __future__ import annotations

import platform
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from guidepress import __version__
from guidepress.checks.sources.project import examine
from guidepress.compose.guide import compose
from guidepress.compose.punctuation import curl
from guidepress.compose.templates import Templates
from guidepress.core.document import Document
from guidepress.core.model import Series
from guidepress.core.problems import Place, Problem, has_errors
from guidepress.make.account import Listener
from guidepress.make.building import build
from guidepress.make.inputs import source_digests
from guidepress.make.plan import Request
from guidepress.make.writing import write_whole
from guidepress.pdfread.page_letters import PageLetters, page_letters
from guidepress.pdfread.pictures import page_picture
from guidepress.release.changes.records import State
from guidepress.release.changes.states import state_of, words_file
from guidepress.release.components import components
from guidepress.release.contents import Contents, accessibility_of, add_downloads, conformances
from guidepress.release.earlier import WORDS, earlier_releases
from guidepress.release.evidence.derived import ATOM, JSON_FEED, derived_files
from guidepress.release.freeze import frozen
from guidepress.release.gate import (
    commit_problems,
    lapsed,
    note_problems,
    order_problems,
    output_problems,
    permission_problems,
    recalls,
    series_problems,
)
from guidepress.release.gathered import Gathered, gather, standard_files
from guidepress.release.order import Order
from guidepress.release.records import Manifest, Past, ReleasedFile, ReleasedGuide
from guidepress.release.since import Since, add_pictures, since
from guidepress.release.site.accessibility import accessibility_page
from guidepress.release.site.changes import PagePair, changes_page
from guidepress.release.site.download import download_page, releases_page
from guidepress.release.site.frame import ACCESSIBILITY, CHANGES, DOWNLOADS, HANDOUT, SHEETS, STORIES, Frame
from guidepress.release.site.stories import Use, handout_page, stories_page
from guidepress.targets.web.page import Surroundings, web_page

COVER_WIDTH = 320
"""Pixels across a cover on the page of downloads."""
GUIDES = "guides"
"""The folder of the guides' web pages."""


@dataclass(frozen=True, slots=True)
class Released:
    """What became of an order."""

    manifest: Manifest | None
    """The release; None where problems forbade it."""
    problems: tuple[Problem, ...]
    """What is wrong, and which earlier releases have to be recalled."""


def release(
    order: Order, listen: Listener, say_aside: Callable[[str], None], shown: Callable[[Path], str]
) -> Released:
    """Makes a release, or says why there is none."""
    problems = list(order_problems(order))
    if problems:
        return Released(None, tuple(problems))
    digests = source_digests(order.bundle.project, order.bundle.styles)
    examined = examine(order.bundle.project, order.bundle.styles)
    series = examined.series
    if series is None or has_errors(examined.problems):
        return Released(None, examined.problems)
    uncommitted, revision, dirty = commit_problems(order, digests)
    day = str(series.release.date)
    early = [*series_problems(order, series), *permission_problems(series, day), *uncommitted]
    earlier = earlier_releases(order.releases)
    warnings = (*examined.problems, *recalls(series, day, earlier))
    if early:
        return Released(None, (*warnings, *early))
    request = Request(order.bundle, order.output, (), order.editions, order.jobs)
    outcome = build(request, listen, say_aside)
    if has_errors(outcome.problems):
        return Released(None, (*warnings, *outcome.problems))
    gathered, found = gather(order, series, (*outcome.made, *outcome.kept), shown)
    late = [*outcome.problems, *found, *output_problems([item.found for item in gathered])]
    if has_errors(late):
        return Released(None, (*warnings, *late))
    maker = _Maker(order, series, gathered, earlier)
    late += note_problems(order, major=maker.is_major, has_earlier=bool(earlier))
    if has_errors(late):
        return Released(None, (*warnings, *late))
    manifest, files = maker.made(digests, revision, uncommitted=dirty)
    late += maker.frame.problems
    if not has_errors(late):
        late += frozen(order.folder, manifest, files)
    if has_errors(late):
        return Released(None, (*warnings, *late))
    _write_beside(order, manifest, maker.frame)
    return Released(manifest, (*warnings, *late))


class _Maker:
    """Puts one release together."""

    def __init__(
        self,
        order: Order,
        series: Series,
        gathered: Sequence[Gathered],
        earlier: Sequence[tuple[Path, Manifest]],
    ) -> None:
        self.order, self.series, self.gathered = order, series, gathered
        self.previous = earlier[0] if earlier else None
        self.templates = Templates(order.bundle.styles)
        self.frame = Frame(series, self.templates, order.bundle.styles)
        self.standard = standard_files(gathered)
        self.letters = {guide: page_letters(pdf) for guide, pdf in self.standard.items()}
        self.state = state_of(series, self.templates, order.version, self.letters)
        self.since: Since = since(self.previous, self.state, gathered, self.frame)
        self.contents = Contents()

    @property
    def is_major(self) -> bool:
        """Whether readers are told: words changed, and nobody said that it is minor."""
        comparison = self.since.comparison
        return not self.order.minor and (comparison is None or comparison.words_changed)

    def made(
        self, digests: dict[str, str], revision: str, *, uncommitted: bool
    ) -> tuple[Manifest, dict[str, bytes]]:
        """Gives the manifest with all files that it lists."""
        documents = [compose(self.series, guide, self.templates) for guide in self.series.guides]
        add_downloads(self.contents, self.gathered, self.frame)
        covers = self._covers()
        for document in documents:
            self._add_guide(document, self.letters.get(str(document.guide.id)))
        self._add_words()
        pictures = add_pictures(self.contents, self.since, self.previous, self.gathered, self.frame)
        manifest = self._manifest(digests, revision, uncommitted=uncommitted)
        self._add_pages(manifest, documents, covers, pictures)
        return _with_files(manifest, self.contents.records), self.contents.files

    def _covers(self) -> dict[str, tuple[str, bytes]]:
        covers = {}
        for guide in self.series.guides:
            name, picture = f"covers/{guide.id}.png", page_picture(self.standard[guide.id], 1, COVER_WIDTH)
            self.contents.add(name, picture, curl(guide.title), guide=str(guide.id))
            covers[str(guide.id)] = (name, picture)
        return covers

    def _add_guide(self, document: Document, letters: PageLetters | None) -> None:
        bundle, guide = self.order.bundle, document.guide
        edition = next((it.edition for it in self.gathered if it.edition.target == "web"), None)
        sheets = edition.style_sheets if edition else SHEETS[:1]
        around = Surroundings(
            bundle.project, bundle.styles, f"../{DOWNLOADS}", lambda name: f"{name}.html", sheets
        )
        page = web_page(self.series, document, self.templates, around, letters)
        self.frame.problems += page.problems
        checked = [it for it in self.gathered if it.edition is edition and it.guide == guide.id]
        self.contents.add(
            f"{GUIDES}/{guide.id}.html",
            page.html.encode(),
            curl(guide.title),
            str(self.series.language),
            guide=str(guide.id),
            edition=edition.name if edition else "",
            conforms=conformances(checked[0]) if checked else (),
            accessibility=accessibility_of(edition, ".html") if edition else {},
        )

    def _add_words(self) -> None:
        self.contents.add(WORDS, words_file(self.state), WORDS, str(self.series.language))

    def _add_pages(
        self,
        manifest: Manifest,
        documents: Sequence[Document],
        covers: dict[str, tuple[str, bytes]],
        pictures: Sequence[PagePair],
    ) -> None:
        """Adds the pages around the guides; they list the files that are there before them."""
        listed = _with_files(manifest, self.contents.records)
        shared = documents[0].shared if documents else {}
        other_formats = "\n".join(block.html for block in shared.get("other-formats", ()))
        page_of = {str(guide.id): f"{GUIDES}/{guide.id}.html" for guide in self.series.guides}
        editions = self.order.editions
        gone = {story.id for story in lapsed(self.series, manifest.date)}
        stories = [story for name, story in self.series.stories.items() if name not in gone]
        frame, say = self.frame, self.frame.words.say
        comparison, reprints, note = self.since.comparison, self.since.reprints, manifest.note
        pages = (
            (DOWNLOADS, "site_downloads", download_page(frame, listed, editions, covers, other_formats)),
            (STORIES, "site_stories", stories_page(frame, stories, uses_of(self.state), page_of)),
            (HANDOUT, "site_handout", handout_page(frame, documents)),
            (CHANGES, "site_changes", changes_page(frame, comparison, reprints, pictures, note)),
            (ACCESSIBILITY, "site_accessibility", accessibility_page(frame, listed, other_formats)),
        )
        for name, key, content in pages:
            self.contents.add(name, content, say(key), str(self.series.language))

    def _manifest(self, digests: dict[str, str], revision: str, *, uncommitted: bool) -> Manifest:
        series, order = self.series, self.order
        before = self.previous[1] if self.previous else None
        version, day, note = order.version, str(series.release.date), order.note or ""
        past = Past(version, day, self.is_major, " ".join(note.split()))
        gone = {story.id for story in lapsed(series, day)}
        return Manifest(
            series=curl(series.title),
            publisher=curl(series.publisher),
            language=str(series.language),
            licence=f"{curl(series.licence.name)} ({series.licence.short})",
            address=str(series.download_page),
            version=version,
            date=day,
            major=self.is_major,
            note=note,
            previous=before.version if before else "",
            history=(past, *(before.history if before else ())),
            guides=tuple(self._released(str(guide.id), before) for guide in series.guides),
            stories=tuple(str(name) for name in series.stories if name not in gone),
            files=(),
            sources=dict(digests),
            revision=revision,
            uncommitted=uncommitted,
            tool=f"guidepress {__version__}",
            python=platform.python_version(),
            components=components(),
        )

    def _released(self, name: str, before: Manifest | None) -> ReleasedGuide:
        guide = next(guide for guide in self.series.guides if guide.id == name)
        day = str(self.series.release.date)
        known = [it for it in before.guides if it.id == name] if before else []
        told = not known or (self.is_major and name in self._changed_guides())
        return ReleasedGuide(
            id=name,
            title=curl(guide.title),
            summary=curl(guide.summary),
            page=f"{GUIDES}/{name}.html",
            stories=tuple(map(str, (*guide.stories, *guide.further_stories))),
            published=known[0].published if known else day,
            updated=day if told else known[0].updated,
        )

    def _changed_guides(self) -> set[str]:
        comparison = self.since.comparison
        if comparison is None:
            return {str(guide.id) for guide in self.series.guides}
        own = {it.id for it in comparison.guides if it.changes or it.fate != "kept"}
        return own | {spot.guide for change in comparison.shared for spot in change.spots}


def uses_of(state: State) -> dict[str, list[Use]]:
    """Gives where each story stands, by its id: each guide once, with the first page."""
    found: dict[str, list[Use]] = {}
    for guide in state.guides:
        for passage in guide.passages:
            kind, _, name = passage.source.partition(":")
            if kind == "story" and all(use.guide != guide.id for use in found.get(name, ())):
                found.setdefault(name, []).append(Use(guide.id, passage.first_page))
    return found


def _with_files(manifest: Manifest, files: Iterable[ReleasedFile]) -> Manifest:
    """Gives the manifest with its files, by name."""
    return replace(manifest, files=tuple(sorted(files, key=lambda file: file.name)))


def _write_beside(order: Order, manifest: Manifest, frame: Frame) -> None:
    """Writes the page of all releases and the newest feeds beside the releases."""
    listed = [(folder.name, found.history[0]) for folder, found in earlier_releases(order.releases)]
    write_whole(order.releases / "index.html", releases_page(frame, listed), order.releases)
    feeds = derived_files(manifest)
    for name in (ATOM, JSON_FEED):
        write_whole(order.releases / name, feeds[name], order.releases)


def unreadable_note(path: str, error: OSError) -> Problem:
    """Gives the problem of a note that can't be read (L011)."""
    reason = (error.strerror or str(error)).lower()
    return Problem("L011", f"the note can't be read: {reason}", Place(path), "name a text file with --note")
