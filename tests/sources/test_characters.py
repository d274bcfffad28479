"""Characters that can't be seen: harmless where text enters, or named at their place."""

from __future__ import annotations

from pathlib import Path
from time import process_time

import pytest

from guidepress.checks.sources.project import examine
from guidepress.commands.group import run
from guidepress.sources.characters import called, cleaned, visible
from guidepress.sources.text import source_text
from projects import copy_of_small

NBSP = "\u00a0"
METADATA = "---\ntitle: Two\nsummary: The second guide.\nkeywords: [two]\n---\n"


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        (f"##{NBSP}Head", "## Head"),
        ("##\u2003Head", "## Head"),
        (f"## Head{NBSP}##", "## Head ##"),
        (f"-{NBSP}item", "- item"),
        (f"10.{NBSP}item", "10. item"),
        (f"> -{NBSP}##{NBSP}deep", "> - ## deep"),
        (f"{NBSP}", " "),
        (f"|{NBSP}a{NBSP}b{NBSP}|{NBSP}c |", f"| a{NBSP}b | c |"),
        (f"|---|{NBSP}---|", "|---| ---|"),
        (f"///{NBSP}note{NBSP}|{NBSP}A{NBSP}title", f"/// note | A{NBSP}title"),
        (f"[^1]:{NBSP}note", "[^1]: note"),
        (f"{NBSP}{NBSP}{NBSP}{NBSP}code", "    code"),
        (f"10{NBSP}km and p.{NBSP}7", f"10{NBSP}km and p.{NBSP}7"),
        (f"«{NBSP}oui{NBSP}»{NBSP}!", f"«{NBSP}oui{NBSP}»{NBSP}!"),
    ],
)
def test_notation_has_plain_spaces_and_words_keep_theirs(typed: str, read: str):
    assert cleaned(typed) == read


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        (f"title:{NBSP}One{NBSP}two", f"title: One{NBSP}two"),
        (f"-{NBSP}{{id:{NBSP}a,{NBSP}title:{NBSP}b{NBSP}c}}", f"- {{id: a, title: b{NBSP}c}}"),
        (f"{NBSP}{NBSP}id: x{NBSP}", "  id: x "),
        (f"title: Dr.:{NBSP}One", f"title: Dr.:{NBSP}One"),
    ],
)
def test_keys_of_yaml_have_plain_spaces_and_values_keep_theirs(typed: str, read: str):
    assert cleaned(typed, yaml=True) == read


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("\u200b## Head", "## Head"),
        ("wa\u200bter", "water"),
        ("wa\u2060ter", "water"),
        ("wa\ufeffter", "water"),
        ("\ufeff\ufefftitle", "title"),
        ("wa\u200dter", "water"),
        ("\u0e01\u200b\u0e02", "\u0e01\u200b\u0e02"),
        ("\U0001f469\u200d\U0001f467", "\U0001f469\u200d\U0001f467"),
        ("\u2764\ufe0f", "\u2764"),
        ("left\u200e", "left"),
        ("\u05d0\u200e!", "\u05d0\u200e!"),
        ("re\u2010entry", "re-entry"),
        ("co\u2011operate", "co\u2011operate"),
        ("Wochen\u00adende", "Wochen\u00adende"),
        ("[x](story:wa\u00adter) [@sp\u00adade]", "[x](story:water) [@spade]"),
        ("https://example.org/a\u00adb", "https://example.org/ab"),
        ("u\u0308ber e\u0301 w\u0302", "über é ŵ"),
        ("\u212bngstr\u00f6m", "Ångström"),
    ],
)
def test_what_cannot_be_seen_goes_where_it_would_do_harm(typed: str, read: str):
    assert cleaned(typed) == read


