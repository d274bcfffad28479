"""What the bytes of a file may be like: accepted silently, or refused with a place."""

from __future__ import annotations

from pathlib import Path

import pytest

from guidepress.checks.sources.project import examine
from guidepress.core.problems import Problem
from projects import copy_of_small

CATALOGUES = ("series.yaml", "stories.yaml", "references.yaml", "one.md", "two.md", "blocks/licence.md")


def problems_of(project: Path) -> list[Problem]:
    return list(examine(project, project / "styles").problems)


def rewrite(project: Path, change) -> None:
    for name in CATALOGUES:
        path = project / "guides" / name
        path.write_bytes(change(path.read_bytes()))


def trailing(blanks: bytes):
    return lambda raw: raw.replace(b"\n", blanks + b"\n")


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda raw: raw.replace(b"\n", b"\r\n"), id="CRLF"),
        pytest.param(lambda raw: raw.replace(b"\n", b"\r"), id="CR"),
        pytest.param(lambda raw: b"\xef\xbb\xbf" + raw, id="byte-order mark"),
        pytest.param(lambda raw: b"\xef\xbb\xbf" + raw.replace(b"\n", b"\r\n"), id="both"),
        pytest.param(trailing(b"  "), id="trailing blanks"),
        pytest.param(trailing(b"\t"), id="trailing tabs"),
        pytest.param(lambda raw: raw.rstrip(b"\n"), id="no line ending at the end"),
        pytest.param(lambda raw: raw + b"\n\n\n", id="blank lines at the end"),
    ],
)
def test_what_editors_do_to_line_endings_is_accepted_silently(change, tmp_path: Path):
    project = copy_of_small(tmp_path)
    rewrite(project, change)
    assert problems_of(project) == []


def test_tabs_within_lines_are_accepted_silently(tmp_path: Path):
    project = copy_of_small(tmp_path)
    with (project / "guides/two.md").open("a", encoding="utf-8") as file:
        file.write("\n\tIndented.\n\n-\tA list\n\n///\tnote\t|\tA\ttitle\n\nText.\n\n///\t\n")
    assert problems_of(project) == []


def test_places_count_on_past_crlf_and_a_byte_order_mark(tmp_path: Path):
    project = copy_of_small(tmp_path)
    text = "---\ntitle: Two\nsummary: The second guide.\nkeywords: [two]\n---\nŵ ŷ: [](story:staay)\n"
    (project / "guides/two.md").write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    [problem] = problems_of(project)
    assert str(problem.place) == "guides/two.md:6:9"
    assert problem.place.excerpt == "ŵ ŷ: [](story:staay)"


def test_columns_of_yaml_count_characters_and_not_bytes(tmp_path: Path):
    project = copy_of_small(tmp_path)
    text = "---\ntitle: Two\nsummary: The second guide.\nkeywords: [ŵŷ, 'âê', 7]\n---\nText.\n"
    (project / "guides/two.md").write_text(text, "utf-8")
    [problem] = problems_of(project)
    assert str(problem.place) == "guides/two.md:4:22"


def test_a_file_in_another_encoding_is_named_with_the_line_and_column_of_its_first_odd_byte(tmp_path: Path):
    project = copy_of_small(tmp_path)
    text = "---\ntitle: Two\nsummary: Second.\nkeywords: [two]\n---\nA café in the ward.\n"
    (project / "guides/two.md").write_bytes(text.encode("latin-1"))
    [problem] = problems_of(project)
    assert (problem.code, str(problem.place)) == ("F002", "guides/two.md:6:6")
    assert problem.message == "the file is not UTF-8 text (byte 0xE9)"
    assert problem.place.excerpt == "A caf\N{REPLACEMENT CHARACTER}"
    assert problem.hint == "save it again with the encoding UTF-8"


@pytest.mark.parametrize("name", CATALOGUES)
def test_any_file_in_another_encoding_is_one_problem_and_draws_no_others_after_it(name: str, tmp_path: Path):
    project = copy_of_small(tmp_path)
    path = project / "guides" / name
    path.write_bytes(path.read_bytes() + b"\xff")
    assert [problem.code for problem in problems_of(project)] == ["F002"]


@pytest.mark.parametrize("name", CATALOGUES)
def test_a_folder_in_the_place_of_a_file_is_a_file_that_cannot_be_read(name: str, tmp_path: Path):
    project = copy_of_small(tmp_path)
    path = project / "guides" / name
    path.unlink()
    path.mkdir()
    assert [problem.code for problem in problems_of(project)] == ["F012"]


