"""The page that lists the downloads, and the page that lists the releases."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from guidepress.compose.punctuation import curl
from guidepress.compose.templates import safe
from guidepress.core.model import Edition
from guidepress.release.records import Manifest, Past, ReleasedFile
from guidepress.release.site.frame import DOWNLOADS, Frame, paragraphs, png_size
from guidepress.targets.reading.described import guide_terms, script_text

FIRST = ("standard", "epub", "large-print", "print", "booklet", "press", "slides", "notes")
"""The order in which a guide's files are listed behind its web page; others follow by name."""


def download_page(
    frame: Frame,
    manifest: Manifest,
    editions: Sequence[Edition],
    covers: Mapping[str, tuple[str, bytes]],
    other_formats: str,
) -> bytes:
    """Gives the page; `covers` holds each guide's cover with the name of its file."""
    known = {edition.name: edition for edition in editions}
    downloads = [file for file in manifest.files if file.edition in known]
    guides = []
    for guide, source in zip(manifest.guides, frame.series.guides, strict=True):
        name, picture = covers[guide.id]
        width, height = png_size(picture)
        own = [file for file in downloads if file.guide == guide.id and file.media_type != "text/html"]
        files = [file for file in own if not file.session]
        guides.append(
            {
                "id": guide.id,
                "title": guide.title,
                "summary": guide.summary,
                "page": guide.page,
                "accent": source.accent or "ink",
                "cover": {"name": name, "width": width, "height": height},
                "files": [
                    _listed(frame, file, frame.edition_purpose(known[file.edition])) for file in _in_order(files)
                ],
                "sessions": list(_sessions(frame, own)),
            }
        )
    of_guides = [file for file in downloads if not file.session]
    shown = [known[name] for name in dict.fromkeys(file.edition for file in _in_order(of_guides))]
    values = {
        "guides": guides,
        "editions": [{"title": frame.edition_title(it), "purpose": frame.edition_purpose(it)} for it in shown],
        "note": paragraphs(manifest.note),
        "history": manifest.history,
        "other_formats": safe(other_formats),
        "linked_data": safe(_linked(frame, manifest, downloads)),
    }
    return frame.page("site-download.html.jinja", DOWNLOADS, frame.words.say("site_downloads"), values)


def _in_order(files: Iterable[ReleasedFile]) -> list[ReleasedFile]:
    def place(file: ReleasedFile) -> tuple[int, str]:
        return (FIRST.index(file.edition) if file.edition in FIRST else len(FIRST), file.name)

    return sorted(files, key=place)


def _sessions(frame: Frame, files: Sequence[ReleasedFile]) -> Iterator[dict[str, object]]:
    """Gives the sessions that files are of, in the order of the series, each with its files."""
    for name, session in frame.series.sessions.items():
        own = {file.name: file for file in files if file.session == name}
        stems = {file: file.partition(f"session-{name}-")[2].rpartition(".")[0] for file in own}
        kinds = {file: stem.removeprefix("slides-") for file, stem in stems.items()}
        if own:
            yield {
                "title": frame.words.say("site_session", title=curl(session.title), minutes=session.minutes),
                "files": [_listed(frame, file, frame.meant_for(kinds[file.name])) for file in own.values()],
            }


def _listed(frame: Frame, file: ReleasedFile, purpose: str) -> dict[str, object]:
    return {
        "name": file.name,
        "title": file.title,
        "about": frame.about(file.media_type, file.size, file.pages),
        "purpose": purpose,
        "report": file.report,
        "download": file.media_type not in {"application/pdf", "text/html"},
    }


def _linked(frame: Frame, manifest: Manifest, downloads: Iterable[ReleasedFile]) -> str:
    """Gives the series as JSON-LD: a series of learning resources, each with its files."""
    files = list(downloads)
    parts = []
    for guide in frame.series.guides:
        own = [file for file in files if file.guide == guide.id]
        parts.append({**guide_terms(frame.series, guide, frame.words), "encoding": [_media(file) for file in own]})
    return script_text(
        {
            "@context": "https://schema.org",
            "@type": "CreativeWorkSeries",
            "name": manifest.series,
            "inLanguage": manifest.language,
            "publisher": {"@type": "Organization", "name": manifest.publisher},
            "license": manifest.licence,
            "version": manifest.version,
            "dateModified": manifest.date,
            "hasPart": parts,
        }
    )


def _media(file: ReleasedFile) -> dict[str, object]:
    conforms = [it.standard for it in file.conforms if not it.failed]
    return {
        "@type": "MediaObject",
        "name": file.title,
        "contentUrl": file.name,
        "encodingFormat": file.media_type,
        "contentSize": str(file.size),
        "sha256": file.sha256,
        "inLanguage": file.language,
        **{name: list(values) for name, values in file.accessibility.items()},
        **({"accessibilityConformsTo": conforms} if conforms else {}),
    }


def releases_page(frame: Frame, releases: Sequence[tuple[str, Past]]) -> bytes:
    """Gives the page of all releases; each comes with the name of its folder, the newest first."""
    listed = [
        {"folder": folder, "version": past.version, "date": past.date, "note": past.note}
        for folder, past in releases
    ]
    values = {"releases": listed, "pages": [], "feeds": False}
    return frame.page("site-releases.html.jinja", "", frame.words.say("site_releases"), values)
