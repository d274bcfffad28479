"""The day of an engine that nobody has seen yet: every edition is built, or one line says why not."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import pytest

from make.project import lay_out

pytestmark = pytest.mark.slow

OTHER_VERSION = "weasyprint==69.0"


@dataclass(frozen=True)
class Built:
    """What came of a build with some engine."""

    code: int
    said: list[str]
    files: dict[str, bytes]

    def with_code(self, code: str) -> list[str]:
        return [line for line in self.said if f" {code}: " in line]


def build(folder: Path, engine: Path | None) -> Built:
    """Builds all editions of the small project in a fresh folder with the engine of a folder."""
    project = folder / "project"
    lay_out(project)
    (project / "guides" / "blocks" / "licence.md").write_text("Share it whole.\n", "utf-8")  # for web and e-book
    path = os.pathsep.join([*([str(engine)] if engine else []), *(part for part in sys.path if part)])
    words = ["build", "--project", str(project), "--edition", "all", "--jobs", "1"]
    done = subprocess.run(
        [sys.executable, "-m", "guidepress", *words], env={**os.environ, "PYTHONPATH": path},
        capture_output=True, text=True,
    )  # fmt: skip
    output = project / "output"
    files = {path.relative_to(output).as_posix(): path.read_bytes() for path in sorted(output.rglob("*.pdf"))}
    said = (done.stdout + done.stderr).splitlines()
    assert not [line for line in said if "Traceback" in line]
    return Built(done.returncode, said, files)


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory) -> Built:
    built = build(tmp_path_factory.mktemp("usual"), None)
    assert built.code == 0
    assert len(built.files) >= 4
    return built


@pytest.fixture
def engine(tmp_path: Path) -> Path:
    """A folder with a copy of the installed engine, to be changed."""
    spec = find_spec("weasyprint")
    assert spec is not None
    assert spec.origin is not None
    shutil.copytree(
        Path(spec.origin).parent, tmp_path / "engine" / "weasyprint",
        ignore=shutil.ignore_patterns("__pycache__"),
    )  # fmt: skip
    return tmp_path / "engine"


def change(engine: Path, name: str, old: str, new: str) -> None:
    path = engine / "weasyprint" / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def relabel(engine: Path) -> None:
    change(engine, "__init__.py", "= '70.0'", "= '70.1'")


def pages(files: dict[str, bytes]) -> dict[str, bytes]:
    """The files without the name of the engine, which the untagged ones say by themselves."""
    return {name: data.replace(b"WeasyPrint 70.1", b"WeasyPrint 70.0") for name, data in files.items()}


def test_an_engine_that_only_has_another_number_is_known(tmp_path: Path, engine: Path, usual: Built):
    relabel(engine)
    built = build(tmp_path, engine)
    assert built.code == 0
    assert set(built.files) == set(usual.files)
    assert built.with_code("E004") == []


def test_an_engine_with_a_function_of_another_name_is_slower_and_right(tmp_path: Path, engine: Path, usual: Built):
    relabel(engine)
    for path in (engine / "weasyprint").rglob("*.py"):
        text = path.read_text("utf-8")
        path.write_text(re.sub(r"\bstrut\b", "strut_of", text), "utf-8")
    built = build(tmp_path, engine)
    assert built.code == 0
    assert set(built.files) == set(usual.files)
    assert len(built.with_code("E004")) == 1
    assert "WeasyPrint 70.1: warning E004" in built.with_code("E004")[0]
    assert built.with_code("E003") == []


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("layout/inline.py", "    assert isinstance(box, boxes.TextBox)\n", "    assert box.style\n"),
        ("css/__init__.py", "class AnonymousStyle(Style):", "class AnonymousStyle(Style):\n    changed = True\n"),
        ("matrix.py", "class Matrix(list):", "class Matrix(list):\n    changed = True\n"),
    ],
)
def test_an_engine_with_another_body_of_a_function_is_slower_and_prints_the_same(
    name: str, old: str, new: str, tmp_path: Path, engine: Path, usual: Built
):
    change(engine, name, old, new)
    built = build(tmp_path, engine)
    assert built.code == 0
    assert len(built.with_code("E004")) == 1
    assert built.files == usual.files


def test_tags_of_another_engine_are_published_where_the_rules_find_nothing(
    tmp_path: Path, engine: Path, usual: Built
):
    change(engine, "pdf/__init__.py", "def generate_pdf(", "def generate_pdf(\n    ")
    built = build(tmp_path, engine)
    assert built.code == 0
    assert built.files == usual.files


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [("marked", "marked_otherwise", "rule A00"), ("AbsolutePlaceholder", "OtherPlaceholder", "ImportError")],
)
def test_tags_of_another_engine_that_are_wrong_are_one_problem(
    old: str, new: str, why: str, tmp_path: Path, engine: Path, usual: Built
):
    relabel(engine)
    for path in (engine / "weasyprint").rglob("*.py"):
        path.write_text(re.sub(rf"\b{old}\b", new, path.read_text("utf-8")), "utf-8")
    built = build(tmp_path, engine)
    assert built.code == 1
    assert all(why in line for line in built.with_code("E005"))
    assert len(built.with_code("E005")) == 2, "standard and large print; slides wait for the standard edition"
    assert {name for name in usual.files if not _is_tagged(name)} == set(built.files)


def _is_tagged(name: str) -> bool:
    return name.split("/")[0] in ("standard", "large-print", "slides", "notes")


def test_an_engine_that_raises_anything_while_it_loads_is_one_problem(tmp_path: Path, engine: Path):
    change(engine, "document.py", "class Page:", "raise RuntimeError('not today')\n\n\nclass Page:")
    built = build(tmp_path, engine)
    assert built.code == 1
    assert [line.partition(" E006: ")[2] for line in built.with_code("E006")] == [
        "what makes pdf files can't be loaded: RuntimeError: not today"
    ]
    assert built.files == {}


def test_an_earlier_engine_is_built_with_or_says_why_not(tmp_path: Path, usual: Built):
    engine = tmp_path / "engine"
    words = ["install", "--quiet", "--no-deps", "--target", str(engine), OTHER_VERSION]
    got = subprocess.run([sys.executable, "-m", "pip", *words], capture_output=True, text=True)
    if got.returncode:
        pytest.skip(f"{OTHER_VERSION} can't be had here")
    built = build(tmp_path, engine)
    assert len(built.with_code("E004")) == 1
    untagged = {name for name in usual.files if not _is_tagged(name)}
    assert untagged <= set(built.files)
    tagged = {name for name in usual.files if _is_tagged(name)}
    assert tagged <= set(built.files) or built.with_code("E005")
    assert built.code == (0 if tagged <= set(built.files) else 1)
