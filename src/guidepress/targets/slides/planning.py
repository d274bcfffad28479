"""A guide's document, or a session of it, to a deck: pure functions, whose words are all those of the sources.

The deck of a guide follows the guide: a slide for each section of prose with its lists and tables, two for each
story, one for each question, and its plans. `/// slide | Title` adds a slide where it stands, or takes the place
of the one of that title; `/// notes` gives the notes of the slide before it. Slides that say `when: start`,
`pause` or `end` stand there in the decks of sessions too. Shared passages make no other slides, since they speak
to the facilitator.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from html import unescape

from guidepress.compose.blocks import blocks_of
from guidepress.compose.elements import descendants, elements_of, words_in
from guidepress.compose.punctuation import curl, short_address
from guidepress.compose.session import BLANK, unlinked
from guidepress.compose.words import Words
from guidepress.core.document import Block, Document, Kind, Plan, Question, Section
from guidepress.core.model import Series, Story
from guidepress.core.session import PlannedSession
from guidepress.targets.slides.deck import Code, Deck, Layout, Paragraph, Run, Slide, Table
from guidepress.targets.slides.fitting import (
    BESIDE_A_PICTURE,
    LARGE,
    TEXT,
    first_sentence,
    last_sentence,
    split_paragraphs,
    split_table,
    with_titles_of_their_own,
)

MOST_LARGE_LETTERS = 200
"""Letters of a slide that are set large."""
START, PAUSE, END = "start", "pause", "end"
"""When a slide of `/// slide` is shown; without a word it stands where it is written."""
HELD_BY_OTHER_SLIDES = frozenset({Kind.CARDS, Kind.QUESTIONS, Kind.PLAN})
"""A section with one of these speaks to the facilitator, so its prose is no slide."""
_CITATION = re.compile(r'\s*<span class="citation">[^<]*</span>')
_TAG = re.compile(r"<[^>]*>")
_STRONG = re.compile(r"<strong>([^<]*)</strong>")
LISTS = frozenset({Kind.LIST, Kind.TERMS})


@dataclass(frozen=True, slots=True)
class _Written:
    """A slide that an author wrote with `/// slide`."""

    slide: Slide
    """The slide, or the one made by rule of what stands below a heading of that title."""
    when: str
    """When it is shown; empty for where it stands."""


@dataclass(slots=True)
class _Planner:
    """What the planning of one deck looks up."""

    document: Document
    series: Series
    words: Words
    written: list[_Written] = field(default_factory=list)
    shared: frozenset[tuple[Kind, str]] = frozenset()

    def __post_init__(self) -> None:
        placed = (block for name in self.document.placed for block in self.document.shared.get(name, ()))
        self.shared = frozenset((block.kind, block.text) for block in placed)
        for at, block in enumerate(self.document.blocks):
            if block.kind is Kind.SLIDE and not any(one.slide.title == block.title for one in self.written):
                self.written.append(_Written(self._written_slide(block, at), block.slot))

    def _written_slide(self, block: Block, at: int) -> Slide:
        blocks = self.document.blocks
        anchor = _anchor_before(blocks, at)
        body = tuple(_body_of(_inner_blocks(block)))
        notes = _notes_after(blocks, at)
        if body:
            return Slide(_layout_for(body), block.title, body, notes=notes, anchor=anchor, place=block.place)
        heading = next(
            (found for found in blocks if found.kind is Kind.HEADING and found.text == block.title), None
        )
        below = _below(blocks, heading) if heading else ()
        return Slide(
            Layout.TEXT,
            block.title,
            tuple(_body_of(below)),
            notes=notes or _spoken(below),
            anchor=heading.id if heading else anchor,
            needle=heading.text if heading else "",
            place=block.place,
        )

    def shown_when(self, when: str) -> Iterator[Slide]:
        """Gives the authors' slides for a moment of a session."""
        return (one.slide for one in self.written if one.when == when)

    def override(self, slide: Slide) -> Iterator[Slide]:
        """Gives a slide made by rule, or the author's of that title in its place; nothing where it is unwanted."""
        for one in self.written:
            if one.slide.title == slide.title:
                if not one.when:
                    yield one.slide
                return
        yield slide


