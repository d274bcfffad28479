"""Twelve different mistakes in one guide: twelve problems in one run, and the last good files untouched."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from guidepress.commands.group import run
from projects import copy_of_small

TWELVE = """\
---
title: One
summary: The first guide.
key_words: [one]
keywords: [one]
stories: [stay, stay]
---
# One

See [](story:staay), [](guide:tow) and [the page](https://exa mple.org/).

#### Deep

Some text [@wset-2016] and ![](picture.png).

![A dot](../../dot.png)

/// qoute | Somebody

Words.

///

/// questions

1. How do {story 1} and {story 3} differ?

///

/// stories
///
"""
# one line each: where, which code, and the text under the caret
PROBLEMS = [
    (4, 1, "Y003", "key_words"),
    (6, 17, "S008", "stay"),
    (8, 1, "M003", "# One"),
    (10, 8, "S003", "story:staay"),
    (10, 25, "S004", "guide:tow"),
    (10, 51, "Y007", "https://exa mple.org/"),
    (12, 1, "M004", "#### Deep"),
    (14, 13, "S005", "wset-2016"),
    (14, 32, "M007", "picture.png"),
    (16, 10, "M006", "../../dot.png"),
    (18, 5, "M009", "qoute"),
    (26, 25, "M010", "{story 3}"),
]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    project = copy_of_small(tmp_path)
    (project / "guides/one.md").write_text(TWELVE, "utf-8")
    return project


def found_by(words: list[str], capsys: pytest.CaptureFixture[str]) -> tuple[int, list[tuple[int, int, str, str]]]:
    code = run([*words, "--format", "json"])
    problems = json.loads(capsys.readouterr().out)["problems"]
    lines = TWELVE.splitlines()
    return code, [
        (
            problem["line"],
            problem["column"],
            problem["code"],
            lines[problem["line"] - 1][problem["column"] - 1 :][: problem["length"]] if problem["column"] else "",
        )
        for problem in problems
        if problem["file"] == "guides/one.md"
    ]


def test_the_twelve_are_different():
    assert len({code for _, _, code, _ in PROBLEMS}) == len(PROBLEMS) == 12


@pytest.mark.parametrize("verb", ["check", "build"])
def test_one_run_finds_them_all_each_at_its_line_and_column(
    verb: str, project: Path, capsys: pytest.CaptureFixture[str]
):
    code, found = found_by([verb, "--project", str(project)], capsys)
    assert code == 1
    assert found == PROBLEMS


def test_a_build_with_mistakes_leaves_the_last_good_files_untouched(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    project = copy_of_small(tmp_path)
    output = project / "output"
    words = ["build", "--project", str(project), "--jobs", "1"]
    assert run(words) == 0
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in output.rglob("*") if path.is_file()}
    assert {path.name for path in before} >= {"one.pdf", "two.pdf"}

    (project / "guides/one.md").write_text(TWELVE, "utf-8")
    (project / "guides/two.md").write_text(
        "---\ntitle: Two\nsummary: Changed.\nkeywords: [two]\n---\nText.\n", "utf-8"
    )
    assert run(words) == 1

    after = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in output.rglob("*") if path.is_file()}
    assert after == before
    assert "\n12 errors\n" in capsys.readouterr().out
