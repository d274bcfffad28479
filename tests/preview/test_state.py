"""What a browser shows of a document, as things happen to it."""

from __future__ import annotations

from guidepress.core.problems import Place, Problem
from guidepress.preview.records import HeadingAt, Picture
from guidepress.preview.state import Broken, Fresh, Leaf, View, Working, drawn, ended, ordered

WRONG = Problem("M001", "something is wrong", Place("guides/one.md", 1))


def leaf(name: str) -> Leaf:
    return Leaf(Picture(name, 595, 842))


def names(view: View) -> list[str]:
    return [leaf.picture.digest for leaf in view.pages]


def finished(*pages: str) -> View:
    view = drawn(ordered(View(), 1), 1, 1, [leaf(name) for name in pages], [HeadingAt("One", 2, 1)])
    return ended(view, 1, len(pages), (), None)


def test_a_document_is_working_until_its_end_has_come():
    view = drawn(ordered(View(), 1), 1, 1, [leaf("a"), leaf("b")], ())
    assert (view.state, names(view)) == (Working(2), ["a", "b"])
    assert ended(view, 1, 2, (), None).state == Fresh()


def test_newer_pages_take_the_place_of_old_ones_one_by_one():
    view = ordered(finished("a", "b", "c"), 2)
    assert names(drawn(view, 2, 2, [leaf("B")], ())) == ["a", "B", "c"]


def test_the_old_last_pages_stay_until_the_end_says_that_there_are_fewer():
    view = drawn(ordered(finished("a", "b", "c"), 2), 2, 1, [leaf("A"), leaf("B")], ())
    assert names(view) == ["A", "B", "c"]
    assert names(ended(view, 2, 2, (), None)) == ["A", "B"]


def test_pages_that_were_overtaken_by_a_newer_text_change_nothing():
    view = ordered(finished("a"), 3)
    assert drawn(view, 2, 1, [leaf("old")], ()) is view
    assert ended(view, 2, 1, (), None) is view


def test_a_broken_text_keeps_the_last_good_pages_and_says_what_is_wrong():
    view = ended(ordered(finished("a", "b"), 2), 2, 0, [WRONG], None)
    assert (view.state, names(view), view.problems) == (Broken(), ["a", "b"], (WRONG,))


def test_a_mended_text_is_fresh_again_and_its_problems_are_gone():
    broken = ended(ordered(finished("a"), 2), 2, 0, [WRONG], None)
    view = ended(drawn(ordered(broken, 3), 3, 1, [leaf("A")], ()), 3, 1, (), None)
    assert (view.state, names(view), view.problems) == (Fresh(), ["A"], ())


def test_headings_stay_where_newer_ones_are_not_known():
    view = finished("a")
    assert drawn(ordered(view, 2), 2, 1, [leaf("A")], ()).headings == (HeadingAt("One", 2, 1),)
    assert ended(ordered(view, 2), 2, 1, (), [HeadingAt("Two", 2, 1)]).headings == (HeadingAt("Two", 2, 1),)
