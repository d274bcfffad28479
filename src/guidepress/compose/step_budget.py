"""How much one rendering of a template may do, counted in steps, so that the limit is the same on every machine.

A step is a pass of a loop, a call, an operator or a filter; larger things cost more by their size. Whatever makes
a text or a list is charged before it is made, so that nothing of enormous size is ever there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from jinja2.exceptions import TemplateRuntimeError

STEPS = 1_000_000
"""The steps of one rendering: many times what a guide needs in a series of ten thousand."""
CHARACTERS_A_STEP = 64
ITEMS_A_STEP = 16
STEPS_A_TEMPLATE = 20
"""What entering a template costs that another one includes, extends or imports."""


class TooMuchError(TemplateRuntimeError):
    """A template does more than it may."""


class StepBudget:
    """The steps that are left; one serves all renderings of a process, one after another."""

    def __init__(self) -> None:
        self.left = STEPS

    def renew(self) -> None:
        """Gives a new rendering its steps."""
        self.left = STEPS

    def charge(self, steps: int) -> bool:
        """Takes steps away and gives True; raises TooMuchError where there are too few."""
        self.left -= steps
        if self.left < 0:
            self.left = 0
            raise TooMuchError(f"it does too much: one rendering may take {STEPS:,} steps")
        return True

    def charge_characters(self, count: int) -> None:
        """Charges for a text of so many characters."""
        self.charge(count // CHARACTERS_A_STEP)

    def charge_result(self, value: object) -> None:
        """Charges for a text or list that was made."""
        self.charge(shallow_cost(value))

    def charge_through(self, *values: object) -> None:
        """Charges for all that values hold, lists within lists too, as often as it would be walked through."""
        waiting = list(values)
        while waiting:
            value = waiting.pop()
            self.charge(shallow_cost(value) + 1)
            if isinstance(value, list | tuple):
                waiting += value
            elif isinstance(value, dict):
                waiting += value.values()

    def counted(self, items: Iterable[object]) -> Iterator[object]:
        """Gives items on, each for a step."""
        for item in items:
            self.charge(1)
            yield item


def shallow_cost(value: object) -> int:
    """Gives the steps that a copy of a text or list costs."""
    if isinstance(value, str):
        return len(value) // CHARACTERS_A_STEP
    return len(value) // ITEMS_A_STEP if isinstance(value, list | tuple | dict) else 0
