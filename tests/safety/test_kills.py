"""Whichever process of a build is killed, and when: the build goes on or ends, nothing is torn, none stays."""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from guidepress.make.executors.tools import Tools
from make.processes import Running, until
from make.project import Project

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="needs workers that are forked")

STATES = ("With thanks to all.\n", "With many thanks to all.\n")
Victims = Callable[[Running], list[int]]
PROMISED = 5.0
"""Seconds within which a build has ended, or is over, after a kill; each of these takes half a second else."""


def children(pid: int) -> list[int]:
    try:
        return [int(word) for word in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []


def forkservers(build: Running) -> list[int]:
    return children(build.pid)[:1]


def workers(build: Running) -> list[int]:
    return [worker for server in children(build.pid) for worker in children(server)]


def everything(build: Running) -> list[int]:
    return [*workers(build), *forkservers(build), build.pid]


VICTIMS: dict[str, Victims] = {
    "the build": lambda build: [build.pid],
    "the forkserver": forkservers,
    "a worker": lambda build: workers(build)[:1],
    "all workers": workers,
    "all": everything,
}


def _has_forkserver(build: Running, project: Project) -> bool:  # noqa: ARG001
    return bool(forkservers(build))


def _holds_the_lock(build: Running, project: Project) -> bool:
    owner = project.folder / "output" / ".guidepress.owner"
    try:
        return owner.read_bytes() == str(build.pid).encode()
    except OSError:  # it comes and goes while this looks
        return False


def _has_workers(build: Running, project: Project) -> bool:  # noqa: ARG001
    return bool(workers(build))


EVENTS = (_has_forkserver, _holds_the_lock, _has_workers)


def _alive(group: int) -> list[int]:
    """Gives the processes of a build that have not ended; a zombie has."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                state, _, owner = (entry / "stat").read_text().rpartition(")")[2].split()[:3]
            except OSError:
                continue
            if int(owner) == group and state not in "ZX":
                found.append(int(entry.name))
    return found


def _kill(pids: list[int]) -> bool:
    done = False
    for pid in pids:
        try:
            os.kill(pid, signal.SIGKILL)
            done = True
        except ProcessLookupError:
            continue
    return done


@pytest.fixture
def whole(built: Project) -> Iterator[dict[str, list[bytes]]]:
    """Gives the bytes that each file may have; at the end, the project must be as if nothing had happened."""
    known: dict[str, list[bytes]] = {"apples": [], "pears": []}
    for state in STATES:
        built.write("guides/blocks/closing.md", state)
        built.build()
        for name in known:
            known[name].append(built.pdf(name).read_bytes())
    yield known
    assert "set aside" not in built.build()
    assert built.made() == []
    assert list((built.folder / "output").rglob("*.part")) == []


def _build_and_kill(
    project: Project, whole: dict[str, list[bytes]], moment: Callable[[Running], None], victims: Victims
) -> bool:
    """Starts a build that has something to make, kills at a moment, and checks what became of it."""
    there = whole["apples"].index(project.pdf("apples").read_bytes())
    project.write("guides/blocks/closing.md", STATES[1 - there])
    build = Running(project.folder)
    moment(build)
    killed = _kill(victims(build))
    until(lambda: not build.is_running(), PROMISED * 4)
    code, said = build.end()
    until(lambda: not _alive(build.pid), PROMISED)
    for name, contents in whole.items():
        assert project.pdf(name).read_bytes() in contents, f"{name}.pdf is neither of the two"
    assert code in {0, 1, -signal.SIGKILL}, said
    assert "Traceback" not in said
    if code == 1:
        assert "E003: the worker stopped unexpectedly (signal 9)" in said
    if code == 0:
        assert said.count("made ") >= 1
    return killed


PAIRS = [(event, victims) for event in EVENTS for victims in VICTIMS]


@pytest.mark.parametrize(
    ("event", "victims"),
    [
        pytest.param(*pair, marks=pytest.mark.slow if at % (len(VICTIMS) + 1) else ())
        for at, pair in enumerate(PAIRS)
    ],
)
def test_a_kill_at_an_event_harms_nothing(
    built: Project,
    whole: dict[str, list[bytes]],
    event: Callable[[Running, Project], bool],
    victims: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    make = Tools.make

    def slowly(*arguments: object) -> object:
        time.sleep(0.2)
        return make(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(Tools, "make", slowly)  # so that each event comes before the end

    def moment(build: Running) -> None:
        until(lambda: event(build, built) and bool(VICTIMS[victims](build)))

    for _ in range(2):
        assert _build_and_kill(built, whole, moment, VICTIMS[victims])


def test_a_forkserver_killed_while_it_loads_costs_no_guide(built: Project) -> None:
    built.write("guides/blocks/closing.md", STATES[1])
    build = Running(built.folder)
    until(lambda: bool(forkservers(build)))
    [server] = forkservers(build)
    os.kill(server, signal.SIGSTOP)
    until(lambda: _holds_the_lock(build, built))
    os.kill(server, signal.SIGKILL)
    code, said = build.end()
    assert (code, said.count("made ")) == (0, 2), said
    until(lambda: not _alive(build.pid), PROMISED)


def test_a_forkserver_that_always_ends_while_it_loads_is_told_once(
    built: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Tools, "warm_up", lambda *_: os.kill(os.getpid(), signal.SIGKILL))
    built.write("guides/blocks/closing.md", STATES[1])
    code, said = built.run("build")
    assert code == 1
    assert said.count("error E010: what loads the style sheets stopped unexpectedly (signal 9), twice") == 1
    assert "1 error" in said


@pytest.mark.slow
def test_style_sheets_that_never_load_are_told_at_the_time_limit(
    built: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Tools, "warm_up", lambda *_: time.sleep(600))
    built.write("guides/blocks/closing.md", STATES[1])
    build = Running(built.folder, "--time-limit", "1")
    code, said = build.end()
    assert code == 1
    assert said.count("styles: error E010: the style sheets took longer than 1 seconds by themselves") == 1
    assert "hint: look for something of enormous size in a style sheet" in said
    until(lambda: not _alive(build.pid), PROMISED)


def _needs_more(*_: object) -> None:
    kept = []
    while True:
        kept.append(bytearray(64 * 1024 * 1024))


def test_a_worker_that_needs_too_much_memory_is_named_with_its_guide(
    built: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Tools, "make", _needs_more)
    built.write("guides/blocks/closing.md", STATES[1])
    code, said = built.run("build", "--memory-limit", "1024")
    assert code == 1
    assert "guides/apples.md: error E011: standard/apples.pdf needs more than 1024 MiB of memory" in said
    assert "or allow more with --memory-limit" in said


@pytest.mark.slow
def test_style_sheets_that_need_too_much_memory_are_named(built: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Tools, "warm_up", _needs_more)
    built.write("guides/blocks/closing.md", STATES[1])
    code, said = built.run("build", "--memory-limit", "1024")
    assert code == 1
    assert said.count("styles: error E010: loading the style sheets needs more than 1024 MiB of memory") == 1


@pytest.mark.slow
def test_300_kills_at_random_moments_harm_nothing(built: Project, whole: dict[str, list[bytes]]) -> None:
    chance = random.Random(12)
    started = time.monotonic()
    built.write("guides/blocks/closing.md", STATES[0])
    assert Running(built.folder).end()[0] == 0
    usual = time.monotonic() - started
    killed = 0
    for turn in range(300):
        rest = chance.uniform(0, usual)
        victims = VICTIMS[list(VICTIMS)[turn % len(VICTIMS)]]
        killed += _build_and_kill(built, whole, lambda _, rest=rest: time.sleep(rest), victims)  # type: ignore[misc]
    assert killed > 100
