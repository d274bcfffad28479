"""`guidepress changes`: what people read on a terminal."""

from __future__ import annotations

import pytest

from .project import Garden


@pytest.mark.slow
def test_words_and_pages_are_named_since_the_last_release(released: Garden):
    released.change("pears.md", "Pears ripen late", "Pears ripen last")
    assert released.run("build", "--edition", "all", "--jobs", "1")[0] == 0
    code, said = released.run("changes")
    assert code == 0
    assert "Pears ripen [-late.-] {+last.+}" in said
    assert "Pears, PDF for screen: print again page " in said
    assert "Apples, PDF" not in said


def test_without_a_build_there_are_words_and_a_hint(released: Garden):
    released.change("pears.md", "Pears ripen late", "Pears ripen last")
    code, said = released.run("changes", "1.0")
    assert (code, "{+last.+}" in said) == (0, True)


def test_nothing_changed_is_said(released: Garden):
    code, said = released.run("changes")
    assert (code, said.startswith("no words have changed since 1.0")) == (0, True)


def test_a_release_that_does_not_exist_is_told_with_those_that_do(released: Garden):
    code, said = released.run("changes", "7.3")
    assert (code, "error L017: there is no release '7.3'" in said, "there are: 1.0" in said) == (1, True, True)


def test_without_any_release_the_command_says_what_to_name(garden: Garden):
    code, said = garden.run("changes")
    assert (code, "name a revision" in said) == (2, True)
