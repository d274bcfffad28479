"""A build: from a request to written files, with an account of what was made, kept and wrong.

Takes a `Request` and listeners; gives an `Outcome`. Nothing is written while the sources have errors. Sources are
digested before anything reads them, the forkserver too, so that a change while the build runs is seen by the next
one. What is needed later is imported while the forkserver loads.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from guidepress.core.errors import UsageError
from guidepress.core.model import Guide, Series
from guidepress.core.problems import Problem, has_errors, in_file_order
from guidepress.make.executors.local import Workers
from guidepress.make.inputs import source_digests
from guidepress.make.request import Listener, Outcome, Request
from guidepress.sources.nearest import did_you_mean


def build(request: Request, listen: Listener, say_aside: Callable[[str], None]) -> Outcome:
    """Builds what is asked for; raises UsageError where a guide's name is unknown."""
    digests = source_digests(request.project, request.styles)
    with Workers(request.jobs, request.project, request.styles, request.editions, request.time_limit) as workers:
        from guidepress.checks.sources.project import examine_sources
        from guidepress.make.lock import locked  # here, so that the workers' loading begins before
        from guidepress.make.making import Making, unwritable

        examined = examine_sources(request.project, request.styles)
        if examined.series is None or has_errors(examined.problems):
            return Outcome((), (), _all_problems(request))
        guides = chosen_guides(examined.series, request.guides)
        try:
            with locked(request.output, say_aside):
                clean = not examined.problems
                making = Making(request, examined.series, digests, listen, say_aside, clean=clean)
                outcome = making.run(guides, workers)
        except OSError as error:
            outcome = Outcome((), (), (unwritable(request.output, error),))
    return replace(outcome, problems=in_file_order([*examined.problems, *outcome.problems]))


def _all_problems(request: Request) -> tuple[Problem, ...]:
    from guidepress.checks.sources.project import examine

    return examine(request.project, request.styles).problems


def chosen_guides(series: Series, names: Iterable[str]) -> tuple[Guide, ...]:
    """Gives the guides of these ids, all where none is named; raises UsageError for an unknown one."""
    known = {str(guide.id): guide for guide in series.guides}
    chosen = {}
    for name in names:
        plain = name.removesuffix(".md").rpartition("/")[2]
        if plain not in known:
            raise UsageError(
                f"no guide is called '{name}'. {did_you_mean(plain, known)} There are: {', '.join(known)}"
            )
        chosen[plain] = known[plain]
    return tuple(chosen.values()) or series.guides
