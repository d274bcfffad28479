"""Markdown to HTML: the door to Python-Markdown.

Takes a text and the setting of its guide, gives a `Rendered` with clean HTML and the headings found.
"""

from __future__ import annotations

import re
import string
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

import markdown
from markdown.extensions import Extension
from markdown.extensions.abbr import AbbrExtension
from markdown.extensions.attr_list import AttrListTreeprocessor
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.smarty import SmartyExtension
from markdown.extensions.toc import TocExtension, slugify_unicode
from markdown.inlinepatterns import IMAGE_LINK_RE, LINK_RE, SimpleTagInlineProcessor

from guidepress.compose.clean import SHORT_ELEMENTS, clean
from guidepress.compose.constructs import (
    CitationPattern,
    Comments,
    Links,
    MarkedQuestions,
    PlainAddresses,
    SafeTags,
    Setting,
    SoundImages,
    SoundLinks,
)
from guidepress.compose.inline import Inline
from guidepress.compose.punctuation import ENGLISH, Quotes
from guidepress.compose.quotation_marks import QuotationMarks
from guidepress.compose.structure import Structure
from guidepress.core.document import Heading
from guidepress.notation.marks import masked_text
from guidepress.notation.reader import read

_DASHES = {"ellipsis": "…", "ndash": "–", "mdash": "—"}
_STRUCK = r"(?<!~)(~~)(?!~)(.+?)(?<!~)~~(?!~)"
_OF_THE_ACCOUNT = re.compile(r' data-(?:line="\d*"|given="")')


@dataclass(frozen=True, slots=True)
class Rendered:
    """A text as HTML."""

    html: str
    """The body, clean, with empty slots for story cards."""
    headings: tuple[Heading, ...]
    """Its headings in order."""
    marked: str = ""
    """The same body, in which elements still name the lines that they come from."""


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
        md.ESCAPED_CHARS = list(string.punctuation)  # as CommonMark has it (0.31.2, 2.4)
        for name, priority in (("inline", 20), ("smarty", 6)):
            inline = Inline(md)
            inline.inlinePatterns = md.treeprocessors[name].inlinePatterns  # type: ignore[attr-defined]  # as built
            md.treeprocessors.register(inline, name, priority)
        md.preprocessors.deregister("html_block")
        md.inlinePatterns.register(CitationPattern(md, self.setting), "citation", 176)
        md.inlinePatterns.register(SoundLinks(LINK_RE, md), "link", 160)
        md.inlinePatterns.register(SoundImages(IMAGE_LINK_RE, md), "image_link", 150)
        md.inlinePatterns.register(Comments(md), "comment", 185)
        md.inlinePatterns.register(PlainAddresses(md), "address", 88)
        md.inlinePatterns.register(SafeTags(md), "html", 90)
        md.inlinePatterns.register(SimpleTagInlineProcessor(_STRUCK, "del"), "struck", 58)
        md.treeprocessors.register(MarkedQuestions(md, self.setting), "guidepress-questions", 45)
        md.treeprocessors.register(Links(md, self.setting), "guidepress-links", 15)
        md.treeprocessors.register(_AttributeLists(md), "attr_list", 8)
        md.treeprocessors.register(QuotationMarks(md, self.setting.quotes), "quotation-marks", 6.5)


def render(text: str, setting: Setting, back_to_text: str, taken: Set[str] = frozenset()) -> Rendered:
    """Renders a guide's text; `back_to_text` names, for listeners, the way from a footnote back to its mark.

    Headings get no id that is taken.
    """

    def slug(words: str, separator: str) -> str:
        plain = slugify_unicode(words, separator)
        return f"{plain}{separator}section" if plain in taken else plain

    footnotes = FootnoteExtension(
        BACKLINK_TITLE=back_to_text,
        BACKLINK_TEXT="↑",
        SEPARATOR="-",
        UNIQUE_IDS=False,
        USE_DEFINITION_ORDER=False,
    )
    abbreviations = AbbrExtension()
    md = markdown.Markdown(
        extensions=[
            abbreviations,
            SmartyExtension(substitutions=_DASHES, smart_quotes=False),
            footnotes,
            TocExtension(toc_depth="2-6", slugify=slug, marker=""),
            _Notation(setting),
        ],
        output_format="html",
        tab_length=4,
    )
    structure = Structure(
        md,
        read(text),
        footnotes.setFootnote,
        footnotes.addFootnoteRef,
        masked_text(text),
        abbreviations.abbrs,  # type: ignore[attr-defined]  # the stubs lack it
        setting.kind_word,
        setting.quotes.colon,
    )
    md.parser = footnotes.parser = structure
    marked = clean(md.convert(text))
    html = without_lines(marked)
    return Rendered(html, tuple(_headings(getattr(md, "toc_tokens", []))), marked)


def without_lines(html: str) -> str:
    """Takes out what the account of words goes by."""
    return _OF_THE_ACCOUNT.sub("", html)


def _headings(tokens: list[Mapping[str, Any]]) -> Iterator[Heading]:
    for token in tokens:
        yield Heading(str(token["id"]), str(token["name"]), int(token["level"]))
        yield from _headings(token["children"])


@cache
def _plain_markdown(quotes: Quotes) -> markdown.Markdown:
    dashes = SmartyExtension(substitutions=_DASHES, smart_quotes=False)
    md = markdown.Markdown(extensions=[dashes], output_format="html")
    md.ESCAPED_CHARS = list(string.punctuation)
    md.preprocessors.deregister("html_block")
    md.inlinePatterns.register(SoundLinks(LINK_RE, md), "link", 160)
    md.inlinePatterns.register(PlainAddresses(md), "address", 88)
    md.inlinePatterns.register(SafeTags(md, SHORT_ELEMENTS), "html", 90)
    md.treeprocessors.register(QuotationMarks(md, quotes), "quotation-marks", 6.5)
    return md


@lru_cache(maxsize=4096)
def render_short(text: str, quotes: Quotes = ENGLISH) -> str:
    """Renders a short text of the catalogue, such as a synopsis, with nothing but plain Markdown, once."""
    md = _plain_markdown(quotes)
    md.reset()
    return clean(md.convert(text), SHORT_ELEMENTS)
