"""What slides and sessions cost beside guides: `python -m tests.bench.sessions`.

Five decks, each as PPTX, PDF and notes pages, should cost no more than the five guides that they belong to; the
whole set of one session no more than one guide and a half. Processor seconds are compared, since two cores may
be busy with other things.
"""

from __future__ import annotations

import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from .measuring import run

ROOT = Path(__file__).parents[2]
ROUNDS = 3
SESSION, ITS_GUIDE = "three-who-care", "compassion"
MOST_DECKS, MOST_SESSION = 1.0, 1.5


@dataclass(frozen=True, slots=True)
class Costs:
    """Processor seconds of one round, each from nothing but what it builds on."""

    guides: float
    """The five guides in the standard edition."""
    decks: float
    """Their five decks."""
    guide: float
    """One guide in the standard edition."""
    session: float
    """One session of it with all companions."""


def measured() -> Costs:
    """Measures one round in a folder of its own."""
    with TemporaryDirectory() as name:
        output = Path(name) / "output"

        def seconds(*words: str) -> float:
            command = [sys.executable, "-m", "guidepress", *words, f"--output={output}", "--jobs=1"]
            return run(command, folder=ROOT).processor_seconds

        guides = seconds("build")
        decks = seconds("build", "--edition=slides")
        session = seconds("session", SESSION)
        shutil.rmtree(output)
        return Costs(guides, decks, seconds("build", ITS_GUIDE), session)


def main() -> int:
    """Prints both ratios; gives 1 where one of them is too high."""
    rounds = [measured() for _ in range(ROUNDS)]
    decks = median(costs.decks / costs.guides for costs in rounds)
    session = median(costs.session / costs.guide for costs in rounds)
    print(f"five decks cost {decks:.2f} times as much as the five guides; {MOST_DECKS} is the most")
    print(f"a session's set costs {session:.2f} times as much as its guide; {MOST_SESSION} is the most")
    return int(decks > MOST_DECKS or session > MOST_SESSION)


if __name__ == "__main__":
    sys.exit(main())