def deck_of_guide(document: Document, series: Series, words: Words) -> Deck:
    """Gives the deck of a whole guide."""
    planner = _Planner(document, series, words)
    guide = document.guide
    title = Slide(
        Layout.TITLE,
        curl(guide.title),
        (_paragraph(curl(guide.summary)), _paragraph(curl(series.title))),
        notes=_epigraph(document),
        place=guide.title.place,
    )
    slides = [title, *planner.shown_when(START)]
    for section in document.sections:
        slides += _section_slides(section, planner)
    slides += [*planner.shown_when(PAUSE), *planner.shown_when(END), *_closing(planner)]
    return _deck(curl(guide.title), planner, slides)


def opening_slides(document: Document, series: Series, words: Words) -> tuple[Slide, ...]:
    """Gives the slides of ground rules and warning, which start every session."""
    return tuple(_Planner(document, series, words).shown_when(START))


def deck_of_session(planned: PlannedSession, series: Series, words: Words) -> Deck:
    """Gives the deck of one session."""
    planner = _Planner(planned.document, series, words)
    session, guide = planned.session, planned.document.guide
    length = words.say("session_length", minutes=session.minutes)
    title = Slide(
        Layout.TITLE,
        curl(session.title),
        (
            _paragraph(curl(session.about or guide.summary)),
            _paragraph(f"{curl(guide.title)} · {length}"),
        ),
        place=session.title.place,
    )
    slides = [title, *planner.shown_when(START)]
    for story in planned.stories:
        slides += _story_slides(story, planner)
    for question in planned.questions:
        slides.append(_question_slide(question, planner))
    slides += [*planner.shown_when(PAUSE), *planner.shown_when(END), *_closing(planner)]
    return _deck(f"{curl(session.title)} – {curl(guide.title)}", planner, slides)


def _deck(title: str, planner: _Planner, slides: Iterable[Slide]) -> Deck:
    series, words = planner.series, planner.words

    def part(name: str, number: int, count: int) -> str:
        return words.say("slide_part", title=name, number=number, count=count)

    fitting = [piece for slide in slides for piece in _fitting(slide)]
    return Deck(
        title=title,
        authors=tuple(str(author.name) for author in series.authors),
        language=str(planner.document.language),
        accent=str(planner.document.guide.accent or "ink"),
        guide=curl(planner.document.guide.title),
        footer=f"© {curl(series.copyright_holder)} · {series.licence.short}",
        date=str(series.release.date),
        page_words=words.say("slide_page"),
        table_summary=words.say("slide_table"),
        slides=with_titles_of_their_own(fitting, part),
    )


def _fitting(slide: Slide) -> Iterator[Slide]:
    """Gives a slide, or several that go on from one another where it holds too much."""
    if slide.table is not None:
        for table in split_table(slide.table):
            yield replace(slide, table=table)
    elif slide.layout is Layout.TITLE or not slide.body:
        yield slide
    else:
        room = {Layout.LARGE: LARGE, Layout.PICTURE: BESIDE_A_PICTURE}.get(slide.layout, TEXT)
        for at, body in enumerate(split_paragraphs(slide.body, room)):
            yield replace(slide, body=body, code=slide.code if not at else None)


def _section_slides(section: Section, planner: _Planner) -> Iterator[Slide]:
    """Gives the slides of one section, in its order."""
    blocks = [block for block in section.blocks if (block.kind, block.text) not in planner.shared]
    kinds = {block.kind for block in blocks}
    if section.title and not kinds & HELD_BY_OTHER_SLIDES:
        yield from _prose_slides(section, blocks, planner)
    for block in blocks:
        if block.kind is Kind.CARDS:
            for name in block.stories:
                yield from _story_slides(planner.series.stories[name], planner)
        elif block.kind is Kind.PLAN and block.plan is not None:
            yield from planner.override(_plan_slide(block.plan, section, block))
        elif block.kind is Kind.QUESTIONS:
            for question in block.questions:
                yield _question_slide(question, planner)
        elif block.kind is Kind.SLIDE:
            yield from _added(block, section, planner)


