"""Rules on notation that would be read otherwise than it is meant: HTML, tables, notes, numbers, depth."""

from __future__ import annotations

import re
from collections.abc import Iterator

from guidepress.checks.sources.link_rules import LINK_RULES
from guidepress.checks.sources.passage import Passage, Rule
from guidepress.compose.clean import SAFE_ELEMENTS, kept_attributes
from guidepress.compose.structure import LONGEST_PARAGRAPH, MOST_BRACKETS
from guidepress.core.problems import Place, Problem, Severity
from guidepress.notation.marks import DEFINITION, Mark, MarkKind, lines_before, marks_of, masked_text
from guidepress.notation.placing import passages_named
from guidepress.notation.reader import DEEPEST, Node, read
from guidepress.notation.records import LONGEST_LINE, TAG
from guidepress.sources.text import source_text

_VOID = frozenset(("br", "hr", "img", "col"))
_ATTRIBUTE_NAME = re.compile(r"([A-Za-z_:][\w.:-]*)(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'=<>`]+))?")
_FENCE = re.compile(r"[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*(`{3,}|~{3,})")
_BARE_ADDRESS = re.compile(r"(?<![\w\"'=(<:/[])<?(https?://[^\s<>]+?)>?[.,;:!?)]*(?=[\s<]|$)")
_PLAIN_CITATION = re.compile(r"(?<![\w@\[;./-])@([A-Za-z0-9][\w.:-]*\w)")
_BRACKETED = re.compile(r"\[[^\[\]]*(?:\]|\Z)|\[[^\[\]\n]*$", re.MULTILINE)
_NESTING = frozenset(("item", "quote", "block", "definition", "footnote"))


def _body(passage: Passage) -> tuple[str, int]:
    """Gives the text below the metadata block, and the line of the file on which it starts."""
    guide = passage.guide
    return (guide.markdown, guide.first_line) if guide else (passage.source.text, 1)


def _lines_without_code(passage: Passage) -> Iterator[tuple[int, str]]:
    body, first = _body(passage)
    yield from enumerate(masked_text(body).split("\n"), first)


def _nodes(passage: Passage) -> Iterator[tuple[int, Node]]:
    body, first = _body(passage)
    for node in read(body).walk():
        yield first + node.line, node


def _line_place(passage: Passage, line: int) -> Place:
    text = passage.source.lines[line - 1] if line <= len(passage.source.lines) else ""
    indent = len(text) - len(text.lstrip())
    return passage.source.place(line, indent + 1, min(80, len(text.strip())))


def elements_are_closed(passage: Passage) -> Iterator[Problem]:
    """M012, M032, M033: raw HTML is of the safe list, closed, and has attributes that are kept."""
    body, first = _body(passage)
    text = masked_text(body)
    opened: list[tuple[str, Place]] = []
    for tag in TAG.finditer(text):
        if text.startswith("](", max(0, tag.start() - 2)) or text[max(0, tag.start() - 1)] == "\\":
            continue
        name = tag["name"].lower()
        line = lines_before(text, tag.start())
        column = tag.start() - text.rfind("\n", 0, tag.start())
        place = passage.source.place(first + line, column, len(tag[0].split("\n")[0]))
        if name not in SAFE_ELEMENTS:
            if name not in _CHECKED_ELSEWHERE and not tag[0].startswith("</"):
                hint = "say it in Markdown, or write \\< for words between angle brackets"
                yield Problem("M012", f"the HTML element <{name}> is not allowed", place, hint)
        elif tag[0].startswith("</"):
            yield from _closed(name, place, opened)
        else:
            yield from _dropped(name, tag["rest"], place)
            if name not in _VOID and not tag["rest"].endswith("/"):
                opened.append((name, place))
                if len(opened) == DEEPEST + 1:
                    hint = f"at most {DEEPEST} elements stand in one another"
                    yield Problem("M034", "this stands too deep within others", place, hint)
    for name, place in opened:
        hint = f"write </{name}> where it ends, or \\< for words between angle brackets"
        yield Problem("M032", f"the HTML element <{name}> is never closed", place, hint)


_CHECKED_ELSEWHERE = frozenset(("h1",))
"""Elements that M019 tells of."""


def _closed(name: str, place: Place, opened: list[tuple[str, Place]]) -> Iterator[Problem]:
    if name not in [other for other, _ in opened]:
        yield Problem("M032", f"this closes an element <{name}> that is not open", place, "take it out")
        return
    while opened[-1][0] != name:
        other, at = opened.pop()
        hint = f"write </{other}> before </{name}>"
        yield Problem("M032", f"the HTML element <{other}> is never closed", at, hint)
    opened.pop()


