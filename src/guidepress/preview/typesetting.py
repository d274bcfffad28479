"""One document again and again: from what is shown and the sources as they are now to its pages.

The one place that decides how pages are made. `pages_of` gives pieces of the document as they are done, then its
end. Pages that can be made are given, whatever else the sources have wrong; where they can't, the end says why.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from guidepress.compose.guide import compose
from guidepress.compose.session_choice import TYPED, session_of
from guidepress.compose.templates import Templates
from guidepress.compose.words import words_of
from guidepress.core.errors import UsageError
from guidepress.core.model import Edition, Guide, Series, Text, edition_named
from guidepress.core.problems import Place, Problem, has_errors
from guidepress.make.executors.tools import Tools
from guidepress.make.session_choosing import refuse_what_no_file_could_hold
from guidepress.preview.places import regions_of
from guidepress.preview.records import End, HeadingAt, Piece, Shown
from guidepress.sources.kept import Kept
from guidepress.sources.nearest import did_you_mean
from guidepress.sources.project import SESSIONS, Sources, read_project
from guidepress.targets.base import Artifact, Bundle, Given, Output, Scope, Task
from guidepress.targets.pdf.crashes import RuleError
from guidepress.targets.pdf.maker import MEDIA_TYPE, imposed
from guidepress.targets.pdf.page import Page, page_of_document
from guidepress.targets.pdf.typesetter import Engine, UntaggableError
from guidepress.targets.pdf.unknown_engine import slower, untaggable
from guidepress.targets.registry import outputs_of
from guidepress.theme.editions import read_editions

DRAFT = "session-being-chosen"
"""The id of a session that is being chosen; it is written nowhere."""
SESSIONS_EDITION = "sessions"


class Typesetter:
    """The tools of one process, for one project and its styles as they were when it was made."""

    def __init__(self, bundle: Bundle) -> None:
        self._bundle = bundle
        self._kept = Kept()
        self._engine = Engine(bundle.project, bundle.styles)
        self._templates = Templates(bundle.styles)
        self._tools = Tools(bundle)
        self._editions = read_editions(bundle.styles)

    def warm_up(self, editions: tuple[str, ...]) -> None:
        """Reads the sources and typesets a few words in these editions."""
        read_project(self._bundle.project, self._bundle.styles, self._kept)
        for name in editions:
            edition = edition_named(self._editions.known, name)
            if edition is not None and edition.target == "pdf":
                self._engine.warm_up(edition)

    def pages_of(
        self, shown: Shown, still_wanted: Callable[[], bool], soon: Sequence[int] = ()
    ) -> Iterator[Piece | End]:
        """Gives the pages of what is shown, from the sources as they are now; stops where nobody wants them.

        `soon` has the numbers of pages that somebody looks at; they come first where that is possible.
        """
        sources = read_project(self._bundle.project, self._bundle.styles, self._kept)
        broken = _what_forbids(shown, sources, self._editions.problems)
        if broken or sources.series is None:
            yield End(0, broken or sources.problems)
            return
        if not still_wanted():
            return
        series = sources.series
        if shown.session or shown.choice:
            yield from self._of_session(shown, series)
            return
        guide = next((guide for guide in series.guides if guide.id == shown.guide), None)
        if guide is None:
            yield End(0, (_no_such("guide", shown.guide, [str(guide.id) for guide in series.guides]),))
            return
        edition = edition_named(self._editions.known, shown.edition)
        if edition is None:
            names = [edition.name for edition in self._editions.known]
            yield End(0, (_no_such("edition", shown.edition, names),))
        elif edition.target == "pdf":
            yield from self._of_guide(series, guide, edition, still_wanted, soon)
        else:
            output = next(it for it in outputs_of(series, (edition,)) if it.subject == shown.guide)
            yield from self._made(series, output)

    def _of_guide(
        self,
        series: Series,
        guide: Guide,
        edition: Edition,
        still_wanted: Callable[[], bool],
        soon: Sequence[int],
    ) -> Iterator[Piece | End]:
        document = compose(series, guide, self._templates, with_places=True)
        page = page_of_document(series, document, edition, self._templates)
        if not page.html:
            yield End(0, page.problems)
            return
        try:
            if edition.imposed:
                yield from self._imposed(series, guide, edition, page)
                return
            laid_out = self._engine.lay_out(page.html, edition, guide)
        except RuleError as error:
            yield End(0, (*page.problems, error.problem))
            return
        except UntaggableError as error:
            yield End(0, (*page.problems, untaggable(edition, str(error))))
            return
        pages = laid_out.document.pages
        for number in dict.fromkeys((*(it for it in soon if it <= len(pages)), *range(1, len(pages) + 1))):
            if not still_wanted():
                return
            regions = regions_of(pages[number - 1 : number], series, guide)
            yield Piece(laid_out.page_file(number - 1), number, regions)
        headings = tuple(HeadingAt(*heading) for heading in laid_out.headings())
        yield End(len(pages), (*page.problems, *laid_out.problems, *slower()), headings)

    def _imposed(self, series: Series, guide: Guide, edition: Edition, page: Page) -> Iterator[Piece | End]:
        """Gives sheets, which are made of the whole file; where words stand on them is not told."""
        typeset = self._engine.typeset(page.html, edition, guide, series)
        yield Piece(imposed(typeset.pdf, Task(Output("pdf", Scope.GUIDE, str(guide.id), edition, ("",)))))
        yield End(None, (*page.problems, *typeset.problems, *slower()))

    def _of_session(self, shown: Shown, series: Series) -> Iterator[Piece | End]:
        name = shown.session
        if shown.choice is not None:
            guide = next((guide for guide in series.guides if guide.id == shown.guide), None)
            if guide is None:
                yield End(0, (_no_such("guide", shown.guide, [str(guide.id) for guide in series.guides]),))
                return
            try:
                refuse_what_no_file_could_hold(shown.choice)
            except UsageError as error:
                yield End(0, (Problem("N009", str(error).removeprefix("--minutes: "), TYPED, "choose others"),))
                return
            document = compose(series, guide, self._templates)
            chosen = session_of(shown.choice, guide, document, words_of(series), ())
            name = DRAFT
            series = replace(series, sessions={name: replace(chosen, id=Text(name, chosen.id.place))})
        session = series.sessions.get(name)
        if session is None:
            yield End(0, (_no_such("session", name, list(series.sessions)),))
            return
        only = tuple(companion for companion in session.companions if companion == shown.edition)
        if not only:
            yield End(0, (_no_such("part of this session", shown.edition, list(session.companions)),))
            return
        series = replace(series, sessions={**series.sessions, name: replace(session, companions=only)})
        edition = edition_named(self._editions.known, SESSIONS_EDITION)
        if edition is None:
            yield End(0, (_no_such("edition", SESSIONS_EDITION, [it.name for it in self._editions.known]),))
            return
        found = [output for output in outputs_of(series, (edition,)) if output.subject == name]
        if not found:
            guides = [str(guide.id) for guide in series.guides]
            yield End(0, (_no_such("guide", str(session.guide), guides, session.guide.place),))
            return
        yield from self._made(series, found[0])

    def _made(self, series: Series, output: Output) -> Iterator[Piece | End]:
        """Gives the pages of any output whose files are PDFs, made as `build` makes it."""
        artifact = self._artifact(series, output)
        pdf = next((file.content for file in artifact.files if file.media_type == MEDIA_TYPE), None)
        if pdf is None:
            yield End(0, artifact.problems)
            return
        yield Piece(pdf)
        yield End(None, artifact.problems)

    def _artifact(self, series: Series, output: Output) -> Artifact:
        given = {}
        for need in output.needs:
            edition = edition_named(self._editions.known, need.name.partition("/")[0])
            outputs = outputs_of(series, (edition,)) if edition else ()
            needed = next((it for it in outputs if it.name == need.name), None)
            if needed is None:
                continue
            made = self._artifact(series, needed)
            if not made.files:
                return replace(made, output=output)
            given[need.name] = Given(made.facts, {file.name: file.content for file in made.files})
        return self._tools.make(series, Task(output, {}, given))


def _what_forbids(shown: Shown, sources: Sources, more: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """Gives the errors of files without which the pages would be others: of all but other guides and sessions."""
    series = sources.series
    if series is None:
        return sources.problems
    guide = str(series.sessions[shown.session].guide) if shown.session in series.sessions else shown.guide
    mine = f"guides/{guide}.md"
    without_sessions = not (shown.session or shown.choice)
    errors = [
        problem
        for problem in (*sources.problems, *more)
        if has_errors([problem])
        and problem.code not in _ABOUT_FILES
        and not (_is_guide(problem.place.path) and problem.place.path != mine)
        and not (without_sessions and problem.place.path == f"guides/{SESSIONS}")
    ]
    return tuple(errors)


def _is_guide(path: str) -> bool:
    return path.startswith("guides/") and path.endswith(".md") and path.count("/") == 1


_ABOUT_FILES = frozenset({"S001", "S002", "F014", "F015"})
"""Problems of files that nothing reads; pages are what they would be without these files."""


def _no_such(kind: str, name: str, known: list[str], place: Place | None = None) -> Problem:
    hint = did_you_mean(name, known, f"there are {', '.join(known)}" if known else "")
    return Problem("S004", f"there is no {kind} '{name}' now", place or Place("guides"), hint)
