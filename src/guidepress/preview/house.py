"""Everything that is open: processes at work, documents that browsers look at, and who is told of their changes.

Lives in one event loop. What processes say comes in by a thread for each pipe; no other thread touches anything.
"""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from itertools import count
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from guidepress.core.problems import Place, Problem
from guidepress.make.executors.forkserver import Forkserver
from guidepress.preview.records import End, Known, Piece, Shown
from guidepress.preview.state import Leaf, View, Working, drawn, ended, ordered
from guidepress.preview.watching import changes
from guidepress.preview.work import (
    Answer,
    Draw,
    Keep,
    Look,
    Looked,
    Made,
    Order,
    Renew,
    Renewed,
    Role,
    WebPage,
)
from guidepress.targets.base import Bundle

MOST_OPEN = 4
"""Documents that stay open; of more, the one that nobody has looked at for longest is closed."""
SECOND_LOOK = 0.12
"""Seconds that a file may be broken while an editor writes it, before anybody is told."""
PATIENCE = 30.0
"""Seconds that an overtaken order may take before its process is ended."""
MOST_ORDERS = 300
"""Orders after which a process makes room for a fresh one, so that memory stays flat."""


class Process:
    """One process and the thread that listens to it. A process that ends is started again with the next question."""

    def __init__(
        self, server: Forkserver, numbers: Iterator[int], role: Role, hear: Callable[[Any], None], lost: Callable[[], None]
    ) -> None:
        self._server = server
        self._numbers = numbers
        self._role = role
        self._hear = hear
        self._lost = lost
        self._loop = asyncio.get_running_loop()
        self._pipe: Connection | None = None
        self._number = -1
        self.orders = 0

    def send(self, what: object) -> None:
        """Sends something, to a new process where there is none."""
        if self._pipe is None:
            self._start()
        assert self._pipe is not None
        with contextlib.suppress(OSError):  # it has just ended; the listener says so
            self._pipe.send(what)
        self.orders += 1

    def _start(self) -> None:
        self._number = next(self._numbers)
        self._pipe = self._server.start(self._number)
        self.orders = 0
        with contextlib.suppress(OSError):
            self._pipe.send(self._role)
        threading.Thread(target=self._listen, args=(self._pipe, self._number), daemon=True).start()

    def _listen(self, pipe: Connection, number: int) -> None:
        call = self._loop.call_soon_threadsafe
        try:
            while True:
                call(self._heard, number, pipe.recv())
        except (EOFError, OSError, RuntimeError):  # RuntimeError: the loop is closed
            with contextlib.suppress(RuntimeError):
                call(self._ended, number)

    def _heard(self, number: int, what: object) -> None:
        if number == self._number:
            self._hear(what)

    def _ended(self, number: int) -> None:
        if number == self._number and self._pipe is not None:
            self.end()
            self._lost()

    def end(self) -> None:
        """Ends the process; the next question starts another."""
        if self._pipe is not None:
            self._pipe.close()
            self._pipe = None
            number, self._number = self._number, -1
            threading.Thread(target=self._server.end, args=(number,), daemon=True).start()


class Bell:
    """Wakes everybody who waits for something to change."""

    def __init__(self) -> None:
        self._waiting: set[asyncio.Future[None]] = set()

    def ring(self) -> None:
        """Wakes all who wait now."""
        for future in self._waiting:
            if not future.done():
                future.set_result(None)

    async def heard(self) -> None:
        """Waits until it rings."""
        future = asyncio.get_running_loop().create_future()
        self._waiting.add(future)
        try:
            await future
        finally:
            self._waiting.discard(future)


@dataclass(slots=True)
class Document:
    """A document that is open, or was a moment ago."""

    shown: Shown
    """What it is."""
    process: Process
    """Who makes its pages."""
    view: View = field(default_factory=View)
    """What browsers show of it."""
    readers: int = 0
    """How many browsers look at it."""
    used: int = 0
    """When anybody last opened or left it, in a count of such events."""
    waiting: int = 0
    """Pieces whose pictures are not here yet."""
    end: End | None = None
    """The end of the order under way, which counts once all pieces are here."""
    since: float = 0.0
    """When the order under way was given, on the loop's clock."""
    losses: int = 0
    """Times in a row that its process was lost."""


