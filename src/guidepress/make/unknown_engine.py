"""What a build says of an engine that its patches and its tags were not written for.

Takes what was typeset by such an engine; gives problems that are the same for every guide, so that a build names
each once. An unknown engine is slower and right: what saves time is left out, and tags are published only where
the rules for finished files find nothing wrong with them.
"""

from __future__ import annotations

from guidepress.core.model import Edition
from guidepress.core.problems import Place, Problem, Severity, has_errors
from guidepress.engine.library import engine_name, patches_left_out, tags_are_proved

_TAGS = frozenset({"A001", "A002", "A003"})
"""The rules that judge what the tags are; the others judge what a guide says."""
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


def wrong_tags(pdf: bytes, html: str, edition: Edition, language: str) -> tuple[Problem, ...]:
    """Gives the problem of an edition whose tags, written by an unknown engine, are wrong."""
    if not edition.tagged or tags_are_proved():
        return ()
    from guidepress.checks.pdf.accessibility import check_reading, read_guide

    try:
        found = check_reading(read_guide(pdf, html, edition.name, language))
    except Exception as error:
        return (untaggable(edition, type(error).__name__),)
    wrong = [problem for problem in found if problem.code in _TAGS and has_errors([problem])]
    return (untaggable(edition, f"rule {wrong[0].code}"),) if wrong else ()


def untaggable(edition: Edition, why: str) -> Problem:
    """Gives the problem of an edition that can't be tagged with the engine."""
    message = f"files of the edition '{edition.name}' can't be tagged for screen readers by this version ({why})"
    return Problem("E005", message, Place(engine_name()), f"none is published; {_HINT}")
