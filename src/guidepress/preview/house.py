"""Everything that is open: processes at work, documents that browsers look at, and who is told of their changes.

Lives in one event loop. What processes say comes in by a thread for each pipe; no other thread touches anything.
"""

from __future__ import annotations

import asyncio
import contextlib
import queue
import threading
from collections import deque
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from functools import partial
from itertools import count
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from guidepress.compose.session_choice import Choice
from guidepress.core.problems import Place, Problem
from guidepress.make.executors.forkserver import Forkserver
from guidepress.preview.records import End, Known, Piece, Saved, Shown
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
    Save,
    WebPage,
)
from guidepress.targets.base import Bundle

MOST_OPEN = 4
"""Documents that stay open; of more, the one that nobody has looked at for longest is closed."""
MOST_READ = 12
"""Documents that can be looked at at once; each has a process of its own."""
MOST_LOSSES = 3
"""Times in a row that who draws may be lost, after which nobody asks again until a file changes."""
MOST_SOON = 4
"""Pages that were asked for last: somebody looks at them, and their new pictures come first."""
PAUSE = 0.05
"""Seconds between two states of pages that are being made; the last one is told at once."""
GRACE = 3.0
"""Seconds that a process has to end by itself."""
SECOND_LOOK = 0.12
"""Seconds that a file may be broken while an editor writes it, before anybody is told."""
PATIENCE = 30.0
"""Seconds that an overtaken order may take before its process is ended."""
TIME_LIMIT = 300.0
"""Seconds that any order may take: many times what the longest guide needs."""
MOST_ORDERS = 300
"""Orders after which a process makes room for a fresh one, so that memory stays flat."""


class Process:
    """A process, with a thread that listens to it and one that speaks; after its end a question starts another."""

    def __init__(
        self, starter: Starter, role: Role, hear: Callable[[Any], None], lost: Callable[[], None]
    ) -> None:
        self._starter = starter
        self._role = role
        self._hear = hear
        self._lost = lost
        self._loop = asyncio.get_running_loop()
        self._number = -1
        self._pipe: Connection | None = None
        self._said: queue.SimpleQueue[object] = queue.SimpleQueue()
        self.sent = 0
        """How much was sent to the process that there is."""

    def send(self, what: object) -> None:
        """Sends something, to a new process where there is none; waits for nobody."""
        if self._pipe is None:
            self._number, self._pipe = self._starter.start()
            self._said = queue.SimpleQueue()
            self._said.put(self._role)
            self.sent = 0
            for target in (self._listen, self._speak):
                threading.Thread(target=target, args=(self._pipe, self._number, self._said), daemon=True).start()
        self._said.put(what)
        self.sent += 1

    def _speak(self, pipe: Connection, _: int, said: queue.SimpleQueue[object]) -> None:
        with contextlib.suppress(OSError):  # it has ended, and the listener says so
            while (what := said.get()) is not None:
                pipe.send(what)

    def _listen(self, pipe: Connection, number: int, _: queue.SimpleQueue[object]) -> None:
        call = self._loop.call_soon_threadsafe
        with contextlib.suppress(RuntimeError):  # the loop is closed
            try:
                while True:
                    call(self._heard, number, pipe.recv())
            except (EOFError, OSError, TypeError):  # TypeError: it was closed here meanwhile
                call(self._ended, number)

    def _heard(self, number: int, what: object) -> None:
        if number == self._number:
            self._hear(what)

    def _ended(self, number: int) -> None:
        if number == self._number:
            self.end()
            self._lost()

    def end(self) -> None:
        """Lets the process end."""
        if self._pipe is not None:
            self._said.put(None)
            self._pipe.close()
            self._starter.end(self._number)
            self._pipe, self._number = None, -1


