"""Problems as values: what is wrong, where, and what to do next.

Takes nothing; gives the records that every stage returns beside its result. A stage gathers problems and goes
on for as long as its next step makes sense; it raises none of them. `commands.printing` is the one printer.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum


class Severity(StrEnum):
    """How much a problem weighs: an error makes the command fail, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Place:
    """A spot in a file that a person can open."""

    path: str
    """The file, relative to the project's folder, with forward slashes."""
    line: int = 0
    """The line, counted from 1; 0 where the whole file is meant."""
    column: int = 0
    """The column in characters, counted from 1; 0 where the whole line is meant."""
    length: int = 1
    """How many characters the problem covers on that line; at least 1."""
    excerpt: str = ""
    """The line's own text without its ending, to be shown above the caret."""

    def __str__(self) -> str:
        parts = [self.path]
        if self.line:
            parts.append(str(self.line))
            if self.column:
                parts.append(str(self.column))
        return ":".join(parts)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong."""

    code: str
    """The rule's code, such as `S003`; codes are listed in `CODES` and are never reused."""
    message: str
    """What is wrong, in one line without a full stop."""
    place: Place
    """Where it is."""
    hint: str = ""
    """What to do next; may be empty."""
    severity: Severity = Severity.ERROR
    """Whether the command fails because of it."""

    @property
    def sort_key(self) -> tuple[str, int, int, str, str]:
        """File order: by path, line, column, then code and message, so that runs never differ."""
        return (self.place.path, self.place.line, self.place.column, self.code, self.message)


def in_file_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Sorts problems by file, line and column, each named once."""
    return tuple(sorted(dict.fromkeys(problems), key=lambda problem: problem.sort_key))


def strictly(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Gives the problems with every warning made an error."""
    return tuple(replace(problem, severity=Severity.ERROR) for problem in problems)


def has_errors(problems: Sequence[Problem]) -> bool:
    """Tells whether any of the problems makes the command fail."""
    return any(problem.severity is Severity.ERROR for problem in problems)