@pytest.mark.parametrize("name", ["series.yaml", "stories.yaml", "references.yaml", "one.md"])
def test_a_null_byte_in_yaml_is_named_on_its_own_line(name: str, tmp_path: Path):
    project = copy_of_small(tmp_path)
    path = project / "guides" / name
    path.write_bytes(path.read_bytes().replace(b"title: ", b"title: \0", 1))
    line = path.read_bytes().partition(b"\0")[0].count(b"\n") + 1
    [problem] = problems_of(project)
    assert (problem.code, problem.place.line) == ("F010", line)
    assert problem.message == "here is a null character, U+0000"


@pytest.mark.parametrize("name", ["stories.yaml", "references.yaml"])
@pytest.mark.parametrize("content", ["", "# nothing\n", "\n\n", "null", "---\n", None])
def test_a_catalogue_that_is_empty_or_not_there_is_none(content: str | None, name: str, tmp_path: Path):
    project = copy_of_small(tmp_path)
    for path in (project / "guides").glob("*.md"):
        path.write_text("---\ntitle: T\nsummary: S.\nkeywords: [k]\n---\nText.\n", "utf-8")
    path = project / "guides" / name
    path.unlink() if content is None else path.write_text(content, "utf-8")
    assert problems_of(project) == []


@pytest.mark.parametrize("name", ["series.yaml", "stories.yaml", "references.yaml"])
@pytest.mark.parametrize("content", ["text", "7", "[]", "{}", "stories:\n", "- *a"])
def test_a_catalogue_that_holds_nothing_of_use_is_a_problem_and_no_crash(content: str, name: str, tmp_path: Path):
    project = copy_of_small(tmp_path)
    (project / "guides" / name).write_text(content, "utf-8")
    assert f"guides/{name}" in {problem.place.path for problem in problems_of(project)}


def doubling(levels: int) -> str:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, levels)]
    return "\n".join(lines)


BOMBS = {
    "a billion laughs": (doubling(10), "Y006"),
    "nesting of lists": ("[" * 100 + "]" * 100, "Y006"),
    "brackets that never close": ("[" * 100_000, "Y001"),
    "nesting of groups": ("{a: " * 100_000, "Y006"),
    "nesting by indentation": ("\n".join(" " * n + "a:" for n in range(200)), "Y006"),
    "a list within itself": ("references: &a [*a]", "Y006"),
    "a group within itself": ("references: &a\n  b: *a", "Y006"),
    "an alias of nothing": ("references: *nobody", "Y001"),
    "two documents": ("references: []\n---\nreferences: []", "Y001"),
}


@pytest.mark.parametrize("bomb", BOMBS)
def test_yaml_that_would_grow_without_bound_is_refused_as_one_problem(bomb: str, tmp_path: Path):
    project = copy_of_small(tmp_path)
    text, code = BOMBS[bomb]
    (project / "guides/references.yaml").write_text(text, "utf-8")
    [problem] = problems_of(project)
    assert (problem.code, problem.place.path) == (code, "guides/references.yaml")


def test_a_metadata_block_that_would_grow_without_bound_is_refused(tmp_path: Path):
    project = copy_of_small(tmp_path)
    (project / "guides/two.md").write_text(f"---\n{doubling(10)}\n---\nText.\n", "utf-8")
    [problem] = problems_of(project)
    assert (problem.code, str(problem.place)) == ("Y006", "guides/two.md:2")


def test_many_aliases_of_one_long_text_are_refused(tmp_path: Path):
    project = copy_of_small(tmp_path)
    text = "references:\n- &a " + "x" * 1_000_000 + "\n" + "- *a\n" * 20_000  # 20 GB
    (project / "guides/references.yaml").write_text(text, "utf-8")
    assert [problem.code for problem in problems_of(project)] == ["Y006"]


@pytest.mark.parametrize(
    ("key", "code"), [("id", "Y005"), ("type", "Y005"), ("URL", "Y007"), ("DOI", "Y005"), ("volume", None)]
)
def test_a_huge_value_is_judged_like_any_other_and_not_printed_in_full(key: str, code: str | None, tmp_path: Path):
    project = copy_of_small(tmp_path)
    entry = {"id": "west-2016", "type": "book", "title": "T", key: "! " * 500_000}
    lines = [f"{'- ' if at == 0 else '  '}{name}: '{value}'" for at, (name, value) in enumerate(entry.items())]
    (project / "guides/references.yaml").write_text("references:\n" + "\n".join(lines) + "\n", "utf-8")
    problems = [problem for problem in problems_of(project) if problem.code != "S005"]
    assert [problem.code for problem in problems] == ([code] if code else [])
    assert all(len(problem.message) < 200 for problem in problems)


def test_a_huge_key_is_named_by_its_beginning(tmp_path: Path):
    project = copy_of_small(tmp_path)
    (project / "guides/references.yaml").write_text(f"references: []\n? {'k' * 100_000}\n: value\n", "utf-8")
    [problem] = problems_of(project)
    assert problem.code == "Y003"
    assert len(problem.message) < 100
