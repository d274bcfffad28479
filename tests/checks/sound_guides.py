"""Sound guides, each of one kind of thing that rules on finished files could mistake for a fault.

`SOUND` has a guide's body by what it shows; every rule has to be silent on every one of them.
"""

from __future__ import annotations

SENTENCE = (
    "a ward at night is quiet until somebody stops beside the door and asks who listens when nobody has time for "
    "listening and the answer that comes is slow and careful and comes from people who know one another well"
)
WORDS = SENTENCE.split()


def prose(seed: int, length: int) -> str:
    """Gives so many words, in an order that differs for each seed."""
    words = [WORDS[(seed * 17 + place * (7 + seed % 5)) % len(WORDS)] for place in range(length)]
    return " ".join(words).capitalize() + "."


def paragraphs(first: int, count: int, length: int = 45) -> str:
    """Gives paragraphs in a row."""
    return "\n\n".join(prose(seed, length) for seed in range(first, first + count))


_CODE = "\n".join(f"step {number} of the long recipe" for number in range(1, 201))
_ROWS = "\n".join(f"| {prose(number, 3)} | {prose(number + 50, 9)} |" for number in range(30))
_NESTED = "\n".join(f"{'  ' * depth}- {prose(depth, 6)}" for depth in range(5))

SOUND = {
    "a story's title in a later sentence": "/// stories\n\n///\n\n## Ending\n\nSee [](story:stay) again.",
    "a story's title as a heading, in bold and in a cell": (
        "## Stay\n\n/// stories\n\n///\n\n## Ending\n\n**Stay** is a story. Stay.\n\n"
        "| Stay | presence |\n|---|---|\n| Tears | Stay |\n"
    ),
    "the same sentence again and again": "\n\n".join(["Take a breath.", prose(1, 30), "Take a breath."] * 6),
    "code of 200 lines, then short passages": (
        f"```\n{_CODE}\n```\n\nShort.\n\n- One.\n- Two.\n\n## Ending\n\nLast."
    ),
    "an empty item of a list": "* One.\n*\n* Three.\n\n1. First.\n2.\n3. Third.",
    "a word joiner and a space without width": (
        "Word\u2060joiner and zero\u200bwidth stand here, and e\u0301 in two characters.\n\n- A \u2060b.\n"
    ),
    "soft hyphens and hyphens that keep together": " ".join(["re\u00adflec\u00adtion", "well\u2011known"] * 40),
    "an address as a link": (
        "See <https://www.example.org/a/very/long/address/that/has/to/break/somewhere/in/the/line> and "
        "<mail@example.org>."
    ),
    "links over lines and pages": "\n\n".join(
        f"{prose(seed, 9)} [{prose(seed + 1, 30)}](https://www.example.org/{seed}) {prose(seed, 30)}"
        for seed in range(14)
    ),
    "a long table": f"| Head | Words |\n|---|---|\n{_ROWS}\n",
    "lists in lists": f"{_NESTED}\n\nAfter.\n\n1. One\n   - Inner\n     1. Innermost\n2. Two\n",
    "footnotes, one of them twice": (
        f"One[^a], two[^b], one again[^a].\n\n{paragraphs(3, 4)}\n\n[^a]: {prose(2, 60)}\n[^b]: Short.\n"
    ),
    "terms": "Ward\n:   A room.\n:   A part of a hospital.\n\nNight\n:   When it is quiet.\n",
    "a long quotation with its speaker": f"/// quote | somebody who was there\n{paragraphs(5, 9, 80)}\n///",
    "notes of every kind": "\n\n".join(
        f"/// {kind} | Title of {kind}\n{prose(place, 20)}\n///"
        for place, kind in enumerate(("note", "tip", "warning", "example", "exercise", "important", "answer"))
    ),
    "questions over pages": "/// questions\n" + "\n".join(f"- {prose(seed, 24)}" for seed in range(24)) + "\n///",
    "other scripts and short forms": (
        "Ŵy, ŷd, naïve, Łódź and ﬁne ligatures: office, fjord.\n\n"
        "The NHS is large, and the NHS is old.\n\n*[NHS]: National Health Service\n"
    ),
    "headings at three levels": "\n\n".join(
        f"## Part {part}\n\n{prose(part, 60)}\n\n### Piece {part}\n\n{paragraphs(part, 2)}" for part in range(1, 7)
    ),
    "figures and marks alone": "2026\n\n## 12\n\n1 2 3\n\n***\n\n–\n\n| 1 | 2 |\n|---|---|\n| 3 | – |\n",
    "a citation and its work": "As said [@west-2016], and again (see [@west-2016, p. 3]).",
}
"""Bodies of guides by what they show."""
