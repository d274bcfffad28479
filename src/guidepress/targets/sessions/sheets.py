"""A planned session as the HTML of its handout and of its facilitator's sheet.

What a guide's shared passages give: ground rules and warning by `/// slide` with `when: start`, the list of what
to do before from the passage `before-the-day`, and whom to ring from `/// help`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from guidepress.compose.cards import code_of
from guidepress.compose.punctuation import curl, quotes_of
from guidepress.compose.templates import SharedBlocks, Templates, safe
from guidepress.compose.words import Words
from guidepress.core.document import FOR_DECKS_ALONE, Block, Document, Kind, Question
from guidepress.core.model import Edition, Series
from guidepress.core.problems import Problem
from guidepress.core.session import PlannedSession
from guidepress.targets.slides.deck import Paragraph, Slide
from guidepress.targets.slides.planning import opening_slides

HANDOUT, FACILITATOR = "handout.html.jinja", "facilitator.html.jinja"
CHECKLIST = "before-the-day"
"""The shared passage whose lists are what to do before a session."""


def sheet_of(
    planned: PlannedSession, series: Series, edition: Edition, words: Words, templates: Templates, template: str
) -> tuple[str, tuple[Problem, ...]]:
    """Gives a handout or a facilitator's sheet as HTML, and what is wrong with its template or its passages."""
    document, session = planned.document, planned.session
    passages = SharedBlocks({name: safe(_html(blocks)) for name, blocks in document.shared.items()})
    html, found = templates.render(
        template,
        {
            "series": series,
            "guide": document.guide,
            "session": session,
            "edition": edition,
            "say": words.say,
            "date": words.date,
            "title": words.say("session_document", session=curl(session.title), guide=curl(document.guide.title)),
            "stories": planned.stories,
            "codes": {
                story.id: safe(code_of(story, words, quotes_of(series.words)))
                for story in planned.stories
                if story.url
            },
            "questions": [_question(question) for question in planned.questions],
            "plan": {
                "columns": planned.plan.columns,
                "rows": [{"cells": [safe(cell) for cell in row.cells]} for row in planned.plan.rows],
            },
            "opening": [
                {"title": slide.title, "html": safe(_body(slide))}
                for slide in opening_slides(document, series, words)
            ],
            "room_to_write": _room_to_write(len(planned.questions)),
            "help": safe(_html(help_in(document))),
            "checklist": safe(_html(list(_lists(document.shared.get(CHECKLIST, ()))))),
            "blocks": passages,
            "people": (*series.authors, series.contact),
        },
    )
    return html, (*found, *passages.problems)


def _question(question: Question) -> dict[str, object]:
    return {"number": question.number, "html": safe(question.html), "follow_up": safe(question.follow_up)}


def _room_to_write(questions: int) -> int:
    """Gives how many lines there are to write on below each question."""
    return 4 if questions <= 4 else 3 if questions <= 8 else 2


def help_in(document: Document) -> tuple[Block, ...]:
    """Gives the lines to ring that a guide or a shared passage prints; the first ones found."""
    passages = (document.shared[name] for name in sorted(document.shared))
    everywhere = (*document.blocks, *(block for blocks in passages for block in blocks))
    return tuple(block for block in everywhere if block.kind is Kind.HELP)[:1]


def _lists(blocks: Sequence[Block]) -> Iterator[Block]:
    """Gives the lists of a passage, each with the heading that stands right above it."""
    for at, block in enumerate(blocks):
        if block.kind is Kind.LIST:
            if at and blocks[at - 1].kind is Kind.HEADING:
                yield blocks[at - 1]
            yield block


def _html(blocks: Sequence[Block]) -> str:
    return "\n".join(block.html for block in blocks if block.kind not in FOR_DECKS_ALONE)


def _body(slide: Slide) -> str:
    """Gives a slide's text as markup."""
    pieces: list[str] = []
    for at, paragraph in enumerate(slide.body):
        before = slide.body[at - 1] if at else None
        after = slide.body[at + 1] if at + 1 < len(slide.body) else None
        if not paragraph.is_point:
            pieces.append(f"<p>{_runs(paragraph)}</p>")
            continue
        opens, closes = not (before and before.is_point), not (after and after.is_point)
        pieces.append(f"{'<ul>' if opens else ''}<li>{_runs(paragraph)}</li>{'</ul>' if closes else ''}")
    return "\n".join(pieces)


def _runs(paragraph: Paragraph) -> str:
    return "".join(
        f"<strong>{escape(run.text)}</strong>" if run.strong else escape(run.text) for run in paragraph.runs
    )