def _added(block: Block, section: Section, planner: _Planner) -> Iterator[Slide]:
    """Gives an author's slide where it stands, unless it takes the place of another or has a moment of its own."""
    for one in planner.written:
        if one.slide.title == block.title and not one.when and one.slide.body and block.title != section.title:
            yield one.slide


def _prose_slides(section: Section, blocks: Sequence[Block], planner: _Planner) -> Iterator[Slide]:
    """Gives a section's slide with its first sentence or its list, and one for each table, note and quotation."""
    lead = list(_until_a_heading(blocks))
    listed = tuple(_body_of(lead))
    body = listed or _statement(blocks)
    if body:
        slide = Slide(
            Layout.TEXT if listed else Layout.LARGE,
            section.title,
            body,
            notes=_written_notes(blocks) or _spoken(blocks),
            anchor=section.id,
            needle=section.title,
        )
        yield from planner.override(slide)
    heading = Block(Kind.HEADING, "", section.title, id=section.id)
    for block in blocks:
        heading = block if block.kind is Kind.HEADING and block.id else heading
        if block.kind is Kind.TABLE:
            yield from planner.override(_table_slide(block, heading))
        elif block.kind in {Kind.NOTE, Kind.QUOTE} and block.title:
            inner = [inside for inside in _inner_blocks(block) if inside.text != block.title]
            shown = tuple(_body_of(inner)) or tuple(_paragraph(inside.text) for inside in inner if inside.text)
            slide = Slide(Layout.TEXT, block.title, shown, anchor=heading.id, needle=heading.text)
            yield from planner.override(slide)


def _layout_for(body: Sequence[Paragraph]) -> Layout:
    """Gives the layout for a few words where there are few, so that they reach the back row."""
    is_short = sum(len(paragraph.text) for paragraph in body) <= MOST_LARGE_LETTERS
    return Layout.LARGE if is_short and not any(paragraph.is_point for paragraph in body) else Layout.TEXT


def _statement(blocks: Sequence[Block]) -> tuple[Paragraph, ...]:
    """Gives the first sentence of the first paragraph."""
    first = next((block for block in blocks if block.kind is Kind.PARAGRAPH), None)
    return (_paragraph(first_sentence(_plain(first))),) if first else ()


def _body_of(blocks: Sequence[Block]) -> Iterator[Paragraph]:
    """Gives what blocks put on a slide: lists as points, what leads to them and quotations as text."""
    for at, block in enumerate(blocks):
        if block.kind in LISTS:
            before = blocks[at - 1] if at else None
            leads = before is not None and before.kind is Kind.PARAGRAPH and _plain(before).endswith(":")
            if before is not None and leads and not _is_alone(blocks):
                yield _paragraph(last_sentence(_plain(before)))
            for item in _items(block):
                yield Paragraph((Run(item),), is_point=True)
        elif block.kind is Kind.HELP:
            for item in _items(block):
                yield Paragraph((Run(item),), is_point=True)
        elif block.kind is Kind.PARAGRAPH and _is_alone(blocks):
            yield _paragraph(_plain(block))


def _is_alone(blocks: Sequence[Block]) -> bool:
    """Tells whether an author wrote these blocks for a slide, so that all of their text is shown."""
    return all(block.slot == "slide" for block in blocks)


def _items(block: Block) -> Iterator[str]:
    if block.kind is Kind.HELP:
        yield from (words_in(unlinked(item.inner)) for item in descendants(block.html, "li"))
        return
    outer = next(elements_of(block.html.strip()), None)
    if outer is None:
        return
    term = ""
    for item in elements_of(outer.inner):
        words = words_in(_CITATION.sub("", unlinked(item.inner)))
        if item.name == "dt":
            term = f"{term}, {words}" if term else words
        elif item.name == "dd":
            yield f"{term}: {words}" if term else words
            term = ""
        elif item.name:
            yield words


def _inner_blocks(block: Block) -> list[Block]:
    """Gives the blocks within one that an author wrote, marked as to be shown whole."""
    outer = next(elements_of(block.html.strip()), None)
    return [replace(inside, slot="slide") for inside in blocks_of(outer.inner, {})] if outer else []


