"""The lines that people may ring, as a guide prints them where it says `/// help`."""

from __future__ import annotations

from guidepress.compose.clean import clean
from guidepress.compose.templates import Templates
from guidepress.compose.words import Words
from guidepress.core.model import Series
from guidepress.core.problems import Problem

TEMPLATE = "help.html.jinja"
_SLOT = '<div class="slot-help"></div>'


def help_of(series: Series, words: Words, templates: Templates) -> tuple[str, tuple[Problem, ...]]:
    """Gives the lines as clean HTML, one `div.help`, and what is wrong with their template."""
    if not series.help:
        return "", ()
    checked = min(line.checked for line in series.help)
    values = {"lines": series.help, "checked": words.date(checked), "say": words.say, "series": series}
    html, problems = templates.render(TEMPLATE, values)
    return clean(html).strip(), problems


def with_help(html: str, lines: str) -> str:
    """Gives the HTML with the lines in every place that is kept for them."""
    return html.replace(_SLOT, lines)
