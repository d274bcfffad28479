"""Plans as lists of steps, for editions whose lines are too short for a plan's columns."""

from __future__ import annotations

from guidepress.compose.templates import Templates, safe
from guidepress.core.document import Plan
from guidepress.core.problems import Problem

TEMPLATE = "plan-steps.html.jinja"
MOST_COLUMNS = 2
"""So many columns fit in every edition."""


def is_wide(plan: Plan | None) -> bool:
    """Tells whether a plan has more columns than every edition has room for."""
    return plan is not None and len(plan.columns) > MOST_COLUMNS


def steps_of(plan: Plan, templates: Templates) -> tuple[str, tuple[Problem, ...]]:
    """Gives a plan as an ordered list: of each row its time, then its other cells behind their columns' words."""
    steps = [
        [(column, safe(cell)) for column, cell in zip(plan.columns, row.cells, strict=False) if cell]
        for row in plan.rows
    ]
    return templates.render(TEMPLATE, {"plan": plan, "steps": steps})
