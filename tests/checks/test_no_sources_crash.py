"""Real sources, damaged in many small ways: whatever is wrong with them is a problem, never an exception."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from random import Random
from shutil import copytree

import pytest

from guidepress.checks.sources.project import examine
from guidepress.compose.templates import Templates
from guidepress.core.theme import DEFAULT_THEME
from projects import CYMRAEG, REPOSITORY

SEED = 20161102
FRAGMENTS = (
    "---\n", "- ", ": ", "{", "}", "[", "]", "'", '"', "&a ", "*a", "!!x ", "\t", "\n\n", "#", "## ", "|",
    "///", "/// note", "/// block | licence\n\n///\n", "[@", "@", "[^1]", "![", "](", "story:",
    "(guide:tyfu)", "{story 9}", "<div>", "<!--", "`", "```\n", "\0", "\ufeff", "\ue000licence.name\ue001",
    "\u2028", "\x85", "null", "7", "1.5", "true", "~", "x" * 300, "{% x %}", "{{ x }}", "&#x0;", "\\",
    "*[A]: b\n", "[a]: story:b\n", "{: #a }", "e\u0301", "\U0001f33f", "..", "%00", "![a](\0)",
    "![a](" + "x" * 300 + ")", "[]", "{}", "{x: {x: 1}}", "- - - 1",
)  # fmt: skip


def insert(text: str, random: Random) -> str:
    at = random.randrange(len(text) + 1)
    return text[:at] + random.choice(FRAGMENTS) + text[at:]


def cut(text: str, random: Random) -> str:
    at = random.randrange(len(text) + 1)
    return text[:at] + text[at + random.randrange(1, 40) :]


def replace_a_value(text: str, random: Random) -> str:
    lines = text.split("\n")
    at = random.choice([number for number, line in enumerate(lines) if ": " in line] or [0])
    lines[at] = lines[at].partition(": ")[0] + ": " + random.choice(FRAGMENTS)
    return "\n".join(lines)


def swap_lines(text: str, random: Random) -> str:
    lines = text.split("\n")
    one, other = random.randrange(len(lines)), random.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]
    return "\n".join(lines)


def repeat_lines(text: str, random: Random) -> str:
    lines = text.split("\n")
    at = random.randrange(len(lines))
    return "\n".join([*lines[: at + 5], *lines[at:]])


def end_early(text: str, random: Random) -> str:
    return text[: random.randrange(len(text) + 1)]


DAMAGES: tuple[Callable[[str, Random], str], ...] = (
    insert, insert, insert, cut, replace_a_value, replace_a_value, swap_lines, repeat_lines, end_early,
)  # fmt: skip


def damage(project: Path, styles: Path, random: Random) -> tuple[str, str]:
    """Damages one file; gives its name and its text before."""
    sources = [*(project / "guides").rglob("*.yaml"), *(project / "guides").rglob("*.md")]
    files = [*sorted(sources), *sorted((styles / "languages").iterdir())]
    path = random.choice(files)
    text = before = path.read_bytes().decode("utf-8")
    for _ in range(random.randrange(1, 4)):
        text = random.choice(DAMAGES)(text, random)
    path.write_bytes(text.encode("utf-8", "replace"))
    return str(path), before


@pytest.fixture(autouse=True)
def _templates_are_compiled_once(monkeypatch: pytest.MonkeyPatch) -> None:
    templates = Templates(REPOSITORY / "styles")
    monkeypatch.setattr("guidepress.compose.templates.Templates", lambda _: templates)


def damaged_many_times(folder: Path, source: Path, count: int, seed: int) -> list[str]:
    """Examines a project so many times, each time with other damage; gives the damages that raised."""
    project = Path(copytree(source, folder / "project"))
    styles = folder / "styles"
    copytree(DEFAULT_THEME / "languages", styles / "languages")
    crashes = []
    for number in range(count):
        name, before = damage(project, styles, Random(seed + number))
        try:
            examined = examine(project, styles)
            assert all(problem.message and "\n" not in problem.message for problem in examined.problems)
        except Exception as error:
            crashes.append(f"seed {seed + number}, {name}: {type(error).__name__}: {error}")
        finally:
            Path(name).write_bytes(before.encode("utf-8"))
    return crashes


def test_no_damage_to_a_small_series_raises(tmp_path: Path):
    assert damaged_many_times(tmp_path, CYMRAEG, 60, SEED) == []


@pytest.mark.slow
def test_no_damage_to_a_small_series_raises_however_often_it_is_tried(tmp_path: Path):
    assert damaged_many_times(tmp_path, CYMRAEG, 300, SEED + 1000) == []


@pytest.mark.slow
def test_no_damage_to_the_real_series_raises(tmp_path: Path):
    (tmp_path / "real").mkdir()
    copytree(REPOSITORY / "guides", tmp_path / "real/guides")
    assert damaged_many_times(tmp_path, tmp_path / "real", 40, SEED + 3000) == []
