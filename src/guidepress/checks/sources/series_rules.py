"""Rules that need the whole series: what guides name must exist, and their structure must hold.

Takes a `Series` and the texts it was read from; gives problems. Each rule is a function from one guide (or block)
and the series to problems; `GUIDE_RULES` and `BLOCK_RULES` list them all.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path

from guidepress.checks.sources.block_rules import (
    arguments_are_known,
    blocks_are_closed,
    plans_hold_a_table,
    slides_have_titles,
    stories_are_placed_once,
)
from guidepress.checks.sources.help_rules import help_has_lines, help_lines_are_fresh
from guidepress.checks.sources.notation_rules import NOTATION_RULES
from guidepress.checks.sources.passage import Passage, Rule
from guidepress.checks.sources.pictures import images_are_sound
from guidepress.checks.sources.plain_fields import short_texts_hold_what_they_can
from guidepress.checks.sources.plan_rules import options_are_known, plan_ids_stand_once, plans_add_up
from guidepress.checks.sources.question_rules import question_marks_are_read
from guidepress.compose.values import values_of
from guidepress.core.model import Series, Text
from guidepress.core.problems import Problem
from guidepress.notation.marks import Mark, MarkKind, marks_of
from guidepress.notation.placing import passages_named
from guidepress.notation.records import meant_address
from guidepress.sources.nearest import did_you_mean
from guidepress.sources.shape import is_email, is_web_address
from guidepress.sources.text import SourceText, source_text

HIGHEST_IN_A_BLOCK = 3
"""Shared passages stand within sections, whose headings have level 2."""

_HEADINGS = {f"h{level}": f"{'#' * level} and a blank before the words" for level in range(1, 7)}
_IN_MARKDOWN = {
    **_HEADINGS,
    "a": "[words](address)",
    "img": "![what the picture tells](file)",
    "table": "the table with strokes and a first row of header cells",
}
"""Elements that Markdown has its own notation for, by what to write; raw ones would pass by the rules."""


def check_series(series: Series, texts: Mapping[str, SourceText], project: Path) -> tuple[Problem, ...]:
    """Applies every rule to every guide, block and short text."""
    problems = [*short_texts_hold_what_they_can(series), *help_lines_are_fresh(series)]
    for guide in series.guides:
        source = texts[guide.path]
        passage = Passage(source, marks_of(source, guide.first_line), series, project, guide)
        problems += [problem for rule in GUIDE_RULES for problem in rule(passage)]
    for block in series.blocks.values():
        source = texts[block.path]
        passage = Passage(source, marks_of(source, block.first_line), series, project)
        problems += [problem for rule in BLOCK_RULES for problem in rule(passage)]
    return tuple(problems)


def listed_stories_exist(passage: Passage) -> Iterator[Problem]:
    """S003, S008: the metadata block lists stories of the catalogue, each once."""
    guide = passage.guide
    assert guide is not None
    seen: dict[str, Text] = {}
    for story_id in (*guide.stories, *guide.further_stories):
        if story_id not in passage.series.stories:
            yield _unknown_story(story_id, passage.series, story_id)
        elif story_id in seen:
            first = seen[story_id].place.line
            hint = f"it stands already on line {first}; take one of them out"
            yield Problem("S008", f"the story '{story_id}' is listed twice", story_id.place, hint)
        seen.setdefault(story_id, story_id)


def listed_stories_are_placed(passage: Passage) -> Iterator[Problem]:
    """S011: stories that the metadata block lists have a block that prints them."""
    guide = passage.guide
    assert guide is not None
    placed = {mark.text for mark in passage.of_kind(MarkKind.BLOCK_START) if mark.name == "stories"}
    for key, ids, argument in (
        ("stories", guide.stories, ""),
        ("further_stories", guide.further_stories, "further"),
    ):
        known = [story_id for story_id in ids if story_id in passage.series.stories]
        if known and argument not in placed:
            block = f"/// stories | {argument}" if argument else "/// stories"
            hint = f"add a line of {block} and a line of /// where the cards should stand"
            yield Problem("S011", f"the stories of '{key}' are placed nowhere", known[0].place, hint)


def _unknown_story(name: str, series: Series, at: Text | Mark) -> Problem:
    more = f"`guidepress stories` lists all {len(series.stories)}"
    return Problem("S003", f"no story is called '{name}'", at.place, did_you_mean(name, series.stories, more))


def links_lead_somewhere(passage: Passage) -> Iterator[Problem]:
    """S003, S004, Y007, Y008, M011: a link names a story, a guide, a heading or a sound address."""
    series = passage.series
    for mark in passage.of_kind(MarkKind.LINK):
        scheme, _, rest = meant_address(mark.name).partition(":")
        if scheme == "story":
            if rest not in series.stories:
                yield _unknown_story(rest, series, mark)
        elif scheme == "guide":
            guides = [guide.id for guide in series.guides]
            if rest not in guides:
                hint = did_you_mean(rest, guides, f"the guides are {', '.join(guides)}")
                yield Problem("S004", f"no guide is called '{rest}'", mark.place, hint)
        elif scheme == "mailto":
            if "{" not in rest and not is_email(rest.partition("?")[0]):
                yield Problem("Y008", f"'{rest}' is not an e-mail address", mark.place, "such as name@example.org")
        elif scheme in {"http", "https"}:
            if "{" not in rest and not is_web_address(mark.name):
                hint = "an address starts with https:// or http:// and holds no blanks"
                yield Problem("Y007", f"'{mark.name}' is not a web address", mark.place, hint)
        elif not mark.name.startswith("#") and not (mark.name.startswith("{") and passage.guide is None):
            hint = "write story:…, guide:…, #heading, mailto:… or an address that starts with https://"
            what = f"'{mark.name}' leads nowhere" if mark.name else "this link has no address"
            yield Problem("M011", what, mark.place, hint)
        if not mark.text.strip() and "`" not in mark.place.excerpt and scheme not in {"story", "guide"}:
            hint = "put words that say where it leads between the square brackets"
            yield Problem("M011", "this link has no words", mark.place, hint)


def citations_are_known(passage: Passage) -> Iterator[Problem]:
    """S005, M014: a citation can be read and names works of the bibliography."""
    for mark in passage.of_kind(MarkKind.CITATION):
        if mark.name not in passage.series.references:
            hint = did_you_mean(mark.name, passage.series.references, "the works are in guides/references.yaml")
            yield Problem("S005", f"no reference is called '{mark.name}'", mark.place, hint)
    for mark in passage.of_kind(MarkKind.BAD_CITATION):
        hint = "write [@id], [@id, p. 12] or [@one; @two]"
        yield Problem("M014", f"the citation '{mark.name}' can't be read", mark.place, hint)


def citations_have_a_list(passage: Passage) -> Iterator[Problem]:
    """M014: a passage that only templates place cites nothing, since no guide's reference list would hold it."""
    block = Path(passage.source.path).stem
    if any(block in passages_named(guide.markdown) for guide in passage.series.guides):
        return
    for mark in passage.of_kind(MarkKind.CITATION):
        hint = "cite in the guides, or place this passage in them with /// block"
        yield Problem("M014", f"the citation '@{mark.name}' stands in a passage of no guide", mark.place, hint)


