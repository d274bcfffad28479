"""The ground that tagging stands on."""

from __future__ import annotations

import pytest

from guidepress.targets.pdf.tags import engine


def test_the_installed_engine_is_the_one_that_tagging_was_written_for():
    assert engine.weasyprint.__version__ == engine.ENGINE_VERSION


def test_the_functions_that_tagging_counts_on_are_unchanged():
    assert engine.engine_fingerprint() == engine.ENGINE_FINGERPRINT, (
        "WeasyPrint's drawing or writing has changed: look through typeset/tags/pieces.py and painting.py, see "
        "that the tests of this folder pass, then set ENGINE_VERSION and ENGINE_FINGERPRINT"
    )


def test_another_engine_is_refused(monkeypatch):
    monkeypatch.setattr(engine.weasyprint, "__version__", "71.0")
    with pytest.raises(engine.EngineChangedError, match=r"71\.0 is installed"):
        engine.check_engine()