@pytest.mark.parametrize("end", ["\u2028", "\u2029", "\x0b", "\x0c", "\x85"])
def test_line_ends_of_other_programs_are_spaces_so_that_all_count_the_same_lines(end: str):
    source = source_text("guides/one.md", f"one{end}two\nthree\r\nfour\rfive")
    assert source.lines == ("one two", "three", "four", "five")


@pytest.mark.parametrize(
    ("character", "name"),
    [
        ("\x00", "a null character, U+0000"),
        ("\x1b", "an escape character, U+001B"),
        ("\x07", "a control character, U+0007"),
        ("\x7f", "a delete character, U+007F"),
        ("\x9b", "a control character, U+009B"),
        ("\u202e", "a right-to-left override, U+202E"),
        ("\u2066", "a left-to-right isolate, U+2066"),
        ("\ue001", "a private-use character, U+E001"),
        ("\U000f0001", "a private-use character, U+F0001"),
        ("\ufffd", "a replacement character, U+FFFD"),
        ("\ufdd0", "the character U+FDD0"),
    ],
)
@pytest.mark.parametrize("file", ["two.md", "blocks/licence.md", "stories.yaml"])
def test_what_no_text_can_hold_is_named_at_its_line_and_column(
    character: str, name: str, file: str, tmp_path: Path
):
    project = copy_of_small(tmp_path)
    path = project / "guides" / file
    text = path.read_text("utf-8").rstrip("\n")
    line = text.count("\n") + 2
    path.write_text(f"{text}\n# Café x{character} y\n", "utf-8")
    found = [problem for problem in examine(project, project / "styles").problems if problem.code == "F010"]
    assert [(it.message, str(it.place)) for it in found] == [(f"here is {name}", f"guides/{file}:{line}:9")]


def test_a_page_of_one_character_is_told_three_times(tmp_path: Path):
    project = copy_of_small(tmp_path)
    (project / "guides/two.md").write_text(METADATA + "\ue001 " * 100, "utf-8")
    assert [problem.code for problem in examine(project, project / "styles").problems] == ["F010"] * 3


def test_what_stands_for_a_value_inside_cannot_be_forged(tmp_path: Path, capsys):
    project = copy_of_small(tmp_path)
    (project / "guides/two.md").write_text(METADATA + "\ue000licence.name\ue001\n", "utf-8")
    assert run(["build", "two", "--project", str(project)]) == 1
    assert "a private-use character, U+E000" in capsys.readouterr().out


def test_names_of_common_invisible_characters_are_those_that_people_look_up():
    assert [called(it) for it in "\u200b\u2060\ufeff\u00ad"] == [
        "a zero-width space, U+200B", "a word joiner, U+2060", "a byte-order mark, U+FEFF",
        "a soft hyphen, U+00AD",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain\ttext", "plain\ttext"),
        ("Ŵyn שלום 中", "Ŵyn שלום 中"),
        ("\x1b[2J", "\\x1b[2J"),
        ("a\nb\rc\x85", "a\\x0ab\\x0dc\\x85"),
        ("\u202eab\u2028", "\\u202eab\\u2028"),
        ("\U000e0041", "\\U000e0041"),
        ("photo-\udce9", "photo-\\xe9"),
    ],
)
def test_a_terminal_gets_no_character_that_would_do_something(text: str, shown: str):
    assert visible(text) == shown


@pytest.mark.slow
@pytest.mark.parametrize(
    "unit", [NBSP, f"a{NBSP}|", f"-{NBSP}", f"[{NBSP}", "\u200b", "\u05d0\u200e", "e\u0301", "\ue000"]
)
@pytest.mark.parametrize("yaml", [False, True])
def test_cleaning_takes_as_long_a_character_for_long_lines_as_for_short_ones(unit: str, yaml: bool):
    def seconds(count: int) -> float:
        start = process_time()
        cleaned(unit * count, yaml=yaml)
        return process_time() - start

    cleaned(unit, yaml=yaml)
    assert seconds(80_000) < 40 * max(seconds(8_000), 0.002)
