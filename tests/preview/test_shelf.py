"""What a project holds, for the lists beside the pages; a session that is kept."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from guidepress.compose.session_choice import Choice
from guidepress.make import session_choosing
from guidepress.preview.shelf import Shelf
from guidepress.targets.base import Bundle
from release.project import lay_out

HALF_AN_HOUR = Choice(("orchard",), ("1",), 30, "Half an hour")


@pytest.fixture
def garden(tmp_path: Path) -> Path:
    lay_out(tmp_path / "garden")
    return tmp_path / "garden"


def shelf_of(project: Path) -> Shelf:
    return Shelf(Bundle(project, project / "styles"))


def test_stories_say_who_tells_them_and_who_uses_them(garden: Path):
    known = shelf_of(garden).renew()
    orchard = next(story for story in known.stories if story.id == "orchard")
    assert (orchard.title, orchard.teller, orchard.themes) == ("Orchard", "Ada, gardener", ("trees", "patience"))
    lines = (garden / "guides" / "stories.yaml").read_text("utf-8").split("\n")
    assert lines[orchard.line - 1].strip() == "- id: orchard"
    assert set(orchard.guides) <= {guide for guide, _ in known.guides}


def test_a_new_story_is_there_with_the_next_reading(garden: Path):
    shelf = shelf_of(garden)
    before = shelf.renew()
    path = garden / "guides" / "stories.yaml"
    story = "  - {id: new, title: New, role: cook, collection: tales, themes: [food], synopsis: Soup.}\n"
    path.write_text(path.read_text("utf-8") + story, "utf-8")
    after = shelf.renew()
    assert [story.id for story in after.stories] == [*(story.id for story in before.stories), "new"]


def test_what_is_wrong_is_what_check_says(garden: Path):
    shelf = shelf_of(garden)
    assert shelf.renew().problems == ()
    path = garden / "guides" / "apples.md"
    path.write_text(path.read_text("utf-8") + "\n[](story:orchid)\n", "utf-8")
    assert [problem.code for problem in shelf.renew().problems] == ["S003"]


def test_a_session_is_written_below_those_that_are_there(garden: Path):
    shelf = shelf_of(garden)
    assert shelf.save("apples", HALF_AN_HOUR).id == "half-an-hour"
    assert shelf.save("apples", HALF_AN_HOUR).id == "half-an-hour-2"
    assert [name for name, *_ in shelf.renew().sessions] == ["half-an-hour", "half-an-hour-2"]


@pytest.mark.parametrize(
    ("guide", "choice", "said"),
    [
        ("plums", HALF_AN_HOUR, "no guide is called 'plums'"),
        ("apples", Choice(("orchid",), ("1",), 30), "no story is called 'orchid'"),
        ("apples", Choice(("orchard",), ("99",), 30), "question"),
    ],
)
def test_what_can_not_be_kept_is_told_and_not_written(garden: Path, guide: str, choice: Choice, said: str):
    saved = shelf_of(garden).save(guide, choice)
    assert saved.id == ""
    assert said in saved.message
    assert not (garden / "guides" / "sessions.yaml").exists()


def test_a_full_disk_is_told_and_leaves_the_file_as_it_was(garden: Path, monkeypatch: pytest.MonkeyPatch):
    shelf = shelf_of(garden)
    shelf.save("apples", HALF_AN_HOUR)
    path = garden / "guides" / "sessions.yaml"
    before = path.read_bytes()

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(session_choosing, "write_whole", full)
    saved = shelf.save("apples", HALF_AN_HOUR)
    assert (saved.id, path.read_bytes()) == ("", before)
    assert saved.message == "guides/sessions.yaml can't be added to: No space left on device. Nothing was written"


def test_a_guide_is_a_web_page_that_leads_to_its_siblings_here(garden: Path):
    shelf = shelf_of(garden)
    assert shelf.web_page("apples") is None  # nothing was read yet
    shelf.renew()
    html = (shelf.web_page("apples") or b"").decode()
    assert "<h1>" in html
    assert shelf.web_page("../apples") is None
