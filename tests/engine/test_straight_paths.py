"""Paths of straight lines are drawn the quick way just as the engine draws them; others, by the engine alone."""

from importlib import import_module
from typing import Any

import pytest

from guidepress.compose.qr import qr_path
from guidepress.engine.library import load_weasyprint
from guidepress.engine.patches.drawing.paths import draw_straight_paths_quickly

load_weasyprint()

STRAIGHT = {
    "a QR code": qr_path("https://example.org/")[1],
    "the strands of a cover": "M0 43.9L6.9 38.1L13.9 32.4L13.9 54L6.9 60.1L0 66.2Z",
    "lines of each kind": "M1 2V3M0 0.5L-0.25 7M4 4H5M1 1L2 2L3 3ZM3 3V-4",
}
OTHERS = {
    "a curve": "M1 2C1 1 2 2 3 3",
    "places that count from the last": "M1 2l3 4",
    "a number with a zero behind it": "M1.50 2H3",
    "a number that means nothing but zero": "M-0 2H3",
    "another number without its letter": "M1 2 3 4H5",
    "a line that goes on": "M1 2H3V4",
    "no move at first": "H3",
    "nothing": "",
}


class _Node:
    def __init__(self, **attributes: str) -> None:
        self.attrib = attributes
        self.vertices: list[object] = []
        self.get = attributes.get


def drawn_by(way: Any, node: _Node) -> tuple[bytes, int]:
    svg = import_module("weasyprint.svg").SVG.__new__(import_module("weasyprint.svg").SVG)
    svg.inner_width = svg.inner_height = 100
    svg.stream = import_module("pydyf").Stream()
    way(svg, node, 16)
    return b"\n".join(svg.stream.stream), len(node.vertices)


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> Any:
    """The quick way, put over the engine's own."""
    svg = import_module("weasyprint.svg")
    monkeypatch.setitem(svg.TAGS, "path", engines_own())
    draw_straight_paths_quickly()
    return svg.TAGS["path"]


def engines_own() -> Any:
    return import_module("weasyprint.svg.path").path


@pytest.mark.parametrize("data", STRAIGHT.values(), ids=STRAIGHT)
def test_straight_lines_are_drawn_with_the_same_bytes_and_keep_no_corners(data: str, quick: Any) -> None:
    bytes_drawn, corners = drawn_by(quick, _Node(d=data))
    assert bytes_drawn == drawn_by(engines_own(), _Node(d=data))[0]
    assert corners == 0


@pytest.mark.parametrize("data", OTHERS.values(), ids=OTHERS)
def test_other_paths_are_drawn_by_the_engine(data: str, quick: Any) -> None:
    try:
        expected = drawn_by(engines_own(), _Node(d=data))
    except Exception as error:
        with pytest.raises(type(error)):
            drawn_by(quick, _Node(d=data))
    else:
        assert drawn_by(quick, _Node(d=data)) == expected


def test_lines_with_markers_are_drawn_by_the_engine(quick: Any) -> None:
    node = {"d": "M1 2H3", "marker-end": "url(#arrow)"}
    assert drawn_by(quick, _Node(**node))[1] > 0