def _dropped(name: str, rest: str, place: Place) -> Iterator[Problem]:
    for attribute in _ATTRIBUTE_NAME.findall(rest):
        if attribute.lower() not in kept_attributes(name) and attribute.lower() != "markdown":
            hint = "leave it out; how things look is the style sheets' business"
            message = f"the attribute '{attribute[:40]}' of <{name}> is taken out"
            yield Problem("M033", message, place, hint, Severity.WARNING)


def nothing_is_too_deep_or_long(passage: Passage) -> Iterator[Problem]:
    """M034: lines, brackets and nesting are within limits that people never meet."""
    for number, line in enumerate(passage.source.lines, 1):
        if len(line) > LONGEST_LINE:
            place = Place(passage.source.path, number, LONGEST_LINE, 1, "")
            yield Problem("M034", f"this line has more than {LONGEST_LINE:,} characters", place, "break it in two")
    body, first = _body(passage)
    deepest = _first_too_deep(read(body).nodes, 0)
    if deepest is not None:
        hint = f"at most {DEEPEST} lists, quotations and blocks stand in one another"
        place = _line_place(passage, first + deepest.line)
        yield Problem("M034", "this stands too deep within others", place, hint)
    for at, node in _nodes(passage):
        if len(node.text) > LONGEST_PARAGRAPH and node.kind not in {"fence", "code"}:
            message = f"this paragraph has more than {LONGEST_PARAGRAPH:,} characters"
            yield Problem("M034", message, _line_place(passage, at), "break it in two with an empty line")
        if node.text.count("[") > MOST_BRACKETS and node.kind not in {"fence", "code"}:
            hint = f"at most {MOST_BRACKETS} square brackets are opened in a paragraph; break it in two"
            yield Problem("M034", "this paragraph opens too many brackets", _line_place(passage, at), hint)


def _first_too_deep(nodes: tuple[Node, ...], depth: int) -> Node | None:
    for node in nodes:
        below = depth + (node.kind in _NESTING)
        if below > DEEPEST - 1 and node.kind in _NESTING:
            return node
        found = _first_too_deep(node.children, below)
        if found is not None:
            return found
    return None


def rows_fit_their_tables(passage: Passage) -> Iterator[Problem]:
    """M035: a row has as many cells as the header, since cells beyond it would be lost."""
    for _, table in _nodes(passage):
        if table.kind != "table":
            continue
        rows = [row for part in table.children for row in part.children]
        columns = len(rows[0].children)
        first = _body(passage)[1]
        for row in rows[1:]:
            line = first + row.line
            cells = _cells(passage.source.lines[line - 1])
            if cells != columns:
                many = cells > columns
                hint = "write \\| for a bar within a cell" if many else "write | for each cell that stays empty"
                message = f"this row has {cells} cell{'s' * (cells != 1)} where the header has {columns}"
                severity = Severity.ERROR if many else Severity.WARNING
                yield Problem("M035", message, _line_place(passage, line), hint, severity)


def _cells(line: str) -> int:
    plain = re.sub(r"\\.", "xx", line.strip(" \t>"))
    return plain.removeprefix("|").removesuffix("|").count("|") + 1


def footnotes_are_defined_once(passage: Passage) -> Iterator[Problem]:
    """M036: a footnote's label has one text, in the guide with its shared passages too."""
    seen: dict[str, Mark] = {}
    for mark in passage.of_kind(MarkKind.FOOTNOTE_TEXT):
        first = seen.setdefault(mark.name, mark)
        if first is not mark:
            hint = f"the first one is on line {first.line}; give this one a label of its own"
            yield Problem("M036", f"the footnote '{mark.name}' is defined twice", mark.place, hint)
    if passage.guide is None:
        return
    for name in passages_named(passage.guide.markdown):
        block = passage.series.blocks.get(name)
        for mark in marks_of(source_text(block.path, block.markdown)) if block else ():
            if mark.kind is MarkKind.FOOTNOTE_TEXT and mark.name in seen:
                hint = f"the shared passage '{name}' has a footnote of that label; give this one another"
                message = f"the footnote '{mark.name}' is defined twice"
                yield Problem("M036", message, seen[mark.name].place, hint)


