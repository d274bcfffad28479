"""What tagging takes of the engine: classes whose insides `pieces` reads and `painting` overrides.

None of that is a public interface. What it leans on is a record beside the patches of the engine, so that a build
knows whether the installed engine is one that tagging was written for; where it is not, what comes of it is held
against the rules for finished files before it is published.
"""

from __future__ import annotations

from guidepress.engine.documents import (
    DEFAULT_OPTIONS,
    AbsolutePlaceholder,
    Box,
    Document,
    Link,
    Page,
    Stream,
    boxes,
    complain,
    generate_pdf,
    srgb_profile,
)

__all__ = [
    "DEFAULT_OPTIONS", "AbsolutePlaceholder", "Box", "Document", "Link", "Page", "Stream", "boxes", "complain",
    "generate_pdf", "srgb_profile",
]  # fmt: skip
