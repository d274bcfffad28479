"""Where each paragraph of some markup is written, said in the markup itself.

Takes the markup in which elements still name their lines, and what gives a line's place; gives it with
`data-place="guides/first.md:12"` as the last attribute of each such element. Nothing that is typeset or read looks
at it, so pages are the same with and without.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape

from guidepress.core.problems import Place

ATTRIBUTE = "data-place"
_ATTRIBUTES = r"(?:[^\">]|\"[^\"]*\")*"
_TAG = re.compile(
    rf"<(?P<name>[a-z]\w*)(?P<before>{_ATTRIBUTES}?) data-line=\"(?P<line>\d+)\"(?P<after>{_ATTRIBUTES})>"
)
_GIVEN = ' data-given=""'
_SLOT = 'class="slot-'
"""The beginning of what marks the place of something that templates make."""


def placed(marked: str, where: Callable[[int, int, int], Place]) -> str:
    """Gives the markup with places for lines; `where` takes a line and a column counted from 0, and a length."""

    def tag(match: re.Match[str]) -> str:
        attributes = match["before"] + match["after"]
        if _SLOT in attributes:
            return f"<{match['name']}{attributes}>"
        place = where(int(match["line"]), 0, 1)
        return f'<{match["name"]}{attributes} {ATTRIBUTE}="{escape(place.path)}:{place.line}">'

    return _TAG.sub(tag, marked.replace(_GIVEN, ""))