class House:
    """The preview of one project."""

    def __init__(self, bundle: Bundle, server: Forkserver) -> None:
        self.bundle = bundle
        self.known = Known()
        self._server = server
        self._numbers = count()
        self._orders = count(1)
        self._questions = count(1)
        self._uses = count(1)
        self._styles = 0
        self._documents: dict[Shown, Document] = {}
        self._looks: dict[int, tuple[Document, Made]] = {}
        self._answers: dict[int, asyncio.Future[Any]] = {}
        self._bell = Bell()
        self._artist = Process(server, self._numbers, Role.ARTIST, self._from_artist, self._artist_lost)
        self._librarian = Process(
            server, self._numbers, Role.LIBRARIAN, self._from_librarian, self._librarian_lost
        )
        self._renewing = False
        self._renew_again = False
        self.stop = asyncio.Event()

    async def run(self) -> None:
        """Watches the project until `stop` is set."""
        self._renew()
        async for paths in changes(self.bundle.project, self.bundle.styles, self.stop):
            self.changed(paths)
        self.close()

    def close(self) -> None:
        """Ends everything, and everybody who waits."""
        self.stop.set()
        self._bell.ring()
        for future in self._answers.values():
            if not future.done():
                future.set_result(None)

    def changed(self, paths: frozenset[Path]) -> None:
        """Some files have changed: all that is open is made again."""
        styles = self.bundle.styles
        if any(path == styles or path.is_relative_to(styles) for path in paths):
            self._styles += 1
        for document in list(self._documents.values()):
            if document.readers:
                self._order(document)
            else:
                self._close(document)
        self._renew()

    # documents

    def open(self, shown: Shown) -> Document:
        """Gives the document, opened where it is not yet; whoever opens it closes it by `leave`."""
        document = self._documents.get(shown)
        if document is None:
            self._make_room()
            process = Process(self._server, self._numbers, Role.TYPESETTER, lambda _: None, lambda: None)
            document = self._documents[shown] = Document(shown, process)
            process._hear = partial(self._from_typesetter, document)
            process._lost = partial(self._typesetter_lost, document)
            self._order(document)
        document.readers += 1
        document.used = next(self._uses)
        return document

    def leave(self, document: Document) -> None:
        """A browser has turned to something else."""
        document.readers -= 1
        document.used = next(self._uses)

    def _make_room(self) -> None:
        while len(self._documents) >= MOST_OPEN:
            idle = [document for document in self._documents.values() if not document.readers]
            if not idle:
                return
            self._close(min(idle, key=lambda document: document.used))

    def _close(self, document: Document) -> None:
        document.process.end()
        self._documents.pop(document.shown, None)
        self._tidy()

    def find(self, shown: Shown) -> Document | None:
        """Gives the document where it is open."""
        return self._documents.get(shown)

    def _order(self, document: Document) -> None:
        loop = asyncio.get_running_loop()
        is_busy = isinstance(document.view.state, Working) and document.since
        if (is_busy and loop.time() - document.since > PATIENCE) or document.process.orders >= MOST_ORDERS:
            document.process.end()
        number = next(self._orders)
        document.view = ordered(document.view, number)
        document.end, document.waiting, document.since = None, 0, loop.time()
        document.process.send(Order(number, document.shown, self._styles))
        self._bell.ring()

    def _from_typesetter(self, document: Document, made: Made) -> None:
        if made.number != document.view.number:
            return
        document.losses = 0
        if isinstance(made.part, Piece):
            number = next(self._questions)
            document.waiting += 1
            self._looks[number] = (document, made)
            self._artist.send(Look(number, made.part.pdf))
        elif made.part.pages == 0:
            asyncio.get_running_loop().call_later(SECOND_LOOK, self._end, document, made.number, made.part)
        else:
            document.end = made.part
            self._end_if_all_is_here(document)

    def _typesetter_lost(self, document: Document) -> None:
        document.losses += 1
        if document.losses == 1:
            self._order(document)
            return
        hint = "take out what was written last; report it where the text looks right"
        why = Problem("E003", "the process that makes these pages stopped, twice", Place("guides"), hint)
        self._end(document, document.view.number, End(0, (why,)))

    def _from_artist(self, said: Looked | Answer) -> None:
        if isinstance(said, Answer):
            self._answered(said)
            return
        document, made = self._looks.pop(said.number)
        if made.number != document.view.number or not isinstance(made.part, Piece):
            return
        regions, first = made.part.regions, made.part.first
        leaves = [Leaf(page, regions[at] if at < len(regions) else ()) for at, page in enumerate(said.pages)]
        document.view = drawn(document.view, made.number, first, leaves, said.headings)
        document.waiting -= 1
        if document.end is not None:
            self._end_if_all_is_here(document)
        else:
            self._bell.ring()

    def _end_if_all_is_here(self, document: Document) -> None:
        if document.end is not None and not document.waiting:
            self._end(document, document.view.number, document.end)

    def _end(self, document: Document, number: int, end: End) -> None:
        if number != document.view.number:
            return
        state = document.view.state
        pages = end.pages if end.pages is not None else state.done if isinstance(state, Working) else 0
        document.view = ended(document.view, number, pages, end.problems, end.headings)
        document.end = end
        self._bell.ring()
        self._tidy()

    def _tidy(self) -> None:
        shown = {leaf.picture.digest for document in self._documents.values() for leaf in document.view.pages}
        if not self._looks:
            self._artist.send(Keep(frozenset(shown)))

    def _artist_lost(self) -> None:
        """Its pictures are gone: all documents are made again."""
        self._looks.clear()
        for document in self._documents.values():
            self._order(document)

    # questions

    async def _ask(self, process: Process, question: Callable[[int], object]) -> Any:  # noqa: ANN401  # many kinds
        number = next(self._questions)
        future = self._answers[number] = asyncio.get_running_loop().create_future()
        process.send(question(number))
        try:
            return await asyncio.wait_for(future, PATIENCE)
        except TimeoutError:
            return None
        finally:
            self._answers.pop(number, None)

    def _answered(self, answer: Answer) -> None:
        future = self._answers.get(answer.number)
        if future is not None and not future.done():
            future.set_result(answer.value)

    async def picture(self, digest: str, width: int) -> bytes | None:
        """Gives a page as a PNG; None where nobody shows it any more."""
        return await self._ask(self._artist, lambda number: Draw(number, digest, width))  # type: ignore[no-any-return]

    async def web_page(self, guide: str) -> bytes | None:
        """Gives a guide's web page; None where there is none."""
        return await self._ask(self._librarian, lambda number: WebPage(number, guide))  # type: ignore[no-any-return]

    # what the project holds

    def _renew(self) -> None:
        if self._renewing:
            self._renew_again = True
            return
        self._renewing, self._renew_again = True, False
        self._librarian.send(Renew(next(self._questions), self._styles))

    def _from_librarian(self, said: Renewed | Answer) -> None:
        if isinstance(said, Answer):
            self._answered(said)
            return
        self._renewing = False
        if said.known != self.known:
            self.known = said.known
            self._bell.ring()
        if self._renew_again:
            self._renew()

    def _librarian_lost(self) -> None:
        self._renewing = False

    # listening

    async def news(self, document: Document) -> AsyncIterator[View | Known]:
        """Gives what the project holds and the document as they are now, and each again when it has changed."""
        view: View | None = None
        known: Known | None = None
        while not self.stop.is_set():
            if self.known is not known:
                yield (known := self.known)
            elif document.view is not view:
                yield (view := document.view)
            else:
                await self._bell.heard()
