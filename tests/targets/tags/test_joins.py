"""What stands between two lines."""

from __future__ import annotations

import pytest

from guidepress.targets.pdf.tags.joins import SOFT_HYPHEN, SPACE, joint, plain, runs_right_to_left

SOURCE = plain(
    "The team-based answer – slow and careful – comes from\n understanding; see https://example.org/a/b."
)


@pytest.mark.parametrize(
    ("before", "after", "between"),
    [
        ("The team-based", "answer – slow", SPACE),
        ("The team-", "based answer", ""),
        ("comes from under-", "standing; see", SOFT_HYPHEN),
        ("comes from under\u2010", "standing; see", SOFT_HYPHEN),
        ("slow and careful –", "comes from", SPACE),
        ("https://example.org/", "a/b.", ""),
        ("THE TEAM-", "BASED ANSWER", ""),
        ("answer ", "– slow", ""),
        ("answer", " – slow", ""),
        ("not there", "at all", SPACE),
        ("comes from under-", "stand-", SOFT_HYPHEN),
        ("", "answer", ""),
    ],
)
def test_two_lines_are_joined_as_the_source_has_them(before, after, between):
    assert joint(SOURCE, before, after) == between


def test_only_hebrew_arabic_and_their_like_run_from_right_to_left():
    assert runs_right_to_left("see שלום")
    assert runs_right_to_left("سلام")
    assert not runs_right_to_left("Öther – “日本”")
