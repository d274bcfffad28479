"""Quotation marks in a text with markup: emphasis, links and tags are nothing between a mark and its words.

Takes Python-Markdown's tree after its inline patterns, changes its texts. Only `compose.markdown` imports it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from guidepress.compose.clean import BLOCK_ELEMENTS
from guidepress.compose.punctuation import Curling, Quotes

_STASHED = re.compile("\x02(?:wzxhzdk:)?(\\w+)\x03")
"""What Python-Markdown keeps aside: raw HTML by number, or a character that had a backslash by its code."""
_BETWEEN_LINES = BLOCK_ELEMENTS | {"blockquote", "body", "div", "pre", "summary", "details"}


@dataclass(slots=True)
class _Piece:
    """A text of the tree: what stands in an element, or behind it."""

    element: Element | None
    """The element; None where a run of text ends."""
    is_tail: bool = False
    """Whether it stands behind the element."""
    between: str = ""
    """Instead of a text of the tree, what stands there and is not to be changed."""

    @property
    def text(self) -> str:
        """What it says."""
        if self.element is None:
            return ""
        return (self.element.tail if self.is_tail else self.element.text) or ""

    def write(self, text: str) -> None:
        """Puts another text in its place."""
        if self.element is not None and self.is_tail:
            self.element.tail = text
        elif self.element is not None:
            self.element.text = text


class QuotationMarks(Treeprocessor):
    """Curls the quotation marks of each paragraph, item, cell and heading as one run of text."""

    def __init__(self, md: Markdown, quotes: Quotes) -> None:
        super().__init__(md)
        self._quotes = quotes

    def run(self, root: Element) -> None:
        """Walks the whole tree once."""
        run: list[_Piece] = []
        for piece in _pieces(root):
            if piece.element is None and not piece.between:
                self._curl(run)
                run = []
            else:
                run.append(piece)
        self._curl(run)

    def _curl(self, run: list[_Piece]) -> None:
        if not any("'" in piece.text or '"' in piece.text for piece in run) and not self._quotes.space_before:
            return
        split = [self._split(piece) for piece in run]
        following = _characters_behind(split)
        curling, before = Curling(self._quotes), ""
        for piece, parts in zip(run, split, strict=True):
            written = []
            for text, shown in parts:
                after = next(following)
                if shown is None:
                    printed = stands = self._quotes.spaced(curling.curl(text, after), before, after)
                else:
                    printed, stands = shown, text
                    curling.pass_over(shown)
                written.append(stands)
                before = printed[-1:] or before
            if not piece.between:
                piece.write("".join(written))

    def _split(self, piece: _Piece) -> list[tuple[str, str | None]]:
        """Gives a piece as texts to curl, with None, and what is kept as it is, with what it shows."""
        if piece.between:
            return [("", piece.between)]
        if isinstance(piece.text, AtomicString):
            return [(piece.text, piece.text)] if piece.text else []
        parts: list[tuple[str, str | None]] = []
        done = 0
        for stashed in _STASHED.finditer(piece.text):
            parts += [(piece.text[done : stashed.start()], None), (stashed[0], self._shown(stashed))]
            done = stashed.end()
        return [*parts, (piece.text[done:], None)]

    def _shown(self, stashed: re.Match[str]) -> str:
        if not stashed[1].isdigit():
            return "&"
        if "wzxhzdk" not in stashed[0]:
            return chr(int(stashed[1]))
        return unescape(re.sub(r"<[^>]*>", "", str(self.md.htmlStash.rawHtmlBlocks[int(stashed[1])])))


def _characters_behind(split: list[list[tuple[str, str | None]]]) -> Iterator[str]:
    """Gives for each part, in order, the first character that stands behind it."""
    after, found = "", []
    for parts in reversed(split):
        for text, shown in reversed(parts):
            found.append(after)
            after = ((text if shown is None else shown) or after)[:1]
    yield from reversed(found)


def _pieces(element: Element) -> Iterator[_Piece]:
    """Gives the texts in an element in order; where one run of text ends, a piece without an element."""
    is_block = element.tag in _BETWEEN_LINES
    if is_block:
        yield _Piece(None)
    if element.tag in {"br", "img"}:
        yield _Piece(None, between=" " if element.tag == "br" else "x")
    elif element.tag == "code":
        yield _Piece(None, between="".join(element.itertext()) or "x")
    elif element.tag != "pre":
        yield _Piece(element)
        for child in element:
            yield from _pieces(child)
            yield _Piece(child, is_tail=True)
    if is_block:
        yield _Piece(None)
