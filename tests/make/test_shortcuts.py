"""Shortcuts through the engine change no byte: set and drawn with and without them, a page is the same."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from guidepress.make.inputs import tool_fingerprint

from .project import lay_out

SPECIMEN = """
<html lang="en"><head><title>Specimen</title><style>
:root { --gap: 3mm }
@page { size: 90mm 120mm; margin: 12mm 8mm; @top-center { content: "Running " string(part) }
        @bottom-right { content: counter(page) } }
html { font: 10pt/1.4 "Source Sans Pro" } h2 { string-set: part content(); font-variant-caps: small-caps }
.justified { text-align: justify; hyphens: auto } .spaced { letter-spacing: .1em } .worded { word-spacing: 2mm }
.pre { white-space: pre-wrap } .cut { text-overflow: ellipsis; overflow: hidden; white-space: nowrap; width: 30mm }
.clamped { max-lines: 2; block-ellipsis: auto }
.first::first-letter { font-size: 20pt } .line::first-line { color: red }
.under { text-decoration: underline } .struck { text-decoration: line-through } .rtl { direction: rtl }
.figures { font-variant-numeric: tabular-nums; font-kerning: none; font-feature-settings: "liga" 0 }
.calculated { width: calc(100% - 2 * var(--gap)); padding: 1% 2em; box-sizing: border-box; border: 1px solid }
.logical { margin-inline-start: 5mm; padding-block-end: 2mm; inline-size: 40mm; border-inline-end-width: 2px }
.half { float: right; width: 40%; margin-left: 5% } .box { display: inline-block; min-width: 20mm }
.flex { display: flex } .flex > * { flex: 1 } .relative { position: relative; top: 1mm }
.absolute { position: absolute; right: 0 } .break { overflow-wrap: anywhere; width: 15mm }
table { border-collapse: collapse }
td { border: 1pt solid; padding: 1mm; vertical-align: middle } .tall { line-height: 2; text-transform: uppercase }
</style></head><body><h2>Part one</h2>
<p>Plain text with <b>bold</b>, <i>italic</i>, <b><i>both</i></b>, AVATAR fi fl — “quotes”, a\u00a0fixed space.</p>
<p class="justified">{long}</p><p class="spaced">{long}</p><p class="worded">{long}</p>
<p class="pre">one\ttab\n\n  two lines\nthree</p><p class="cut">{long}</p><p class="clamped">{long}</p>
<p class="first">{long}</p><p class="line">{long}</p><p class="under">{long} <span class="struck">gone</span></p>
<p class="rtl">{long}</p><p class="figures">0123456789 office 1/2</p><div class="calculated">{long}</div>
<div class="logical">{long}</div><div class="half">{long}</div><p>{long} <span class="box">boxed</span></p>
<div class="flex"><p>{long}</p><p>short</p></div><p class="relative">moved <span class="absolute">away</span></p>
<p class="break">Donaudampfschifffahrtsgesellschaft</p><p>soft\u00adhyphen\u00adation in a nar\u00adrow place</p>
<table><tr><th>head</th><td>{long}</td></tr><tr><td colspan="2">wide</td></tr></table>
<ol><li>{long}</li><li>item</li></ol><p class="tall">{long}</p><h2>Part two</h2><p style="font-size: 0">none</p>
<svg width="100" height="20"><path d="M0 0h10v10z"/><text x="20" y="10">drawn</text></svg></body></html>
"""
LONG = "Every line of this paragraph is broken, measured and drawn, whatever its extraordinary words may be."

SCRIPT = """
import sys
from guidepress.engine.library import load_weasyprint
weasyprint = load_weasyprint()
fonts = weasyprint.text.fonts.FontConfiguration()
html = weasyprint.HTML(string=sys.stdin.read())
sys.stdout.buffer.write(html.render(font_config=fonts).write_pdf(pdf_tags=True, uncompressed_pdf=True))
"""


def _run(command: list[str], shortcuts: bool, **more: object) -> bytes:
    environment = {**os.environ, "GUIDEPRESS_NO_SHORTCUTS": "" if shortcuts else "1", "PYTHONHASHSEED": "0"}
    done = subprocess.run(command, env=environment, check=True, capture_output=True, **more)  # type: ignore[call-overload]
    return bytes(done.stdout)


def test_a_specimen_of_styles_is_the_same_with_and_without_shortcuts() -> None:
    page = SPECIMEN.replace("{long}", LONG).encode()
    with_shortcuts = _run([sys.executable, "-c", SCRIPT], True, input=page)
    assert with_shortcuts.startswith(b"%PDF")
    assert with_shortcuts == _run([sys.executable, "-c", SCRIPT], False, input=page)


def test_a_build_without_shortcuts_is_another_build(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GUIDEPRESS_NO_SHORTCUTS", raising=False)
    with_shortcuts = tool_fingerprint()
    monkeypatch.setenv("GUIDEPRESS_NO_SHORTCUTS", "1")
    assert tool_fingerprint() != with_shortcuts


@pytest.mark.slow
def test_every_edition_is_the_same_with_and_without_shortcuts(tmp_path: Path) -> None:
    folder = tmp_path / "project"
    lay_out(folder)
    (folder / "guides" / "blocks" / "licence.md").write_text("Share it whole.\n", "utf-8")  # for web and e-book
    outputs = []
    for shortcuts in (True, False):
        output = tmp_path / str(shortcuts)
        words = ["build", "--project", str(folder), "--output", str(output), "--edition", "all"]
        _run([sys.executable, "-m", "guidepress", *words], shortcuts)
        outputs.append({path.relative_to(output): path.read_bytes() for path in output.rglob("*.pdf")})
    assert len(outputs[0]) == 12
    assert outputs[0] == outputs[1]
