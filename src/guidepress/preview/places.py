"""Laid-out pages to the regions on them that are written in one place.

Takes the engine's pages and the series; gives for each page the boxes of paragraphs, headings, cells and cards
with the file and line that they come from: what the text says of itself (`compose.places`), and for what templates
make of records, the places that these remember.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from guidepress.compose.places import ATTRIBUTE
from guidepress.core.model import Guide, Series, Story, Text
from guidepress.core.problems import Place
from guidepress.preview.records import Region

_STORY, _REFERENCE = "story-", "reference-"


def regions_of(pages: Sequence[Any], series: Series, guide: Guide) -> tuple[tuple[Region, ...], ...]:
    """Gives the regions of each page, outer ones before those within them."""
    finder = _Finder(series, guide)
    return tuple(tuple(finder.on(page)) for page in pages)


class _Finder:
    def __init__(self, series: Series, guide: Guide) -> None:
        self._series = series
        self._guide = guide

    def on(self, page: Any) -> Iterator[Region]:
        root = page._page_box
        yield from self._within(root, None, {}, (root.margin_width(), root.margin_height()))

    def _within(
        self,
        box: Any,
        above: Any,
        around: Mapping[str, Text | None],
        size: tuple[float, float],
    ) -> Iterator[Region]:
        for child in getattr(box, "children", ()):
            element = getattr(child, "element", None)
            inner = around
            if element is not None and element is not above and getattr(child, "element_tag", "") == element.tag:
                place, inner = self._place(element, around)
                if place is not None and place.line and hasattr(child, "border_width"):
                    yield _region(child, place, size)
            yield from self._within(child, element if element is not None else above, inner, size)

    def _place(
        self,
        element: Any,
        around: Mapping[str, Text | None],
    ) -> tuple[Place | None, Mapping[str, Text | None]]:
        """Gives an element's place, and the texts that may stand in it by the class or name of their element."""
        written = element.get(ATTRIBUTE)
        if written:
            path, _, line = written.rpartition(":")
            return Place(path, int(line)), around
        name = element.get("id") or ""
        if name.startswith(_STORY) and name[len(_STORY) :] in self._series.stories:
            story = self._series.stories[name[len(_STORY) :]]
            return story.id.place, _fields_of(story)
        if name.startswith(_REFERENCE) and name[len(_REFERENCE) :] in self._series.references:
            return self._series.references[name[len(_REFERENCE) :]].id.place, {}
        classes = (element.get("class") or "").split()
        if "cover" in classes:
            return self._guide.title.place, self._cover()
        if "imprint" in classes or name in {"contact", "about-the-series"}:
            return None, {}
        if "help" in classes and self._series.help:
            return self._series.help[0].id.place, {}
        for key in (*classes, element.tag):
            text = around.get(key)
            if text is not None:
                return text.place, around
        return None, around

    def _cover(self) -> Mapping[str, Text | None]:
        series = self._series
        return {
            "h1": self._guide.title,
            "cover-series": series.title,
            "cover-summary": self._guide.summary,
            "cover-place": series.title,
            "cover-publisher": series.publisher,
            "cover-release": series.release.version,
        }


def _fields_of(story: Story) -> Mapping[str, Text | None]:
    return {
        "h3": story.title,
        "teller": story.storyteller or story.role,
        "synopsis": story.synopsis,
        "content-note": story.content_note,
        "facilitator-note": story.facilitator_note,
        "themes": story.themes[0] if story.themes else None,
        "origin": story.year or story.licence,
        "watch": story.url or story.collection_url,
        "code": story.url,
    }


def _region(box: Any, place: Place, size: tuple[float, float]) -> Region:
    width, height = size
    return Region(
        round(100 * box.border_box_x() / width, 2),
        round(100 * box.border_box_y() / height, 2),
        round(100 * box.border_width() / width, 2),
        round(100 * box.border_height() / height, 2),
        place.path,
        place.line,
    )
