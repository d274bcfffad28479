"""Clean HTML of a guide's body to typed blocks.

Takes what Markdown and our notation gave; gives `Block`s in reading order, with questions and plans read into
records. Nothing is lost on the way: the blocks' markup, joined, is the body.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from guidepress.compose.elements import HtmlElement, descendants, elements_of, words_in
from guidepress.core.document import Block, Kind, Plan, PlanRow, Question
from guidepress.notation.questions import DEPTHS

_KINDS = {
    "p": Kind.PARAGRAPH,
    "ul": Kind.LIST,
    "ol": Kind.LIST,
    "dl": Kind.TERMS,
    "table": Kind.TABLE,
    "blockquote": Kind.QUOTE,
    "pre": Kind.CODE,
}
_NAMES = "a abbr b br cite code del dfn em i img ins kbd q s samp small span strong sub sup time u var"
_WITHIN_A_LINE = frozenset(("", *_NAMES.split()))
_KINDS_BY_CLASS = {
    "epigraph": Kind.EPIGRAPH,
    "quote": Kind.QUOTE,
    "note": Kind.NOTE,
    "plan": Kind.PLAN,
    "questions": Kind.QUESTIONS,
    "footnote": Kind.FOOTNOTES,
    "help": Kind.HELP,
    "slide": Kind.SLIDE,
    "speaker-notes": Kind.NOTES,
    "slot-stories": Kind.CARDS,
    "slot-further-stories": Kind.CARDS,
}


def blocks_of(html: str, cards: Mapping[str, tuple[str, ...]], shared: str = "") -> tuple[Block, ...]:
    """Gives the blocks of a body; `cards` says which stories fill which slot, and `shared` whose passage it is.

    A second slot of one kind is left out, and so is one that has no stories.
    """
    return tuple(_blocks(html, cards, shared))


def _blocks(html: str, cards: Mapping[str, tuple[str, ...]], shared: str) -> Iterator[Block]:
    number = 1
    filled: set[str] = set()
    for element in _runs(html):
        kind = _kind_of(element)
        if kind is Kind.CARDS:
            slot = element.classes[0].removeprefix("slot-")
            if cards.get(slot) and slot not in filled:
                filled.add(slot)
                yield Block(kind, element.html, "", slot=slot, stories=cards[slot], shared=shared)
            continue
        questions = tuple(_questions(element, number)) if kind is Kind.QUESTIONS else ()
        number = max([number, *(question.number + 1 for question in questions)])
        yield Block(
            kind,
            element.html,
            words_in(element.html),
            id=element.get("id"),
            level=int(element.name[1]) if kind is Kind.HEADING else 0,
            title=_title_of(element, kind),
            slot=element.get("data-when") if kind is Kind.SLIDE else "",
            questions=questions,
            plan=_plan(element) if kind is Kind.PLAN else None,
            shared=shared,
        )


def _runs(html: str) -> Iterator[HtmlElement]:
    """Gives the outermost elements; words that stand in none of them, with what is within a line, as one text."""
    run = ""
    for element in elements_of(html):
        if element.name in _WITHIN_A_LINE:
            run += element.html
            continue
        if run.strip():
            yield HtmlElement("", run.strip(), run.strip())
        run = ""
        yield element
    if run.strip():
        yield HtmlElement("", run.strip(), run.strip())


def _kind_of(element: HtmlElement) -> Kind:
    if element.name in {"h2", "h3", "h4", "h5", "h6"}:
        return Kind.HEADING
    by_class = [_KINDS_BY_CLASS[name] for name in element.classes if name in _KINDS_BY_CLASS]
    if by_class:
        return by_class[0]
    if element.name == "figure":
        return Kind.PICTURE
    if element.name == "p":
        inside = [part for part in elements_of(element.inner) if part.html.strip()]
        return Kind.PICTURE if [part.name for part in inside] == ["img"] else Kind.PARAGRAPH
    return _KINDS.get(element.name, Kind.OTHER)


def _title_of(element: HtmlElement, kind: Kind) -> str:
    if kind is Kind.SLIDE:
        return element.get("title")
    if kind is Kind.NOTE:
        titles = [part for part in elements_of(element.inner) if "note-title" in part.classes]
        return words_in(titles[0].html) if titles else ""
    if kind in {Kind.EPIGRAPH, Kind.QUOTE, Kind.PICTURE}:
        return _first(element, "figcaption")
    return _first(element, "caption") if kind in {Kind.PLAN, Kind.TABLE} else ""


def _first(element: HtmlElement, name: str) -> str:
    return next((words_in(found.html) for found in descendants(element.inner, name)), "")


def _questions(element: HtmlElement, first: int) -> Iterator[Question]:
    """Gives the questions of one block. Its list may say where it starts, and goes on behind the last one else."""
    for items in elements_of(element.inner):
        if items.name != "ol":
            continue
        start = items.get("start")
        first = int(start) if start.isdigit() else first
        for item in elements_of(items.inner):
            if item.name == "li":
                yield _question(item, first)
                first += 1


def _question(item: HtmlElement, number: int) -> Question:
    parts = [part for part in elements_of(item.inner) if part.name or part.html.strip()]
    asked = [part for part in parts if "follow-up" not in part.classes]
    only = asked[0] if len(asked) == 1 and asked[0].name == "p" else None
    html = _without_depth(only.inner if only else "".join(part.html for part in asked))
    follow_up = next((part.inner.strip() for part in parts if "follow-up" in part.classes), "")
    blanks = tuple(
        int(span.get("data-blank") or 0) for span in descendants(html, "span") if "blank" in span.classes
    )
    depth = next((name for name in item.classes if name in DEPTHS), "")
    return Question(number, html, words_in(html), blanks, depth, follow_up)


def _without_depth(html: str) -> str:
    """Takes out the word for the depth, which the record holds as such."""
    return "".join(part.html for part in elements_of(html) if "depth" not in part.classes).strip()


def _plan(element: HtmlElement) -> Plan:
    rows = [list(_cells(row)) for row in descendants(element.inner, "tr")]
    heads = [row for row in rows if row and all(cell.name == "th" for cell in row)]
    minutes = element.get("data-minutes")
    return Plan(
        element.get("data-plan"),
        _first(element, "caption"),
        int(minutes) if minutes.isdigit() else None,
        tuple(words_in(cell.html) for cell in (heads[0] if heads else [])),
        tuple(_row(row) for row in rows if row not in heads),
    )


def _cells(row: HtmlElement) -> Iterable[HtmlElement]:
    return (cell for cell in elements_of(row.inner) if cell.name in {"td", "th"})


def _row(cells: list[HtmlElement]) -> PlanRow:
    first = words_in(cells[0].html) if cells else ""
    plain = first.split()[0] if first.split() else ""
    minutes = int(plain) if plain.isdecimal() and len(plain) <= 3 else None
    return PlanRow(minutes, tuple(cell.inner.strip() for cell in cells))
