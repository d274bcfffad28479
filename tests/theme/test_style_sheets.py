"""What is read off style sheets without the engine."""

from __future__ import annotations

from pathlib import Path

import pytest

from guidepress.checks.styles.contrast import contrast
from guidepress.checks.styles.style_rules import typefaces_are_there
from guidepress.core.model import Edition
from guidepress.theme.style_sheets import faces_named


@pytest.mark.parametrize(
    ("css", "named"),
    [
        ('p { font-family: "One Face", Two Face, serif }', [("One Face", 1, 18), ("Two Face", 1, 30)]),
        ("p { font: italic 12pt/1.5 One, sans-serif }", [("One", 1, 27)]),
        ("p { font: inherit } q { font-family: inherit }", []),
        ("@media print { p {\n  font-family: One } }", [("One", 2, 16)]),
        ("@page :left { @top-left { font-family: One } }", [("One", 1, 40)]),
        (":root { --face: One }\np { font-family: var(--face), serif }", [("One", 1, 17)]),
        ("/* p { font-family: One } */ p { content: 'font-family: One' }", []),
        ("p { color: red; & q { font-family: One } }", [("One", 1, 36)]),
        ("p { font-family: 'serif' }", [("serif", 1, 18)]),
        ("@font-face { font-family: One; src: url(x) }", []),
    ],
)
def test_typefaces_are_found_wherever_css_can_name_them(css: str, named: list[tuple[str, int, int]]):
    assert [(face.name, face.line, face.column) for _, face in faces_named([css])] == named


def test_a_typeface_of_a_font_face_rule_in_another_sheet_is_there(tmp_path: Path):
    (tmp_path / "a.css").write_text("@font-face { font-family: 'Own Sans'; src: url(own.ttf) }", "utf-8")
    (tmp_path / "b.css").write_text("p { font-family: own sans, source sans pro }", "utf-8")
    assert list(typefaces_are_there(tmp_path, [Edition("one", "", ("a.css", "b.css"))])) == []
    assert len(list(typefaces_are_there(tmp_path, [Edition("one", "", ("b.css",))]))) == 1


@pytest.mark.parametrize(
    "colour",
    ["#767676", "rgb(118 118 118)", "rgb(118, 118, 118)", "hsl(0 0% 46.27%)", "lab(49.7 0 0)", "oklch(56.6% 0 0)"],
)
def test_colours_are_read_in_every_notation_of_css(colour: str):
    assert contrast(colour, "white") == pytest.approx(4.54, abs=0.03)


@pytest.mark.parametrize("colour", ["blackish", "rgb(0 0 0 / 50%)", "transparent", "currentColor", "#12", ""])
def test_what_is_no_colour_of_its_own_is_refused(colour: str):
    with pytest.raises(ValueError, match="is no colour of CSS, or things shine through it"):
        contrast(colour, "white")
