"""Saves, as they are seen: by any editor's way, in folders that come and go."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from guidepress.preview.watching import changes


def written(project: Path) -> None:
    (project / "guides" / "one.md").write_text("new", "utf-8")


def replaced(project: Path) -> None:
    part = project / "guides" / ".one.md.part"
    part.write_text("new", "utf-8")
    part.replace(project / "guides" / "one.md")


def taken_away(project: Path) -> None:
    (project / "guides" / "one.md").unlink()


def in_a_block(project: Path) -> None:
    (project / "guides" / "blocks" / "licence.md").write_text("new", "utf-8")


def new_styles(project: Path) -> None:
    (project / "styles").mkdir()
    (project / "styles" / "text.css").write_text("p {}", "utf-8")


def another_folder(project: Path) -> None:
    shutil.copytree(project / "guides", project / "other")
    shutil.rmtree(project / "guides")
    (project / "other").rename(project / "guides")


async def seen(project: Path, change: Callable[[Path], None]) -> bool:
    stop, found = asyncio.Event(), asyncio.Event()

    async def watch() -> None:
        async for _ in changes(project, project / "styles", stop):
            found.set()

    task = asyncio.create_task(watch())
    await asyncio.sleep(0.3)
    assert not found.is_set()
    change(project)
    try:
        await asyncio.wait_for(found.wait(), 2)
    except TimeoutError:
        return False
    finally:
        stop.set()
        await task
    return True


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "guides" / "blocks").mkdir(parents=True)
    (tmp_path / "guides" / "one.md").write_text("old", "utf-8")
    (tmp_path / "output").mkdir()
    return tmp_path


@pytest.mark.parametrize("change", [written, replaced, taken_away, in_a_block, new_styles, another_folder])
def test_a_change_is_seen(project: Path, change: Callable[[Path], None]):
    assert asyncio.run(seen(project, change))


def hidden(project: Path) -> None:
    (project / "guides" / ".one.md.swp").write_text("x", "utf-8")


def a_copy(project: Path) -> None:
    (project / "guides" / "one.md~").write_text("x", "utf-8")


def an_output(project: Path) -> None:
    (project / "output" / "one.pdf").write_text("x", "utf-8")


@pytest.mark.parametrize("change", [hidden, a_copy, an_output])
def test_what_nobody_reads_is_passed_over(project: Path, change: Callable[[Path], None]):
    assert not asyncio.run(seen(project, change))


def test_a_folder_that_came_back_is_watched_again(project: Path):
    async def twice() -> bool:
        stop, saves = asyncio.Event(), set()

        async def watch() -> None:
            async for paths in changes(project, project / "styles", stop):
                saves.update(paths)

        task = asyncio.create_task(watch())
        await asyncio.sleep(0.3)
        another_folder(project)
        await asyncio.sleep(1)
        saves.clear()
        written(project)
        await asyncio.sleep(0.5)
        stop.set()
        await task
        return project / "guides" / "one.md" in saves

    assert asyncio.run(twice())
