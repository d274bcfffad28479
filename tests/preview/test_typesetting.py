"""One document made again and again, and what forbids that."""

from __future__ import annotations

from pathlib import Path

import pytest

from guidepress.compose.session_choice import Choice
from guidepress.preview.pictures import Pictures
from guidepress.preview.records import End, Piece, Shown
from guidepress.preview.typesetting import Typesetter
from guidepress.sources.project import read_project
from guidepress.targets.base import Bundle
from making import maker_of, pdf_of, task_of
from projects import EDITIONS, REPOSITORY, copy_of_small
from release.project import lay_out

STANDARD = Shown("one", "", "standard")
APPLES = Shown("apples", "", "standard")


def made(typesetter: Typesetter, shown: Shown = STANDARD) -> tuple[list[Piece], End]:
    *pieces, end = typesetter.pages_of(shown, lambda: True)
    assert isinstance(end, End)
    return [piece for piece in pieces if isinstance(piece, Piece)], end


def files_of(typesetter: Typesetter) -> list[bytes]:
    return [piece.pdf for piece in made(typesetter)[0]]


@pytest.fixture
def small(tmp_path: Path) -> Path:
    return copy_of_small(tmp_path)


def typesetter_of(project: Path) -> Typesetter:
    return Typesetter(Bundle(project, project / "styles"))


def codes(end: End) -> set[str]:
    return {problem.code for problem in end.problems}


@pytest.mark.parametrize("edition", [edition.name for edition in EDITIONS if not edition.imposed])  # it is A4
def test_the_pages_are_those_of_the_built_file(small: Path, edition: str):
    series = read_project(small, small / "styles").series
    assert series is not None
    built = pdf_of(maker_of(small).make(series, task_of(series, "one", edition)))
    pieces, end = made(typesetter_of(small), Shown("one", "", edition))
    pictures = Pictures()
    assert [page for piece in pieces for page in pictures.look(piece.pdf)[0]] == list(pictures.look(built)[0])
    assert [piece.first for piece in pieces] == list(range(1, len(pieces) + 1))
    assert end.pages == len(pieces)
    assert not {problem for problem in end.problems if problem.severity == "error"}


@pytest.mark.slow
@pytest.mark.parametrize("edition", [edition.name for edition in EDITIONS])
def test_the_pictures_are_those_of_the_built_files_of_all_guides(edition: str):
    series = read_project(REPOSITORY, REPOSITORY / "styles").series
    assert series is not None
    maker, typesetter, pictures = maker_of(REPOSITORY), typesetter_of(REPOSITORY), Pictures()
    for guide in series.guides:
        built, _ = pictures.look(pdf_of(maker.make(series, task_of(series, str(guide.id), edition))))
        shown = []
        for piece in made(typesetter, Shown(str(guide.id), "", edition))[0]:
            assert piece.first == len(shown) + 1
            shown += pictures.look(piece.pdf)[0]
        assert shown == list(built)


def test_a_change_shows_with_the_next_making_and_a_style_with_new_tools(small: Path):
    typesetter = typesetter_of(small)
    before = files_of(typesetter)
    guide = small / "guides" / "one.md"
    guide.write_text(guide.read_text("utf-8") + "\nA line at the end.\n", "utf-8")
    after = files_of(typesetter)
    assert after != before
    (small / "styles" / "text.css").write_text("p { color: #a00 }", "utf-8")
    assert files_of(typesetter_of(small)) != after


@pytest.mark.parametrize(
    ("file", "text", "code"),
    [
        ("one.md", "no metadata\n", "M001"),
        ("stories.yaml", "stories: [\n", "Y001"),
        ("series.yaml", "title: [\n", "Y001"),
    ],
)
def test_a_broken_source_has_no_pages_and_says_why(small: Path, file: str, text: str, code: str):
    (small / "guides" / file).write_text(text, "utf-8")
    pieces, end = made(typesetter_of(small))
    assert (pieces, end.pages) == ([], 0)
    assert code in codes(end)


def test_a_mistake_in_another_guide_forbids_nothing(small: Path):
    (small / "guides" / "two.md").write_text("no metadata\n", "utf-8")
    assert files_of(typesetter_of(small))


def test_a_guide_that_is_taken_away_is_named(small: Path):
    typesetter = typesetter_of(small)
    made(typesetter)
    (small / "guides" / "one.md").rename(small / "guides" / "ones.md")
    pieces, end = made(typesetter)
    assert (pieces, end.pages) == ([], 0)
    assert any("'one'" in problem.message for problem in end.problems)


def test_an_edition_that_does_not_exist_is_named(small: Path):
    _, end = made(typesetter_of(small), Shown("one", "", "standrad"))
    assert [problem.message for problem in end.problems] == ["there is no edition 'standrad' now"]
    assert "did you mean 'standard'?" in end.problems[0].hint


@pytest.fixture
def garden(tmp_path: Path) -> Path:
    lay_out(tmp_path / "garden")
    return tmp_path / "garden"


def test_a_session_that_is_being_chosen_has_its_handout(garden: Path):
    choice = Choice(("orchard",), ("1",), 30)
    pieces, end = made(typesetter_of(garden), Shown("apples", "", "handout", choice))
    assert len(pieces) == 1, end.problems  # sheets of sessions are whole files
    assert not (garden / "guides" / "sessions.yaml").exists()


def test_a_choice_that_no_session_could_be_says_what_is_wrong(garden: Path):
    _, end = made(typesetter_of(garden), Shown("apples", "", "handout", Choice(("orchard", "harvest"), ("1",), 5)))
    assert [problem.message for problem in end.problems] == ["2 stories need 14 minutes or more"]


def test_pages_that_somebody_looks_at_come_first(garden: Path):
    parts = list(typesetter_of(garden).pages_of(APPLES, lambda: True, (3, 2, 99)))
    firsts = [part.first for part in parts if isinstance(part, Piece)]
    assert firsts == [3, 2, 1, *range(4, len(firsts) + 1)]


def test_it_stops_between_two_pages_where_newer_text_waits(garden: Path):
    asked = iter([True, True, True, False])
    parts = list(typesetter_of(garden).pages_of(APPLES, lambda: next(asked)))
    assert [type(part) for part in parts] == [Piece, Piece]


def test_headings_are_those_of_the_built_file(garden: Path):
    series = read_project(garden, garden / "styles").series
    assert series is not None
    built = pdf_of(maker_of(garden).make(series, task_of(series, "apples", "standard")))
    assert made(typesetter_of(garden), APPLES)[1].headings == Pictures().look(built)[1]
