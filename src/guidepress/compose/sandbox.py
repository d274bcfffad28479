"""Jinja's sandbox with our limits: what a template may reach, and how much it may do.

A theme is data from somebody else. Templates see fields of records, a few methods of texts and dictionaries, and
the filters, tests and functions that are listed; everything they do is charged to a `StepBudget`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import BuiltinFunctionType
from typing import Any

from jinja2 import StrictUndefined, Undefined, nodes, pass_context
from jinja2.exceptions import TemplateRuntimeError
from jinja2.meta import find_referenced_templates
from jinja2.runtime import BlockReference, Context, LoopContext, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import Namespace

from guidepress.compose.charged_templates import OUR_OWN, with_charges
from guidepress.compose.step_budget import CHARACTERS_A_STEP, ITEMS_A_STEP, StepBudget, TooMuchError, shallow_cost
from guidepress.compose.template_tools import (
    FUNCTIONS,
    format_cost,
    listed_filters,
    listed_tests,
    replaced_cost,
)
from guidepress.core.uses import note_style

MOST_BITS = 4096
"""Whole numbers in templates stay below two to this power."""
_TEXT_METHODS = frozenset(
    ("capitalize", "count", "endswith", "find", "isdigit", "lower", "lstrip", "partition", "removeprefix",
     "removesuffix", "replace", "rpartition", "rsplit", "rstrip", "split", "splitlines", "startswith", "strip",
     "title", "upper")
)  # fmt: skip
_DICTIONARY_METHODS = frozenset(("get", "items", "keys", "values"))
_LOOP_FIELDS = frozenset(
    ("changed", "cycle", "depth", "depth0", "first", "index", "index0", "last", "length", "nextitem", "previtem",
     "revindex", "revindex0")
)  # fmt: skip
_OF_NUMBERS = frozenset(value for value in FUNCTIONS.values() if type(value) is BuiltinFunctionType)
_SIMPLE = (int, float, bool, type(None))
_PRINTABLE = (str, int, float, type(None), Undefined)  # one that is undefined says so when it is printed


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja's environment for templates that nobody has looked at."""

    intercepted_binops = frozenset(("+", "*", "**", "%"))

    def __init__(self, filters: Mapping[str, Callable[..., Any]], **options: Any) -> None:  # noqa: ANN401
        super().__init__(undefined=StrictUndefined, optimized=False, finalize=_finalize, **options)
        self.steps = StepBudget()
        self._given: tuple[object, ...] = ()
        self.named_by: dict[str, frozenset[str]] = {}
        """The templates that each one names, as far as it was read; those named by a value are known later."""
        own = (self.enter, self.weighed, self.searched, self.copied, self.printable)
        self.filters = {
            **listed_filters(filters, self.steps, self.printable),
            **{OUR_OWN + function.__name__: function for function in own},
        }
        self.tests = dict[str, Any](listed_tests(self.steps))
        self.globals = {**FUNCTIONS, "namespace": Namespace}

    def start(self, values: Mapping[str, object]) -> None:
        """Begins a rendering: its steps, and the functions among its values, which it may call."""
        self.steps.renew()
        self._given = tuple(value for value in values.values() if callable(value))

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        template = super()._parse(source, name, filename)
        if name is not None:
            self.named_by[name] = frozenset(other for other in find_referenced_templates(template) if other)
        return with_charges(template)

    def _load_template(self, name: str, globals: Any) -> Any:  # noqa: A002, ANN401  # Jinja's names
        """Notes each template that is asked for, whether by our code or by another one, there or not."""
        note_style(f"templates/{name}")
        return super()._load_template(name, globals)

    def enter(self, steps: int) -> bool:
        """Charges for one pass of a loop, one call of a macro, one rendering of a template."""
        return self.steps.charge(1 + steps)

    def weighed(self, value: object) -> object:
        """Charges for a value that is gone through."""
        if type(value) is str:  # as in `printable`, the commonest case first
            self.steps.charge(len(value) // CHARACTERS_A_STEP + 1)
        elif type(value) not in _SIMPLE:
            self.steps.charge_through(value)
        return value

    def searched(self, value: object) -> object:
        """Charges for a value that something is looked for in; a dictionary finds its keys at once."""
        return value if isinstance(value, Mapping) else self.weighed(value)

    def copied(self, value: object) -> object:
        """Charges for a value that a part is copied of."""
        self.steps.charge(shallow_cost(value))
        return value

    def printable(self, value: object) -> object:
        """Charges for a value that becomes text; raises TemplateRuntimeError for what is no text or number."""
        if type(value) is str:
            self.steps.charge(len(value) // CHARACTERS_A_STEP)
            return value
        if not isinstance(value, _PRINTABLE):
            raise TemplateRuntimeError(f"a {_kind(value)} can't be printed; print one of the values in it")
        self.steps.charge_characters(len(value) if isinstance(value, str) else 1)
        return value

    def is_safe_attribute(self, obj: object, attr: str, value: object) -> bool:
        """Tells whether a template may see an attribute."""
        if attr.startswith("_"):
            return False
        if type(obj) is Namespace:
            return not callable(value)
        if isinstance(obj, str):
            return attr in _TEXT_METHODS
        if isinstance(obj, Mapping):
            return attr in _DICTIONARY_METHODS
        if isinstance(obj, LoopContext):
            return attr in _LOOP_FIELDS
        fields = getattr(type(obj), "__dataclass_fields__", None)
        if fields is not None:
            return attr in fields or isinstance(getattr(type(obj), attr, None), property)
        return isinstance(obj, tuple) and not callable(value)

    def is_safe_callable(self, obj: object) -> bool:
        """Tells whether a template may call something."""
        if isinstance(obj, Macro | BlockReference | LoopContext) or obj is Namespace:
            return True
        owner = getattr(obj, "__self__", None)
        if isinstance(owner, str | Mapping | LoopContext):
            return True  # `is_safe_attribute` has said which of their methods can be had
        return any(obj == known for known in (*FUNCTIONS.values(), *self._given))

    def call(self, context: Context, obj: Any, *args: Any, **named: Any) -> Any:  # noqa: ANN401
        """Calls what a template calls."""
        self.steps.charge(1)
        if type(obj) is BuiltinFunctionType and obj in _OF_NUMBERS:
            return obj(*args)
        owner = getattr(obj, "__self__", None)
        if not isinstance(obj, Macro | BlockReference):
            self.steps.charge_through(*args, *named.values())
        if isinstance(owner, str):
            self.steps.charge(len(owner) // ITEMS_A_STEP)
            if obj.__name__ == "replace" and len(args) > 1:
                self.steps.charge_characters(replaced_cost(owner, str(args[0]), str(args[1])))
        return super().call(context, obj, *args, **named)

    def wrap_str_format(self, value: object) -> None:
        """Leaves `str.format` to `is_safe_attribute`, which knows no such method."""

    def getitem(self, obj: Any, argument: Any) -> Any:  # noqa: ANN401
        """Gives an item of a list or dictionary."""
        if isinstance(argument, tuple):
            self.steps.charge_through(argument)
        return super().getitem(obj, argument)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:  # noqa: ANN401, ARG002
        """Does what an operator does, where its result stays within bounds."""
        if type(left) is float or (type(right) is float and operator != "%"):  # numbers that can't grow
            self.steps.left -= 1
        else:
            self.steps.charge(1)
            _COSTS[operator](self, left, right)
        return self.binop_table[operator](left, right)

    def _plus(self, left: object, right: object) -> None:
        self.steps.charge(shallow_cost(left) + shallow_cost(right))

    def _times(self, left: object, right: object) -> None:
        for value, count in ((left, right), (right, left)):
            if isinstance(value, str | list | tuple) and isinstance(count, int):
                self.steps.charge(
                    len(value) * max(0, count) // (CHARACTERS_A_STEP if isinstance(value, str) else ITEMS_A_STEP)
                )
        if isinstance(left, int) and isinstance(right, int):
            _bounded(left.bit_length() + right.bit_length())

    def _power(self, left: object, right: object) -> None:
        if isinstance(left, int) and isinstance(right, int):
            _bounded(left.bit_length() * abs(right))

    def _modulo(self, left: object, right: object) -> None:
        if isinstance(left, str):
            values = (
                right
                if isinstance(right, tuple)
                else tuple(right.values())
                if isinstance(right, dict)
                else (right,)
            )
            for value in values:
                self.printable(value)
            self.steps.charge(left.count("%"))
            self.steps.charge_characters(format_cost(left, values))


_COSTS: Mapping[str, Callable[[Sandbox, object, object], None]] = {
    "+": Sandbox._plus,
    "*": Sandbox._times,
    "**": Sandbox._power,
    "%": Sandbox._modulo,
}


def _bounded(bits: int) -> None:
    if bits > MOST_BITS:
        raise TooMuchError(f"a whole number has {MOST_BITS:,} bits at most")


def _kind(value: object) -> str:
    """Says what a value is, as somebody who writes templates knows it."""
    if isinstance(value, dict):
        return "dictionary"
    return "list" if isinstance(value, list | tuple) else "group of values"


@pass_context
def _finalize(context: Context, value: object) -> object:
    environment = context.environment
    assert isinstance(environment, Sandbox)
    return environment.printable(value)
