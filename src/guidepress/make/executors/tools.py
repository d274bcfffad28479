"""The tools of one process: the makers of the targets that are asked for, opened once each."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from dataclasses import replace

from guidepress.checks.finished import prove
from guidepress.core.model import Edition, Series
from guidepress.core.observed import Observed
from guidepress.core.problems import Place, Problem
from guidepress.core.uses import noting
from guidepress.make.executors.base import failed
from guidepress.targets.base import Artifact, Bundle, Maker, Output, Task
from guidepress.targets.registry import target_named


class Tools:
    """The makers of one process, by their target's name."""

    def __init__(self, bundle: Bundle) -> None:
        self._bundle = bundle
        self._makers: dict[str, Maker | str] = {}
        self._observed: Observed | None = None

    def warm_up(self, editions: Sequence[Edition]) -> None:
        """Opens the makers of these editions and lets them warm up; what fails is said when an output is made."""
        for name in dict.fromkeys(edition.target for edition in editions):
            maker = self._maker(name)
            if not isinstance(maker, str):
                with contextlib.suppress(Exception):
                    maker.warm_up([edition for edition in editions if edition.target == name])

    def make(self, series: Series, task: Task) -> Artifact:
        """Makes one output; whatever exception a maker raises is a problem of that output."""
        maker = self._maker(task.output.target)
        if isinstance(maker, str):
            return _without_tools(task.output, maker)
        try:
            observed = self._observing(series)
            with noting() as files:
                made = maker.make(observed.series, task)
            made = replace(made, uses={**made.uses, **observed.uses(), **files})
            return prove(series, self._bundle, made) if made.unproved else made
        except MemoryError:
            raise  # the process is of no more use
        except Exception as error:
            return failed(series, task.output, _in_words(error, named=True))

    def _observing(self, series: Series) -> Observed:
        """Gives the view of a series that notes what is read of it, made once a series."""
        if self._observed is None or self._observed.of is not series:
            self._observed = Observed(series)
        self._observed.start()
        return self._observed

    def _maker(self, name: str) -> Maker | str:
        """Gives a target's maker, or why it can't be opened; tries it once."""
        if name not in self._makers:
            try:
                self._makers[name] = target_named(name).open(self._bundle)
            except MemoryError:
                raise
            except Exception as error:
                known = isinstance(error, (ImportError, OSError))
                self._makers[name] = _in_words(error, named=not known)
        return self._makers[name]


def _without_tools(output: Output, why: str) -> Artifact:
    """Gives the artifact of an output whose maker can't be opened; the problem is one for all of its kind."""
    hint = "pip install -r constraints.txt brings versions that are known; the README names the system's libraries"
    problem = Problem(
        "E006", f"what makes {output.target} files can't be loaded: {why}", Place("guidepress"), hint
    )
    return Artifact(output, problems=(problem,))


def _in_words(error: Exception, *, named: bool) -> str:
    name, words = type(error).__name__, " ".join(str(error).split())
    if not words:
        return name
    return f"{name}: {words}" if named else words
