"""Markdown to HTML: the door to Python-Markdown and pymdown-extensions.

Takes a text and the setting of its guide, gives a `Rendered` with clean HTML and the headings found.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from functools import cache
from typing import Any
from xml.etree.ElementTree import Element, SubElement

import markdown
from markdown.blockprocessors import HashHeaderProcessor, OListProcessor
from markdown.extensions import Extension
from markdown.extensions.abbr import AbbrExtension
from markdown.extensions.attr_list import AttrListTreeprocessor
from markdown.extensions.def_list import DefListExtension
from markdown.extensions.fenced_code import FencedCodeExtension
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.md_in_html import MarkdownInHtmlExtension
from markdown.extensions.smarty import SmartyExtension
from markdown.extensions.tables import TableExtension
from markdown.extensions.toc import TocExtension, slugify_unicode

from guidepress.compose.clean import SHORT_ELEMENTS, clean
from guidepress.compose.constructs import CitationPattern, GuideBlocks, Links, MarkedQuestions, Setting
from guidepress.core.document import Heading
from guidepress.notation.marks import HEADING, heading_words

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


class _Headings(HashHeaderProcessor):
    """Headings as `sources.marks` reads them: a blank parts signs from words, so that `#hello` is text."""

    RE = HEADING

    def run(self, parent: Element, blocks: list[str]) -> None:
        """Makes a heading of the first line that is one; what stands before and behind it is read in turn."""
        block = blocks.pop(0)
        found = HEADING.search(block)
        assert found is not None  # `test` has found it
        before, after = block[: found.start()].rstrip("\n"), block[found.end() + 1 :]
        if before:
            self.parser.parseBlocks(parent, [before])
        heading = SubElement(parent, f"h{len(found['level'])}")
        heading.text = heading_words(found["words"])
        if after:
            is_item = self.parser.state.isstate("looselist")
            blocks.insert(0, self.looseDetab(after) if is_item else after)


class _NumberedLists(OListProcessor):
    """Numbered lists that start with the number they are given, so that one may go on behind a story."""

    LAZY_OL = False


class _Notation(Extension):
    def __init__(self, setting: Setting) -> None:
        super().__init__()
        self.setting = setting

    def extendMarkdown(self, md: markdown.Markdown) -> None:  # noqa: N802  # Markdown's name
        md.parser.blockprocessors.register(_Headings(md.parser), "hashheader", 70)
        md.parser.blockprocessors.deregister("setextheader")
        md.parser.blockprocessors.register(_NumberedLists(md.parser), "olist", 40)
        md.inlinePatterns.register(CitationPattern(md, self.setting), "citation", 176)
        md.treeprocessors.register(MarkedQuestions(md, self.setting), "guidepress-questions", 25)
        md.treeprocessors.register(Links(md, self.setting), "guidepress-links", 15)
        md.treeprocessors.register(_AttributeLists(md), "attr_list", 8)


def render(text: str, setting: Setting, back_to_text: str, taken: Set[str] = frozenset()) -> Rendered:
    """Renders a guide's text; `back_to_text` names, for listeners, the way from a footnote back to its mark.

    Headings get no id that is taken.
    """

    def slug(words: str, separator: str) -> str:
        plain = slugify_unicode(words, separator)
        return f"{plain}{separator}section" if plain in taken else plain

    md = markdown.Markdown(
        extensions=[
            TableExtension(use_align_attribute=True),
            DefListExtension(),
            FencedCodeExtension(),
            AbbrExtension(),
            MarkdownInHtmlExtension(),
            SmartyExtension(substitutions=_QUOTES, smart_dashes=True, smart_ellipses=True),
            FootnoteExtension(BACKLINK_TITLE=back_to_text, BACKLINK_TEXT="↑", SEPARATOR="-", UNIQUE_IDS=False),
            TocExtension(toc_depth="2-6", slugify=slug, marker=""),
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


@cache
def render_short(text: str) -> str:
    """Renders a short text of the catalogue, such as a synopsis, with nothing but plain Markdown, once."""
    md = _plain_markdown()
    md.reset()
    return clean(md.convert(text), SHORT_ELEMENTS)
