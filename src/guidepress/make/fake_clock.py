"""Runs a guidepress command as if it were another day: `python -m guidepress.make.fake_clock DAYS build …`.

For `guidepress build --verify`, which must show that no output depends on the clock.
"""

from __future__ import annotations

import datetime
import runpy
import sys
import time
from collections.abc import Callable

SECONDS_A_DAY = 86_400


def shift_the_clock(days: int) -> None:
    """Moves what this process takes for the present by some days; intervals stay as they are."""
    shift = days * SECONDS_A_DAY
    real_time, real_now = time.time, datetime.datetime.now

    class Shifted(datetime.datetime):
        @classmethod
        def now(cls, tz: datetime.tzinfo | None = None) -> Shifted:
            return cls._of(real_now(tz))

        @classmethod
        def utcnow(cls) -> Shifted:
            return cls._of(real_now(datetime.UTC).replace(tzinfo=None))

        @classmethod
        def _of(cls, moment: datetime.datetime) -> Shifted:
            there = moment + datetime.timedelta(days=days)
            return cls.combine(there.date(), there.timetz())

    def broken_down(real: Callable[..., time.struct_time]) -> Callable[..., time.struct_time]:
        return lambda seconds=None: real(time.time() if seconds is None else seconds)

    time.gmtime, time.localtime = broken_down(time.gmtime), broken_down(time.localtime)
    time.time = lambda: real_time() + shift
    datetime.datetime = Shifted  # type: ignore[misc]


if __name__ == "__main__":
    shift_the_clock(int(sys.argv.pop(1)))
    runpy.run_module("guidepress", run_name="__main__")
