"""A whole project under examination: everything up to HTML, with the problems of every stage."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatch
from pathlib import Path

from guidepress.checks.sources.characters import characters_have_fonts
from guidepress.checks.sources.series_rules import check_series
from guidepress.checks.styles.style_rules import accents_are_known, contrast_is_enough, typefaces_are_there
from guidepress.compose.session_rules import check_sessions
from guidepress.compose.words import words_of
from guidepress.core.model import Edition, Series
from guidepress.core.problems import Place, Problem, has_errors, in_file_order
from guidepress.notation.foreign import BLOCK_LINES
from guidepress.sources.kept import Kept
from guidepress.sources.project import SESSIONS, read_project
from guidepress.sources.text import relative_name
from guidepress.targets.registry import DEFAULT
from guidepress.theme.editions import read_editions

SESSIONS_FILE = f"guides/{SESSIONS}"
_UNREADABLE = frozenset({"F001", "F011", "F012", "F013"})
"""What makes a file one that must not or can't be read; where it is one of the styles, nothing is composed."""
ACCOUNT = frozenset({"M030", "M031"})
"""What the account of words says, which goes by no rule."""
_SWITCHES = ("grey", "printed_addresses", "stacked_plans")
"""The fields of an edition that HTML is made by."""
_LOST = frozenset({"F001", "F002", "Y001", "Y006", "M001"})


@dataclass(frozen=True, slots=True)
class Examined:
    """What a project holds and what is wrong with it."""

    series: Series | None
    """The series; None where it could not be read."""
    problems: tuple[Problem, ...]
    """All problems in file order."""
    editions: tuple[Edition, ...] = ()
    """The editions of its theme."""


def examine_sources(project: Path, styles: Path, kept: Kept | None = None) -> Examined:
    """Reads the sources and applies the rules to them; composes nothing. For `kept` see `read_project`."""
    sources = read_project(project, styles, kept)
    editions = read_editions(styles)
    found = [*sources.problems, *editions.problems]
    if sources.series is not None:
        unknown = _meaningless(sources.series, sources.problems)
        rules = (
            *check_series(sources.series, sources.texts, project),
            *characters_have_fonts(sources.series, sources.texts, styles),
            *check_sessions(sources.series, words_of(sources.series), {}),
            *accents_are_known(sources.series, styles),
            *contrast_is_enough(styles),
            *typefaces_are_there(styles, editions.known),
        )
        found += [problem for problem in rules if problem.code not in unknown]
        found = _told_once(found, sources.missing)
    return Examined(sources.series, in_file_order(found), editions.known)


_CATALOGUES = {"S003": "guides/stories.yaml", "S005": "guides/references.yaml"}
"""Where stories and works that guides name are looked for, by the problem of one that is not there."""


def _told_once(problems: Iterable[Problem], missing: Container[str]) -> list[Problem]:
    """Gives one problem for a catalogue that is not there in place of one for each name that it should hold."""
    found: list[Problem] = []
    for problem in problems:
        name = _CATALOGUES.get(problem.code, "")
        if name and name in missing:
            hint = f"the guides name what it should hold; the first is {problem.place}"
            lost = Problem("F001", "there is no such file", Place(name), hint)
            found += [lost] if not any(other.place.path == name for other in found) else []
        else:
            found.append(problem)
    return found


def _meaningless(series: Series, problems: Iterable[Problem]) -> set[str]:
    """Gives the codes that say nothing while a file can't be used: a lost catalogue makes every story unknown."""
    faulty = {problem.place.path: problem.code for problem in problems}
    codes = set()
    if not series.stories and "guides/stories.yaml" in faulty:
        codes |= {"S003", "N002"}
    if not series.references and "guides/references.yaml" in faulty:
        codes.add("S005")
    if "guides/blocks" in faulty:
        codes.add("S006")
    if any(fnmatch(path, "guides/*.md") and code in _LOST for path, code in faulty.items()):
        codes |= {"S004", "N001"}
    return codes


def examine(project: Path, styles: Path, kept: Kept | None = None) -> Examined:
    """Reads the sources, applies the rules and composes every guide, so that no problem waits for the next run."""
    from guidepress.compose.guide import compose  # here, since a build's main process composes nothing
    from guidepress.compose.templates import Templates
    from guidepress.targets.pdf.page import page_of_document

    examined = examine_sources(project, styles, kept)
    unreadable = relative_name(styles, project)
    lost = {problem.place.path for problem in examined.problems if problem.code in _UNREADABLE}
    if examined.series is None or any(path == unreadable or path.startswith(f"{unreadable}/") for path in lost):
        return examined
    templates = Templates(styles)
    found = list(examined.problems)
    documents = {}
    printed = _unlike([edition for edition in examined.editions if edition.target == DEFAULT])
    for guide in examined.series.guides:
        document = documents[str(guide.id)] = compose(examined.series, guide, templates)
        for edition in printed:
            found += page_of_document(examined.series, document, edition, templates).problems
    elsewhere = [problem for problem in examined.problems if problem.place.path != SESSIONS_FILE]
    if not has_errors(elsewhere):  # else a guide may lack what its sessions name
        found += check_sessions(examined.series, words_of(examined.series), documents)
    if "guides/blocks" in lost:
        found = [problem for problem in found if problem.code != "S006"]
    return replace(examined, problems=in_file_order(_without_echoes(found)))


def _unlike(editions: Sequence[Edition]) -> list[Edition]:
    """Gives the first edition, and as few others as show each switch both on and off, as far as any has it so.

    A guide's HTML is made once for each way of a switch, not for each edition; what else tells editions apart is
    their style sheets' business.
    """
    ways = {edition.name: {(switch, getattr(edition, switch)) for switch in _SWITCHES} for edition in editions}
    chosen: list[Edition] = []
    waiting = set().union(*ways.values())
    while waiting:
        best = editions[0] if not chosen else max(editions, key=lambda edition: len(ways[edition.name] & waiting))
        chosen.append(best)
        waiting -= ways[best.name]
    return chosen


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
