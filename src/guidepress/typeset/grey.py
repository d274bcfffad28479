"""Greys drawn as greys, for printers that set coloured black with coloured ink.

The engine writes every colour as red, green and blue. Where the three are one, this writes the grey instead
(`g` and `G` for `rg` and `RG`; ISO 32000-1, 8.6.8). Colours that are none stay, for the preflight to find.
"""

from __future__ import annotations

import re
from typing import Any

from weasyprint.pdf.stream import Stream

_COLOUR = re.compile(rb"(?<![^\s])([\d.]+) \1 \1 (rg|RG)(?![^\s])")


def draw_in_grey(_: Any, pdf: Any) -> None:  # noqa: ANN401  # a finisher of WeasyPrint: document, pydyf.PDF
    """Rewrites the colour operators of every content stream."""
    for item in pdf.objects:
        if isinstance(item, Stream):
            item.stream = [_in_grey(part) if isinstance(part, bytes) else part for part in item.stream]


def _in_grey(content: bytes) -> bytes:
    return _COLOUR.sub(lambda match: match[1] + (b" g" if match[2] == b"rg" else b" G"), content)
