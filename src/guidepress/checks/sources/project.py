"""A whole project under examination: everything up to HTML, with the problems of every stage."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path

from guidepress.checks.sources.series_rules import check_series
from guidepress.checks.styles.style_rules import accents_are_known, contrast_is_enough
from guidepress.core.model import EDITIONS, Series
from guidepress.core.problems import Problem, in_file_order
from guidepress.notation.foreign import BLOCK_LINES
from guidepress.sources.project import read_project

_UNLIKE = (EDITIONS[0], next(edition for edition in EDITIONS if edition.printed_addresses))
"""Between them these need every word and every line of the templates."""
ACCOUNT = frozenset({"M030", "M031"})
"""What the account of words says, which goes by no rule."""
_LOST = frozenset({"F001", "F002", "Y001", "Y006", "M001"})


@dataclass(frozen=True, slots=True)
class Examined:
    """What a project holds and what is wrong with it."""

    series: Series | None
    """The series; None where it could not be read."""
    problems: tuple[Problem, ...]
    """All problems in file order."""


def examine_sources(project: Path, styles: Path) -> Examined:
    """Reads the sources and applies the rules to them; composes nothing."""
    sources = read_project(project, styles)
    found = list(sources.problems)
    if sources.series is not None:
        unknown = _meaningless(sources.series, sources.problems)
        rules = (
            *check_series(sources.series, sources.texts, project),
            *accents_are_known(sources.series, styles),
            *contrast_is_enough(styles),
        )
        found += [problem for problem in rules if problem.code not in unknown]
    return Examined(sources.series, in_file_order(found))


def _meaningless(series: Series, problems: Iterable[Problem]) -> set[str]:
    """Gives the codes that say nothing while a file can't be used: a lost catalogue makes every story unknown."""
    faulty = {problem.place.path: problem.code for problem in problems}
    codes = set()
    if not series.stories and "guides/stories.yaml" in faulty:
        codes.add("S003")
    if not series.references and "guides/references.yaml" in faulty:
        codes.add("S005")
    if any(fnmatch(path, "guides/*.md") and code in _LOST for path, code in faulty.items()):
        codes.add("S004")
    return codes


def examine(project: Path, styles: Path) -> Examined:
    """Reads the sources, applies the rules and composes every guide, so that no problem waits for the next run."""
    from guidepress.compose.guide import compose  # here, since a build's main process composes nothing
    from guidepress.compose.templates import Templates
    from guidepress.targets.pdf.page import page_of_document

    examined = examine_sources(project, styles)
    if examined.series is None:
        return examined
    templates = Templates(styles)
    found = list(examined.problems)
    for guide in examined.series.guides:
        document = compose(examined.series, guide, templates)
        for edition in _UNLIKE:
            found += page_of_document(examined.series, document, edition, templates).problems
    return Examined(examined.series, in_file_order(_without_echoes(found)))


def _without_echoes(problems: Iterable[Problem]) -> list[Problem]:
    """Leaves out what the account of words says of a line that a rule has told of already."""
    found = list(problems)
    told = {(problem.place.path, problem.place.line) for problem in found if problem.code not in ACCOUNT}
    in_doubt = {problem.place.path for problem in found if problem.code in {"M008", "M009"}}
    return [
        problem
        for problem in found
        if problem.code not in ACCOUNT
        or not (
            (problem.place.path, problem.place.line) in told
            or (problem.message.startswith(BLOCK_LINES) and problem.place.path in in_doubt)
        )
    ]