def _plain(block: Block) -> str:
    """Gives a block's words without footnote marks and citations."""
    return words_in(_CITATION.sub("", unlinked(block.html)))


def _until_a_heading(blocks: Sequence[Block]) -> Iterator[Block]:
    for block in blocks:
        if block.kind is Kind.HEADING:
            return
        yield block


def _below(blocks: Sequence[Block], heading: Block) -> tuple[Block, ...]:
    """Gives what stands below a heading, up to the next one."""
    return tuple(_until_a_heading(blocks[blocks.index(heading) + 1 :]))


def _spoken(blocks: Sequence[Block]) -> tuple[str, ...]:
    """Gives the words of prose for the speaker."""
    silent = {Kind.SLIDE, Kind.NOTES, Kind.CARDS, Kind.PLAN, Kind.QUESTIONS, Kind.TABLE, Kind.FOOTNOTES}
    return tuple(_plain(block) for block in blocks if block.kind not in silent and block.text)


def _written_notes(blocks: Sequence[Block]) -> tuple[str, ...]:
    """Gives the notes that an author wrote in a section before any slide of theirs."""
    for block in blocks:
        if block.kind is Kind.SLIDE:
            return ()
        if block.kind is Kind.NOTES:
            return tuple(_plain(inside) for inside in _inner_blocks(block))
    return ()


def _notes_after(blocks: Sequence[Block], at: int) -> tuple[str, ...]:
    after = blocks[at + 1] if at + 1 < len(blocks) else None
    if after is None or after.kind is not Kind.NOTES:
        return ()
    return tuple(_plain(inside) for inside in _inner_blocks(after))


def _anchor_before(blocks: Sequence[Block], at: int) -> str:
    return next((block.id for block in reversed(blocks[:at]) if block.kind is Kind.HEADING and block.id), "")


def _epigraph(document: Document) -> tuple[str, ...]:
    """Gives the words of an epigraph and, as a paragraph of its own, whose they are."""
    found = next((block for block in document.blocks if block.kind is Kind.EPIGRAPH), None)
    if found is None:
        return ()
    words = tuple(_plain(inside) for inside in blocks_of(next(descendants(found.html, "blockquote")).inner, {}))
    return (*words, found.title) if found.title else words


def _paragraph(text: str, *, quiet: bool = False) -> Paragraph:
    return Paragraph((Run(text),), is_quiet=quiet)


def _table_slide(block: Block, heading: Block) -> Slide:
    rows = [[words_in(unlinked(cell.inner)) for cell in elements_of(row.inner) if cell.name in {"td", "th"}]
            for row in descendants(block.html, "tr")]  # fmt: skip
    return Slide(
        Layout.TABLE,
        block.title or heading.text,
        table=_table(rows[0], rows[1:]),
        anchor=heading.id,
        needle=heading.text,
    )


def _plan_slide(plan: Plan, section: Section, block: Block) -> Slide:
    """Gives a plan as those who come see it: its times and what they do; the speaker's notes have the rest."""
    shown = [0, 2] if len(plan.columns) >= 4 else list(range(min(2, len(plan.columns))))
    rows = [[words_in(unlinked(cell)) for cell in row.cells] for row in plan.rows]
    notes = tuple(
        "; ".join(f"{head}: {cell}" for head, cell in zip(plan.columns, row, strict=False) if cell) for row in rows
    )
    return Slide(
        Layout.TABLE,
        plan.title or section.title,
        table=_table(
            [plan.columns[at] for at in shown], [[row[at] for at in shown if at < len(row)] for row in rows]
        ),
        notes=notes,
        anchor=block.id or section.id,
        needle=plan.title if block.id else section.title,
    )


def _table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> Table:
    """Gives a table whose columns are as wide as their texts ask for."""
    full = [(*row, *([""] * (len(header) - len(row))))[: len(header)] for row in rows]
    longest = [min(60, max(6, *(len(cell) for cell in column))) for column in zip(header, *full, strict=True)]
    total = sum(longest)
    return Table(tuple(header), tuple(full), tuple(length / total for length in longest))


