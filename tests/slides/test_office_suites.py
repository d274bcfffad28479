"""LibreOffice, a stranger to our rules, opens every deck and shows as many pages as there are slides."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from pypdfium2 import PdfDocument

from guidepress.targets.slides.pptx import pptx_bytes
from slides.decks import PLUM, guide_deck, pages_of, session_deck

SUITE = shutil.which("soffice")


@pytest.mark.slow
@pytest.mark.skipif(SUITE is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("deck", [guide_deck(), session_deck("first-hour"), session_deck("short")])
def test_libreoffice_shows_a_page_for_each_slide(deck, tmp_path: Path):
    (tmp_path / "deck.pptx").write_bytes(pptx_bytes(deck, PLUM, pages_of(deck)))
    assert SUITE is not None
    home = f"-env:UserInstallation=file://{tmp_path}/home"
    subprocess.run(
        [SUITE, home, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(tmp_path / "deck.pptx")],
        check=True,
        capture_output=True,
        timeout=180,
    )
    assert len(PdfDocument(tmp_path / "deck.pdf")) == len(deck.slides)
