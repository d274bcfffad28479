"""What goes into a release beside its pages: the downloads under names that suit a folder of downloads.

Takes what was gathered; gives the files by name, and the records of them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import PurePosixPath

from guidepress.compose.punctuation import curl
from guidepress.core.model import Edition
from guidepress.release.gathered import Gathered
from guidepress.release.records import Conformance, ReleasedFile
from guidepress.release.site.frame import Frame
from guidepress.targets.reading.described import ACCESS_FEATURES

DOWNLOADS = "downloads"
SESSION = "session"
"""How the names of a session's files begin."""
REPORTS = "reports"
MEDIA_TYPES = {
    ".atom": "application/atom+xml",
    ".css": "text/css",
    ".epub": "application/epub+zip",
    ".html": "text/html",
    ".json": "application/json",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}


@dataclass(slots=True)
class Contents:
    """The files of a release while it is put together."""

    files: dict[str, bytes] = field(default_factory=dict)
    """The bytes of each file, by name."""
    records: list[ReleasedFile] = field(default_factory=list)
    """What is known of each."""

    def add(self, name: str, content: bytes, title: str, language: str = "", **more: object) -> ReleasedFile:
        """Adds a file; `more` are fields of its record."""
        record = ReleasedFile(
            name,
            title,
            MEDIA_TYPES.get(PurePosixPath(name).suffix, "application/octet-stream"),
            len(content),
            sha256(content).hexdigest(),
            language,
            **more,  # type: ignore[arg-type]  # the fields of a ReleasedFile
        )
        self.files[name] = content
        self.records.append(record)
        return record


def add_downloads(contents: Contents, gathered: Iterable[Gathered], frame: Frame) -> None:
    """Adds all files but the web pages, which are made anew to lead to the pages around them."""
    titles = {str(guide.id): curl(guide.title) for guide in frame.series.guides}
    language = str(frame.series.language)
    for item in gathered:
        if item.edition.target == "web":
            continue
        report = ""
        for written in item.reports:
            title = _title(frame, titles[item.guide], item.edition.name)
            report = f"{REPORTS}/{item.guide}-{item.edition.name}.html"
            contents.add(report, written.read_bytes(), frame.words.say("site_report", title=title), language)
        for name in item.files:
            path = PurePosixPath(name)
            session = frame.series.sessions.get(item.session)
            contents.add(
                released_name(item, name),
                item.files[name],
                _title(frame, curl(session.title), path.stem.removeprefix("slides-")) if session
                else _title(frame, titles[item.guide], item.edition.name),
                language,
                guide=item.guide,
                session=item.session,
                edition=item.edition.name,
                pages=item.pages,
                conforms=conformances(item),
                accessibility=accessibility_of(item.edition, path.suffix),
                report=report,
            )  # fmt: skip


def _title(frame: Frame, of: str, kind: str) -> str:
    return frame.words.say("site_file", guide=of, edition=frame.called(kind))


def released_name(item: Gathered, name: str) -> str:
    """Gives a file's name in a release: `downloads/first-guide-print.pdf`, `…/session-an-hour-handout.pdf`."""
    path = PurePosixPath(name)
    if item.session:
        parts = [SESSION, item.session, path.stem]
    else:
        parts = [item.guide, *([] if item.edition.name == "standard" else [item.edition.name]), *path.parts[1:-1]]
    return f"{DOWNLOADS}/{'-'.join(parts)}{path.suffix}"


def conformances(item: Gathered) -> tuple[Conformance, ...]:
    """Gives what an output was checked against."""
    return tuple(Conformance(it.standard, it.checker, it.rules, it.failed) for it in item.checked)


def accessibility_of(edition: Edition, suffix: str) -> dict[str, tuple[str, ...]]:
    """Gives the terms that hold for a file of an edition, as far as its kind tells."""
    if edition.target in {"web", "epub"}:
        features: tuple[str, ...] = ACCESS_FEATURES
    elif edition.tagged:
        large = ("largePrint",) if edition.name == "large-print" else ()
        contents = ("tableOfContents",) if edition.target == "pdf" else ()
        tagged = ("taggedPDF",) if suffix == ".pdf" else ()
        features = ("alternativeText", *large, "readingOrder", "structuralNavigation", *contents, *tagged)
    else:
        return {"accessMode": ("textual", "visual"), "accessibilityFeature": ("none",)}
    return {
        "accessMode": ("textual",),
        "accessModeSufficient": ("textual",),
        "accessibilityFeature": features,
        "accessibilityHazard": ("none",),
    }
