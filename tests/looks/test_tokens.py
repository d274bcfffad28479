"""The series' colours keep their promises of contrast, for every accent and in the grey editions."""

import pytest

from guidepress.checks.styles.contrast import LEAST, contrast, custom_properties, declared_pairs, resolved
from guidepress.core.theme import DEFAULT_THEME

TOKENS = (DEFAULT_THEME / "tokens.css").read_text("utf-8")
SELECTORS = custom_properties(TOKENS)
ACCENTS = sorted(name for name in SELECTORS if name.startswith(".accent-"))
EDITIONS = ["", ".edition-print", ".edition-booklet"]
PAIRS = declared_pairs(TOKENS)


def _colours(accent: str, edition: str) -> dict[str, str]:
    """Gives what the cascade makes of the tokens for one accent in one edition."""
    return SELECTORS[":root"] | SELECTORS[accent] | SELECTORS["html"] | SELECTORS.get(edition, {})


def test_there_are_pairs_for_text_and_for_tinted_grounds() -> None:
    assert {("--ink", "--paper", "body"), ("--ink", "--tint", "body")} <= {
        (pair.text, pair.ground, pair.use) for pair in PAIRS
    }


def test_every_guide_has_an_accent_of_its_own_and_there_is_a_fallback() -> None:
    names = {".accent-plum", ".accent-crimson", ".accent-indigo", ".accent-teal", ".accent-rust", ".accent-ink"}
    assert names <= set(ACCENTS)
    assert len({SELECTORS[name]["--accent"] for name in ACCENTS}) == len(ACCENTS)


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("accent", ACCENTS)
def test_every_declared_pair_has_the_contrast_that_its_use_needs(accent: str, edition: str) -> None:
    colours = _colours(accent, edition)
    too_weak = [
        (pair, round(found, 2))
        for pair in PAIRS
        if (found := contrast(resolved(colours, pair.text), resolved(colours, pair.ground))) < LEAST[pair.use]
    ]
    assert too_weak == []


@pytest.mark.parametrize("edition", [".edition-print", ".edition-booklet"])
@pytest.mark.parametrize("accent", ACCENTS)
def test_paper_editions_have_greys_only(accent: str, edition: str) -> None:
    colours = _colours(accent, edition)
    greys = {name: resolved(colours, name) for name in colours if resolved(colours, name).startswith("#")}
    assert [name for name, value in greys.items() if len({value[1:3], value[3:5], value[5:7]}) > 1] == []
