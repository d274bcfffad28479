"""What the engine imports, and what it imports only when it is called."""

from __future__ import annotations

import subprocess
import sys

import pytest

from guidepress.engine.library import load_weasyprint

WRITE = "from guidepress.engine.library import load_weasyprint as load; load().HTML(string='<p>A').write_pdf()"
SAY = "import sys; print(*(name for name in sys.modules if name.startswith('fontTools.')))"


def test_nothing_is_loaded_for_fonts_that_harfbuzz_makes_subsets_of():
    done = subprocess.run([sys.executable, "-c", f"{WRITE}; {SAY}"], check=True, capture_output=True, text=True)
    assert {"fontTools.subset", "fontTools.varLib.instancer"} & set(done.stdout.split()) == set()


def test_where_harfbuzz_makes_no_subsets_fonttools_is_loaded_and_does(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    weasyprint = load_weasyprint()
    html = "<p style='font-family: Source Sans Pro'>Words"
    usual = weasyprint.HTML(string=html).write_pdf()
    whole = weasyprint.HTML(string=html).write_pdf(full_fonts=True)
    monkeypatch.setattr("weasyprint.pdf.fonts.harfbuzz_subset", None)
    assert len(weasyprint.HTML(string=html).write_pdf()) < min(2 * len(usual), len(whole))
    assert [record.message.partition(" for font")[0] for record in caplog.records] == [
        "Using fontTools instead of HarfBuzz-Subset"
    ]
