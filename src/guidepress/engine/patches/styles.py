"""Computing styles: values that no rule sets are found the short way."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from guidepress.engine.patch import put

_SPECIAL_KEYS = frozenset({"float", "display", "position", "page"})
"""Properties whose computed value depends on others."""


def find_unset_values() -> None:
    """Values that no rule sets stand in a style from its start, or come straight from the parent."""
    css = import_module("weasyprint.css")
    physical = css.PHYSICAL_FUNCTIONS
    logical = {function(block="ttb", inline=inline) for function in physical.values() for inline in ("ltr", "rtl")}
    simple = {
        key: value
        for key, value in css.INITIAL_VALUES.items()
        if key not in _SPECIAL_KEYS and not key.startswith("text_decoration_") and not css.check_math(value)
    }
    inherited = frozenset(key for key in simple if key in css.INHERITED and key not in physical)
    initial = {
        key: value
        for key, value in simple.items()
        if key not in css.INHERITED and value not in ("initial", "inherit")
    }
    computed = {key: css.COMPUTER_FUNCTIONS.get(key) for key in initial if key in css.INITIAL_NOT_COMPUTED}
    ready = {key: value for key, value in initial.items() if key not in computed}
    ready_without_sides = {key: value for key, value in ready.items() if key not in physical}
    whole_init, whole_missing = css.ComputedStyle.__init__, css.ComputedStyle.__missing__
    whole_anonymous = css.AnonymousStyle.__init__

    def init(style: Any, parent_style: Any, cascaded: Any, *more: Any) -> None:
        whole_init(style, parent_style, cascaded, *more)
        style.update(ready if logical.isdisjoint(cascaded) else ready_without_sides)
        for key in cascaded:
            style.pop(key, None)

    def anonymous(style: Any, parent_style: Any) -> None:
        style.update(ready)
        whole_anonymous(style, parent_style)

    def missing(style: Any, key: str) -> Any:
        if key not in style.cascaded:
            if key in inherited:
                if style.parent_style is not None:
                    value = style[key] = style.parent_style[key]
                    return value
            elif key in initial and (key not in physical or logical.isdisjoint(style.cascaded)):
                value, compute = initial[key], computed.get(key)
                if compute is not None:
                    value = compute(style, key, value)
                style[key] = value
                return value
        return whole_missing(style, key)

    put(css.ComputedStyle, "__init__", init)
    put(css.ComputedStyle, "__missing__", missing)
    put(css.AnonymousStyle, "__init__", anonymous)
