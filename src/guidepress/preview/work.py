"""What a process of the preview does all its life: typeset one document, draw pages, or know the project.

A process is forked warm, from a forkserver such as a build has, and told by the first thing it receives what it is
for. It answers over its pipe; when that closes it ends.
"""

from __future__ import annotations

import contextlib
import gc
import os
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from itertools import count
from multiprocessing.connection import Connection
from typing import Any

from guidepress.compose.session_choice import Choice
from guidepress.core.problems import Place, Problem
from guidepress.make.executors.confined import limit_memory
from guidepress.make.executors.forkserver import OUT_OF_MEMORY, Work
from guidepress.preview.records import End, HeadingAt, Known, Picture, Piece, Shown
from guidepress.targets.base import Bundle

MEMORY_LIMIT = 2048
"""MiB of address space that a process may have, as in a build."""
COLLECT_EVERY = 5
"""Answers after which a process looks for memory that nothing uses any more."""


class Role(StrEnum):
    """What a process is for."""

    TYPESETTER = "typesetter"
    ARTIST = "artist"
    LIBRARIAN = "librarian"


@dataclass(frozen=True, slots=True)
class Order:
    """A document wanted as the sources have it now; one that comes later overtakes it."""

    number: int
    """Counts the orders."""
    shown: Shown
    """The document."""
    styles: int
    """Counts the changes to styles and templates; tools of another count are set up anew."""
    soon: tuple[int, ...] = ()
    """The numbers of pages that somebody looks at."""


@dataclass(frozen=True, slots=True)
class Made:
    """A part of an order's answer."""

    number: int
    """The order's number."""
    part: Piece | End
    """Some pages, or the end."""


@dataclass(frozen=True, slots=True)
class Look:
    """A file whose pages are wanted as pictures."""

    number: int
    """Given back with the answer."""
    pdf: bytes
    """The file."""


@dataclass(frozen=True, slots=True)
class Looked:
    """What a file's pages look like."""

    number: int
    """As it was asked."""
    pages: tuple[Picture, ...]
    """Each page."""
    headings: tuple[HeadingAt, ...]
    """The file's outline, its pages counted from 1."""


@dataclass(frozen=True, slots=True)
class Keep:
    """The pages that anybody may still ask for."""

    digests: frozenset[str]
    """Their digests."""


@dataclass(frozen=True, slots=True)
class Draw:
    """A page that somebody wants to see."""

    number: int
    """Given back with the answer."""
    digest: str
    """The page."""
    width: int
    """In pixels."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a question that has a number."""

    number: int
    """The question's."""
    value: Any
    """A PNG, a web page or a saved session; None where there is none."""


@dataclass(frozen=True, slots=True)
class Renew:
    """Wanted: what the project holds now."""

    number: int
    """Counts them; a later one overtakes."""
    styles: int
    """As in an order."""


@dataclass(frozen=True, slots=True)
class Renewed:
    """What the project holds."""

    number: int
    """The number of the question."""
    known: Known
    """What it holds."""


@dataclass(frozen=True, slots=True)
class WebPage:
    """A guide wanted as a web page."""

    number: int
    """Given back with the answer."""
    guide: str
    """Its id."""


@dataclass(frozen=True, slots=True)
class Save:
    """A session to be kept in `sessions.yaml`."""

    number: int
    """Given back with the answer."""
    guide: str
    """The id of the guide that it is of."""
    choice: Choice
    """What was chosen."""


def trade(bundle: Bundle, editions: tuple[str, ...]) -> Work:
    """Loads everything, and warms it up: in the forkserver, before there are processes."""
    limit_memory(MEMORY_LIMIT)
    from guidepress.preview.pictures import Pictures  # noqa: F401  # so that it is there when a process is forked
    from guidepress.preview.shelf import Shelf  # noqa: F401  # likewise
    from guidepress.preview.typesetting import Typesetter

    typesetter = None
    with contextlib.suppress(Exception):  # whatever fails here fails again where it can be told
        typesetter = Typesetter(bundle)
        typesetter.warm_up(editions)
    return partial(_serve, bundle, typesetter)


def _serve(bundle: Bundle, typesetter: Any, pipe: Connection) -> int:  # noqa: ANN401  # loaded in the forkserver
    gc.disable()  # as in a build: it is done between answers
    try:
        role = pipe.recv()
        if role is Role.TYPESETTER:
            _typeset(bundle, typesetter, pipe)
        elif role is Role.ARTIST:
            _draw(pipe)
        else:
            _know(bundle, pipe)
    except MemoryError:
        return OUT_OF_MEMORY
    except (EOFError, OSError):
        pass
    return 0


def _typeset(bundle: Bundle, typesetter: Any, pipe: Connection) -> None:  # noqa: ANN401
    from guidepress.preview.typesetting import Typesetter

    styles = 0
    for turn in count(1):
        order: Order = pipe.recv()
        while pipe.poll():
            order = pipe.recv()
        try:
            if typesetter is None or order.styles != styles:
                typesetter, styles = Typesetter(bundle), order.styles
            for part in typesetter.pages_of(order.shown, lambda: not pipe.poll(), order.soon):
                pipe.send(Made(order.number, part))
        except (MemoryError, EOFError, OSError):
            raise
        except Exception as error:  # the engine may fail at anything
            pipe.send(Made(order.number, End(0, (_failed(error),))))
        if turn % COLLECT_EVERY == 0 and not pipe.poll():
            gc.collect()


def _failed(error: Exception) -> Problem:
    words = " ".join(f"{type(error).__name__}: {error}".split())
    hint = "take out what was written last; report it where the text looks right"
    return Problem("E002", f"the pages could not be made: {words}", Place("guides"), hint)


def _draw(pipe: Connection) -> None:
    from guidepress.preview.pictures import Pictures

    pictures = Pictures()
    for turn in count(1):
        asked = pipe.recv()
        if isinstance(asked, Look):
            pages, headings = pictures.look(asked.pdf)
            pipe.send(Looked(asked.number, pages, headings))
        elif isinstance(asked, Draw):
            pipe.send(Answer(asked.number, pictures.draw(asked.digest, asked.width)))
        else:
            pictures.keep(asked.digests)
        if turn % COLLECT_EVERY == 0 and not pipe.poll():
            gc.collect()


def _know(bundle: Bundle, pipe: Connection) -> None:
    from guidepress.preview.shelf import Shelf

    os.nice(5)  # pages come first
    shelf, styles = Shelf(bundle), 0
    while True:
        asked = pipe.recv()
        if isinstance(asked, Renew):
            if asked.styles != styles:
                shelf, styles = Shelf(bundle), asked.styles
            pipe.send(Renewed(asked.number, shelf.renew()))
        elif isinstance(asked, WebPage):
            pipe.send(Answer(asked.number, shelf.web_page(asked.guide)))
        elif isinstance(asked, Save):
            pipe.send(Answer(asked.number, shelf.save(asked.guide, asked.choice)))
        if not pipe.poll():
            gc.collect()
