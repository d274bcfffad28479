"""The command `guidepress`: answers at once where it can, else hands over to the commands."""

from __future__ import annotations

import gc
import os
import sys

from guidepress.core.errors import Exit


def _open_what_was_closed() -> None:
    """Has the three streams lead nowhere where a shell closed them, since the next file would take their place."""
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # which takes the lowest number that is free
    if sys.stdout is None or sys.stderr is None:
        sys.stdout = sys.stdout or open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
        sys.stderr = sys.stderr or open(2, "w", encoding="utf-8", closefd=False)  # noqa: SIM115


def main() -> None:
    """Runs the command line and ends the process with its exit code."""
    _open_what_was_closed()
    words = sys.argv[1:]
    is_build = words[:1] == ["build"]
    try:
        if is_build:
            from guidepress.make.unchanged import quick_answer

            answer = quick_answer(words[1:])
            if answer is not None:
                print(answer, flush=True)  # noqa: T201  # loading the printer would take longer than the answer
                os._exit(Exit.CLEAN)  # nothing is open, and tidying up would take as long as a tenth of the answer
            if {"--help", "--verify"}.isdisjoint(words):
                from guidepress.make.executors.forkserver import fork_early
                from guidepress.make.executors.local import load_tools

                fork_early(load_tools)  # so that the engine loads while the command finds out what is asked for
        from guidepress.commands.group import run

        code = run(words)
        if is_build:
            gc.freeze()  # so that Python does not look through all that was loaded for circles before it ends
        sys.exit(code)
    except BrokenPipeError:
        os._exit(Exit.CLEAN)
    except OSError:  # the answer can't be printed; there is nowhere to say so
        os._exit(Exit.PROBLEMS)
    except KeyboardInterrupt:  # before the commands were there to say so
        sys.exit(Exit.INTERRUPTED)
