"""What a page says of its guide to machines: Dublin Core, and schema.org's terms as JSON-LD.

Takes the series and a guide; gives pairs for `<meta>` and the text of one JSON-LD script. The terms of
accessibility are those of the W3C's Schema.org Accessibility Properties for Discoverability Vocabulary.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from guidepress.compose.punctuation import curl
from guidepress.compose.words import Words
from guidepress.core.model import Guide, Series

ACCESS_FEATURES = (
    "alternativeText",
    "ARIA",
    "displayTransformability",
    "pageBreakMarkers",
    "readingOrder",
    "structuralNavigation",
    "tableOfContents",
    "unlocked",
)
"""What helps readers in the web page and the e-book alike."""


def dublin_core(series: Series, guide: Guide | None, words: Words) -> tuple[tuple[str, str], ...]:
    """Gives Dublin Core's names with their values, for the series where no guide is given."""
    title = words.say("document_title", guide=curl(guide.title), series=curl(series.title)) if guide else None
    licence = f"{curl(series.licence.name)} ({series.licence.short})"
    return (
        ("DC.title", title or curl(series.title)),
        ("DC.description", curl(guide.summary if guide else series.description)),
        *(("DC.creator", curl(author.name)) for author in series.authors),
        ("DC.publisher", curl(series.publisher)),
        ("DC.date", str(series.release.date)),
        ("DC.language", str(series.language)),
        ("DC.rights", f"{words.say('copyright', holder=curl(series.copyright_holder))} {licence}"),
        ("DC.type", "Text"),
    )


def linked_guide(series: Series, guide: Guide, words: Words) -> str:
    """Gives a guide's page as JSON-LD."""
    return script_text({"@context": "https://schema.org", **guide_terms(series, guide, words)})


def guide_terms(series: Series, guide: Guide, words: Words) -> dict[str, object]:
    """Gives what schema.org's terms say of a guide as its web page has it."""
    return {
        "@type": "LearningResource",
        "name": curl(guide.title),
        "description": curl(guide.summary),
        "keywords": [curl(word) for word in guide.keywords],
        "position": guide.number,
        "inLanguage": str(series.language),
        "isPartOf": {"@type": "CreativeWorkSeries", "name": curl(series.title)},
        "author": [{"@type": "Person", "name": curl(author.name)} for author in series.authors],
        "publisher": {"@type": "Organization", "name": curl(series.publisher)},
        "license": str(series.licence.url or series.licence.name),
        "version": str(series.release.version),
        "dateModified": str(series.release.date),
        "accessMode": ["textual"],
        "accessModeSufficient": ["textual"],
        "accessibilityFeature": list(ACCESS_FEATURES),
        "accessibilityHazard": ["none"],
        "accessibilitySummary": words.say("web_accessibility_summary"),
    }


def script_text(data: Mapping[str, object]) -> str:
    """Gives data as JSON that may stand in a script element (HTML, 4.12.1.3)."""
    return json.dumps(data, ensure_ascii=False).replace("<", "\\u003c")