def headings_form_an_outline(passage: Passage) -> Iterator[Problem]:
    """M003, M004: one level-1 heading, the title; no level is skipped (PDF/UA-1, 7.4.2)."""
    level = 1
    for mark in _with_those_of_blocks(passage):
        if mark.level == 1:
            hint = "the title in the metadata block is the level-1 heading; sections start with ##"
            yield Problem("M003", f"a second level-1 heading: '{mark.name}'", mark.place, hint)
        elif mark.level > level + 1:
            hint = f"write it with {'#' * (level + 1)}"
            if mark.text:
                hint = f"'{mark.text}' starts with a heading of its own; write a heading with ## before it"
            yield Problem("M004", f"the heading level jumps from {level} to {mark.level}", mark.place, hint)
        level = mark.level


def _with_those_of_blocks(passage: Passage) -> Iterator[Mark]:
    """Gives the headings of a guide; those of shared passages have the place and name of their block."""
    for mark in passage.marks:
        block = passage.series.blocks.get(mark.text) if mark.name == "block" else None
        if mark.kind is MarkKind.HEADING:
            yield mark
        elif mark.kind is MarkKind.BLOCK_START and block is not None:
            for heading in marks_of(source_text(block.path, block.markdown)):
                if heading.kind is MarkKind.HEADING and heading.level >= HIGHEST_IN_A_BLOCK:
                    yield replace(heading, place=mark.place, text=mark.text)


