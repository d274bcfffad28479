"""Changes of a project's files, as they settle: the door to watchfiles.

Takes the project's and the styles' folder; gives sets of changed paths. Both may come and go: the folders that
they lie in are watched for that, without what lies below these; `output` and `.git` are none of our business.
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
AGAIN = 0.5
"""Seconds until a folder that can't be watched is tried again, and one that is new is looked at once more."""
Changed = asyncio.Queue[frozenset[Path] | None]


async def changes(project: Path, styles: Path, stop: asyncio.Event) -> AsyncIterator[frozenset[Path]]:
    """Gives the paths that changed, a set for each save, until `stop` is set.

    An empty set means that something may have changed unseen.
    """
    folders = (project / "guides", styles)
    found: Changed = asyncio.Queue()
    below = asyncio.create_task(_below(folders, found))
    beside = asyncio.create_task(_beside(folders, found))
    ended = asyncio.create_task(stop.wait())
    ended.add_done_callback(lambda _: found.put_nowait(None))
    try:
        while (paths := await found.get()) is not None:
            if paths & set(folders):  # one of them is another folder now
                below.cancel()
                below = asyncio.create_task(_below(folders, found))
                asyncio.get_running_loop().call_later(AGAIN, found.put_nowait, frozenset())
            yield paths
    finally:
        for task in (below, beside, ended):
            task.cancel()


async def _below(folders: tuple[Path, ...], found: Changed) -> None:
    async for paths in _watched([folder for folder in folders if folder.is_dir()], recursive=True):
        if any(_counts(path) for path in paths):
            found.put_nowait(paths)


async def _beside(folders: tuple[Path, ...], found: Changed) -> None:
    """Gives folders that are made, taken away or renamed."""
    parents = sorted({folder.parent for folder in folders if folder.parent.is_dir()})
    async for paths in _watched(parents, recursive=False):
        if paths & frozenset(folders):
            found.put_nowait(paths & frozenset(folders))


async def _watched(there: list[Path], *, recursive: bool) -> AsyncIterator[frozenset[Path]]:
    """Gives what changes in some folders; where the system can't tell, they are looked through now and then."""
    polling = False
    while there:
        try:
            async for changed in awatch(
                *there,
                watch_filter=None,
                debounce=LONGEST,
                step=SETTLED,
                stop_event=asyncio.Event(),  # its own, since watchfiles sets it where it is cancelled
                rust_timeout=1000,
                recursive=recursive,
                force_polling=polling,
            ):
                yield frozenset(Path(path) for _, path in changed)
        except FileNotFoundError:  # it has just been taken away
            there = [folder for folder in there if folder.is_dir()]
        except OSError:  # the system watches too many files already
            polling = True
        await asyncio.sleep(AGAIN)


def _counts(path: Path) -> bool:
    """Tells whether anything may read a file: none that is hidden, and no copy that an editor keeps."""
    return not path.name.startswith(".") and not path.name.endswith("~")
