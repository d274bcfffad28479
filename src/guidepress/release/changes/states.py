"""The words of a series as a `State`: read off its sources, or off the file that a release keeps of them.

Takes a series with its templates, and the letters of its PDFs' pages where they are known; gives a `State`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import astuple, replace
from typing import Any

from guidepress.compose.passages import Cut, passages_in
from guidepress.compose.templates import Templates
from guidepress.core.document import Document
from guidepress.core.model import Edition, Guide, Release, Series, Text
from guidepress.pdfread.page_letters import PageLetters
from guidepress.release.changes.records import OWN, GuideState, Passage, State
from guidepress.targets.pdf.page import page_of

FORMAT = 1
"""The number of the form of a release's file of words."""
_READ_IN = Edition("standard", "reading words", ())
"""The edition whose words are compared; no style sheet has a say in them."""
_NO_RELEASE = Release(Text("0"), Text("2000-01-01"))
"""What stands in place of version and date, which differ from release to release and are no news."""
_SHARED_PREFIXES = {"story-": "story", "reference-": "reference"}


def state_of(series: Series, templates: Templates, name: str, pages: Mapping[str, PageLetters]) -> State:
    """Gives what the sources say; `pages` holds the letters of the guides' standard editions that are built."""
    dateless = replace(series, release=_NO_RELEASE)
    return State(
        name, tuple(_guide_state(dateless, guide, templates, pages.get(str(guide.id))) for guide in series.guides)
    )


def _guide_state(series: Series, guide: Guide, templates: Templates, pages: PageLetters | None) -> GuideState:
    page = page_of(series, guide, _READ_IN, templates)
    shared = _shared_texts(page.document)
    passages, section, place = [], "", 0
    for cut in passages_in(page.html):
        source = _source(cut, shared)
        if cut.kind == "heading" and source == OWN:
            section = cut.text
        found = pages.find(cut.text, place) if pages else None
        first = last = 0
        if pages and found:
            first, last = pages.page_at(found[0]), pages.page_at(found[1] - 1)
            place = found[1] if found[0] >= place else place
        passages.append(Passage(cut.kind, cut.text, source, section, first, last))
    return GuideState(str(guide.id), str(guide.title), tuple(passages))


def _shared_texts(document: Document) -> dict[str, str]:
    return {
        cut.text: name
        for name, blocks in document.shared.items()
        for block in blocks
        for cut in passages_in(block.html)
    }


def _source(cut: Cut, shared: Mapping[str, str]) -> str:
    for within in cut.within:
        for prefix, kind in _SHARED_PREFIXES.items():
            if within.startswith(prefix):
                return f"{kind}:{within.removeprefix(prefix)}"
    return f"block:{shared[cut.text]}" if cut.text in shared else OWN


def words_file(state: State) -> bytes:
    """Gives a state as the file that a release keeps of it."""
    guides = [
        {"id": guide.id, "title": guide.title, "passages": [list(astuple(passage)) for passage in guide.passages]}
        for guide in state.guides
    ]
    return (json.dumps({"format": FORMAT, "guides": guides}, ensure_ascii=False, indent=0) + "\n").encode()


def read_words_file(content: bytes, name: str) -> State:
    """Reads what `words_file` wrote; raises ValueError for anything else."""
    try:
        data = json.loads(content)
        if data["format"] != FORMAT:
            raise ValueError("it is of another version of guidepress")
        return State(name, tuple(_read_guides(data["guides"])))
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError("it is damaged") from error


def _read_guides(guides: Sequence[Mapping[str, Any]]) -> Iterator[GuideState]:
    for guide in guides:
        passages = tuple(Passage(*values) for values in guide["passages"])
        if not all(isinstance(it.text, str) and isinstance(it.first_page, int) for it in passages):
            raise TypeError
        yield GuideState(str(guide["id"]), str(guide["title"]), passages)
