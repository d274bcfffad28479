"""What is printed for each mistake: every case stands in a text file that is named after the problem's code.

A case has a title, the files that it changes in `projects/small` (`(taken away)` removes one), and the lines that
`guidepress check` prints for it, worked out by hand. A line of `~` parts one case from the next.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from shutil import rmtree

import pytest

from guidepress.commands.group import run
from guidepress.core.problems import CODES
from projects import copy_of_small

FOLDER = Path(__file__).parent
PART = re.compile(r"^=== (.+)\n", re.MULTILINE)
BETWEEN_CASES = re.compile(r"^~+\n", re.MULTILINE)

MADE_BY_OTHER_TESTS = {
    "F002": "test_bytes.py, because a case file is UTF-8",
    "F003": "commands/test_build.py, because it shows only while writing",
    "F011": "sources/test_safe_reading.py, because a case file holds no links",
    "F012": "sources/test_safe_reading.py, because a case file holds no pipes",
    "F013": "sources/test_safe_reading.py, because it would be a large case file",
    "F014": "sources/test_safe_reading.py, because its name is no text",
    "F020": "safety/test_clean.py, because it shows only while cleaning",
    "F021": "safety/test_clean.py, because it shows only while cleaning",
    "M073": "checks/test_pictures.py, because a case file holds no pixels",
    "T002": "commands/test_build.py, because it shows only while typesetting",
}


@dataclass(frozen=True)
class Case:
    code: str
    title: str
    files: dict[str, str]
    taken_away: tuple[str, ...]
    expected: str


def cases_of(path: Path) -> list[Case]:
    return [case_of(path.stem, text) for text in BETWEEN_CASES.split(path.read_text("utf-8"))]


def case_of(code: str, text: str) -> Case:
    title, *parts = PART.split(text)
    texts = dict(zip(parts[::2], parts[1::2], strict=True))
    expected = texts.pop("problems")
    gone = tuple(name.removesuffix(" (taken away)") for name in texts if name.endswith(" (taken away)"))
    files = {name: content for name, content in texts.items() if not name.endswith(" (taken away)")}
    return Case(code, title.strip(), files, gone, expected)


CASES = [case for path in sorted(FOLDER.glob("*.txt")) for case in cases_of(path)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.code}: {case.title}")
def test_a_mistake_is_printed_with_its_place_code_message_excerpt_and_hint(
    case: Case, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    project = copy_of_small(tmp_path)
    for name in case.taken_away:
        rmtree(project / name) if (project / name).is_dir() else (project / name).unlink()
    for name, content in case.files.items():
        (project / name).write_text(content, "utf-8")

    code = run(["check", "--project", str(project)])

    printed = capsys.readouterr().out.rpartition("\n\n")[0] + "\n"  # without the line that counts
    assert printed == case.expected
    assert code == (1 if " error " in case.expected else 0)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.code}: {case.title}")
def test_a_case_shows_the_code_that_its_file_is_named_after(case: Case):
    assert f" {case.code}: " in case.expected


def test_every_code_of_the_sources_the_series_markdown_and_the_templates_has_a_case():
    codes = {code for code in CODES if code[0] in "FYSMT"}
    assert {case.code for case in CASES} | set(MADE_BY_OTHER_TESTS) == codes


def test_the_small_project_that_all_cases_start_from_is_clean(capsys: pytest.CaptureFixture[str], tmp_path: Path):
    assert run(["check", "--project", str(copy_of_small(tmp_path))]) == 0
    assert "all well" in capsys.readouterr().out