CODES: dict[str, str] = {
    # F: files
    "F001": "a file or folder is missing or can't be read",
    "F002": "a file is not UTF-8 text",
    "F003": "an output can't be written",
    "F010": "a character that no text can hold",
    "F011": "a link that leads out of the project",
    "F012": "a pipe, a device or another file that is none",
    "F013": "a file that is too large",
    "F014": "a file's name that is no text",
    "F015": "a catalogue under a name that nothing reads",
    "F020": "a file that was built and has been changed since, which clean leaves",
    "F021": "a file that the ledger names where no build puts one, which clean leaves",
    # Y: YAML and its shape
    "Y001": "invalid YAML",
    "Y002": "a key is given twice",
    "Y003": "an unknown key",
    "Y004": "a required key is missing",
    "Y005": "a value of the wrong type or form",
    "Y006": "YAML aliases that would grow without bound",
    "Y007": "a web address that is not one",
    "Y008": "an e-mail address that is not one",
    "Y010": "words that YAML takes for a comment",
    "Y011": "a quotation mark that closes in a later line",
    "Y012": "words that YAML takes for an alias' name or a type",
    "Y013": "a backslash that YAML takes for an escape",
    "Y014": "a line that YAML joins to the one above it",
    # S: the series
    "S001": "a guide in the series' order has no file",
    "S002": "a guide's file has no place in the series' order",
    "S003": "an unknown story",
    "S004": "an unknown guide",
    "S005": "an unknown reference",
    "S006": "an unknown block",
    "S007": "an id is used twice",
    "S008": "a story is listed twice in a guide",
    "S009": "a placeholder that the series has no value for",
    "S010": "a word that the language file lacks",
    "S011": "stories that are listed but placed nowhere",
    "S012": "a help line that nobody has looked up for a year",
    "S013": "a place for help lines in a series that has none",
    # M: Markdown
    "M001": "a guide without a metadata block",
    "M002": "a guide without text",
    "M003": "a second level-1 heading",
    "M004": "a heading level is skipped",
    "M005": "a link to a heading that does not exist",
    "M006": "an image that does not exist or lies outside the project",
    "M007": "an image without alternative text",
    "M008": "a block that is never closed",
    "M009": "an unknown kind of block",
    "M010": "a question placeholder with a wrong number",
    "M011": "a link that leads nowhere",
    "M012": "an HTML element that is not allowed",
    "M013": "a table without header cells",
    "M014": "a citation that can't be read",
    "M015": "a footnote that does not exist",
    "M016": "text in a block that takes none",
    "M017": "notation that a short text can't hold",
    "M018": "a heading that is not written as one",
    "M019": "HTML in the place of a notation that can be checked",
    "M020": "a heading of a level that a shared block can't hold",
    "M021": "a plan without a table",
    "M022": "an argument that a block does not know",
    "M023": "stories that are placed twice",
    "M024": "a footnote that nothing refers to",
    "M025": "an id that stands twice in a guide",
    "M026": "a plan whose rows do not add up to its minutes",
    "M027": "an option of a block that is not known or can't be read",
    "M028": "a mark of a question that can't be read",
    "M029": "an id that two plans of a guide have",
    "M030": "a word that would not be printed",
    "M031": "notation that would be printed as it stands",
    "M032": "an HTML element that is never closed",
    "M033": "an HTML attribute that is taken out",
    "M034": "text that is nested too deep, or a line that is too long",
    "M035": "a row of a table with another number of cells than its header",
    "M036": "a footnote that is defined twice",
    "M037": "an abbreviation that nothing uses",
    "M039": "a bare address",
    "M040": "numbers of a list that are not those that are printed",
    "M041": "code or a comment that is never closed",
    "M042": "a slide without a title",
    "M044": "links of the same words that lead to two places",
    "M045": "a link to a part of another guide, which opens at its beginning",
    "M046": "a link that is called by its address",
    "M070": "a character that no font has",
    "M071": "a picture that can't be read",
    "M072": "a picture that is too large",
    "M073": "a picture of a kind that can't be printed rightly",
    "M074": "something in a drawing that is left out",
    # N: sessions
    "N001": "a session of an unknown guide",
    "N002": "a story that the session's guide does not print",
    "N003": "a question that does not exist",
    "N004": "a story or question that a session names twice",
    "N005": "a blank that no story fills",
    "N006": "a blank that is filled twice",
    "N007": "stories for the blanks of a question that has none or is not asked",
    "N008": "a story that the session does not show",
    "N009": "times that do not add up to the session's length",
    "N010": "an unknown plan",
    "N011": "a story with a content note that comes before any warning",
    "N012": "a session without an ending",
    "N013": "a plan that shows a story which the session leaves out",
    "N014": "a story of the session that its plan shows nowhere",
    "N015": "a plan that asks a question which the session leaves out",
    "N016": "a session for release that says when, where or who",
    # T: templates and styles
    "T001": "a template can't be used",
    "T002": "a style sheet can't be used",
    "T003": "a colour that the style sheets do not have",
    "T004": "a pair of colours without enough contrast",
    "T010": "a typeface that is not there",
    # E: the engine
    "E001": "the engine's own warning",
    "E002": "an output could not be made",
    "E003": "a worker stopped unexpectedly",
    "E004": "an engine that not all patches fit",
    "E005": "an engine that can't be tagged",
    "E006": "the engine can't be loaded",
    "E007": "a library that an edition needs is not installed",
    "E010": "style sheets with which no worker can begin",
    "E011": "an output that needs too much memory",
    # A: accessibility of finished files
    "A001": "a rule of a standard that a file for reading has to conform to",
    "A002": "the tags are not what the HTML says",
    "A003": "text that is neither tagged nor an artifact",
    "A004": "a link whose name does not say in words where it leads",
    "A005": "the bookmarks are not the guide's headings",
    "A006": "a file that does not state its language",
    "A007": "a file that does not show its title",
    "A008": "the page labels are not the printed page numbers",
    "A009": "a finished file that is missing or out of date",
    "A010": "text drawn in another order than the tags read it",
    "A011": "content of a page that leads to no element of the tags, or to a wrong one",
    "A012": "a link that is several stops on one page",
    # P: finished pages
    "P001": "a finished file that is no readable PDF",
    "P002": "text smaller than the edition allows",
    "P003": "running text smaller than the edition allows",
    "P004": "a font that is not embedded",
    "P005": "italic text",
    "P006": "text outside the margins",
    "P007": "text that sticks out of its column",
    "P008": "text that overlaps other text",
    "P009": "a heading at a page's foot",
    "P010": "an orphan: a paragraph's first line alone at a page's foot",
    "P011": "a widow: a paragraph's last line alone at a page's head",
    "P012": "a story card split over pages",
    "P013": "an unexpected blank page",
    "P014": "a page with too much ink",
    "P015": "colour in an edition that is all grey",
    "P016": "a story without a QR code that decodes to its address",
    "P017": "a QR code that leads to an unknown address",
    "P018": "a QR code that is too small",
    "P019": "a page count that does not suit the edition",
    "P020": "a page of the wrong size",
    "P021": "a last page of a few lines",
    "P022": "a word split at the end of a line",
    "P023": "lines set too close",
    "P024": "pages that lack text of the source",
    "P025": "lines of too few or too many characters",
    "P026": "a picture that reaches over the margins",
    # D: finished decks of slides
    "D001": "a finished file that is no readable PPTX",
    "D002": "a slide without a title",
    "D003": "a title that two slides have",
    "D004": "a slide that is read in the wrong order",
    "D005": "a picture or table without alternative text",
    "D006": "text whose language is not set",
    "D007": "a table whose header row is not flagged",
    "D008": "a link without a name",
    "D009": "text without enough contrast to its ground",
    "D010": "type that is too small for a room",
    "D011": "properties that are not the series' own",
    "D012": "a text, table or picture outside a placeholder",
    "D013": "notes that do not name the guide's page",
    "D014": "a code on a slide that can't be read",
    "D015": "a blank that is left open",
    # L: releases
    "L001": "an output that can't be released because of its problems",
    "L002": "a file that does not conform to what it claims",
    "L003": "a licence that differs between outputs",
    "L004": "a contact that differs between outputs",
    "L005": "a version or a date that is not that of the release",
    "L006": "a version that was released already",
    "L007": "sources that are not committed",
    "L008": "a story whose permission has run out",
    "L009": "a major release without a note",
    "L010": "a version or a date that can't be used",
    "L011": "a note that can't be read",
    "L012": "a release that can't be written",
    "L013": "a file of a release that is missing",
    "L014": "a file of a release that has changed",
    "L015": "a file that is no part of its release",
    "L016": "a record of a release that does not follow from its manifest",
    "L017": "a folder that is no release",
    "L018": "a revision that can't be read",
    "L019": "an earlier release that has to be recalled",
    "L020": "words of a guide that an output lacks",
    "L021": "a web page or an e-book that is not put together as it has to be",
    # B: builds
    "B001": "an output that is not the same every time",
    "B002": "an output that takes too long",
    "B003": "an output that builds on one that could not be made",
}

HINTS: dict[str, str] = {
    "F001": "look whether the file is there and may be read",
    "F003": "look whether the folder may be written to and the disk has room",
    "Y004": "write the key with its value",
    "Y005": "write it as the file's schema has it",
    "S010": "add the words to the language file",
    "T001": "look at the template's line, or take the project's own template away to get the built-in one",
    "T002": "correct the style sheet's line, or take it out",
    "E001": "change what the message speaks of; where it speaks of nothing that you wrote, report it",
    "E002": "take out what was written last and build again; report it where the text looks right",
    "E003": "build again with --jobs 1; report it where that stops too",
}
"""What to do next, for problems whose own rule has nothing better to say."""
