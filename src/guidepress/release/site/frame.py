"""What all pages of a release share: their frame, the way between them, and how files are named to people.

Takes a series with its templates; gives a `Frame` that turns a template's values into a page.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from guidepress.compose.templates import Templates, safe
from guidepress.compose.words import Words, words_of
from guidepress.core.model import Edition, Series
from guidepress.core.problems import Problem
from guidepress.core.theme import Theme
from guidepress.targets.reading.described import dublin_core
from guidepress.targets.reading.style import web_style

DOWNLOADS, STORIES, HANDOUT = "index.html", "stories.html", "handout.html"
CHANGES, ACCESSIBILITY = "changes.html", "accessibility.html"
SHEETS = ("web.css", "site.css")
"""The style sheets of the theme that pages are drawn with."""
_TYPES = {
    "application/epub+zip": "EPUB",
    "application/pdf": "PDF",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": "PowerPoint",
    "text/html": "HTML",
}


@dataclass(slots=True)
class Frame:
    """Makes pages, and remembers what was wrong with their templates and words."""

    series: Series
    """The series."""
    templates: Templates
    """Its templates."""
    styles: Path
    """The project's own styles."""
    problems: list[Problem] = field(default_factory=list)
    """What showed so far."""
    words: Words = field(init=False)
    """The words of the series' language."""

    def __post_init__(self) -> None:
        self.words = words_of(self.series)

    def page(self, template: str, here: str, title: str, values: Mapping[str, object]) -> bytes:
        """Gives one page as a file's bytes."""
        common: dict[str, object] = {
            "series": self.series,
            "say": self.words.say,
            "date": self.words.date,
            "title": title,
            "here": here,
            "pages": self._pages(),
            "accent": next((str(guide.accent) for guide in self.series.guides if guide.accent), "ink"),
            "css": safe(web_style(self.styles, SHEETS)),
            "dublin_core": dublin_core(self.series, None, self.words),
            "linked_data": "",
            "feeds": True,
        }
        html, problems = self.templates.render(template, {**common, **values})
        self.problems += problems
        return html.encode()

    def script(self, name: str) -> str:
        """Gives a script of the theme as it stands in a page."""
        path = Theme(self.styles).path(f"site/{name}")
        return safe(path.read_text("utf-8").replace("</", "<\\/")) if path.is_file() else ""

    def _pages(self) -> list[dict[str, str]]:
        say = self.words.say
        return [
            {"file": DOWNLOADS, "title": say("site_downloads")},
            {"file": STORIES, "title": say("site_stories")},
            {"file": HANDOUT, "title": say("site_handout")},
            {"file": CHANGES, "title": say("site_changes")},
            {"file": ACCESSIBILITY, "title": say("site_accessibility")},
        ]

    def edition_title(self, edition: Edition) -> str:
        """Gives what people call an edition: the language file's words, or its plain name."""
        return self.called(edition.name)

    def called(self, kind: str) -> str:
        """Gives what people call an edition, or a companion of a session, of this name."""
        key = f"edition_{kind.replace('-', '_')}"
        return self.words.say(key) if key in self.series.words else kind

    def meant_for(self, kind: str) -> str:
        """Gives whom a companion of a session is for; empty where the language file does not say."""
        key = f"edition_{kind.replace('-', '_')}_for"
        return self.words.say(key) if key in self.series.words else ""

    def edition_purpose(self, edition: Edition) -> str:
        """Gives whom an edition is for."""
        key = f"edition_{edition.name.replace('-', '_')}_for"
        return self.words.say(key) if key in self.series.words else edition.purpose

    def about(self, media_type: str, size: int, pages: int) -> str:
        """Gives a file's type, size and pages in words."""
        kind = _TYPES.get(media_type, media_type)
        if pages:
            return self.words.say("site_about_pages", type=kind, size=size_in_words(size), pages=pages)
        return self.words.say("site_about", type=kind, size=size_in_words(size))


def size_in_words(count: int) -> str:
    """Gives a file's size as GOV.UK writes it, in kB or MB of a thousand."""
    return f"{count / 1_000_000:.1f} MB" if count >= 999_500 else f"{max(1, round(count / 1000))} kB"


def paragraphs(text: str) -> list[str]:
    """Cuts a note at its empty lines."""
    return [" ".join(part.split()) for part in text.split("\n\n") if part.strip()]


def png_size(content: bytes) -> tuple[int, int]:
    """Gives a PNG's width and height in pixels (ISO/IEC 15948, 11.2.2)."""
    return int.from_bytes(content[16:20]), int.from_bytes(content[20:24])


def choices(values: Iterable[str]) -> list[dict[str, str]]:
    """Gives what a filter can be set to, sorted as people look for it."""
    return [{"value": value, "title": value} for value in sorted(set(values), key=str.casefold)]
