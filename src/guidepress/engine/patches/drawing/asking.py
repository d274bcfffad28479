"""Questions that are asked of each style once, the answer to which is kept with it.

They are asked when a document is laid out, so that nothing changes its styles any more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from typing import Any, TypeAlias

_Question: TypeAlias = Callable[[Any], bool]


def ask_once(question: _Question) -> _Question:
    """Gives a question about a style that remembers its answer."""
    name = f"guidepress_{question.__name__}"

    def answer(style: Any) -> bool:
        known: bool | None = style.__dict__.get(name)
        if known is None:
            known = style.__dict__[name] = question(style)
        return known

    return answer


def leaves_unset(keys: Iterable[str]) -> _Question:
    """Gives the question whether a style has none but initial values for properties that are not inherited."""
    css = import_module("weasyprint.css")
    initial = {key: css.INITIAL_VALUES.get(key) for key in _with_logical(css.PHYSICAL_FUNCTIONS, keys)}

    def unset(style: Any) -> bool:
        return initial.keys().isdisjoint(style.__dict__.get("cascaded", ())) and all(
            style.get(key, value) is value for key, value in initial.items()
        )

    return unset


def _with_logical(physical: Any, keys: Iterable[str]) -> Iterator[str]:
    """Adds the properties that name a side by the direction of writing (CSS Logical Properties 1, 4)."""
    for key in keys:
        yield key
        if key in physical:
            yield from (physical[key](block="ttb", inline=inline) for inline in ("ltr", "rtl"))
