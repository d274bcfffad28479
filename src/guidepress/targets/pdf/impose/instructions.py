"""What to tell the person at the printer, in one line.

Takes a page count; gives a sentence that agrees with `plan.saddle_stitch` and its flip edge.
"""

from __future__ import annotations

from guidepress.targets.pdf.impose.plan import FLIP_EDGE, sheets_needed


def printing_line(page_count: int) -> str:
    """Says how to print and bind a booklet of so many pages. Raises ValueError for fewer than 1 page."""
    sheet_count = sheets_needed(page_count)
    if sheet_count == 1:
        return f"Print 1 sheet of A4, both sides, flipped on the {FLIP_EDGE}; fold it once."
    return (
        f"Print {sheet_count} sheets of A4, both sides, flipped on the {FLIP_EDGE}; "
        "fold together once and staple through the fold."
    )
