"""The accessibility report of one finished file, as an HTML page good enough to publish beside it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from guidepress.checks.pdf.accessibility import RULES, ReadGuide, conforms_to_standards
from guidepress.checks.pdf.validation import PROFILES
from guidepress.compose.templates import Templates
from guidepress.compose.words import words_of
from guidepress.core.model import Edition, Guide, Series
from guidepress.core.problems import Problem
from guidepress.pdfread.listening import listening_of

TEMPLATE = "accessibility-report.html.jinja"


@dataclass(frozen=True, slots=True)
class TriedRule:
    """One rule of ours with what it found."""

    name: str
    """The rule's name; `report_` with it is a key of the language file."""
    problems: tuple[Problem, ...]
    """What it found; empty where it passed."""


def report_of(
    read: ReadGuide, series: Series, guide: Guide, edition: Edition, templates: Templates
) -> tuple[str, tuple[Problem, ...]]:
    """Gives the report's HTML, and the problems of its template and words."""
    words = words_of(series)
    rules = [TriedRule(rule.__name__, tuple(rule(read))) for rule in RULES if rule is not conforms_to_standards]
    heard = listening_of(read.document)
    counts = Counter(element.kind for element in read.elements)
    validated = [
        {
            "standard": PROFILES[result.profile],
            "validator": result.validator,
            "rules": result.rules,
            "failures": result.failures,
        }
        for result in read.validated
    ]
    html, problems = templates.render(
        TEMPLATE,
        {
            "series": series,
            "guide": guide,
            "edition": edition,
            "say": words.say,
            "date": words.date,
            "page_count": len(read.navigation.labels),
            "failed": sum(bool(rule.problems) for rule in rules)
            + sum(bool(item["failures"]) for item in validated),
            "validated": validated,
            "rules": rules,
            "counts": sorted(counts.items()),
            "minutes": heard.minutes,
            "address_share": f"{heard.address_share:.1%}".removesuffix("%"),
        },
    )
    return html, (*problems, *words.problems)
