"""What is said of an engine that its patches and its tags were not written for.

Gives problems that are the same for every guide, so that a build names each once. An unknown engine is slower and
right: what saves time is left out, and tags are published only where the rules for finished files find nothing
wrong with them.
"""

from __future__ import annotations

from guidepress.core.model import Edition
from guidepress.core.problems import Place, Problem, Severity
from guidepress.engine.library import engine_name, patches_left_out

_HINT = "pip install -r constraints.txt brings the version that is known"


def slower() -> tuple[Problem, ...]:
    """Gives one warning where patches don't fit the engine."""
    left_out = patches_left_out()
    if not left_out:
        return ()
    name, reason = next(iter(left_out.items()))
    count = "one of its patches is" if len(left_out) == 1 else f"{len(left_out)} of its patches are"
    message = f"Guidepress does not know this version of the engine, so {count} left out ({name}: {reason})"
    hint = f"files are right but may take longer to make; {_HINT}"
    return (Problem("E004", message, Place(engine_name()), hint, Severity.WARNING),)


def untaggable(edition: Edition, why: str) -> Problem:
    """Gives the problem of an edition that can't be tagged with the engine."""
    message = f"files of the edition '{edition.name}' can't be tagged for screen readers by this version ({why})"
    return Problem("E005", message, Place(engine_name()), f"none is published; {_HINT}")