class Starter:
    """The forkserver, asked by one thread at a time."""

    def __init__(self, server: Forkserver) -> None:
        self._server = server
        self._numbers = count()
        self._lock = threading.Lock()

    def start(self) -> tuple[int, Connection]:
        """Starts a process; gives its number and the pipe to it."""
        with self._lock:
            number = next(self._numbers)
            return number, self._server.start(number)

    def end(self, number: int) -> None:
        """Sees to it that a process whose pipe is closed has ended a little later."""
        asyncio.get_running_loop().call_later(
            GRACE, lambda: threading.Thread(target=self._end, args=(number,), daemon=True).start()
        )

    def _end(self, number: int) -> None:
        with self._lock:
            self._server.end(number)


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
    process: Process = field(init=False)
    """Who makes its pages."""
    view: View = field(default_factory=View)
    """What browsers show of it."""
    readers: int = 0
    """How many browsers look at it."""
    used: int = 0
    """When anybody last opened or left it, in a count of such events."""
    is_stale: bool = True
    """Whether sources have changed since its pages were asked for."""
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
        self._starter = Starter(server)
        self._orders = count(1)
        self._questions = count(1)
        self._uses = count(1)
        self._styles = 0
        self._documents: dict[Shown, Document] = {}
        self._looks: dict[int, tuple[Document, Made]] = {}
        self._answers: dict[int, asyncio.Future[Any]] = {}
        self._bell = Bell()
        self._asked_for: deque[str] = deque(maxlen=MOST_SOON)
        self._artist = Process(self._starter, Role.ARTIST, self._from_artist, self._artist_lost)
        self._librarian = Process(self._starter, Role.LIBRARIAN, self._from_librarian, self._librarian_lost)
        self._artist_losses = 0
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
        self._artist_losses = 0
        for document in self._documents.values():
            if document.readers:
                self._order(document)
            else:
                document.is_stale = True
        self._renew()

    # documents

    def open(self, shown: Shown) -> Document | None:
        """Gives the document, opened where it is not yet; whoever opens it ends that by `leave`.

        None where too many are looked at already.
        """
        document = self._documents.get(shown)
        if document is None:
            self._make_room()
            if len(self._documents) >= MOST_READ:
                return None
            document = self._documents[shown] = Document(shown)
            document.process = Process(
                self._starter,
                Role.TYPESETTER,
                partial(self._from_typesetter, document),
                partial(self._typesetter_lost, document),
            )
        document.readers += 1
        document.used = next(self._uses)
        if document.is_stale:
            self._order(document)
        return document

    def leave(self, document: Document) -> None:
        """A browser has turned to something else."""
        document.readers -= 1
        document.used = next(self._uses)
        if self._renew_again:
            self._renew()

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
        if (is_busy and loop.time() - document.since > PATIENCE) or document.process.sent >= MOST_ORDERS:
            document.process.end()
        number = next(self._orders)
        document.view = ordered(document.view, number)
        document.end, document.waiting, document.since, document.is_stale = None, 0, loop.time(), False
        loop.call_later(TIME_LIMIT, self._too_long, document, number)
        pages = document.view.pages
        soon = (at for at, leaf in enumerate(pages, 1) if leaf.picture.digest in self._asked_for)
        document.process.send(Order(number, document.shown, self._styles, tuple(soon)[:MOST_SOON]))
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

    def _too_long(self, document: Document, number: int) -> None:
        if number == document.view.number and isinstance(document.view.state, Working):
            document.process.end()
            hint = "look for something of enormous size in what was written last"
            message = f"these pages took longer than {TIME_LIMIT:g} seconds and were given up"
            self._end(document, number, End(0, (Problem("B002", message, Place("guides"), hint),)))

    def _typesetter_lost(self, document: Document) -> None:
        document.losses += 1
        if document.losses == 1:
            self._order(document)
            return
        document.losses = 0
        hint = "take out what was written last; report it where the text looks right"
        why = Problem("E003", "the process that makes these pages stopped, twice", Place("guides"), hint)
        self._end(document, document.view.number, End(0, (why,)))

    def _from_artist(self, said: Looked | Answer) -> None:
        if isinstance(said, Answer):
            self._answered(said)
            return
        self._artist_losses = 0
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
        if self._renew_again:
            self._renew()

    def _tidy(self) -> None:
        shown = {leaf.picture.digest for document in self._documents.values() for leaf in document.view.pages}
        if not self._looks:
            self._artist.send(Keep(frozenset(shown)))

    def _artist_lost(self) -> None:
        """Its pictures are gone: all documents are made again."""
        self._looks.clear()
        self._artist_losses += 1
        for document in self._documents.values():
            document.is_stale = True
            if document.readers and self._artist_losses < MOST_LOSSES:
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
        self._asked_for.append(digest)
        return await self._ask(self._artist, lambda number: Draw(number, digest, width))  # type: ignore[no-any-return]

    async def web_page(self, guide: str) -> bytes | None:
        """Gives a guide's web page; None where there is none."""
        return await self._ask(self._librarian, lambda number: WebPage(number, guide))  # type: ignore[no-any-return]

    async def save(self, guide: str, choice: Choice) -> Saved:
        """Writes a session into `sessions.yaml`, or says why not."""
        saved = await self._ask(self._librarian, lambda number: Save(number, guide, choice))
        return saved if isinstance(saved, Saved) else Saved("", "It could not be written; try it again.")

    # what the project holds

    def _renew(self) -> None:
        """Has the project read again, once pages that somebody waits for are there: they come first."""
        watched = [document for document in self._documents.values() if document.readers]
        if self._renewing or any(isinstance(document.view.state, Working) for document in watched):
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
        clock = asyncio.get_running_loop().time
        told = 0.0
        while not self.stop.is_set():
            if self.known is not known:
                yield (known := self.known)
            elif document.view is not view:
                more_to_come = isinstance(document.view.state, Working)
                if more_to_come and clock() < told + PAUSE:
                    await asyncio.sleep(told + PAUSE - clock())
                told = clock()
                yield (view := document.view)
            else:
                await self._bell.heard()
