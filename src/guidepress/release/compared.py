"""Two states found by name: a release, a revision of git, or the sources as they are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from guidepress.compose.templates import Templates
from guidepress.core.model import Series
from guidepress.core.problems import Place, Problem
from guidepress.make.freshness import stale_outputs
from guidepress.pdfread.page_letters import PageLetters, page_letters
from guidepress.release.changes.records import State
from guidepress.release.changes.reprinting import reprint
from guidepress.release.changes.states import state_of
from guidepress.release.earlier import earlier_releases, file_of, words_of_release
from guidepress.release.freeze import read_release
from guidepress.release.records import Manifest
from guidepress.release.revisions import GitError, is_kept_in_git, revision_named, written_out
from guidepress.release.site.changes import ReprintOf
from guidepress.release.site.frame import Frame
from guidepress.sources.project import read_project
from guidepress.targets.base import Bundle
from guidepress.targets.registry import outputs_of
from guidepress.theme.editions import read_editions


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two that are compared."""

    state: State
    """Its words."""
    release: tuple[Path, Manifest] | None = None
    """The release that it is, with its folder; None for sources."""
    files: Mapping[str, Path] = field(default_factory=dict)
    """For sources, the built files that are up to date, by the names of their outputs."""


def last_release(releases: Path) -> str | None:
    """Gives the folder of the newest release; None where there is none."""
    earlier = earlier_releases(releases)
    return str(earlier[0][0]) if earlier else None


def side_named(name: str, bundle: Bundle, releases: Path) -> tuple[Side | None, tuple[Problem, ...]]:
    """Finds a release by its version or folder, else a revision of git; gives L017 or L018 for neither."""
    for folder in (releases / name, Path(name)):
        if folder.is_dir():
            return _release(folder.resolve())
    if is_kept_in_git(bundle.project):
        return _revision(name, bundle)
    known = ", ".join(manifest.version for _, manifest in earlier_releases(releases)) or "none"
    hint = f"there are: {known}. The sources are not kept in git, so there are no revisions"
    return None, (Problem("L017", f"there is no release '{name}'", Place(releases.as_posix()), hint),)


def _release(folder: Path) -> tuple[Side | None, tuple[Problem, ...]]:
    manifest, problems = read_release(folder)
    if manifest is None:
        return None, problems
    try:
        return Side(words_of_release(folder, manifest), (folder, manifest)), ()
    except ValueError as error:
        return None, (Problem("L017", f"this release can't be compared: {error}", Place(folder.as_posix())),)


def _revision(name: str, bundle: Bundle) -> tuple[Side | None, tuple[Problem, ...]]:
    """Reads the sources of a revision; its pages are not known, since nobody built it."""
    hint = "name a release, or a revision such as HEAD~1 or a tag; `git log --oneline` lists them"
    try:
        revision = revision_named(bundle.project, name)
        with TemporaryDirectory(prefix="guidepress-changes-") as folder:
            written_out(bundle.project, revision, Path(folder))
            styles = Path(folder) / "styles"
            series = read_project(Path(folder), styles).series
            if series is None:
                raise GitError("its sources hold no series that can be read")
            return Side(state_of(series, Templates(styles), name, {})), ()
    except (GitError, OSError) as error:
        problem = Problem("L018", f"the revision '{name}' can't be read: {error}", Place("guides"), hint)
        return None, (problem,)


def sources_now(series: Series, bundle: Bundle, output: Path) -> Side:
    """Gives the sources as they are, with the pages of what is built, where that is up to date."""
    outputs = outputs_of(
        series, [edition for edition in read_editions(bundle.styles).known if edition.target == "pdf"]
    )
    stale = stale_outputs(series, bundle, output, outputs)
    files = {it.name: output / it.files[0] for it in outputs if it.name not in stale}
    pages: dict[str, PageLetters] = {
        it.subject: page_letters(files[it.name].read_bytes())
        for it in outputs
        if it.edition.name == "standard" and it.name in files
    }
    return Side(state_of(series, Templates(bundle.styles), "the sources", pages), None, files)


def reprints_between(before: Side, after: Side, frame: Frame) -> Iterator[ReprintOf]:
    """Compares the PDFs of both sides, where both have them."""
    if before.release is None:
        return
    folder, manifest = before.release
    series, say = frame.series, frame.words.say
    named = [say("version_and_date", version=manifest.version, date=frame.words.date(manifest.date))]
    if after.release:
        newer = after.release[1]
        named.append(say("version_and_date", version=newer.version, date=frame.words.date(newer.date)))
    else:
        release = series.release
        named.append(say("version_and_date", version=release.version, date=frame.words.date(release.date)))
    for edition in read_editions(frame.styles).known:
        for guide in series.guides:
            old = file_of(manifest, str(guide.id), edition.name)
            new = _file(after, str(guide.id), edition.name)
            if edition.target == "pdf" and old and new and new.is_file():
                found = reprint((folder / old.name).read_bytes(), new.read_bytes(), *named)
                if found.pages or found.gone:
                    title = frame.edition_title(edition)
                    yield ReprintOf(
                        str(guide.id), title, found, imposed=edition.imposed, both_sides=edition.even_pages
                    )


def _file(side: Side, guide: str, edition: str) -> Path | None:
    if side.release:
        folder, manifest = side.release
        found = file_of(manifest, guide, edition)
        return folder / found.name if found else None
    return side.files.get(f"{edition}/{guide}")