def abbreviations_are_used(passage: Passage) -> Iterator[Problem]:
    """M037: what an abbreviation means is only told where the abbreviation stands."""
    body, _ = _body(passage)
    found = [(line, node) for line, node in _nodes(passage) if node.kind == "abbreviation"]
    for line, node in found:
        used = re.compile(rf"(?<!\w)(?<!\*\[){re.escape(node.name)}(?!\w)(?!\]:)")
        if not used.search(body):
            hint = f"a line *[{node.name}]: … explains an abbreviation and is not printed; for a remark write \\*"
            yield Problem("M037", f"nothing uses the abbreviation '{node.name}'", _line_place(passage, line), hint)


def definitions_are_used(passage: Passage) -> Iterator[Problem]:
    """M037: `[label]: address` is not printed, so one that nothing uses is a remark that would be lost."""
    body, first = _body(passage)
    text = masked_text(body)
    plain = " ".join(text.split()).lower()
    for found in DEFINITION.finditer(text):
        label = " ".join(found["text"].split()).lower()
        if plain.count(f"[{label}]") == 1:
            line = first + text.count("\n", 0, found.start("text"))
            hint = f"write [words][{label[:40]}] where the link belongs; for a remark write \\["
            yield Problem("M037", f"nothing uses the address '{label[:40]}'", _line_place(passage, line), hint)


def addresses_have_words(passage: Passage) -> Iterator[Problem]:
    """M039, a warning: a link that is only an address says nothing to a listener (WCAG 2.2, 2.4.4)."""
    for number, line in _lines_without_code(passage):
        for found in _BARE_ADDRESS.finditer(line):
            if not re.match(r"[ \t>]*\[[^\]]+\]:", line):
                place = passage.source.place(number, found.start(1) + 1, len(found[1]))
                hint = f"write [words that say where it leads]({found[1][:40]})"
                yield Problem("M039", "this address has no words", place, hint, Severity.WARNING)


def numbers_are_printed(passage: Passage) -> Iterator[Problem]:
    """M040, a warning: the numbers of a list count up, since the page counts."""
    for _, node in _nodes(passage):
        if node.kind != "list" or node.name != "ol":
            continue
        first = _body(passage)[1]
        typed = [_number(passage.source.lines[first + item.line - 1]) for item in node.children]
        if len(set(typed)) == 1:
            continue
        for at, (item, number) in enumerate(zip(node.children, typed, strict=True)):
            if number is not None and number != node.number + at:
                hint = "let the numbers count up, or write words between the two lists"
                message = f"number {number} of this list is printed as {node.number + at}"
                yield Problem("M040", message, _line_place(passage, first + item.line), hint, Severity.WARNING)
                break


def _number(line: str) -> int | None:
    found = re.match(r"[ \t>*+-]*(\d{1,9})[.)]", line)
    return int(found[1]) if found else None


def code_and_comments_are_closed(passage: Passage) -> Iterator[Problem]:
    """M041: code between fences and comments have an end; without one they are text."""
    for number, line in _lines_without_code(passage):
        fence = _FENCE.match(line)
        if fence:
            place = passage.source.place(number, fence.start(1) + 1, len(fence[1]))
            hint = f"write a line of {fence[1]} behind the code"
            yield Problem("M041", "this code is never closed", place, hint)
        if "<!--" in line:
            place = passage.source.place(number, line.index("<!--") + 1, 4)
            yield Problem("M041", "this comment is never closed", place, "write --> where it ends")


def citations_have_brackets(passage: Passage) -> Iterator[Problem]:
    """M014: a work is cited between square brackets."""
    body, first = _body(passage)
    text = _BRACKETED.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), masked_text(body))
    for number, line in enumerate(text.split("\n"), first):
        for found in _PLAIN_CITATION.finditer(line):
            if found[1] in passage.series.references:
                place = passage.source.place(number, found.start() + 1, len(found[0]))
                hint = f"write [@{found[1]}], or the author's name and [-@{found[1]}]"
                yield Problem("M014", f"the citation '{found[0]}' can't be read", place, hint)


NOTATION_RULES: tuple[Rule, ...] = (
    elements_are_closed,
    nothing_is_too_deep_or_long,
    rows_fit_their_tables,
    footnotes_are_defined_once,
    abbreviations_are_used,
    definitions_are_used,
    addresses_have_words,
    numbers_are_printed,
    code_and_comments_are_closed,
    citations_have_brackets,
    *LINK_RULES,
)
"""Rules on guides and shared passages alike."""
