"""Changes of a project's files, as they settle: the door to watchfiles.

Takes the project's and the styles' folder; gives sets of changed paths. Folders may come and go: the project's own
folder is watched for that, without what lies below it, since `output` and `.git` are none of our business.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

from watchfiles import awatch

SETTLED = 15
"""Milliseconds without another change after which a set of changes is given."""
LONGEST = 100
"""Milliseconds after which it is given in any case."""


async def changes(project: Path, styles: Path, stop: asyncio.Event) -> AsyncIterator[frozenset[Path]]:
    """Gives the paths that changed, a set for each save, until `stop` is set."""
    folders = (project / "guides", styles)
    found: asyncio.Queue[frozenset[Path] | None] = asyncio.Queue()
    below = asyncio.create_task(_below(folders, stop, found))
    beside = asyncio.create_task(_beside(folders, stop, found))
    ended = asyncio.create_task(stop.wait())
    ended.add_done_callback(lambda _: found.put_nowait(None))
    try:
        while (paths := await found.get()) is not None:
            if paths & set(folders):  # one of them is another folder now
                below.cancel()
                below = asyncio.create_task(_below(folders, stop, found))
            yield paths
    finally:
        for task in (below, beside, ended):
            task.cancel()


async def _below(folders: tuple[Path, ...], stop: asyncio.Event, found: asyncio.Queue[frozenset[Path] | None]) -> None:
    there = [folder for folder in folders if folder.is_dir()]
    if not there:
        return
    async for changed in awatch(
        *there, watch_filter=None, debounce=LONGEST, step=SETTLED, stop_event=stop, rust_timeout=1000
    ):
        paths = frozenset(Path(path) for _, path in changed)
        if any(not path.name.startswith(".guidepress-") for path in paths):
            found.put_nowait(paths)


async def _beside(folders: tuple[Path, ...], stop: asyncio.Event, found: asyncio.Queue[frozenset[Path] | None]) -> None:
    """Gives folders that are made, taken away or renamed."""
    parents = sorted({folder.parent for folder in folders if folder.parent.is_dir()})
    async for changed in awatch(
        *parents, watch_filter=None, debounce=LONGEST, step=SETTLED, stop_event=stop, rust_timeout=1000, recursive=False
    ):
        paths = frozenset(Path(path) for _, path in changed) & frozenset(folders)
        if paths:
            found.put_nowait(paths)
