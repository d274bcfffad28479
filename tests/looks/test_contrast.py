"""Contrast as WCAG 2.2 counts it; the expected ratios are worked out by hand from its formulas."""

import pytest

from guidepress.checks.styles.contrast import Pair, contrast, custom_properties, declared_pairs, resolved


def test_black_on_white_has_the_greatest_contrast() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21.0)


def test_a_colour_on_itself_has_no_contrast() -> None:
    assert contrast("#5b2a66", "#5b2a66") == pytest.approx(1.0)


def test_the_order_of_the_colours_does_not_matter() -> None:
    assert contrast("#ffffff", "#0000ff") == contrast("#0000ff", "#ffffff")


def test_pure_red_on_white_is_just_under_four() -> None:
    # luminance 0.2126, so 1.05 / 0.2626
    assert contrast("#ff0000", "#ffffff") == pytest.approx(3.9985, abs=0.0001)


def test_the_grey_that_just_passes_for_text_is_known() -> None:
    # #767676: 118/255 = 0.46275, linear ((0.46275 + 0.055) / 1.055) ** 2.4 = 0.18116, so 1.05 / 0.23116
    assert contrast("#767676", "#ffffff") == pytest.approx(4.542, abs=0.001)


def test_a_dark_grey_takes_the_straight_part_of_the_curve() -> None:
    # #0a0a0a: 10/255 = 0.039216, below 0.04045, so 0.039216 / 12.92 = 0.0030353; 1.05 / 0.0530353
    assert contrast("#0a0a0a", "#ffffff") == pytest.approx(19.798, abs=0.001)


def test_the_straight_part_of_the_curve_is_no_power() -> None:
    # #050505: 5/255 = 0.0196078, / 12.92 = 0.0015176, so 0.0515176 / 0.05; the curved part would give 1.0347
    assert contrast("#050505", "#000000") == pytest.approx(1.03035, abs=0.00005)


def test_what_is_no_colour_is_refused() -> None:
    with pytest.raises(ValueError, match="is no colour of CSS"):
        contrast("whitish", "#ffffff")


def test_pairs_are_read_from_their_comment() -> None:
    css = "/* Colours.\n\n   pairs:\n   --ink on --paper body\n   --mark on --paper line\n*/"
    assert declared_pairs(css) == (Pair("--ink", "--paper", "body"), Pair("--mark", "--paper", "line"))


def test_properties_are_found_by_selector_and_comments_are_not() -> None:
    css = "/* .a { --x: 1 } */ .b, .c { --x: #123456; color: red }"
    assert custom_properties(css) == {".b": {"--x": "#123456"}, ".c": {"--x": "#123456"}}


def test_a_property_that_names_another_has_its_colour() -> None:
    assert resolved({"--a": "var(--b)", "--b": "#123456"}, "--a") == "#123456"
