"""The dependency rules: which inputs shape which output, as one digest for each kind.

A word in one guide changes that guide alone; a story, the guides that print or name it; a work, those that
cite it; a picture, those that show it; a block, the words, the templates or the series itself, all; a style sheet,
the editions that use it. Anything else in the styles' folder may be used by every style sheet, so it changes all.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from guidepress.core.model import Edition, Guide, Series, Session
from guidepress.make.checked_json import digest
from guidepress.make.template_uses import Reach, picture_files
from guidepress.notation.records import STORY_LINK, works_cited
from guidepress.targets.base import Option, Output, Scope

EXPLANATIONS: dict[str, str] = {
    "tool": "guidepress or a library that it uses is another version",
    "libraries": "a library of the system is another version",
    "plugin": "the plug-in that makes it has changed",
    "needs": "an output that it builds on has changed",
    "series": "series.yaml has changed",
    "order": "the series' guides have changed",
    "guide": "the guide's text has changed",
    "session": "the session has changed",
    "stories": "a story that it prints or names has changed",
    "references": "a work that it cites has changed",
    "pictures": "a picture in it has changed",
    "blocks": "a shared block has changed",
    "words": "the words of the language file have changed",
    "templates": "a template has changed",
    "styles": "a style sheet or an option of this edition has changed",
    "shared": "a file that style sheets may use has changed",
}


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What shapes outputs beside the series itself."""

    digests: Mapping[str, str]
    """The digest of every file of the sources and the styles, by its name."""
    reach: Reach
    """How far the templates reach."""
    tool: str
    """The fingerprint of guidepress and the libraries that it uses."""
    editions: tuple[Edition, ...] = ()
    """The editions of the theme."""


class Parts:
    """The parts of all outputs of one series; what several outputs share is digested once."""

    def __init__(self, series: Series, around: Surroundings) -> None:
        self._series = series
        self._around = around
        self._pictures = picture_files(series)
        self._common = self._parts_of_all()
        self._of_subjects: dict[str, dict[str, str]] = {}

    def of(self, output: Output, options: Mapping[str, Option], needed: Sequence[object]) -> dict[str, str]:
        """Gives the digest of each kind of input that shapes one output.

        `needed` is what it is given of the outputs that it needs.
        """
        subject = output.subject if output.scope is not Scope.SERIES else ""
        key = f"{output.scope}/{subject}"
        if key not in self._of_subjects:
            self._of_subjects[key] = self._parts_of_subject(output.scope, subject)
        sheets = [self._around.digests.get(f"styles/{name}") for name in output.edition.style_sheets]
        own = {"styles": _of(sheets, output.edition, sorted(options.items())), "needs": _of(*needed)}
        return self._common | self._of_subjects[key] | own

    def _parts_of_subject(self, scope: Scope, subject: str) -> dict[str, str]:
        session = self._series.sessions.get(subject) if scope is Scope.SESSION else None
        name = session.guide if session else subject
        guides = [guide for guide in self._series.guides if guide.id == name and scope is not Scope.SERIES]
        if not guides:
            return self._parts_of_any()
        return self._parts_of_session(session, guides[0]) if session else self._parts_of_guide(guides[0])

    def _parts_of_session(self, session: Session, guide: Guide) -> dict[str, str]:
        """Gives the parts of a session: of stories that it does not show, only titles shape it."""
        parts = self._parts_of_guide(guide)
        titles = [(story.title, story.url) for story in self._series.stories.values()]
        shown = list(map(self._series.stories.get, session.stories))
        return parts | {"stories": _of(shown, titles), "session": _of(session)}

    def _parts_of_any(self) -> dict[str, str]:
        """Gives the parts of an output that may print anything of the series."""
        series = self._series
        return {
            "guide": _of(series),
            "stories": _of(series.stories),
            "references": _of(series.references),
            "pictures": _of(
                [self._around.digests.get(name) for names in self._pictures.values() for name in names]
            ),
        }

    def _parts_of_all(self) -> dict[str, str]:
        series, around = self._series, self._around
        return {
            "tool": around.tool,
            "series": _of(replace(series, guides=(), stories={}, references={}, blocks={}, words={}, sessions={})),
            "order": _of([[getattr(other, name) for name in around.reach.of_guides] for other in series.guides]),
            "blocks": _of(series.blocks),
            "words": _of(series.words),
            "templates": _of(_below("styles/templates/", around.digests)),
            "shared": _of(_shared_by_style_sheets(around.digests, around.editions)),
        }

    def _parts_of_guide(self, guide: Guide) -> dict[str, str]:
        series, reach = self._series, self._around.reach
        texts = [guide.markdown, *(block.markdown for block in series.blocks.values())]
        named = dict.fromkeys([*guide.stories, *guide.further_stories])
        named |= dict.fromkeys(name for text in texts for name in STORY_LINK.findall(text))
        cited = sorted({name for text in texts for name in works_cited(text)})
        pictures = (*self._pictures[guide.id], *self._pictures["blocks"])
        return {
            "guide": _of(guide),
            "stories": _of(list(map(series.stories.get, series.stories if reach.all_stories else named))),
            "references": _of(
                list(map(series.references.get, series.references if reach.all_references else cited))
            ),
            "pictures": _of([self._around.digests.get(name) for name in pictures]),
        }


def why(parts: Mapping[str, str], before: Mapping[str, str]) -> str:
    """Says why an output has to be made again; empty where it has not."""
    reasons = [reason for kind, reason in EXPLANATIONS.items() if before.get(kind) != parts.get(kind)]
    return "; ".join(reasons)


def _below(folder: str, digests: Mapping[str, str]) -> list[tuple[str, str]]:
    return [item for item in digests.items() if item[0].startswith(folder)]


def _shared_by_style_sheets(digests: Mapping[str, str], editions: Iterable[Edition]) -> list[tuple[str, str]]:
    """Gives the files of the styles' folder that are no edition's own, no templates and no words."""
    own = {f"styles/{name}" for edition in editions for name in edition.style_sheets}
    own.add("styles/editions.yaml")  # what it says of an edition is in the edition's own part
    others = ("styles/templates/", "styles/languages/")
    return [item for item in _below("styles/", digests) if item[0] not in own and not item[0].startswith(others)]


def _of(*values: object) -> str:
    """Digests records by their representation, which holds values and no places."""
    return digest(repr(values).encode())
