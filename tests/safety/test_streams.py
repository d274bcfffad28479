"""Closed streams, full disks and readers that go: the work is done and the exit code is what a user expects."""

from __future__ import annotations

import subprocess
import sys

import pytest

from guidepress.commands.group import run
from make.project import Project

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs a POSIX shell")


def _in_shell(project: Project, line: str) -> tuple[int, str]:
    """Runs a line of the shell in the project, in which `$g` is the command; gives its exit code and words."""
    script = f'set -o pipefail; g="{sys.executable} -m guidepress"; {line}'
    done = subprocess.run(
        ["bash", "-c", script], cwd=project.folder, capture_output=True, text=True, check=False, timeout=120
    )
    return done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("line", "code"),
    [
        pytest.param("$g build --jobs 1 2>&-", 0, marks=pytest.mark.slow),
        pytest.param("$g build --jobs 1 >&-", 0, marks=pytest.mark.slow),
        ("$g build --jobs 1 <&- >&- 2>&-", 0),
        pytest.param("$g build --jobs 1 --explain | true", 0, marks=pytest.mark.slow),
        ("$g build --jobs 1 --explain | head -0", 0),
        pytest.param("$g build --jobs 1 --explain 2>&1 | head -1", 0, marks=pytest.mark.slow),
        ("$g build --jobs 1 >/dev/full", 1),
        pytest.param("$g build --jobs 1 2>/dev/full", 0, marks=pytest.mark.slow),
    ],
)
def test_a_build_is_made_whatever_becomes_of_its_words(project: Project, line: str, code: int) -> None:
    assert _in_shell(project, line)[0] == code
    assert project.pdf("apples").is_file()
    assert project.pdf("pears").is_file()


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("$g check >&-", 1),
        pytest.param("$g check 2>&-", 1, marks=pytest.mark.slow),
        ("$g check >/dev/full", 1),
        pytest.param("$g check --format json >/dev/full", 1, marks=pytest.mark.slow),
        ("$g nonsense 2>/dev/full", 2),
        pytest.param("$g nonsense 2>&-", 2, marks=pytest.mark.slow),
        ("$g check --project nowhere >/dev/full 2>&1", 2),
        ("$g --help >/dev/full", 1),
        pytest.param("$g --help | true", 0, marks=pytest.mark.slow),
    ],
)
def test_problems_and_usage_keep_their_exit_codes(project: Project, line: str, code: int) -> None:
    project.write("guides/apples.md", "no metadata\n")
    found, said = _in_shell(project, line)
    assert found == code, said
    assert "Traceback" not in said
    assert "bug" not in said
    if ">/dev/full" in line and "2>" not in line:
        assert "Error: what there is to say can't be printed: no space left on device" in said


@pytest.mark.parametrize("line", ["$g build", "$g build >/dev/full", "$g build | true", "$g build >&-"])
def test_the_quick_answer_ends_as_well(built: Project, line: str) -> None:
    code, said = _in_shell(built, line)
    assert code == (1 if "full" in line else 0)
    assert "Traceback" not in said


@pytest.mark.parametrize("limit", ["nan", "-nan", "inf", "0", "1e300"])
def test_a_limit_that_is_no_number_is_a_usage_error(limit: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["build", f"--time-limit={limit}"]) == 2
    assert run(["build", "--edition=booklet", f"--creep={limit.replace('0', '11')}"]) == 2
    assert run(["build", f"--memory-limit={limit}"]) == 2
    assert "Error: Invalid value" in capsys.readouterr().err
