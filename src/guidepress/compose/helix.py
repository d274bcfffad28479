"""The series' double helix as numbers: two strands that wind around each other, with a rung for every story.

Takes how many rungs and how far the helix is turned; gives points in a unit of its own. The template draws them.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, pi, sin

HALF_WIDTH = 100.0
RUNG_DISTANCE = 44.0
RUNGS_PER_TURN = 7
STEPS_PER_RUNG = 8


@dataclass(frozen=True, slots=True)
class Rung:
    """What joins the strands at one height."""

    y: float
    """Its height, downwards from the helix's top."""
    left: float
    """Where it meets the strand on the left, from the axis."""
    right: float
    """Where it meets the strand on the right."""
    depth: float
    """How far in front the first strand is: 1 in front of the other, -1 behind it."""


@dataclass(frozen=True, slots=True)
class Helix:
    """A drawn helix."""

    height: float
    """From the first point to the last."""
    strands: tuple[str, str]
    """Each strand as the points of an SVG polyline."""
    rungs: tuple[Rung, ...]
    """The rungs from top to bottom."""


def helix(rungs: int, turn: float) -> Helix:
    """Gives a helix with so many rungs, turned by so much of a full turn at its top."""
    height = RUNG_DISTANCE * (rungs + 1)
    steps = (rungs + 1) * STEPS_PER_RUNG
    heights = [height * step / steps for step in range(steps + 1)]
    first = " ".join(f"{HALF_WIDTH * cos(_angle(y, turn)):.1f},{y:.1f}" for y in heights)
    second = " ".join(f"{-HALF_WIDTH * cos(_angle(y, turn)):.1f},{y:.1f}" for y in heights)
    return Helix(height, (first, second), tuple(_rung(RUNG_DISTANCE * (at + 1), turn) for at in range(rungs)))


def _angle(y: float, turn: float) -> float:
    return 2 * pi * (turn + y / (RUNG_DISTANCE * RUNGS_PER_TURN))


def _rung(y: float, turn: float) -> Rung:
    reach = abs(HALF_WIDTH * cos(_angle(y, turn)))
    return Rung(y, round(-reach, 1), round(reach, 1), round(sin(_angle(y, turn)), 2))
