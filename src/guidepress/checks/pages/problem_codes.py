"""The codes of the problems that finished pages can have; they are never reused."""

from __future__ import annotations

from typing import Final

CODES: Final[dict[str, str]] = {
    # P: finished pages
    "P001": "a finished file that is no readable PDF",
    "P002": "text smaller than the edition allows",
    "P003": "running text smaller than the edition allows",
    "P004": "a font that is not embedded",
    "P005": "italic text",
    "P006": "text outside the margins",
    "P007": "text that sticks out of its column",
    "P008": "text that overlaps other text",
    "P009": "a heading at a page's foot",
    "P010": "an orphan: a paragraph's first line alone at a page's foot",
    "P011": "a widow: a paragraph's last line alone at a page's head",
    "P012": "a story card split over pages",
    "P013": "an unexpected blank page",
    "P014": "a page with too much ink",
    "P015": "colour in an edition that is all grey",
    "P016": "a story without a QR code that decodes to its address",
    "P017": "a QR code that leads to an unknown address",
    "P018": "a QR code that is too small",
    "P019": "a page count that does not suit the edition",
    "P020": "a page of the wrong size",
    "P021": "a last page of a few lines",
    "P022": "a word split at the end of a line",
    "P023": "lines set too close",
    "P024": "pages that lack text of the source",
    "P025": "lines of too few or too many characters",
}
