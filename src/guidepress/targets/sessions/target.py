"""The target `sessions`: for each session what it asks for, in a folder of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib import import_module

from guidepress.core.model import Edition, Series, Session
from guidepress.targets.base import PAGES_OF, Bundle, Maker, Need, Output, Scope

FILES = {
    "handout": ("handout.pdf",),
    "handout-large-print": ("handout-large-print.pdf",),
    "facilitator": ("facilitator.pdf",),
    "slides": ("slides.pptx", "slides.pdf", "slides-notes.pdf"),
}
"""The files of each companion; a deck has them in the order of its forms."""


class SessionsTarget:
    """Sessions as handouts, facilitator's sheets and slides."""

    name = "sessions"

    def outputs(self, series: Series, editions: Sequence[Edition]) -> Iterator[Output]:
        """Gives an output for each session of a guide that there is, such as `sessions/an-hour`."""
        guides = {str(guide.id) for guide in series.guides}
        for edition in editions:
            for session in series.sessions.values():
                if session.guide in guides:
                    needs = (Need(f"{PAGES_OF}/{session.guide}"),)
                    yield Output(
                        self.name, Scope.SESSION, str(session.id), edition, _files(session, edition), needs
                    )

    def open(self, bundle: Bundle) -> Maker:
        """Loads the engine and the templates."""
        maker: Maker = import_module("guidepress.targets.sessions.maker").SessionsMaker(bundle)
        return maker


def _files(session: Session, edition: Edition) -> tuple[str, ...]:
    names = [name for companion in session.companions for name in FILES[companion]]
    return tuple(f"{edition.name}/{session.id}/{name}" for name in names)


TARGET = SessionsTarget()
