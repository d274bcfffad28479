"""What a patch of the engine is, and how it is put in place or left out.

Takes patches in the order in which they stand on each other; gives what was left out, and why. A patch names the
functions that it replaces and those that it leans on; it is put in place only where the engine's own code for
all of them is what the patch was written for (see `code`), and where every patch that it needs is in place. So
an engine that nobody has seen yet is slower, and right.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any, TypeAlias

from guidepress.engine.code import code_that_differs

Name: TypeAlias = str
"""A function, class or constant of a library, such as `weasyprint.layout.inline:split_text_box`."""


@dataclass(frozen=True, slots=True)
class Patch:
    """A change to the engine."""

    name: str
    """Its name, as other patches and messages call it."""
    replaces: tuple[Name, ...]
    """What of the engine it puts something in the place of."""
    leans_on: tuple[Name, ...] = ()
    """What of the engine it calls, copies or counts on; a change there could make it wrong."""
    needs: tuple[str, ...] = ()
    """The patches that have to be in place for it."""
    apply: Callable[[], None] = lambda: None
    """Puts it in place, all of it by `put` and `replace`."""
    is_shortcut: bool = True
    """Whether it only saves time; a mend changes what is printed and is wanted without shortcuts too."""

    @property
    def code(self) -> tuple[Name, ...]:
        """All that has to be as it was when the patch was written."""
        return (*self.replaces, *self.leans_on)


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of patches."""

    names: frozenset[str] = frozenset()
    """Those in place."""
    left_out: Mapping[str, str] = field(default_factory=dict)
    """Those that don't fit the engine, each with the reason."""


_undone: list[tuple[Any, str, Any]] = []
"""What the patch that is being applied has taken the place of so far."""
_ABSENT = object()


def take(patches: Iterable[Patch], *, shortcuts: bool = True) -> Taken:
    """Puts all patches in place that fit the engine, and no shortcut where none are wanted."""
    wanted = [patch for patch in patches if shortcuts or not patch.is_shortcut]
    differs = code_that_differs({name for patch in wanted for name in patch.code})
    names: set[str] = set()
    left_out: dict[str, str] = {}
    for patch in wanted:
        changed = [name for name in patch.code if name in differs]
        lacking = [name for name in patch.needs if name not in names]
        reason = _reason(changed, lacking) or _applied(patch)
        if reason:
            left_out[patch.name] = reason
        else:
            names.add(patch.name)
    return Taken(frozenset(names), left_out)


def _reason(changed: list[str], lacking: list[str]) -> str:
    if changed:
        return f"{changed[0].replace(':', '.')} has changed"
    return f"it needs {lacking[0]}" if lacking else ""


def _applied(patch: Patch) -> str:
    """Applies a patch whole or not at all; says why where it can't be."""
    _undone.clear()
    try:
        patch.apply()
    except Exception as error:
        for owner, name, value in reversed(_undone):
            if value is _ABSENT:
                delattr(owner, name)
            else:
                setattr(owner, name, value)
        return f"{type(error).__name__}: {error}"
    return ""


def put(owner: Any, name: str, value: Any) -> None:  # noqa: ANN401  # the engine has no types
    """Puts a value in the place of an attribute of a module or class, so that it can be taken back."""
    _undone.append((owner, name, vars(owner).get(name, _ABSENT)))
    setattr(owner, name, value)


def replace(module: Any, name: str, function: Any) -> None:  # noqa: ANN401  # as above
    """Puts a function in another's place in every module of the engine that has imported it."""
    old = getattr(module, name)
    for other_name, other in list(sys.modules.items()):
        if other_name.partition(".")[0] == "weasyprint" and getattr(other, name, None) is old:
            put(other, name, function)


def engine_module(name: str) -> Any:  # noqa: ANN401  # as above
    """Gives a module of the engine by its name, such as `layout.inline`."""
    return import_module(f"weasyprint.{name}")
