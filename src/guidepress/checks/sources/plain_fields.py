"""Rules on texts of the catalogue and of metadata blocks, which hold less than a guide's text does."""

from __future__ import annotations

from collections.abc import Iterator

from guidepress.compose.clean import SHORT_ELEMENTS
from guidepress.core.model import Series, Text
from guidepress.core.problems import Problem
from guidepress.notation.marks import Mark, MarkKind, marks_of
from guidepress.sources.text import source_text

_NOTATION = {
    MarkKind.CITATION: "a citation",
    MarkKind.BAD_CITATION: "a citation",
    MarkKind.IMAGE: "an image",
    MarkKind.FOOTNOTE: "a footnote",
    MarkKind.FOOTNOTE_TEXT: "a footnote",
    MarkKind.LINK: "a link",
}
"""What no plain text holds: it would be printed as it stands."""
_IN_LINES = {
    MarkKind.HEADING: "a heading",
    MarkKind.TABLE: "a table",
    MarkKind.BLOCK_START: "a block",
    MarkKind.BLOCK_END: "a block",
    MarkKind.HTML: "the HTML element",
}
"""What a synopsis could take for Markdown, and can't hold either."""


def short_texts_hold_what_they_can(series: Series) -> Iterator[Problem]:
    """M017: a synopsis holds emphasis, lists and links to the web, and every other short text plain words."""
    for story in series.stories.values():
        yield from _synopsis(story.synopsis)
        notes = (story.content_note, story.facilitator_note, story.running_time)
        yield from _plain("a story's field", (story.title, story.storyteller, story.role, *notes, *story.themes))
    for guide in series.guides:
        yield from _plain("a metadata block", (guide.title, guide.summary, *guide.keywords))
    lines = [field for line in series.help for field in (line.name, line.text, line.purpose, line.hours)]
    yield from _plain("this file", (series.title, series.short_title, series.description, *lines))


def _synopsis(text: Text) -> Iterator[Problem]:
    for mark in marks_of(source_text("", text)):
        what = (_NOTATION | _IN_LINES).get(mark.kind)
        is_sound = mark.kind is MarkKind.LINK and mark.name.startswith(("https://", "http://", "mailto:"))
        is_safe = mark.kind is MarkKind.HTML and mark.name in SHORT_ELEMENTS
        if what and not (is_sound or is_safe):
            hint = "a synopsis holds words, emphasis and links to the web; the rest belongs into the guides"
            yield _refused("a synopsis", what, mark, text, hint)


def _plain(where: str, texts: tuple[Text | None, ...]) -> Iterator[Problem]:
    for text in texts:
        for mark in marks_of(source_text("", text or "")):
            if text is not None and mark.kind in _NOTATION:
                yield _refused(where, _NOTATION[mark.kind], mark, text, "write plain words here")


def _refused(where: str, what: str, mark: Mark, text: Text, hint: str) -> Problem:
    shown = f" '{mark.name[:40]}'" if mark.name else ""
    return Problem("M017", f"{where} can't hold {what}{shown}", text.place, hint)
