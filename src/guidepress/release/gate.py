"""What keeps a release from being made: each reason is a problem with a code of its own.

Takes an order, a series and what was found in its outputs; gives problems. Nothing is written while there are any.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from guidepress.core.model import Series, Story
from guidepress.core.problems import Place, Problem, Severity
from guidepress.release import revisions
from guidepress.release.order import Order
from guidepress.release.records import Manifest

_VERSION = re.compile(r"[0-9A-Za-z][0-9A-Za-z.+_-]{0,63}")
_COMPARED = {
    "licence": ("L003", "what it says of its licence is not what the other outputs say"),
    "contact": ("L004", "what it says of its contact is not what the other outputs say"),
    "release": ("L005", "the version or the date that it names is not that of the other outputs"),
}


def order_problems(order: Order) -> Iterator[Problem]:
    """L010 and L006: the version and the date can be used, and the version is a new one."""
    place = Place(order.folder.as_posix())
    if not _VERSION.fullmatch(order.version) or order.version.endswith("."):
        hint = (
            "a version has letters, figures, dots, hyphens, plus signs and underscores, such as 1.1 or 2026-12-01"
        )
        yield Problem("L010", f"'{order.version}' can't be a version", place, hint)
        return
    try:
        if order.date:
            date.fromisoformat(order.date)
    except ValueError:
        yield Problem(
            "L010", f"'{order.date}' is no date", place, "write a date as YYYY-MM-DD, such as 2026-12-01"
        )
    if order.folder.exists():
        hint = "a release never changes; give the correction a new version, and say in --note what it corrects"
        yield Problem("L006", f"version {order.version} was released already", place, hint)


def series_problems(order: Order, series: Series) -> Iterator[Problem]:
    """L005: the sources name the version and the date of this release."""
    for name, asked, told in (
        ("version", order.version, series.release.version),
        ("date", order.date or str(series.release.date), series.release.date),
    ):
        if asked != told:
            hint = f"write {name}: {_quoted(asked)} below release: in guides/series.yaml; every output prints it"
            yield Problem("L005", f"the sources say {name} {told}, and this release is {asked}", told.place, hint)


def _quoted(text: str) -> str:
    return f'"{text}"' if re.fullmatch(r"[\d.]+", text) else text


def commit_problems(order: Order, digests: Mapping[str, str]) -> tuple[tuple[Problem, ...], str, bool]:
    """L007: all sources are committed. Gives the revision too, and whether it lacks any change."""
    project = order.bundle.project
    if not revisions.is_kept_in_git(project):
        return (), "", False
    place = Place("guides")
    try:
        revision = revisions.revision_named(project, "HEAD")
        changed = revisions.uncommitted(project, digests)
    except revisions.GitError as error:
        hint = "release from a repository that git can read, or use --allow-dirty"
        problem = Problem("L018", f"git can't say whether the sources are committed: {error}", place, hint)
        return (() if order.allow_dirty else (problem,)), "", True
    if not changed or order.allow_dirty:
        return (), revision, bool(changed)
    hint = "commit these changes, or release them with --allow-dirty, which the release then says"
    found = tuple(Problem("L007", "this source is not committed", Place(name), hint) for name in changed)
    return found, revision, True


def lapsed(series: Series, day: str) -> tuple[Story, ...]:
    """Gives the stories whose permission has run out on a day."""
    return tuple(it for it in series.stories.values() if it.permission and it.permission.has_run_out(day))


def permission_problems(series: Series, day: str) -> Iterator[Problem]:
    """L008: no guide holds a story whose permission has run out."""
    for story in lapsed(series, day):
        assert story.permission is not None
        gone, until = story.permission.withdrawn, story.permission.until
        why = f"its permission was withdrawn on {gone}" if gone else f"its permission ended on {until}"
        for guide in series.guides:
            for name in (*guide.stories, *guide.further_stories):
                if name == story.id:
                    hint = (
                        "take it out of this guide, and leave it in the catalogue, so that releases are recalled"
                    )
                    yield Problem("L008", f"the story '{story.id}' can't be released: {why}", name.place, hint)


def recalls(series: Series, day: str, earlier: Iterable[tuple[Path, Manifest]]) -> Iterator[Problem]:
    """L019, a warning: each earlier release that holds a story whose permission has run out."""
    stories = lapsed(series, day)
    for folder, manifest in earlier:
        for story in stories:
            if story.id in manifest.stories:
                message = f"version {manifest.version} of {manifest.date} holds the story '{story.id}'"
                hint = "take this release off every page that offers it; docs/releasing.md says how"
                yield Problem("L019", message, Place(folder.as_posix()), hint, Severity.WARNING)


@dataclass(frozen=True, slots=True)
class Found:
    """What was found in one output."""

    name: str
    """Its file, as messages name it."""
    held: Mapping[str, str]
    """A digest of what it says of its licence, its contact and its release."""
    failed: tuple[str, ...]
    """The standards that it does not conform to."""


def output_problems(outputs: Sequence[Found]) -> Iterator[Problem]:
    """L002 to L005: outputs conform, and say the same of their licence, their contact and their release."""
    for found in outputs:
        for standard in found.failed:
            hint = "the problems of this file say which rules failed"
            yield Problem("L002", f"it does not conform to {standard}", Place(found.name), hint)
    for name, (code, message) in _COMPARED.items():
        counts = Counter(found.held[name] for found in outputs if name in found.held)
        most = counts.most_common(1)[0][0] if counts else ""
        for found in outputs:
            if found.held.get(name, most) != most:
                hint = "build it again; if this stays, a template or a file of this edition has words of its own"
                yield Problem(code, message, Place(found.name), hint)


def note_problems(order: Order, *, major: bool, has_earlier: bool) -> Iterator[Problem]:
    """L009: a major release after the first says what changed."""
    if major and has_earlier and order.note is None:
        hint = "`guidepress changes` lists what changed; put it in words in a file, and name it with --note"
        message = "words have changed since the last release, and there is no note on what"
        yield Problem("L009", message, Place(order.folder.as_posix()), hint)
