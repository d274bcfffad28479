"""Markdown to HTML: the door to Python-Markdown and pymdown-extensions.

Takes a text and the setting of its guide, gives a `Rendered` with clean HTML and the headings found.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import markdown
from markdown.extensions import Extension
from markdown.extensions.attr_list import AttrListTreeprocessor
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.smarty import SmartyExtension
from markdown.extensions.tables import TableExtension
from markdown.extensions.toc import TocExtension, slugify_unicode

from guidepress.compose.clean import SHORT_ELEMENTS, clean
from guidepress.compose.constructs import CitationPattern, GuideBlocks, Links, Setting

_QUOTES = {
    "left-single-quote": "‘",
    "right-single-quote": "’",
    "left-double-quote": "“",
    "right-double-quote": "”",
    "ellipsis": "…",
    "ndash": "–",
    "mdash": "—",
}


@dataclass(frozen=True, slots=True)
class Heading:
    """A section's heading, for the contents."""

    id: str
    """Its anchor."""
    text: str
    """Its words, without markup."""
    level: int
    """2 for a section, 3 for a part of one."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """A text as HTML."""

    html: str
    """The body, clean, with empty slots for story cards."""
    headings: tuple[Heading, ...]
    """Its headings in order."""


class _AttributeLists(AttrListTreeprocessor):
    """Attribute lists only where they start with `{:`, so that other braces stay what they are: text."""

    _LIST = r"\{:[ ]*([^\}\n ][^\}\n]*)\}"
    HEADER_RE = re.compile(rf"[ ]+{_LIST}[ ]*$")  # type: ignore[misc]  # the stubs call it final
    BLOCK_RE = re.compile(rf"\n[ ]*{_LIST}[ ]*$")  # type: ignore[misc]  # the stubs call it final
    INLINE_RE = re.compile(rf"^{_LIST}")  # type: ignore[misc]  # the stubs call it final


class _Notation(Extension):
    def __init__(self, setting: Setting) -> None:
        super().__init__()
        self.setting = setting

    def extendMarkdown(self, md: markdown.Markdown) -> None:  # noqa: N802  # Markdown's name
        md.inlinePatterns.register(CitationPattern(md, self.setting), "citation", 176)
        md.treeprocessors.register(Links(md, self.setting), "guidepress-links", 15)
        md.treeprocessors.register(_AttributeLists(md), "attr_list", 8)


def render(text: str, setting: Setting, back_to_text: str) -> Rendered:
    """Renders a guide's text; `back_to_text` names, for listeners, the way from a footnote back to its mark."""
    md = markdown.Markdown(
        extensions=[
            TableExtension(use_align_attribute=True),
            "def_list",
            "fenced_code",
            "abbr",
            "md_in_html",
            SmartyExtension(substitutions=_QUOTES, smart_dashes=True, smart_ellipses=True),
            FootnoteExtension(BACKLINK_TITLE=back_to_text, BACKLINK_TEXT="↑", SEPARATOR="-", UNIQUE_IDS=False),
            TocExtension(toc_depth="2-6", slugify=slugify_unicode),
            GuideBlocks(),
            _Notation(setting),
        ],
        output_format="html",
        tab_length=4,
    )
    html = clean(md.convert(text))
    return Rendered(html, tuple(_headings(getattr(md, "toc_tokens", []))))


def _headings(tokens: list[Mapping[str, Any]]) -> Iterator[Heading]:
    for token in tokens:
        yield Heading(str(token["id"]), str(token["name"]), int(token["level"]))
        yield from _headings(token["children"])


@cache
def _plain_markdown() -> markdown.Markdown:
    return markdown.Markdown(extensions=[SmartyExtension(substitutions=_QUOTES)], output_format="html")


def render_short(text: str) -> str:
    """Renders a short text of the catalogue, such as a synopsis, with nothing but plain Markdown."""
    md = _plain_markdown()
    md.reset()
    return clean(md.convert(text), SHORT_ELEMENTS)
