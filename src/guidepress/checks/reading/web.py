"""The examiner of finished web pages: their words, and how they are put together."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path

from guidepress import __version__
from guidepress.checks.composed import composed_for
from guidepress.checks.finished import Checked, Finding
from guidepress.checks.same_words import promised, same_words
from guidepress.compose.anchors import ids_in
from guidepress.compose.passages import passages_in
from guidepress.core.letters import letters_of
from guidepress.core.model import Series
from guidepress.core.problems import Place, Problem
from guidepress.targets.base import Bundle, Output

_INNER_LINK = re.compile(r'\shref="#([^"]+)"')
_FETCHED = re.compile(
    r"<(?:script|img|iframe|audio|video|source|embed)\b[^>]*\ssrc=\"(?!data:)([^\"]*)\""
    r"|<link\b(?=[^>]*\brel=\"(?:stylesheet|preload|icon)\")[^>]*\shref=\"([^\"]*)\""
)
_HEADING = re.compile(r"<h([1-6])\b")


class WebExaminer:
    """Examines one guide's web page."""

    def __init__(self, bundle: Bundle) -> None:
        self._composed = composed_for(bundle)

    def examine(
        self, series: Series, output: Output, folder: Path, shown: Mapping[str, str], *, reports: bool
    ) -> Finding:
        """Examines the page against what its sources give now."""
        del reports  # what is known of a page stands in its release's page on accessibility
        [name] = output.files
        html = (folder / name).read_bytes().decode("utf-8", "replace")
        guide = next(guide for guide in series.guides if guide.id == output.subject)
        wanted = promised(series, self._composed.document(series, guide), self._composed.templates)
        compared = same_words(wanted, letters_of_page(html), shown[name])
        found = [rule(html, str(series.language)) for rule in RULES]
        hint = "the template of web pages has to be mended"
        problems = [Problem("L021", message, Place(shown[name]), hint) for it in found for message in it]
        marks = html.count('role="doc-pagebreak"')
        checked = Checked(
            "", f"guidepress {__version__}", len(RULES) + 1, sum(map(bool, [*found, compared.problems]))
        )
        figures = f"{len(wanted.passages)} passages; {marks} pages of the PDF marked"
        return Finding((*problems, *compared.problems), figures, (), (checked,), compared.held)


def open_examiner(bundle: Bundle) -> WebExaminer:
    """Opens the examiner."""
    return WebExaminer(bundle)


def letters_of_page(html: str) -> str:
    """Gives the letters of all that is read on a page, in its order."""
    return "".join(letters_of(cut.text) for cut in passages_in(html))


def _language(html: str, language: str) -> list[str]:
    """The page states its language (WCAG 2.2, 3.1.1)."""
    return [] if f'<html lang="{language}"' in html else [f"it does not state its language, {language}"]


def _title(html: str, language: str) -> list[str]:  # noqa: ARG001  # all rules are asked alike
    """The page has a title (WCAG 2.2, 2.4.2)."""
    return [] if re.search(r"<title>\s*\S", html) else ["it has no title"]


def _ids(html: str, language: str) -> list[str]:  # noqa: ARG001
    """No id stands twice (HTML, 3.2.6)."""
    return [f"the id '{name}' stands {count} times" for name, count in Counter(ids_in(html)).items() if count > 1]


def _links(html: str, language: str) -> list[str]:  # noqa: ARG001
    """Links within the page lead somewhere."""
    known = set(ids_in(html))
    return [
        f"a link leads to '#{name}', which is not there" for name in _INNER_LINK.findall(html) if name not in known
    ]


def _headings(html: str, language: str) -> list[str]:  # noqa: ARG001
    """There is one level-1 heading, and no level is skipped on the way down (WCAG 2.2, 1.3.1)."""
    levels = [int(level) for level in _HEADING.findall(html)]
    faults = [] if levels.count(1) == 1 else [f"it has {levels.count(1)} level-1 headings"]
    skips = [f"h{lower} follows h{upper}" for upper, lower in _pairs(levels) if lower > upper + 1]
    return faults + skips


def _pairs(levels: list[int]) -> Iterator[tuple[int, int]]:
    return pairwise(levels)


def _alone(html: str, language: str) -> list[str]:  # noqa: ARG001
    """The page fetches nothing."""
    return [f"it fetches '{one or other}'" for one, other in _FETCHED.findall(html)]


RULES = (_language, _title, _ids, _links, _headings, _alone)
