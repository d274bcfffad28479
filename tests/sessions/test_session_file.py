"""A session added to `sessions.yaml`: all that was there stays, byte for byte, or nothing is written."""

from __future__ import annotations

from dataclasses import replace

import pytest

from guidepress.core.model import Text
from guidepress.sources.session_file import with_session
from guidepress.sources.sessions import sessions_of
from guidepress.sources.text import source_text
from guidepress.sources.yaml_tree import parse_yaml
from projects import FOLDER

SOUND = (FOLDER / "hour/guides/sessions.yaml").read_text("utf-8")


def sessions_in(text: str):
    tree, problems = parse_yaml(source_text("guides/sessions.yaml", text))
    assert tree is not None
    assert problems == ()
    return sessions_of(tree)


NEW = replace(sessions_in(SOUND)[0], id=Text("new"))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(SOUND, id="as it is"),
        pytest.param(SOUND + "\n\n# The end.\n", id="a comment at the end"),
        pytest.param(SOUND.replace("  - id", "- id").replace("    ", "  "), id="no indentation"),
        pytest.param(SOUND.rstrip("\n"), id="no line ending at the end"),
        pytest.param(SOUND.replace("\n", "\r\n"), id="CRLF"),
    ],
)
def test_what_was_there_stays_as_it_was(text: str):
    after = with_session(text, NEW)
    assert after.startswith(text.rstrip("\r\n"))
    assert sessions_in(after) == (*sessions_in(text), NEW)
    assert ("\r\n" in after) == ("\r\n" in text)


@pytest.mark.parametrize("text", ["", "\n", "sessions:\n", "sessions: []\n", "# Ours\nsessions: []  # none yet\n"])
def test_a_file_without_sessions_gets_its_first(text: str):
    after = with_session(text, NEW)
    assert sessions_in(after) == (NEW,)
    assert [line for line in text.splitlines() if line.startswith("#")] == [
        line for line in after.splitlines() if line.startswith("#")
    ]


@pytest.mark.parametrize(
    "words",
    [
        "true",
        "12",
        "a: b",
        "- a",
        "'a'",
        '"a"',
        "a # b",
        "[a]",
        "{a}",
        "ŵy — ‘x’",
        "no",
        "~",
        "@a",
        "a ",
        "#",
    ],
)
def test_words_come_back_as_they_were(words: str):
    session = replace(NEW, title=Text(words), who=Text(words))
    found = sessions_in(with_session(SOUND, session))[-1]
    assert (found.title, found.who) == (words, words)


@pytest.mark.parametrize(
    "text",
    [
        "sessions: [{id: a}]\nmore: 1\n",
        "sessions: {a: 1}\n",
        "sessions:\n  - id: [\n",
        "sessions: &a []\nother: *a\n",
    ],
)
def test_a_file_that_can_not_be_added_to_is_refused(text: str):
    with pytest.raises(ValueError, match=r"the file has problems|another form"):
        with_session(text, NEW)
