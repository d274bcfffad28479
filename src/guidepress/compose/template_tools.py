"""The filters, tests and functions that templates have, each charged for what it does.

`docs/themes.md` lists them for those who write templates. Jinja's own that are not here depend on chance, reach
further than templates need to, or can't be bounded.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import wraps
from typing import Any

from jinja2 import pass_environment, pass_eval_context
from jinja2.exceptions import TemplateRuntimeError
from jinja2.filters import FILTERS, do_join, make_attrgetter
from jinja2.nodes import EvalContext
from jinja2.tests import TESTS

from guidepress.compose.step_budget import StepBudget, TooMuchError

Tool = Callable[..., Any]

_JINJA_FILTERS: Mapping[str, Any] = FILTERS
_JINJA_TESTS: Mapping[str, Any] = TESTS
_AT_ONCE = ("abs", "count", "d", "default", "first", "length")
"""Filters that look at one item, however many there are."""
_THROUGH = (
    "capitalize", "dictsort", "e", "escape", "float", "groupby", "int", "items", "last", "list", "lower",
    "map", "max", "min", "reject", "rejectattr", "reverse", "safe", "select", "selectattr", "sort", "string",
    "title", "trim", "truncate", "unique", "upper", "urlencode", "wordcount",
)  # fmt: skip
_TESTS = (
    "!=", "<", "<=", "==", ">", ">=", "boolean", "defined", "divisibleby", "eq", "equalto", "even", "false",
    "float", "ge", "greaterthan", "gt", "in", "integer", "iterable", "le", "lessthan", "lower", "lt", "mapping",
    "ne", "none", "number", "odd", "sameas", "sequence", "string", "true", "undefined", "upper",
)  # fmt: skip
_CONVERSION = re.compile(r"%(?:\([^)]*\))?[#0\- +]*(\*|\d+)?(?:\.(\*|\d+))?")
MOST_DIGITS = 3
"""Widths and precisions in a format have so many digits at most."""
MOST_IN_RANGE = 100_000
FINEST = 15
"""Numbers are rounded to so many decimal places at most."""


def _range(*bounds: int) -> range:
    """Gives whole numbers, as Python's range does; raises TooMuchError for more than 100,000."""
    found = range(*bounds)
    if len(found) > MOST_IN_RANGE:
        raise TooMuchError(f"a range holds {MOST_IN_RANGE:,} numbers at most")
    return found


FUNCTIONS: Mapping[str, Any] = {
    "range": _range,
    "pi": math.pi,
    "sin": math.sin,
    "cos": math.cos,
    "acos": math.acos,
    "sqrt": math.sqrt,
    "hypot": math.hypot,
    "floor": math.floor,
    "ceil": math.ceil,
}
"""What stands in every template beside its values."""


def listed_filters(own: Mapping[str, Tool], steps: StepBudget, printable: Tool) -> dict[str, Tool]:
    """Gives all filters that templates have: Jinja's that are listed, and our own."""
    return {
        **{name: _charged(_JINJA_FILTERS[name], steps, through=False) for name in _AT_ONCE},
        **{name: _charged(_JINJA_FILTERS[name], steps) for name in _THROUGH},
        **{name: _charged(function, steps) for name, function in own.items()},
        "format": _format(steps, printable),
        "join": _join(steps, printable),
        "replace": _replace(steps, printable),
        "round": _charged(_round, steps, through=False),
        "number": _number(steps),
        "string": _printed_first(_JINJA_FILTERS["string"], printable),
        "e": _printed_first(_JINJA_FILTERS["e"], printable),
        "escape": _printed_first(_JINJA_FILTERS["escape"], printable),
        "sum": _sum(steps),
    }


def listed_tests(steps: StepBudget) -> dict[str, Tool]:
    """Gives all tests that templates have."""
    return {name: _charged(_JINJA_TESTS[name], steps, through=name != "in") for name in _TESTS} | {
        "in": _charged_in(_JINJA_TESTS["in"], steps)
    }


