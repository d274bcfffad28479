"""Lengths with their units, so that no bare number is ever mistaken for another unit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

POINTS_PER_INCH = 72.0
MILLIMETRES_PER_INCH = 25.4


@dataclass(frozen=True, slots=True, order=True)
class Length:
    """A length on paper. One point is 1/72 inch, as PDF (ISO 32000-1, 8.3.2.3) and CSS have it."""

    points: float
    """The length in points; may be negative for an offset."""

    @classmethod
    def mm(cls, millimetres: float) -> Self:
        """Gives the length of so many millimetres."""
        return cls(millimetres * POINTS_PER_INCH / MILLIMETRES_PER_INCH)

    @property
    def millimetres(self) -> float:
        """The length in millimetres."""
        return self.points * MILLIMETRES_PER_INCH / POINTS_PER_INCH

    def __add__(self, other: Length) -> Length:
        return Length(self.points + other.points)

    def __sub__(self, other: Length) -> Length:
        return Length(self.points - other.points)

    def __mul__(self, factor: float) -> Length:
        return Length(self.points * factor)

    def __neg__(self) -> Length:
        return Length(-self.points)