def _story_slides(story: Story, planner: _Planner) -> Iterator[Slide]:
    """Gives the slide that says what to expect, and the one with the way to watch it."""
    words = planner.words
    title, anchor = curl(story.title), f"story-{story.id}"
    teller = f"{curl(story.storyteller)}, {curl(story.role)}" if story.storyteller else curl(story.role)
    body = [_paragraph(teller[:1].upper() + teller[1:])]  # a line of its own, also where no name comes first
    if story.running_time:
        body.append(_paragraph(words.say("running_time", time=curl(story.running_time))))
    if story.content_note:
        label = Run(f"{words.say('content_note')}: ", strong=True)
        body.append(Paragraph((label, Run(curl(story.content_note)))))
    notes = [words_in(curl(story.synopsis))]
    intro = Slide(Layout.LARGE, title, tuple(body), notes=tuple(notes), anchor=anchor, needle=title,
                  place=story.title.place)  # fmt: skip
    yield from planner.override(intro)
    watch = words.say("watch", title=title)
    if story.url is None:
        text = words.say("no_address", website=short_address(planner.series.website))
        yield Slide(Layout.LARGE, watch, (_paragraph(text),), anchor=anchor, needle=title, place=story.title.place)
        return
    link = Run(short_address(story.url), address=str(story.url))
    code = Code(str(story.url), words.say("qr_code", title=title, address=story.url))
    yield Slide(Layout.PICTURE, watch, (Paragraph((link,)),), code=code, anchor=anchor, needle=title,
                place=story.title.place)  # fmt: skip


def question_title(question: Question, words: Words) -> str:
    """Gives the title of a question's slide."""
    return words.say("question_numbered", number=question.number)


def _question_slide(question: Question, planner: _Planner) -> Slide:
    body = [Paragraph(_runs_of(question.html))]
    if question.follow_up:
        body.append(Paragraph(_runs_of(question.follow_up), is_quiet=True))
    return Slide(
        Layout.LARGE,
        question_title(question, planner.words),
        tuple(body),
        anchor=f"question-{question.number}",
        needle=_words_between_blanks(question, planner.document),
    )


def _runs_of(html: str) -> tuple[Run, ...]:
    """Gives inline markup as runs, with the titles of stories strong."""
    pieces = _STRONG.split(unlinked(html))
    runs = (Run(" ".join(f"|{unescape(_TAG.sub('', piece))}|".split())[1:-1], strong=at % 2 == 1)
            for at, piece in enumerate(pieces))  # fmt: skip
    return tuple(run for run in runs if run.text)


def _words_between_blanks(question: Question, document: Document) -> str:
    """Gives some words of a question as its guide prints it, for finding it on a page."""
    printed = next((asked for asked in document.questions if asked.number == question.number), question)
    pieces = [words_in(piece) for piece in BLANK.split(printed.html)[::2]]
    return " ".join(max(pieces, key=len).split()[:5])


def _closing(planner: _Planner) -> Iterator[Slide]:
    """Gives the slides on rights and contact, with the words of the guide's own pages."""
    document, words = planner.document, planner.words
    licence, contact = document.shared.get("licence", ()), document.shared.get("contact", ())
    shown = [block for block in licence if block.kind in {Kind.PARAGRAPH, *LISTS}]
    body = [*_closing_body(shown)]
    if body:
        slide = Slide(Layout.TEXT, words.say("licence"), tuple(body), notes=_spoken(licence),
                      anchor="about-this-guide", needle=words.say("licence"))  # fmt: skip
        yield from planner.override(slide)
    people = [
        Paragraph((Run(f"{curl(person.name)}: "), Run(str(person.email), address=f"mailto:{person.email}")))
        for person in (*planner.series.authors, planner.series.contact)
        if person.email
    ]
    slide = Slide(Layout.TEXT, words.say("contact"), tuple(people), notes=_spoken(contact),
                  anchor="contact", needle=words.say("contact"))  # fmt: skip
    yield from planner.override(slide)


def _closing_body(blocks: Sequence[Block]) -> Iterator[Paragraph]:
    """Gives a passage up to its first list: whose it is and what may be done."""
    for block in blocks:
        if block.kind in LISTS:
            yield from (Paragraph((Run(item),), is_point=True) for item in _items(block))
            return
        yield _paragraph(_plain(block))
