"""A build: from a request to written files, with an account of what was made, kept and wrong.

Takes a `Request` and listeners; gives an `Outcome`. Nothing is written while the sources have errors. Sources are
digested before anything reads them, the forkserver too, so that a change while the build runs is seen by the next
one. What is needed later is imported while the forkserver loads.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from guidepress.core.problems import Problem, has_errors, in_file_order
from guidepress.make.account import Listener, Outcome
from guidepress.make.executors.local import LocalExecutor
from guidepress.make.inputs import source_digests
from guidepress.make.plan import Request, planned


def build(request: Request, listen: Listener, say_aside: Callable[[str], None]) -> Outcome:
    """Builds what is asked for; raises UsageError where a guide's name or a target is unknown."""
    bundle = request.bundle
    digests = source_digests(bundle.project, bundle.styles)
    limits = (request.time_limit, request.memory_limit)
    with LocalExecutor(request.jobs, bundle, request.editions, *limits) as executor:
        from guidepress.checks.sources.project import examine_sources
        from guidepress.make.lock import locked  # here, so that the workers' loading begins before
        from guidepress.make.publish import Publisher
        from guidepress.make.writing import unwritable

        examined = examine_sources(bundle.project, bundle.styles)
        if examined.series is None or has_errors(examined.problems):
            return Outcome((), (), _all_problems(request))
        more = {str(session.id): session for session in request.sessions}
        series = replace(examined.series, sessions={**examined.series.sessions, **more})
        plan = planned(request, series)
        try:
            with locked(request.output, say_aside):
                clean = not examined.problems and not more
                publisher = Publisher(request, series, digests, listen, say_aside, clean=clean)
                outcome = publisher.publish(plan, executor)
        except OSError as error:
            outcome = Outcome((), (), (unwritable(request.output, error),))
    return replace(outcome, problems=in_file_order([*examined.problems, *outcome.problems]))


def _all_problems(request: Request) -> tuple[Problem, ...]:
    from guidepress.checks.sources.project import examine

    return examine(request.bundle.project, request.bundle.styles).problems
