"""A finished PPTX as it reads: slides, their shapes in order, and every run of text with what it inherits."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RunRead:
    """Words of one kind on a slide or in its notes."""

    text: str
    """The words."""
    language: str
    """Their language; empty where none is set."""
    size: float
    """Their size in points, whoever sets it; 0 where nobody does."""
    colour: str
    """Their colour as `#rrggbb`."""
    address: str | None
    """Where they link to; None where they are no link."""
    link_name: str
    """The link's name; empty where it has none."""


@dataclass(frozen=True, slots=True)
class ShapeRead:
    """One shape of a slide."""

    kind: str
    """`sp` for text, `pic` for a picture, `graphicFrame` for a table, or another element of a tree of shapes."""
    placeholder: str
    """The type of placeholder that it is; empty for none."""
    runs: tuple[RunRead, ...]
    """Its text."""
    description: str
    """Its alternative text."""
    decorative: bool
    """Whether it is marked as decorative."""
    has_header_row: bool | None
    """Whether a table's first row is flagged as its header; None for what is no table."""
    picture: bytes = b""
    """A picture's file."""


@dataclass(frozen=True, slots=True)
class SlideRead:
    """One slide."""

    shapes: tuple[ShapeRead, ...]
    """Its shapes in the order of the tree, which is the order of reading."""
    notes: tuple[RunRead, ...] | None
    """Its notes; None where it has none."""
    ground: str
    """The colour of its ground as `#rrggbb`."""

    @property
    def title(self) -> str:
        """The words of its title; empty where it has none."""
        found = next((shape for shape in self.shapes if shape.placeholder in {"title", "ctrTitle"}), None)
        return "".join(run.text for run in found.runs) if found else ""


@dataclass(frozen=True, slots=True)
class DeckRead:
    """A whole deck."""

    slides: tuple[SlideRead, ...]
    """Its slides in their order."""
    title: str
    """The title in its properties."""
    authors: str
    """The author in its properties."""
    language: str
    """The language in its properties."""
    others: tuple[str, ...]
    """Every other name or comment in its properties that is not empty."""
