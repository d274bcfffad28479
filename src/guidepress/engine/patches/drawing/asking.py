"""Questions that are asked of each style once, the answer to which is kept with it.

They are asked when a document is laid out, so that nothing changes its styles any more.
"""

from __future__ import annotations

from collections.abc import Callable
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
