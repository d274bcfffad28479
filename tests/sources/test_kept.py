"""A reading that keeps what has not changed gives what a full one gives, places and all."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest

from guidepress.core.model import Text
from guidepress.sources import project as reading
from guidepress.sources.kept import Kept
from guidepress.sources.project import read_project
from projects import CYMRAEG, FOLDER, SMALL

PROJECTS = {"small": SMALL, "cymraeg": CYMRAEG, "specimen": FOLDER / "specimen", "hour": FOLDER / "hour"}


def spelled(value: object) -> object:
    """Gives a value as plain tuples in which a text has its place, which equality leaves out."""
    if isinstance(value, Text):
        return (str(value), spelled(value.place))
    if is_dataclass(value):
        return (type(value).__name__, *(spelled(getattr(value, field.name)) for field in fields(value)))
    if isinstance(value, dict):
        return [(spelled(key), spelled(item)) for key, item in value.items()]
    if isinstance(value, tuple | list):
        return [spelled(item) for item in value]
    return sorted(value) if isinstance(value, frozenset) else value


def moved_down(path: Path) -> None:
    path.write_bytes(b"\n" + path.read_bytes())


def cut_short(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def not_text(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"\xff\xfe")


def renamed(path: Path) -> None:
    path.rename(path.with_name(f"other-{path.name}"))


def empty(path: Path) -> None:
    path.write_bytes(b"")


CHANGES: tuple[Callable[[Path], None], ...] = (moved_down, cut_short, not_text, renamed, empty, Path.unlink)


@pytest.mark.parametrize(
    "name", ["small", *(pytest.param(name, marks=pytest.mark.slow) for name in PROJECTS if name != "small")]
)
def test_after_any_change_of_any_file_it_gives_what_a_full_reading_gives(name: str, tmp_path: Path):
    original, project = PROJECTS[name], tmp_path / "project"
    shutil.copytree(original, project)
    styles, kept = project / "styles", Kept()
    read_project(project, styles, kept)
    for path in [it for it in sorted((original / "guides").rglob("*")) if it.suffix in {".md", ".yaml"}]:
        for change in CHANGES:
            before = (project / path.relative_to(original)).read_bytes()
            change(project / path.relative_to(original))
            assert spelled(read_project(project, styles, kept)) == spelled(read_project(project, styles)), (
                f"{change.__name__} {path.name}"
            )
            shutil.rmtree(project / "guides")
            shutil.copytree(original / "guides", project / "guides")
            assert (project / path.relative_to(original)).read_bytes() == before
            assert spelled(read_project(project, styles, kept)) == spelled(read_project(project, styles))


def test_only_what_has_changed_is_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    shutil.copytree(SMALL, tmp_path, dirs_exist_ok=True)
    kept = Kept()
    first = read_project(tmp_path, tmp_path / "styles", kept)
    guide = tmp_path / "guides" / "one.md"
    guide.write_text(guide.read_text("utf-8") + "\nOne line more.\n", "utf-8")
    parsed = []
    plainly = reading.parse_yaml
    monkeypatch.setattr(reading, "parse_yaml", lambda source: parsed.append(source.path) or plainly(source))
    second = read_project(tmp_path, tmp_path / "styles", kept)
    assert parsed == []
    assert first.series is not None
    assert second.series is not None
    assert [one is two for one, two in zip(first.series.guides, second.series.guides, strict=True)] == [
        False,
        True,
    ]


def test_what_the_last_reading_did_not_ask_for_is_let_go():
    kept = Kept()
    made = []
    for key in ("a", "b", "a"):
        kept.start()
        kept.of(key, lambda key=key: made.append(key))
    assert made == ["a", "b", "a"]
