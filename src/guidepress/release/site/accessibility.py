"""The page on how accessible the files are, written from what was tested.

It answers what GOV.UK's accessible documents policy asks: what was tested, what fails, and whom to ask.
"""

from __future__ import annotations

from guidepress.compose.templates import safe
from guidepress.release.records import Conformance, Manifest
from guidepress.release.site.frame import ACCESSIBILITY, Frame

REPLY_TIME = "reply_time"
"""The key of `values` in `series.yaml` that says within what time the publisher answers."""


def accessibility_page(frame: Frame, manifest: Manifest, other_formats: str) -> bytes:
    """Gives the page."""
    say = frame.words.say
    rows = [
        {
            "title": file.title,
            "report": file.report,
            "standard": it.standard or say("accessible_own_rules"),
            "checker": it.checker,
            "result": _result(frame, it),
        }
        for file in manifest.files
        for it in file.conforms
    ]
    values = {
        "tested": rows,
        "other_formats": safe(other_formats),
        "reply_time": frame.series.values.get(f"values.{REPLY_TIME}", ""),
    }
    return frame.page("site-accessibility.html.jinja", ACCESSIBILITY, say("site_accessibility"), values)


def _result(frame: Frame, found: Conformance) -> str:
    if found.failed:
        return frame.words.say("accessible_failed", rules=found.rules, failed=found.failed)
    return frame.words.say("accessible_passed", rules=found.rules)
