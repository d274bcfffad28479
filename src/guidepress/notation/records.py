"""Every construct of our notation by one record: its name, where it stands, what it becomes, what `check` asks.

The renderer, the rules, the dependencies and the counts of words all read these records and no patterns of their
own, so that they can't disagree on what is notation.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum


class Argument(StrEnum):
    """What stands behind a block's vertical bar."""

    PRINTED = "printed"
    CHOICE = "choice"
    ID = "id"
    TITLE = "title"


@dataclass(frozen=True, slots=True)
class BlockRecord:
    """A block between slashes."""

    name: str
    """What the block is called."""
    argument: Argument
    """Whether its argument is printed, one of a few words, a slide's title, or the name of a shared passage."""
    becomes: str
    """The element that it becomes."""
    choices: tuple[str, ...] = ("",)
    """The arguments that a block with a choice knows."""
    options: tuple[str, ...] = ()
    """The options that may stand indented below its first line."""
    holds_text: bool = True
    """Whether it holds text of its own; else its content comes from elsewhere."""
    kind: str = ""
    """For notes other than the plain one, which kind it is."""


NOTE_KINDS = ("tip", "warning", "exercise", "answer", "important", "example")
"""Kinds of notes beside the plain one; the language file has a word for each."""

_KNOWN_ELSEWHERE = {
    "caution": "warning",
    "danger": "warning",
    "attention": "warning",
    "hint": "tip",
    "challenge": "exercise",
    "solution": "answer",
    "callout": "note",
    "info": "note",
}

MOMENTS = ("start", "pause", "end", "never")
"""When a slide may be shown in a session, if not where it is written."""

BLOCKS: dict[str, BlockRecord] = {
    record.name: record
    for record in (
        BlockRecord("epigraph", Argument.PRINTED, "figure.epigraph"),
        BlockRecord("quote", Argument.PRINTED, "figure.quote"),
        BlockRecord("note", Argument.PRINTED, "aside.note"),
        *(BlockRecord(kind, Argument.PRINTED, f"aside.note.{kind}", kind=kind) for kind in NOTE_KINDS),
        BlockRecord("plan", Argument.PRINTED, "div.plan", options=("id", "minutes")),
        BlockRecord("stories", Argument.CHOICE, "div.slot-stories", ("", "further"), holds_text=False),
        BlockRecord("questions", Argument.CHOICE, "div.questions"),
        BlockRecord("help", Argument.CHOICE, "div.slot-help", holds_text=False),
        BlockRecord("slide", Argument.TITLE, "div.slide", options=("when",)),
        BlockRecord("notes", Argument.CHOICE, "div.speaker-notes"),
        BlockRecord("block", Argument.ID, "the shared passage", holds_text=False),
    )
}


def note_kind(word: str) -> str | None:
    """Gives the block that another tool's word for a note means, such as `warning` for `danger`."""
    name = _KNOWN_ELSEWHERE.get(word.lower(), word.lower())
    return name if name == "note" or name in NOTE_KINDS else None


LONGEST_LINE = 10_000
"""How many characters a line may have; patterns take longer than its length for one that is longer."""

BLOCK_LINE = re.compile(r"^ {0,3}(/{3,})[ \t]*(?:([\w-]+)[ \t]*(?:\|[ \t]*(.*?))?)?[ \t]*$")
COLONS = re.compile(r"(:{3,})[ \t]*(?:\{[ \t]*\.)?([A-Za-z]+)(?:[ \t]*\})?[ \t]*(.*?)[ \t]*:*[ \t]*$")
COLONS_END = re.compile(r":{3,}[ \t]*$")
EXCLAIMED = re.compile(r"!!![ \t]+([A-Za-z]+)(?:[ \t]+\"([^\"\n]*)\")?[ \t]*$")
QUOTED_KIND = re.compile(r"\[!([A-Za-z]+)\][ \t]*([^\n]*)")
FOOTNOTE_TEXT = re.compile(r"\[\^([^\]\n]+)\]:[ \t]*")
ABBREVIATION = re.compile(r"\*\[([^\]\n]+)\]:[ \t]*(\S[^\n]*)$")
OPTION = re.compile(r"([a-z][a-z_-]*):(?:[ \t]+(.*?))?[ \t]*$")
YEAR = re.compile(r"\d{4,}[.)](?:[ \t]|$)")
"""A number with a stop that is a year or a sum, and starts no list."""
TASK = re.compile(r"\[([ xX])\][ \t]+(?=\S)")
HEADING = re.compile(r"^(?P<level>#{1,6})[ \t]+(?P<words>\S[^\n]*)$", re.MULTILINE)
HEADING_ID = re.compile(r"[ \t]+\{:?[ \t]*(#[^\s{}]+|\.[\w-]+)[ \t]*\}[ \t]*$")
ATTRIBUTES = re.compile(r"\{:[ ]*[^}\n ][^}\n]*\}")
CITATION = re.compile(r"(?<![\\!\]])\[(?P<inner>-?@[^\[\]]*)\](?!\()")
CITED = re.compile(
    r"(?P<suppress>-?)@(?P<id>[A-Za-z0-9](?:[A-Za-z0-9._:-]*[A-Za-z0-9])?)(?:,\s*(?P<locator>\S.*))?", re.DOTALL
)
PLACEHOLDER = re.compile(r"(?<!\\)\{(?P<word>[\w.-]*)(?:\s+(?P<number>\d{1,3}))?\}")
GUIDE_FILE = re.compile(r"(?:\./)?(?P<name>[a-z0-9][a-z0-9-]*)\.md(?:#[^\s]*)?")
"""A link to another guide's file, as other tools have it; it means `guide:name`."""
FOOTNOTE = re.compile(r"\[\^(?P<id>[^\[\]\n]{1,100})\](?P<text>:?)")
COMMENT = re.compile(r"<!--(?:(?!<!--).)*?-->", re.DOTALL)
CODE = re.compile(r"(?<![`\\])(`+)(?!`)(?:[^`]|(?!(?<!`)\1(?!`))`)*+(?<!`)\1(?!`)")
TAG = re.compile(
    r"</?(?P<name>[A-Za-z][A-Za-z0-9-]*)"
    r"(?P<rest>(?:\s+[A-Za-z_:][\w.:-]*(?:\s*=\s*(?:[^\s\"'=<>`]+|'[^']*'|\"[^\"]*\"))?)*+\s*+/?)>"
)
"""A tag as CommonMark has it (0.31.2, 6.6); anything else between angle brackets is text."""


def meant_address(address: str) -> str:
    """Gives a link's address as our notation has it: `guide:other` for `other.md` and `other.md#part`."""
    file = GUIDE_FILE.fullmatch(address)
    return f"guide:{file['name']}" if file else address


def works_cited(text: str) -> list[str]:
    """Gives the ids of all works that a text cites, in their order, without looking at what is code."""
    parts = [part.strip() for match in CITATION.finditer(text) for part in match["inner"].split(";")]
    return [match["id"] for match in map(CITED.fullmatch, parts) if match]
