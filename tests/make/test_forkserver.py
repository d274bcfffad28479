"""Workers are forked from a warm process, die alone, and are replaced."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from guidepress.checks.sources.project import examine_sources
from guidepress.core.model import Series
from guidepress.make.executors.forkserver import Forkserver, _early, fork_early, forkserver, how_it_ended
from guidepress.make.executors.local import LocalExecutor
from guidepress.make.executors.tools import Tools
from guidepress.targets.base import Artifact, Bundle, Task, file_of
from guidepress.targets.pdf.maker import PdfMaker
from making import task_of

from .processes import until
from .project import Project

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="needs workers that are forked")


def _trade() -> Callable[[Connection], None]:
    loaded_by = os.getpid()

    def work(pipe: Connection) -> None:
        while True:
            try:
                word = pipe.recv()
            except EOFError:
                return
            if word == "die":
                os.kill(os.getpid(), signal.SIGKILL)
            pipe.send((loaded_by, os.getpid()))

    return work


@pytest.fixture
def open_forkserver() -> Iterator[Forkserver]:
    opened = forkserver(_trade)
    yield opened
    opened.close()


def _ask(pipe: Connection) -> tuple[int, int]:
    pipe.send("who")
    loaded_by, pid = pipe.recv()
    return int(loaded_by), int(pid)


def test_all_workers_come_from_one_process_that_has_loaded_the_tools(open_forkserver: Forkserver) -> None:
    (first_by, first), (second_by, second) = (_ask(open_forkserver.start(number)) for number in range(2))
    assert first_by == second_by != os.getpid()
    assert first != second


def test_a_worker_that_dies_closes_its_own_pipe_alone(open_forkserver: Forkserver) -> None:
    one, other = open_forkserver.start(0), open_forkserver.start(1)
    one.send("die")
    with pytest.raises(EOFError):
        one.recv()
    assert open_forkserver.end(0) == "signal 9"
    assert _ask(other)


def test_a_worker_that_hangs_is_ended(open_forkserver: Forkserver) -> None:
    pipe = open_forkserver.start(0)
    _, pid = _ask(pipe)
    assert open_forkserver.end(0) == "signal 9"
    until(lambda: not Path(f"/proc/{pid}").exists())


def test_workers_and_forkserver_end_when_it_is_closed() -> None:
    opened = forkserver(_trade)
    pids = _ask(opened.start(0))
    opened.close()
    until(lambda: not any(Path(f"/proc/{pid}").exists() for pid in pids))


def test_another_forkserver_is_opened_where_one_was_killed(open_forkserver: Forkserver) -> None:
    loaded_by, _ = _ask(open_forkserver.start(0))
    os.kill(loaded_by, signal.SIGKILL)
    until(lambda: "Z" in Path(f"/proc/{loaded_by}/stat").read_text().rpartition(")")[2])
    assert _ask(open_forkserver.start(1))[0] != loaded_by


def _load() -> None:
    os.environ["LOADED_EARLY_BY"] = str(os.getpid())


def _trade_of_early_tools() -> Callable[[Connection], None]:
    loaded_by = int(os.environ.get("LOADED_EARLY_BY", "0"))

    def work(pipe: Connection) -> None:
        pipe.recv()
        pipe.send((loaded_by, os.getppid()))

    return work


def test_a_forkserver_that_was_forked_early_is_the_one_that_the_build_gets() -> None:
    fork_early(_load)
    opened = forkserver(_trade_of_early_tools)
    loaded_by, parent = _ask(opened.start(0))
    opened.close()
    assert loaded_by == parent != 0


def test_an_early_forkserver_that_died_is_made_up_for() -> None:
    fork_early(_load)
    _, process = _early[-1]
    process.kill()
    process.join()
    opened = forkserver(_trade_of_early_tools)
    loaded_by, parent = _ask(opened.start(0))
    opened.close()
    assert loaded_by == 0 != parent


def test_an_early_forkserver_that_nobody_asks_for_ends_with_its_process() -> None:
    script = (
        "import time; from guidepress.make.executors import forkserver;"
        "forkserver.fork_early(lambda: time.sleep(60));"
        "print(forkserver._early[-1][1].pid)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=30)
    assert not Path(f"/proc/{int(done.stdout)}").exists()


def test_an_end_is_put_into_words() -> None:
    assert [how_it_ended(code) for code in (-11, 3, None)] == ["signal 11", "exit code 3", "without a word"]


def _process_number(tools: Tools, series: Series, task: Task) -> Artifact:  # noqa: ARG001
    return Artifact(task.output, (file_of(task.output.files[0], str(os.getpid()).encode(), "text/plain"),))


def _bundle(project: Project) -> Bundle:
    return Bundle(project.folder, project.folder / "styles")


def test_a_worker_makes_room_for_a_fresh_one_after_many_tasks(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Tools, "make", _process_number)
    monkeypatch.setattr("guidepress.make.executors.local.MOST_TASKS", 2)
    series = examine_sources(project.folder, project.folder / "styles").series
    assert series is not None
    tasks = [task_of(series, "apples", "standard")] * 5
    with LocalExecutor(1, _bundle(project), ()) as executor:
        numbers = [artifact.files[0].content for artifact in executor.run(series, tasks)]
    assert [numbers.count(number) for number in dict.fromkeys(numbers)] == [2, 2, 1]


@pytest.mark.parametrize(("cores", "processes"), [(2, 3), (8, 2)])
def test_the_last_tasks_share_the_cores_only_where_the_workers_have_all_of_them(
    project: Project, monkeypatch: pytest.MonkeyPatch, cores: int, processes: int
) -> None:
    monkeypatch.setattr(Tools, "make", _process_number)
    monkeypatch.setattr("guidepress.make.executors.local.cores", lambda: cores)
    series = examine_sources(project.folder, project.folder / "styles").series
    assert series is not None
    tasks = [task_of(series, "apples", "standard")] * 5
    with LocalExecutor(2, _bundle(project), ()) as executor:
        made = list(executor.run(series, tasks))
    assert len(made) == 5
    assert len({artifact.files[0].content for artifact in made}) == processes


def _no_engine(self: PdfMaker, bundle: Bundle) -> None:  # noqa: ARG001
    raise OSError("cannot load library 'libpango'")


def test_an_engine_that_can_not_be_loaded_is_reported_for_each_guide(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(PdfMaker, "__init__", _no_engine)
    code, said = project.run("build")
    assert code == 1
    assert said.count("E006: what makes pdf files can't be loaded: cannot load library 'libpango'") == 1


def _clumsy(maker: PdfMaker, series: Series, task: Task) -> Artifact:  # noqa: ARG001
    raise ValueError("a slip\nof the pen")


def test_an_exception_in_a_worker_is_a_problem_of_its_guide(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(PdfMaker, "make", _clumsy)
    code, said = project.run("build", "apples")
    assert code == 1
    assert "apples.md: error E002: standard/apples.pdf could not be made: ValueError: a slip of the pen" in said


def test_a_worker_that_died_before_it_had_a_task_loses_no_task(project: Project) -> None:
    series = examine_sources(project.folder, project.folder / "styles").series
    assert series is not None
    tasks = [task_of(series, guide, "standard") for guide in ("apples", "pears")]
    with LocalExecutor(1, _bundle(project), ()) as executor:
        made = executor.run(series, tasks)
        executor._forkserver.end(0)
        assert [(artifact.problems, len(artifact.files)) for artifact in made] == [((), 1), ((), 1)]


def test_a_worker_that_is_needed_no_more_ends_before_the_others(project: Project) -> None:
    series = examine_sources(project.folder, project.folder / "styles").series
    assert series is not None
    tasks = [task_of(series, guide, "standard") for guide in ("apples", "pears")]
    with LocalExecutor(2, _bundle(project), ()) as executor:
        for _ in executor.run(series, tasks):
            assert all(worker.task for worker in executor._workers)
        assert executor._workers == []
