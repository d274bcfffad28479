"""Drawings of straight lines, such as QR codes, drawn in one go.

The engine reads an SVG path number by number, each by regular expressions, and keeps every corner for markers that
few drawings have: 12 ms for a code. A path that is nothing but moves and lines to places that are named in full,
such as `M4 4H11M12 4H13` or `M4 4L9 6L4 8Z`, is turned into the same operators here, with the same bytes, and its
numbers stay text. All other paths, and those with markers, take the engine's own way.
"""

from __future__ import annotations

import re
from importlib import import_module
from typing import Any

from guidepress.engine.patch import put

_CANONICAL = r"(?:0|-?(?:0\.\d{0,5}[1-9]|[1-9]\d*(?:\.\d{0,5}[1-9])?))"
"""A number as the engine would write it: nothing that could be left out, six decimals at most."""
_STRAIGHT = re.compile("(?:MN N(?:HN|VN|(?:LN N)+Z?))+".replace("N", _CANONICAL), re.ASCII)
_PIECE = re.compile(r"([MLHVZ])([^MLHVZ]*)")


def draw_straight_paths_quickly() -> None:
    """Puts the quick way into the engine's table of SVG elements."""
    drawing = import_module("weasyprint.svg")
    whole = drawing.TAGS["path"]

    def path(svg: Any, node: Any, font_size: Any) -> None:
        data = node.get("d", "")
        if not _STRAIGHT.fullmatch(data) or any(name.startswith("marker") for name in node.attrib):
            whole(svg, node, font_size)
            return
        svg.stream.stream.append(_operators(data))

    put(drawing, "TAGS", {**drawing.TAGS, "path": path})


def _operators(data: str) -> bytes:
    """Gives the moves and lines (ISO 32000-1, 8.5.2), from the point on at which the engine starts every path."""
    drawn = ["0 0 m"]
    x = y = "0"
    for letter, place in _PIECE.findall(data):
        if letter == "M":
            x, y = place.split(" ")
            drawn.append(f"{place} m")
        elif letter == "H":
            drawn.append(f"{place} {y} l")
        elif letter == "V":
            drawn.append(f"{x} {place} l")
        else:
            drawn.append(f"{place} l" if place else "h")
    return "\n".join(drawn).encode()