def headings_fit_into_guides(passage: Passage) -> Iterator[Problem]:
    """M004, M020: a shared passage has headings that fit below any section of a guide."""
    level = HIGHEST_IN_A_BLOCK - 1
    for mark in passage.of_kind(MarkKind.HEADING):
        if mark.level < HIGHEST_IN_A_BLOCK:
            hint = f"write it with {'#' * HIGHEST_IN_A_BLOCK}; sections belong to the guides and templates"
            message = f"a shared block can't hold a heading of level {mark.level}"
            yield Problem("M020", message, mark.place, hint)
        elif mark.level > level + 1:
            hint = f"write it with {'#' * (level + 1)}"
            yield Problem("M004", f"the heading level jumps from {level} to {mark.level}", mark.place, hint)
        level = max(mark.level, HIGHEST_IN_A_BLOCK - 1)


def headings_are_written_as_such(passage: Passage) -> Iterator[Problem]:
    """M018: what looks like a heading is one: signs, a blank and words at the start of a line."""
    for mark in passage.of_kind(MarkKind.NEARLY_HEADING):
        underlined = not mark.name.strip("=-")
        hint = "write '## ', and then the heading's words, at the start of a line outside lists and quotations"
        if underlined:
            hint = "write ## before the words above; a line across the page has blank lines around it"
        what = f"'{mark.name[:40]}' does not make a heading"
        yield Problem("M018", what, mark.place, hint)


def has_text(passage: Passage) -> Iterator[Problem]:
    """M002: a guide has text of its own."""
    assert passage.guide is not None
    if not passage.guide.markdown.strip():
        hint = "write the guide's text below the metadata block"
        yield Problem("M002", "this guide has no text", passage.source.place(passage.guide.first_line), hint)


def question_placeholders_count_up(passage: Passage) -> Iterator[Problem]:
    """M010: `{story}` alone in a question, or `{story 1}`, `{story 2}` … without gaps."""
    for question in _questions(passage):
        marks = [mark for mark in question if get_close_matches(mark.name.lower(), ["story"], 1, 0.6)]
        for mark in marks:
            if mark.name != "story":
                yield Problem(
                    "M010", f"no placeholder is called '{mark.name}'", mark.place, "did you mean 'story'?"
                )
        numbers = [mark.level for mark in marks if mark.name == "story"]
        if len(set(numbers)) <= 1 and set(numbers) <= {0}:
            continue
        expected = set(range(1, len(set(numbers)) + 1))
        for mark in marks:
            if mark.name == "story" and mark.level not in expected:
                hint = "one blank is {story}; several are {story 1}, {story 2} and so on"
                yield Problem("M010", "this placeholder has a wrong number", mark.place, hint)


def _questions(passage: Passage) -> Iterator[list[Mark]]:
    inside = False
    current: list[Mark] = []
    starts = {
        number
        for number, line in enumerate(passage.source.lines, 1)
        if line[:1].isdigit() and line.lstrip("0123456789").startswith((".", ")"))
    }
    line = 0
    for mark in passage.marks:
        if mark.kind is MarkKind.BLOCK_START and mark.name == "questions":
            inside = True
        elif mark.kind is MarkKind.BLOCK_END:
            inside = False
        elif inside and mark.kind is MarkKind.PLACEHOLDER:
            if current and any(line < start <= mark.line for start in starts):
                yield current
                current = []
            current.append(mark)
            line = mark.line
    if current:
        yield current


