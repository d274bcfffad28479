"""Builds in processes of their own, to be disturbed while they run."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

from guidepress.commands.group import run


class Running:
    """A build in another process, forked from this one so that it need load nothing."""

    def __init__(self, folder: Path, *words: str, first: Callable[[], None] = lambda: None) -> None:
        self.said = folder.with_name(f"said-{time.monotonic_ns()}.txt")
        self.said.touch()
        self.pid = os.fork()
        if self.pid == 0:
            self._live(folder, words, first)
        with contextlib.suppress(OSError):
            os.setpgid(self.pid, self.pid)  # here as well as there, so that it is done whoever is first

    def _live(self, folder: Path, words: tuple[str, ...], first: Callable[[], None]) -> None:
        code = 99
        try:
            os.setpgid(0, 0)
            handle = os.open(self.said, os.O_WRONLY)
            os.dup2(handle, 1)
            os.dup2(handle, 2)
            sys.stdout = sys.stderr = open(1, "w", encoding="utf-8", closefd=False, buffering=1)  # noqa: SIM115
            signal.signal(signal.SIGINT, signal.default_int_handler)
            first()
            code = run(["build", "--project", str(folder), "--jobs", "2", *words])
            sys.stdout.flush()
        finally:
            os._exit(code)

    def signal(self, number: int) -> None:
        """Sends a signal to the build's own process, and not to its workers."""
        os.kill(self.pid, number)

    def signal_all(self, number: int) -> None:
        """Sends a signal to the build and its workers, as a terminal does for Ctrl-C."""
        os.killpg(self.pid, number)

    def is_running(self) -> bool:
        return os.waitid(os.P_PID, self.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None

    def end(self) -> tuple[int, str]:
        """Waits for the end; gives the exit code, or the signal's number made negative, and what was said."""
        _, status = os.waitpid(self.pid, 0)
        return os.waitstatus_to_exitcode(status), self.said.read_text("utf-8")


def until(condition: Callable[[], bool], seconds: float = 30) -> None:
    """Waits for something to become true; fails where it does not."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.005)
