"""What a process of a build gives up: life beyond its parent, open files, the terminal, and memory over a limit.

Linux alone has all of it. Elsewhere a process keeps what its system can't take from it.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys

_PARENT_DEATH_SIGNAL = 1
"""PR_SET_PDEATHSIG of prctl(2)."""
_MIB = 1024 * 1024
_MOST_FILES = 1 << 20
"""Where the system sets no limit to open files."""


def end_with_parent(parent: int) -> None:
    """Has the system end this process when the process `parent` ends, however that ends."""
    if not sys.platform.startswith("linux"):
        return
    import ctypes

    ctypes.CDLL(None).prctl(_PARENT_DEATH_SIGNAL, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != parent:  # it ended before the system knew
        os._exit(1)


def keep_open_only(handle: int) -> None:
    """Closes all that was inherited but this file descriptor; what is printed goes nowhere.

    With GUIDEPRESS_DEBUG set, printing goes on.
    """
    os.closerange(3, handle)
    most = os.sysconf("SC_OPEN_MAX")
    os.closerange(handle + 1, most if most > 0 else _MOST_FILES)
    if not os.environ.get("GUIDEPRESS_DEBUG"):
        nothing = os.open(os.devnull, os.O_RDWR)
        for stream in range(3):
            os.dup2(nothing, stream)
        os.close(nothing)


def limit_memory(mebibytes: int) -> None:
    """Lets this process, and all that it starts, have so much address space and no more; 0 for no limit."""
    with contextlib.suppress(ImportError, OSError, ValueError):  # another system, or a lower limit is set already
        import resource

        _, most = resource.getrlimit(resource.RLIMIT_AS)
        wanted = mebibytes * _MIB
        if mebibytes and (most == resource.RLIM_INFINITY or wanted < most):
            resource.setrlimit(resource.RLIMIT_AS, (wanted, wanted))
