"""The style rule that the engine breaks down over.

Takes the style sheets of an edition and a way of trying some of them; gives the rule without which it goes on, as
a problem. The engine's own message names a line of its code; who wrote the style sheet needs the line of theirs.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from guidepress.core.problems import Place, Problem
from guidepress.theme.style_sheets import first_rules, rules_of


@dataclass(frozen=True, slots=True)
class Sheet:
    """One style sheet of an edition."""

    name: str
    """What messages call it."""
    css: str
    """Its text."""


class RuleError(Exception):
    """The engine breaks down over a style rule, which `problem` names."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(f"{problem.place}: {problem.message}")
        self.problem = problem


def rule_at_fault(
    sheets: Sequence[Sheet], error: Exception, breaks: Callable[[Sequence[str]], bool]
) -> Problem | None:
    """Gives the rule after which the engine breaks down; None where it does so without any.

    `breaks` tells whether it does with these texts in the place of the style sheets. Asks for half of the rules,
    then for half of the half that makes the difference, and so on: nine times for 400 rules.
    """
    places = [(number, rule) for number, sheet in enumerate(sheets) for rule in range(len(rules_of(sheet.css)))]

    def kept(count: int) -> list[str]:
        if count == len(places):
            return [sheet.css for sheet in sheets]
        last, rule = places[count]
        return [*(sheet.css for sheet in sheets[:last]), first_rules(sheets[last].css, rule)]

    sound, broken = 0, len(places)
    if not places or breaks(kept(0)):
        return None
    while broken - sound > 1:
        middle = (sound + broken) // 2
        if breaks(kept(middle)):
            broken = middle
        else:
            sound = middle
    number, at = places[sound]
    rule = rules_of(sheets[number].css)[at]
    excerpt = sheets[number].css.splitlines()[rule.line - 1]
    place = Place(sheets[number].name, rule.line, rule.column, max(1, len(rule.head)), excerpt)
    message = f"the engine breaks down over this rule, '{rule.head}': {type(error).__name__}"
    return Problem("T002", message, place, "say it in another way, or leave the rule out")
