"""The series' double helix as numbers: two ribbons that wind around each other, with a rung for every story.

Takes how many rungs and how far the helix is turned; gives points in a unit of its own. The template draws them.
The helix lies on its side and runs from edge to edge of a cover. It is turned further from guide to guide by just
what one cover shows of it, so that the covers of a series, laid side by side, carry one helix.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, hypot, pi, sin

WIDTH = 1000.0
"""How long the helix is; it ends at the cover's edges."""
HALF_HEIGHT = 250.0
"""How far the ribbons' middles swing from the axis."""
TURNS_SHOWN = 0.7
"""How many full turns one cover shows."""
STEPS = 144
RIBBON = 22.0
"""Half a ribbon's width at middle depth."""
RELIEF = 0.45
"""By what share a ribbon grows in front and shrinks behind."""
CLEARANCE = 16.0
"""How much ground shows on either side of a ribbon that passes in front of the other."""
SHORTEST_RUNG = 90.0
"""Where the strands are closer than that, there is no room for a rung."""


@dataclass(frozen=True, slots=True)
class Rung:
    """What joins the strands at one spot, in two halves as base pairs are."""

    x: float
    """How far along the helix it is."""
    top: float
    """Where its upper half starts; upwards is negative, the axis and the rung's middle are at 0."""
    bottom: float
    """Where its lower half ends."""
    depth: float
    """How far in front the first strand is: 1 in front of the other, -1 behind it."""


@dataclass(frozen=True, slots=True)
class Helix:
    """A drawn helix."""

    width: float
    """From the first point to the last."""
    half_height: float
    """From the axis to the outermost point."""
    ribbons: tuple[str, ...]
    """Pieces of both strands as SVG paths, such as `M0 1L2 3L4 5Z`; cut where the other passes before it."""
    rungs: tuple[Rung, ...]
    """The rungs from left to right."""


def helix(rungs: int, number: int) -> Helix:
    """Gives a helix with so many rungs; `number` is the guide's place in the series, from 1."""
    start = TURNS_SHOWN * number
    pieces = [*_pieces(start, 0.0), *_pieces(start, 0.5)]
    room = [x for x in range(round(WIDTH)) if 2 * _reach(x, start) >= SHORTEST_RUNG]
    spots = (room[int(len(room) * (at + 0.5) / rungs)] for at in range(rungs))
    return Helix(
        width=WIDTH,
        half_height=HALF_HEIGHT + RIBBON * 2,
        ribbons=tuple(_outline(piece, start, shift) for piece, shift in pieces),
        rungs=tuple(_rung(x, start) for x in spots),
    )


def _angle(x: float, turn: float) -> float:
    return 2 * pi * (turn + TURNS_SHOWN * x / WIDTH)


def _y(x: float, turn: float) -> float:
    return HALF_HEIGHT * cos(_angle(x, turn))


def _depth(x: float, turn: float) -> float:
    return sin(_angle(x, turn))


def _half_width(depth: float) -> float:
    return RIBBON * (1 + RELIEF * depth)


def _pieces(turn: float, shift: float) -> list[tuple[list[float], float]]:
    """Gives the stretches of a strand that the other does not cover, as the points along each, past both ends."""
    pieces: list[tuple[list[float], float]] = [([], shift)]
    for step in range(-2, STEPS + 3):
        x = WIDTH * step / STEPS
        y, depth = _y(x, turn + shift), _depth(x, turn + shift)
        gap = _half_width(-depth) + _half_width(depth) + CLEARANCE
        steepness = 2 * pi * TURNS_SHOWN * HALF_HEIGHT / WIDTH * abs(depth)
        if depth < 0 and 2 * abs(y) < gap * hypot(1, steepness):
            if pieces[-1][0]:
                pieces.append(([], shift))
        else:
            pieces[-1][0].append(x)
    return [piece for piece in pieces if len(piece[0]) > 1]


def _outline(steps: list[float], turn: float, shift: float) -> str:
    """Gives the path around a stretch of a strand: along its upper edge and back along its lower one."""
    upper, lower = [], []
    for x in steps:
        angle = _angle(x, turn + shift)
        y, half = HALF_HEIGHT * cos(angle), _half_width(sin(angle))
        slope = -HALF_HEIGHT * sin(angle) * 2 * pi * TURNS_SHOWN / WIDTH
        length = hypot(1, slope)
        upper.append(_point(x + half * slope / length, y - half / length))
        lower.append(_point(x - half * slope / length, y + half / length))
    return f"M{'L'.join([*upper, *reversed(lower)])}Z"


def _point(x: float, y: float) -> str:
    """Gives a point to a tenth of a unit, with no sign before zero and none behind a whole number."""
    return f"{round(x, 1) + 0.0:g} {round(y, 1) + 0.0:g}"


def _reach(x: float, turn: float) -> float:
    """Gives how far from the axis a rung at x may go without touching a ribbon."""
    return abs(_y(x, turn)) - RIBBON * (1 + RELIEF)


def _rung(x: float, turn: float) -> Rung:
    reach = _reach(x, turn)
    return Rung(round(x, 1), round(-reach, 1), round(reach, 1), round(_depth(x, turn), 2))
