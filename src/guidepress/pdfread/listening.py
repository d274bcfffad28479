"""How long a listener hears a file, and how much of that is spent on web addresses.

Takes what was read of a PDF; gives seconds. Pure. Counts what a screen reader says while it reads on: text,
labels, alternative texts, and the words with which it announces lists, links, pictures and tables. In an address
every mark is a word of its own, as in 'example dot org slash one'.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from guidepress.pdfread.reading import Content, ReadDocument, ReadElement

WORDS_A_MINUTE = 180
"""A quick but usual rate for a practised listener."""
ANNOUNCED = {"L": 4, "Link": 1, "Figure": 1, "Table": 6, **{f"H{level}": 3 for level in range(1, 7)}}
"""How many words name an element of a type, such as 'list with four items' or 'heading level two'."""
_ADDRESS = re.compile(
    r"(?:https?://|www\.)\S+|(?<![\w@.-])[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}(?:/\S*)?(?![\w@])", re.IGNORECASE
)
_SPOKEN = re.compile(r"[^\W_]+|[^\w\s]|_")


@dataclass(frozen=True, slots=True)
class Listening:
    """What hearing a file takes."""

    seconds: float
    """How long all of it takes."""
    address_seconds: float
    """How long its web addresses take of that."""

    @property
    def minutes(self) -> int:
        """Whole minutes, one at least."""
        return max(1, round(self.seconds / 60))

    @property
    def address_share(self) -> float:
        """The share of addresses: 0 to 1."""
        return self.address_seconds / self.seconds if self.seconds else 0.0


def listening_of(document: ReadDocument) -> Listening:
    """Gives how long a file is heard."""
    words, of_addresses = _counted(document.root)
    return Listening(words * 60 / WORDS_A_MINUTE, of_addresses * 60 / WORDS_A_MINUTE)


def words_of(text: str) -> tuple[int, int]:
    """Gives how many words a text is read as, and how many of these are parts of web addresses."""
    of_addresses = sum(len(_SPOKEN.findall(found[0])) for found in _ADDRESS.finditer(text))
    return len(_ADDRESS.sub(" ", text).split()) + of_addresses, of_addresses


def _counted(element: ReadElement) -> tuple[int, int]:
    said = element.alternative
    for kid in element.kids:
        said += kid.text if isinstance(kid, Content) else " "
    words, of_addresses = words_of(said)
    words += ANNOUNCED.get(element.kind, 0)
    for kid in element.kids:
        if isinstance(kid, ReadElement):
            more, more_of_addresses = _counted(kid)
            words, of_addresses = words + more, of_addresses + more_of_addresses
    return words, of_addresses
