"""The command `guidepress`: answers at once where it can, else hands over to the commands."""

from __future__ import annotations

import gc
import os
import sys

from guidepress.core.errors import Exit


def main() -> None:
    """Runs the command line and ends the process with its exit code."""
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
        sys.exit(Exit.CLEAN)
    except KeyboardInterrupt:  # before the commands were there to say so
        sys.exit(Exit.INTERRUPTED)
