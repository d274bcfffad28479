"""Values of YAML: what was typed, or a problem where it was typed."""

from __future__ import annotations

from pathlib import Path

import pytest

from guidepress.checks.sources.project import examine
from guidepress.sources.text import source_text
from guidepress.sources.yaml_tree import parse_yaml
from projects import copy_of_small


def read(text: str):
    tree, problems = parse_yaml(source_text("x.yaml", text))
    return (None if tree is None else tree.data), [(it.code, it.place.line, it.place.column) for it in problems]


@pytest.mark.parametrize(
    "value",
    ["007", "0199", "+44", "1.10", "10.1000", "1_000", "0x1F", "0o17", "12:30", "1:2:3", "2026-01-31", "2026-1-5",
     "yes", "No", "on", "OFF", "y", "1e3", ".5", "5.", "1234567890123456", "nan", ".inf", "b#c", "https://a.org/#b",
     "a:b", "’Tis", "Rhythm & blues", "50%", "C:\\new", "say \"no\"", "it's"],
)  # fmt: skip
def test_a_plain_value_is_the_text_that_was_typed(value: str):
    assert read(f"a: {value}\nb: [{value}]\n") == ({"a": value, "b": [value]}, [])


@pytest.mark.parametrize(("value", "read_as"), [("7", 7), ("-3", -3), ("1.5", 1.5), ("true", True), ("~", None)])
def test_numbers_and_truth_values_that_would_be_printed_alike_stay_such(value: str, read_as: object):
    assert read(f"a: {value}") == ({"a": read_as}, [])


@pytest.mark.parametrize(
    ("text", "typed", "column"),
    [
        ("a: Ward #4 at night", "Ward #4 at night", 9),
        ("a: What staff say # and do.", "What staff say # and do.", 19),
        ("a: #4 Ward", "#4 Ward", 4),
        ("a: Ward  #4", "Ward  #4", 10),
        ("a: two words  # a remark", "two words  # a remark", 15),
        ("a: 12 #3", "12 #3", 7),
        ("a: word\t#3", "word\t#3", 9),
    ],
)
def test_words_behind_a_number_sign_are_kept_and_told(text: str, typed: str, column: int):
    assert read(text) == ({"a": typed}, [("Y010", 1, column)])


@pytest.mark.parametrize(
    "text", ["a: id  # the order", "a: 'Ward' # 4", 'a: "Ward" #4', "# a: b\na: id", "a: [b] # c"]
)
def test_a_comment_is_one_where_no_words_can_be_meant(text: str):
    assert read(text)[1] == []


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("title: 'Tis the season\nsummary: b\nk: [one]\n", 1, 8),
        ("a: b\ntitle: 'Tis here\nsummary: it's so\nc: d", 2, 8),
        ('a: "never closed\nb: c\nd: e\n', 1, 4),
        ("t: 'Tis' the season", 1, 4),
        ('t: "Who" asked', 1, 4),
        ("a: [Draft] the guide", 1, 4),
        ("a: *Stay* and go", 1, 4),
        ("a: `code`", 1, 4),
        ("a: @spade", 1, 4),
        ("a: %x", 1, 4),
        ("a: > words", 1, 4),
        ("a: Staff: who flourish", 1, 9),
        ("a: b\nsummary:The first\nk: [one]", 2, 8),
        ("a: {b: Ward #4}\nc: d", 1, 13),
        ("a: [one, two # three]\nb: c", 1, 14),
        ("a: [one\nb: c", 1, 4),
        ("a: Ward #4\n  and more\nb: c", 1, 9),
        ("\ta: b", 1, 1),
        ("a: b\n\tc: d", 2, 1),
    ],
)
def test_invalid_yaml_is_told_at_the_line_where_the_slip_was_typed(text: str, line: int, column: int):
    assert read(text) == (None, [("Y001", line, column)])


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("a: 'Tis the\nb: the end'\n", ("Y011", 1, 4)),
        ('a: "One\nb: c"\n', ("Y011", 1, 4)),
        ("a: &Co and others", ("Y012", 1, 4)),
        ("a: !important note", ("Y012", 1, 4)),
        ("a: !!str 7", ("Y012", 1, 4)),
        ('a: "C:\\new"', ("Y013", 1, 7)),
        ('a: "x\\x07"', ("Y013", 1, 6)),
        ('a: "\\u202Eno"', ("Y013", 1, 5)),
        ("a:\n  - one\n   - two", ("Y014", 3, 4)),
        ("a:\n  b: S\n    given:A.", ("Y014", 3, 5)),
    ],
)
def test_what_yaml_reads_otherwise_than_it_was_typed_is_told_there(text: str, problem: tuple[str, int, int]):
    assert read(text)[1] == [problem]


@pytest.mark.parametrize(
    "text",
    [
        "a: 'a long value\n  that goes on'\n",
        "a: >\n  folded # no comment\n  key: no\n",
        "a: &one [x]\nb: *one",
        'a: "He said \\"no\\" and \\\\ left \\u00e9"',
        "a: a long value\n  that goes on - and on\n",
        "a: see\n  https://example.org/\n",
    ],
)
def test_what_is_written_as_yaml_has_it_is_read_without_a_word(text: str):
    assert read(text)[1] == []


@pytest.mark.parametrize(
    ("file", "old", "new", "line"),
    [
        ("two.md", "summary: The second guide.", "summary: Ward #2 and 3", 3),
        ("stories.yaml", "role: ", "role: Nurse #1 ", None),
        ("references.yaml", "title: ", "title: Who #1 ", None),
        ("series.yaml", "publisher: The Small Press", "publisher: Press #1", 8),
        ("series.yaml", "team: the small team", "team: team #1", 23),
    ],
)
def test_every_field_of_every_file_is_told_of(file: str, old: str, new: str, line: int | None, tmp_path: Path):
    project = copy_of_small(tmp_path)
    path = project / "guides" / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    found = [it for it in examine(project, project / "styles").problems if it.code == "Y010"]
    expected = line or text[: text.index(old)].count("\n") + 1
    assert [(it.place.path, it.place.line) for it in found] == [(f"guides/{file}", expected)]


@pytest.mark.parametrize(
    ("value", "hint"),
    [
        ("null", "write it, or take the key out; the words null and ~ need quotation marks"),
        ("1.5", "put quotation marks around it"),
        ("true", "put quotation marks around it"),
        ("[Draft]", "put quotation marks around it"),
        ("{story}", "put quotation marks around it"),
    ],
)
def test_a_title_that_yaml_takes_for_something_else_has_a_hint(value: str, hint: str, tmp_path: Path):
    project = copy_of_small(tmp_path)
    text = f"---\ntitle: {value}\nsummary: S.\nkeywords: [k]\n---\nText.\n"
    (project / "guides/two.md").write_text(text, "utf-8")
    [problem] = examine(project, project / "styles").problems
    assert (problem.code, str(problem.place), problem.hint) == ("Y005", "guides/two.md:2:8", hint)


@pytest.mark.parametrize("before", ["\n", "\n\n", "\ufeff\ufeff", " \n", "\ufeff\n"])
def test_a_metadata_block_may_stand_behind_lines_of_nothing(before: str, tmp_path: Path):
    project = copy_of_small(tmp_path)
    text = f"{before}---\ntitle: Two\nsummary: S.\nkeywords: [k]\n---\nSee [](story:nobody).\n"
    (project / "guides/two.md").write_text(text, "utf-8")
    [problem] = examine(project, project / "styles").problems
    assert (problem.code, problem.place.line) == ("S003", 6 + before.count("\n"))
