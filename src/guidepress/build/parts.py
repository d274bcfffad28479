"""The dependency rules: which inputs shape which output, as one digest for each kind.

A word in one guide changes that guide alone; a story, the guides that print or name it; a work, those that
cite it; a block, the words, the templates or the series itself, all; a style sheet, the editions that use it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from guidepress.build.ledger import digest
from guidepress.model import Edition, Guide, Series
from guidepress.sources.marks import CITATION, CITED

_STORY_LINK = re.compile(r"\]\(story:([\w-]+)")
_IMAGE = re.compile(r"!\[[^\]]*\]\(([^)\s]+)")

EXPLANATIONS: dict[str, str] = {
    "tool": "guidepress or a library that it uses is another version",
    "series": "series.yaml has changed",
    "guide": "the guide's text has changed",
    "stories": "a story that it prints has changed",
    "references": "a work that it cites has changed",
    "blocks": "a shared block has changed",
    "words": "the words of the language file have changed",
    "templates": "a template has changed",
    "styles": "a style sheet of this edition has changed",
    "images": "a picture in it has changed",
}


def parts_of(
    series: Series, guide: Guide, edition: Edition, digests: Mapping[str, str], tool: str
) -> dict[str, str]:
    """Gives the digest of each kind of input that shapes one guide in one edition."""
    bare = replace(series, guides=(), stories={}, references={}, blocks={}, words={})
    order = [(other.id, str(other.title)) for other in series.guides]
    named = dict.fromkeys([*guide.stories, *guide.further_stories, *_STORY_LINK.findall(guide.markdown)])
    texts = [guide.markdown, *(block.markdown for block in series.blocks.values())]
    cited = sorted({name for text in texts for name in _cited(text)})
    pictures = sorted(set(_IMAGE.findall(guide.markdown)))
    return {
        "tool": tool,
        "series": _of(bare, order),
        "guide": _of(guide),
        "stories": _of([series.stories.get(name) for name in named]),
        "references": _of([series.references.get(name) for name in cited]),
        "blocks": _of(series.blocks),
        "words": _of(series.words),
        "templates": _of([item for item in digests.items() if item[0].startswith("styles/templates/")]),
        "styles": _of([digests.get(f"styles/{name}") for name in edition.style_sheets], edition),
        "images": _of([digests.get(f"guides/{name}") for name in pictures]),
    }


def why(parts: Mapping[str, str], before: Mapping[str, str]) -> str:
    """Says why an output has to be made again; empty where it has not."""
    reasons = [EXPLANATIONS[kind] for kind, value in parts.items() if before.get(kind) != value]
    return "; ".join(reasons)


def _cited(text: str) -> list[str]:
    inner = [part.strip() for match in CITATION.finditer(text) for part in match["inner"].split(";")]
    return [match["id"] for match in map(CITED.fullmatch, inner) if match]


def _of(*values: object) -> str:
    """Digests records by their representation, which holds values and no places."""
    return digest(repr(values).encode())
