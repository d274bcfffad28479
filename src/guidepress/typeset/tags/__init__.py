"""Tagged PDF: the guide's own structure beside the drawing, for screen readers and archives.

`tagging.tagged_pdf` writes one; `dump.dump_tags` and `elements.tree_outline` read its tree back, and
`compare.differences` holds it against the HTML.

The way of writing: the laid-out pages are read as `pieces`; a tree is planned from them and the HTML (`plan`,
with `roles`, `surroundings`, `tables`, `lines` and `joins`); the pages paint themselves with that plan's marked
content (`painting`); the tree is written into the PDF before its trailer (`writing`, with `names` and `catalog`).
WeasyPrint comes in through `engine`, pydyf through `objects`.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from guidepress.typeset.tags.tagging import TAGGED_OPTIONS, tagged_pdf

__all__ = ["TAGGED_OPTIONS", "tagged_pdf"]


def __getattr__(name: str) -> object:
    """Loads the writing side, and with it the engine, only when it is asked for: reading needs neither."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.tagging"), name)
