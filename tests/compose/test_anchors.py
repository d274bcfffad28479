"""Ids are found in whatever way HTML writes them, and nowhere else."""

import pytest

from guidepress.compose.anchors import ids_in


@pytest.mark.parametrize(
    ("html", "ids"),
    [
        ('<h2 id="one">One</h2>\n<p class="x" id="two">Two</p>', ("one", "two")),
        ("<p id='one'><b id=two>", ("one", "two")),
        ('<P\n CLASS=x\n ID = "one" hidden>', ("one",)),
        ('<br id="one"/><svg viewBox="0 0 1 1" id="two">', ("one", "two")),
        ('<p id="a&amp;b">', ("a&b",)),
        ('<p id="">', ()),
        ('<p title=\'an id="none"\' data-id="none" aria-labelledby="none">', ()),
        ('<p title="a > b" id="one">', ("one",)),
        ('2 < 3, and id="none" is > text', ()),
        ('<!-- <p id="none"> --><style>/* <p id="none"> */</style><p id="one">', ("one",)),
    ],
)
def test_the_ids_of_elements_are_found(html: str, ids: tuple[str, ...]) -> None:
    assert ids_in(html) == ids
