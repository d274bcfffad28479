"""Notation of other tools that nothing here reads: how it looks in a source, and what to write in its place."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Leftover:
    """Notation that nothing here reads."""

    what: str
    """What it is, for the message."""
    pattern: re.Pattern[str]
    """How it looks in a source."""
    hint: str
    """What to write in its place."""


def _leftover(what: str, pattern: str, hint: str) -> Leftover:
    return Leftover(what, re.compile(pattern, re.MULTILINE), hint)


BLOCK_LINES = "a block's line"
_TABLE = "a table has a row of headings, a line of dashes with as many cells, and its rows without empty lines"
_ADDRESS = "write ) behind the address; one that holds round brackets or spaces stands between < and >"
_NOTE = "write /// note | Title, the text, and a line of ///"
LEFTOVERS = (
    _leftover("a line of colons", r":{3,}[^\n]*", f"{_NOTE}; kinds are tip, warning, exercise, answer and so on"),
    _leftover("a note in another tool's notation", r"^[ \t>]*!!!\+?[ \t]+\w+[^\n]*", _NOTE),
    _leftover("a note in another tool's notation", r"\[![A-Za-z]+\]", _NOTE),
    _leftover(BLOCK_LINES, r"^[ \t>]*/{3,}(?:[ \t][^\n]*)?$", "close every block, and leave its lines alone"),
    _leftover("an id in braces", r"\{#[^}\n]*\}", "write {: #id } at the end of a heading or paragraph"),
    _leftover("attributes in braces", r"\{(?:\.[\w-]|[\w-]+=)[^}\n]*\}", "leave them out; styles decide on looks"),
    _leftover(
        "a footnote's mark", r"\[\^[^\[\]\n]{1,100}\]", "give the footnote a text: a line that starts with [^…]:"
    ),
    _leftover("a row of a table", r"^[ \t>]*\|[^\n]*\|[ \t]*$", _TABLE),
    _leftover("a variable of a template", r"\{\{[^\n]*?\}\}", "write the words themselves"),
    _leftover("a tag of a template", r"\{%[^\n]*?%\}", "write what it stands for"),
    _leftover("a formula of LaTeX", r"\$\$?(?=[^\s$])[^$\n]*[\\^_={][^$\n]*\$", "write it in words or as x²"),
    _leftover("a command of LaTeX", r"\\[A-Za-z]{3,}(?:\{[^}\n]*\})*", "leave it out; styles decide on looks"),
    _leftover("a wiki's link", r"\[\[[^\[\]\n]{1,100}\]\]", "write [words](guide:name) or [words](address)"),
    _leftover("a picture's name", r"(?<![\w:/]):[a-z][a-z0-9_+-]*[a-z0-9]:(?![\w:])", "type the picture itself"),
    _leftover("a box", r"(?<![\w\]])\[[ xX]\][ \t]", "write - [ ] at the start of an item"),
    _leftover("a link that is never closed", r"\]\((?:[a-z]+:|#|<)[^\n]*", _ADDRESS),
    _leftover("a story's or guide's name", r"<(?:story|guide):[^>\n]*>", "write [](story:name)"),
)
"""What would be printed as it stands, by how other tools write it."""
