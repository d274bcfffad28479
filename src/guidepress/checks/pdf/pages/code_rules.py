"""Rules over QR codes, as read from the rendered pages.

Takes a finished guide; each rule gives problems. `CODE_RULES` lists them all.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from guidepress.checks.pdf.pages.records import FinishedGuide, Rule
from guidepress.core.measures import Length
from guidepress.core.problems import Problem

SIDE_TOLERANCE: Final = Length.mm(0.4)
"""What reading from a rendering can be off: a few pixels."""


def stories_have_their_codes(guide: FinishedGuide) -> Iterator[Problem]:
    """P016: for every story with an address there is a code that decodes to it."""
    read = {code.text for code in guide.codes}
    for card in guide.expected.cards:
        if card.address is not None and card.address not in read:
            message = f"no QR code decodes to the address of the story '{card.title}'"
            yield guide.problem("P016", message, f"it should lead to {card.address}")


def codes_lead_to_known_addresses(guide: FinishedGuide) -> Iterator[Problem]:
    """P017: no code leads elsewhere."""
    known = guide.expected.addresses | {card.address for card in guide.expected.cards}
    for code in guide.codes:
        if code.text not in known:
            message = f"a QR code on {guide.pages[code.page - 1].name} decodes to '{code.text}'"
            yield guide.problem("P017", message, "the guide names no such address; make the code again")


def codes_are_large_enough(guide: FinishedGuide) -> Iterator[Problem]:
    """P018: the symbol, without its quiet zone, is as large as the edition asks for; one problem for all."""
    least = guide.limits.code_side
    small = [code for code in guide.codes if code.side < least - SIDE_TOLERANCE]
    if small:
        worst = min(small, key=lambda code: code.side)
        more = f", and {len(small) - 1} more are too small" if len(small) > 1 else ""
        page = guide.pages[worst.page - 1].name
        message = f"a QR code on {page} is {worst.side.millimetres:.1f} mm wide without its quiet zone{more}"
        yield guide.problem("P018", message, f"this edition asks for {least.millimetres:g} mm or more")


CODE_RULES: Final[tuple[Rule, ...]] = (
    stories_have_their_codes,
    codes_lead_to_known_addresses,
    codes_are_large_enough,
)