def placeholders_have_values(passage: Passage) -> Iterator[Problem]:
    """S009: what a shared block names in braces is a value of the series."""
    known = list(values_of(passage.series))
    for mark in passage.of_kind(MarkKind.PLACEHOLDER):
        if mark.level or mark.name not in known:
            hint = did_you_mean(mark.name, known, "values come from guides/series.yaml; write \\{ for a brace")
            yield Problem("S009", f"the series has no value '{mark.name}'", mark.place, hint)


def tables_have_headers(passage: Passage) -> Iterator[Problem]:
    """M013: every column of a table has a header cell (PDF/UA-1, 7.5)."""
    for mark in passage.of_kind(MarkKind.TABLE):
        if not all(cell for cell in mark.name.split("|")):
            hint = "give each column a heading in the table's first row"
            yield Problem("M013", "this table has a column without a header cell", mark.place, hint)


def html_is_no_markdown(passage: Passage) -> Iterator[Problem]:
    """M019: Markdown has a notation of its own for some elements, which rules can see."""
    for mark in passage.of_kind(MarkKind.HTML):
        if mark.name in _IN_MARKDOWN:
            message = f"the HTML element <{mark.name}> can't be checked"
            yield Problem("M019", message, mark.place, f"write {_IN_MARKDOWN[mark.name]}")


def footnotes_exist(passage: Passage) -> Iterator[Problem]:
    """M015: a footnote's mark has its text."""
    known = {mark.name for mark in passage.of_kind(MarkKind.FOOTNOTE_TEXT)}
    for mark in passage.of_kind(MarkKind.FOOTNOTE):
        if mark.name not in known:
            hint = did_you_mean(mark.name, known, f"add a line that starts with [^{mark.name}]:")
            yield Problem("M015", f"the footnote '{mark.name}' has no text", mark.place, hint)


def footnotes_are_used(passage: Passage) -> Iterator[Problem]:
    """M024: a footnote's text has its mark; where a mark has nearly its name, M015 says so."""
    texts = {mark.name for mark in passage.of_kind(MarkKind.FOOTNOTE_TEXT)}
    used = {mark.name for mark in passage.of_kind(MarkKind.FOOTNOTE)}
    for mark in passage.of_kind(MarkKind.FOOTNOTE_TEXT):
        if mark.name not in used and not get_close_matches(mark.name, used - texts, 1, 0.6):
            hint = did_you_mean(mark.name, used, f"write [^{mark.name}] where it belongs, or take the text out")
            yield Problem("M024", f"nothing refers to the footnote '{mark.name}'", mark.place, hint)


BLOCK_RULES: tuple[Rule, ...] = (
    *NOTATION_RULES,
    links_lead_somewhere,
    citations_are_known,
    citations_have_a_list,
    images_are_sound,
    headings_fit_into_guides,
    headings_are_written_as_such,
    blocks_are_closed,
    arguments_are_known,
    plans_hold_a_table,
    slides_have_titles,
    plans_add_up,
    plan_ids_stand_once,
    options_are_known,
    question_marks_are_read,
    help_has_lines,
    placeholders_have_values,
    tables_have_headers,
    html_is_no_markdown,
    footnotes_exist,
    footnotes_are_used,
)

GUIDE_RULES: tuple[Rule, ...] = (
    *NOTATION_RULES,
    has_text,
    listed_stories_exist,
    listed_stories_are_placed,
    headings_form_an_outline,
    headings_are_written_as_such,
    links_lead_somewhere,
    citations_are_known,
    images_are_sound,
    blocks_are_closed,
    arguments_are_known,
    stories_are_placed_once,
    plans_hold_a_table,
    slides_have_titles,
    plans_add_up,
    plan_ids_stand_once,
    options_are_known,
    question_marks_are_read,
    help_has_lines,
    question_placeholders_count_up,
    tables_have_headers,
    html_is_no_markdown,
    footnotes_exist,
    footnotes_are_used,
)
