"""The structure of a Markdown text with the lines it stands on: the door to markdown-it-py.

Takes a text, gives `Node`s as CommonMark 0.31.2 reads it, with tables, terms, footnotes, abbreviations and our own
blocks. `compose.structure` builds the page from the same nodes, so that lists, tables and code are read in one
way.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_block import StateBlock
from markdown_it.rules_block.fence import fence
from markdown_it.rules_block.html_block import html_block
from markdown_it.rules_block.list import list_block
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin

from guidepress.notation.records import (
    ABBREVIATION,
    BLOCK_LINE,
    BLOCKS,
    COLONS,
    COLONS_END,
    EXCLAIMED,
    FOOTNOTE_TEXT,
    OPTION,
    QUOTED_KIND,
    YEAR,
    note_kind,
)

DEEPEST = 20
"""How deep lists, quotations and blocks may stand in one another."""
_DEEPEST_TOKENS = 3 * DEEPEST
"""Where reading itself stops: a list and its item are two levels, and a paragraph is one."""

MOST_OPEN_BLOCKS = 20
"""After so many blocks without an end none is looked for any more; each of them is a problem (M008) anyway."""

_FENCE = re.compile(r"[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*(`{3,}|~{3,})")
_NAMES = {
    "paragraph": "paragraph",
    "heading": "heading",
    "bullet_list": "list",
    "ordered_list": "list",
    "list_item": "item",
    "blockquote": "quote",
    "table": "table",
    "tr": "row",
    "th": "cell",
    "td": "cell",
    "thead": "head",
    "tbody": "body",
    "dl": "terms",
    "dt": "term",
    "dd": "definition",
    "block": "block",
    "footnote": "footnote",
    "fence": "fence",
    "code_block": "code",
    "hr": "rule",
    "html_block": "html",
    "abbreviation": "abbreviation",
}


@dataclass(frozen=True, slots=True)
class Node:
    """One piece of a text."""

    kind: str
    """What it is: `paragraph`, `list`, `item`, `cell`, `block` …"""
    line: int
    """Its first line, counted from 0 in the text."""
    end: int
    """The line behind its last one."""
    text: str = ""
    """What stands in it as it is typed: words with their notation, code, or raw HTML."""
    name: str = ""
    """The name of a block, `ol` or `ul`, a cell's `th` or `td`, a fence's language, a note's label."""
    argument: str = ""
    """A block's argument, a cell's alignment, what an abbreviation means."""
    number: int = 0
    """A heading's level, or where a numbered list starts."""
    tight: bool = False
    """Whether a paragraph stands in a list without blank lines, and has no space around it."""
    options: Mapping[str, str] = field(default_factory=dict)
    """A block's options."""
    children: tuple[Node, ...] = ()
    """What stands in it."""

    def walk(self) -> Iterator[Node]:
        """Gives it and all that stands in it, in order."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, slots=True)
class Reading:
    """A text as it is read."""

    nodes: tuple[Node, ...]
    """Its outermost pieces, in order."""
    addresses: Mapping[str, tuple[str, str]]
    """What `[label]: address "title"` defines: address and title by label, in small letters."""

    def walk(self) -> Iterator[Node]:
        """Gives every node in order."""
        for node in self.nodes:
            yield from node.walk()

    @property
    def code_lines(self) -> frozenset[int]:
        """The lines that are code or its fences, counted from 0."""
        code = (node for node in self.walk() if node.kind in {"fence", "code"})
        return frozenset(line for node in code for line in range(node.line, node.end))


@lru_cache(maxsize=32)
def read(text: str) -> Reading:
    """Reads a text. Nothing is an error here: what is no notation is text."""
    env: dict[str, Any] = {}
    tokens = _parser().parse(text, env)
    nodes, _ = _nodes(tokens, 0, 0)
    references = env.get("references", {})
    addresses = {label.lower(): (found["href"], found.get("title") or "") for label, found in references.items()}
    return Reading(nodes, addresses)


def _nodes(tokens: list[Token], at: int, line: int) -> tuple[tuple[Node, ...], int]:
    """Gives the nodes from a token on until one closes what is around them, and where that is.

    A token without lines of its own, such as a cell, stands on those of what is before or around it.
    """
    nodes: list[Node] = []
    while at < len(tokens) and tokens[at].nesting >= 0:
        token = tokens[at]
        first, end = token.map or (line, line + 1)
        node = _node(token, first, end)
        if token.nesting == 1:
            children, at = _nodes(tokens, at + 1, first)
            node = _with_children(node, children)
        nodes.append(node)
        at += 1
    return tuple(nodes), at


def _node(token: Token, first: int, end: int) -> Node:
    name = token.type.removesuffix("_open")
    kind = _NAMES.get(name, name)
    node = Node(kind, first, end, token.content, tight=token.hidden)
    if kind == "heading":
        return replace(node, number=int(token.tag[1]))
    if kind == "list":
        return replace(node, name=token.tag, number=int(token.attrs.get("start", 1)))
    if kind == "cell":
        return replace(
            node, name=token.tag, argument=str(token.attrs.get("style", "")).removeprefix("text-align:")
        )
    if kind == "fence":
        return replace(node, name=token.info.split(maxsplit=1)[0] if token.info.strip() else "")
    if token.meta:
        return replace(node, **token.meta)
    return node


def _with_children(node: Node, children: tuple[Node, ...]) -> Node:
    if len(children) == 1 and children[0].kind == "inline":
        return replace(node, text=children[0].text, end=max(node.end, children[0].end))
    if node.kind == "quote" and children and children[0].kind == "paragraph":
        kind = QUOTED_KIND.match(children[0].text)
        name = note_kind(kind[1]) if kind else None
        if kind and name:
            rest = children[0].text[kind.end() :].lstrip("\n")
            first = (replace(children[0], text=rest, line=node.line + 1),) if rest else ()
            return replace(
                node, kind="block", name=name, argument=kind[2].strip(), children=(*first, *children[1:])
            )
    return replace(node, children=children)


def _line(state: StateBlock, number: int) -> str:
    return state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]]


def _find_end(
    state: StateBlock, first: int, last: int, is_start: Callable[[str], bool], is_end: Callable[[str], bool]
) -> int | None:
    """Gives the line that ends a block; those of blocks of its own kind within it, and code, are passed over."""
    if state.env.get("open blocks", 0) >= MOST_OPEN_BLOCKS:
        return None
    depth, fenced_by = 1, ""
    for number in range(first, last):
        line = _line(state, number)
        if line and state.sCount[number] < state.blkIndent:
            return None
        fenced = _FENCE.match(line)
        if fenced_by:
            if fenced and fenced[1].startswith(fenced_by) and not line.strip().strip(fenced_by[0]):
                fenced_by = ""
        elif fenced:
            fenced_by = fenced[1]
        elif is_start(line):
            depth += 1
        elif is_end(line):
            depth -= 1
            if not depth:
                return number
    state.env["open blocks"] = state.env.get("open blocks", 0) + 1
    return None


def _inside(state: StateBlock, meta: dict[str, Any], first: int, start: int, end: int, behind: int) -> bool:
    """Reads lines as the content of a block, which goes from `first` to `behind`."""
    parent, most = state.parentType, state.lineMax
    state.parentType, state.lineMax = "block", end
    token = state.push("block_open", "div", 1)
    token.map, token.meta = [first, behind], meta
    state.md.block.tokenize(state, start, end)
    state.push("block_close", "div", -1)
    state.parentType, state.lineMax, state.line = parent, most, behind
    return True


def _slashes(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    head = None if state.is_code_block(first) else BLOCK_LINE.match(_line(state, first))
    record = BLOCKS.get(head[2] or "") if head else None
    if head is None or record is None:
        return False

    def is_start(line: str) -> bool:
        other = BLOCK_LINE.match(line)
        return bool(other and other[2] and other[1] == head[1])

    def is_end(line: str) -> bool:
        other = BLOCK_LINE.match(line)
        return bool(other and not other[2] and other[1] == head[1])

    end = _find_end(state, first + 1, last, is_start, is_end)
    if end is None or silent:
        return end is not None
    options, start = {}, first + 1
    while start < end and state.sCount[start] >= state.blkIndent + 4:
        option = OPTION.match(_line(state, start))
        if option is None or option[1] not in record.options:
            break
        options[option[1]] = option[2] or ""
        start += 1
    return _inside(
        state, {"name": record.name, "argument": head[3] or "", "options": options}, first, start, end, end + 1
    )


def _colons(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    head = None if state.is_code_block(first) else COLONS.match(_line(state, first))
    name = note_kind(head[2]) if head else None
    if head is None or name is None:
        return False
    end = _find_end(
        state,
        first + 1,
        last,
        lambda line: bool(COLONS.match(line)),
        lambda line: bool(COLONS_END.match(line)),
    )
    if end is None or silent:
        return end is not None
    return _inside(state, {"name": name, "argument": head[3].strip("\"'")}, first, first + 1, end, end + 1)


def _exclaimed(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    head = None if state.is_code_block(first) else EXCLAIMED.match(_line(state, first))
    name = note_kind(head[1]) if head else None
    if head is None or name is None:
        return False
    if silent:
        return True
    end = behind = first + 1
    while behind < last and (not _line(state, behind) or state.sCount[behind] >= state.blkIndent + 4):
        behind += 1
        end = behind if _line(state, behind - 1) else end
    state.blkIndent += 4
    _inside(state, {"name": name, "argument": head[2] or ""}, first, first + 1, end, end)
    state.blkIndent -= 4
    return True


def _footnote(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    head = None if state.is_code_block(first) else FOOTNOTE_TEXT.match(_line(state, first))
    if head is None or silent:
        return head is not None
    before = state.bMarks[first], state.tShift[first], state.sCount[first], state.parentType
    token = state.push("footnote_open", "div", 1)
    token.meta = {"name": head[1].strip()}
    token.map = [first, first + 1]
    state.bMarks[first] += state.tShift[first] + head.end()
    state.tShift[first] = 0
    state.blkIndent += 4
    state.sCount[first] = state.blkIndent
    state.parentType = "footnote"
    state.md.block.tokenize(state, first, last)
    state.blkIndent -= 4
    state.bMarks[first], state.tShift[first], state.sCount[first], state.parentType = before
    token.map = [first, state.line]
    state.push("footnote_close", "div", -1)
    return True


def _abbreviation(state: StateBlock, first: int, last: int, silent: bool) -> bool:  # noqa: ARG001  # its signature
    found = None if state.is_code_block(first) else ABBREVIATION.match(_line(state, first))
    if found is None or silent:
        return found is not None
    token = state.push("abbreviation", "", 0)
    token.map, token.meta = [first, first + 1], {"name": found[1].strip(), "argument": found[2].strip()}
    state.line = first + 1
    return True


def _list(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    """Lists as CommonMark has them, but for years: `1986. A year` is a sentence."""
    return not YEAR.match(_line(state, first)) and list_block(state, first, last, silent)


def _html(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    """Raw HTML as CommonMark has it, but for comments without an end, and for scripts and the like."""
    line = _line(state, first)
    if line.startswith("<!--"):
        start = state.bMarks[first] + state.tShift[first]
        end = state.src.find("-->", start)
        if not 0 <= end < state.eMarks[last - 1]:
            return False
    elif re.match(r"<(?:script|pre|style|textarea)\b|<[?!]", line, re.IGNORECASE):
        return False
    return html_block(state, first, last, silent)


def _code(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    """Code between fences, but for code that is never closed, which would take the rest of the text."""
    opening = _FENCE.match(_line(state, first))
    if opening is None or state.is_code_block(first):
        return False
    for number in range(first + 1, last):
        line = _line(state, number).strip()
        if line and state.sCount[number] < state.blkIndent:
            break
        if line.startswith(opening[1]) and not line.strip(opening[1][0]):
            return fence(state, first, last, silent)
    return False


def _no_row(state: StateBlock, first: int, last: int, silent: bool) -> bool:  # noqa: ARG001  # its signature
    """Ends a table at a line without a vertical bar, which is a sentence and no row."""
    return silent and state.parentType == "table" and "|" not in _line(state, first)


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"maxNesting": _DEEPEST_TOKENS}).enable("table")
    parser.core.ruler.disable("inline")
    parser.block.ruler.disable("lheading")
    parser.normalizeLink = str  # type: ignore[method-assign, assignment]  # addresses stay as they are typed
    parser.validateLink = bool  # type: ignore[method-assign, assignment]  # rules and the safe list judge them
    interrupts: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list"]}
    rules = parser.block.ruler
    rules.before("code", "slashes", _slashes, interrupts)
    rules.before("code", "colons", _colons, interrupts)
    rules.before("code", "exclaimed", _exclaimed, interrupts)
    rules.before("reference", "footnote", _footnote, {"alt": ["paragraph", "reference"]})
    rules.before("reference", "abbreviation", _abbreviation, {"alt": ["paragraph", "reference"]})
    rules.before("code", "no_row", _no_row, {"alt": ["blockquote"]})
    rules.at("list", _list, {"alt": ["paragraph", "reference", "blockquote"]})
    rules.at("fence", _code, {"alt": ["paragraph", "reference", "blockquote", "list"]})
    rules.at("html_block", _html, {"alt": ["paragraph", "reference", "blockquote"]})
    deflist_plugin(parser)
    return parser
