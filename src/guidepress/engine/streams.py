"""The engine's content streams, by themselves: editions without tags need no more of its insides."""

# ruff: noqa: E402  # the engine is loaded by its own door before any of its modules is imported

from __future__ import annotations

from guidepress.engine.library import load_weasyprint

load_weasyprint()

from weasyprint.pdf.stream import Stream

__all__ = ["Stream"]