def format_cost(form: str, values: Sequence[object]) -> int:
    """Gives how many characters a `%` format may give; raises TooMuchError where a width is out of bounds."""
    wide = 0
    for match in _CONVERSION.finditer(form):
        for width in match.groups():
            if width is not None and (width == "*" or len(width) > MOST_DIGITS):
                raise TooMuchError(f"'{match[0][:20]}' is wider than a format may be")
            wide += int(width or 0)
    return len(form) + wide + sum(len(value) for value in values if isinstance(value, str)) * (form.count("%") + 1)


def replaced_cost(text: str, old: str, new: str) -> int:
    """Gives how many characters a text has once one word in it is replaced by another."""
    return len(text) + text.count(old) * len(new)


def _charged(function: Tool, steps: StepBudget, *, through: bool = True) -> Tool:
    """Charges a filter or test for what it is given and what it makes."""

    @wraps(function)
    def charged(*values: Any, **named: Any) -> Any:  # noqa: ANN401  # whatever the filter takes and gives
        if through:
            steps.charge_through(*values, *named.values())
        else:
            steps.charge(1)
        result = function(*values, **named)
        if isinstance(result, Iterator):
            return steps.counted(result)
        steps.charge_result(result)
        return result

    return charged


def _charged_in(function: Tool, steps: StepBudget) -> Tool:
    def found_in(value: object, where: object) -> bool:
        steps.charge_through(value, 0 if isinstance(where, Mapping) else where)
        return bool(function(value, where))

    return found_in


def _printed_first(function: Tool, printable: Tool) -> Tool:
    @wraps(function)
    def printed(value: object) -> object:
        return function(printable(value))

    return printed


def _format(steps: StepBudget, printable: Tool) -> Tool:
    def formatted(form: str, *values: object, **named: object) -> object:
        """Puts values into a text, as Python's `%` does."""
        if not isinstance(form, str) or (values and named):
            raise TemplateRuntimeError("format takes a text and values")
        for value in (*values, *named.values()):
            printable(value)
        steps.charge(form.count("%"))
        steps.charge_characters(format_cost(form, (*values, *named.values())))
        return form % (named or values)

    return formatted


def _join(steps: StepBudget, printable: Tool) -> Tool:
    @pass_eval_context
    def joined(
        context: EvalContext, items: Iterable[Any], between: str = "", attribute: str | None = None
    ) -> object:
        """Gives items as one text, with another text between them."""
        if attribute is not None:
            items = map(make_attrgetter(context.environment, attribute), items)
        parts = [printable(item) for item in steps.counted(items)]
        steps.charge_characters(len(parts) * len(str(printable(between))))
        return do_join(context, parts, between)

    return joined


def _replace(steps: StepBudget, printable: Tool) -> Tool:
    plain = _JINJA_FILTERS["replace"]

    @pass_eval_context
    def replaced(context: EvalContext, text: object, old: str, new: str, count: int | None = None) -> object:
        """Gives a text with one word in it replaced by another."""
        steps.charge_characters(replaced_cost(*(str(printable(value)) for value in (text, old, new))))
        return plain(context, text, old, new, count)

    return replaced


def _sum(steps: StepBudget) -> Tool:
    plain = _JINJA_FILTERS["sum"]

    @pass_environment
    def summed(environment: Any, items: Iterable[Any], attribute: str | None = None, start: float = 0) -> Any:  # noqa: ANN401
        """Gives the sum of numbers."""
        if attribute is not None:
            items = map(make_attrgetter(environment, attribute), items)
        numbers = list(steps.counted(items))
        if not all(isinstance(number, int | float) for number in (*numbers, start)):
            raise TemplateRuntimeError("only numbers can be summed")
        return plain(environment, numbers, None, start)

    return summed


def _round(value: float, precision: int = 0, method: str = "common") -> float:
    """Rounds a number to so many decimal places."""
    if not 0 <= precision <= FINEST:
        raise TemplateRuntimeError(f"a number is rounded to 0 to {FINEST} decimal places")
    if type(value) is float and method == "common":
        return round(value, precision)
    result: float = _JINJA_FILTERS["round"](value, precision, method)
    return result


def _number(steps: StepBudget) -> Tool:
    def number(value: float, places: int = 0) -> str:
        """Gives a number as short as drawings want it: rounded, no sign before zero, no zeros at its end."""
        steps.charge(1)
        return f"{_round(value, places) + 0.0:g}"

    return number
