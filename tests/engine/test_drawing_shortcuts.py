"""Shortcuts through the engine's drawing change no byte: drawn with and without them, a page is the same."""

from __future__ import annotations

import os
import subprocess
import sys

SPECIMEN = """
<html lang="en"><head><title>Specimen</title><style>
:root { --rule: #468; --wide: 3px; --none: nonsense }
@page { size: 120mm 160mm; margin: 12mm; bleed: 2mm; marks: crop; @bottom-right { content: counter(page);
        border-top: 1px solid #468; background: #eee } }
html { font: 9pt/1.4 "Source Sans Pro"; background: #fffef8 } h2, h3 { bookmark-level: 1 }
.left { border-left: var(--wide) solid var(--rule) } .all { border: 1px solid var(--rule) }
.odd { border: 2px dotted;
        border-bottom-style: dashed }
.mixed { border: solid red; border-width: 1px 0 4px 2px; border-right-color: blue }
.groove { border: 4px groove #888 } .clear { border-top: 2px solid transparent } .hidden { visibility: hidden }
.round { border-radius: 4mm; background: #def } .start { border-start-start-radius: 3mm; background: #fed }
.invalid { border-bottom: 2px solid var(--none); color: var(--none) } .image { border: 6px solid;
        border-image: linear-gradient(red, blue) 1 }
.gradient { background: linear-gradient(to right, #fff, #9ab) }
.shadow { box-shadow: 1mm 1mm 0 #ccc } .outline { outline: 1px dashed green } .outline b { outline: 2px solid }
.columns { columns: 2; column-rule: 1px solid #468 } .faint { opacity: .5 } .turned { transform: rotate(3deg) }
.under { position: relative; z-index: -1 } .over { position: relative; z-index: 2; top: -2mm; background: #cfc }
.relative { position: relative; left: 2mm } .absolute { position: absolute; right: 0; border-left: 1px solid }
.clip { overflow: hidden; height: 5mm } .float { float: right; width: 20mm; border-bottom: 1px solid }
.inline { display: inline-block; border: 1px solid; background: #eee } .flex { display: flex }
.flex > * { flex: 1 }
.collapse { border-collapse: collapse } .collapse td { border: 1px solid }
.striped tr:nth-child(2) { background: #eee }
th { background: #ddd; empty-cells: hide } .decorated { text-decoration: underline overline wavy red }
.fixed { position: fixed; bottom: 0; border-top: 1px solid } .first::first-line { background: #ff8; color: red }
.hsl { color: hsl(200 50% 40%); background: hwb(100 40% 20%) } .lab { color: lab(40% 30 20) }
.mark { color: #4688 }
.form input { appearance: auto } li::marker { color: blue }
.clone { box-decoration-break: clone; border: 1px solid }
.masked { mask-border: linear-gradient(black, transparent) 1; border: 2px solid }
</style></head><body><div class="fixed">fixed</div><h2 id="one">One</h2><h3 id="two">Two</h3>
<p class="left">{long}</p><p class="all">{long}</p><p class="odd">{long}</p><p class="mixed">{long}</p>
<p class="groove">{long}</p><p class="clear">{long}</p><p class="hidden all">{long}</p
><p class="round left">{long}</p>
<p class="start">{long}</p><p class="invalid">{long}</p><p class="image">{long}</p><p class="gradient">{long}</p>
<p class="shadow">{long}</p><div class="outline">{long} <b>bold</b></div><div class="columns">{long} {long}</div>
<p class="faint">{long}</p><p class="turned">{long} <a href="#one">turned link</a> <i id="turned">anchor</i></p>
<p class="under all">{long}</p><p class="over">{long}</p
><p class="relative">{long} <span class="absolute">away</span></p>
<p class="clip">{long} {long}</p><p class="float">floated</p><p>{long} <span class="inline">box</span> <a
href="https://example.org/"><b class="left">link</b> and <i>more</i></a></p
><div class="flex"><p class="left">{long}</p>
<p>short</p></div><table class="collapse"><tr><td>a</td><td>{long}</td></tr
></table><table class="striped"><tr><th></th>
<th>head</th></tr><tr><td class="mixed">{long}</td><td>b</td></tr></table><p class="decorated">{long}</p>
<p class="first">{long} {long}</p><p class="hsl">{long}</p><p class="lab">{long}</p><p class="mark">{long}</p>
<ul><li class="left">item</li></ul><form class="form"><input name="field" value="text"></form>
<p><span class="clone">{long} {long}</span></p><p class="masked">{long}</p>
<svg width="100" height="20"><g transform="rotate(5) scale(2)"><path fill="#468" d="M0 0h10v5z"/></g></svg>
</body></html>
"""
LONG = "Every box of this page is asked what it looks like, and most of them look like nothing in particular."

SCRIPT = """
import logging, sys
logging.disable()
from guidepress.engine.library import load_weasyprint
weasyprint = load_weasyprint()
fonts = weasyprint.text.fonts.FontConfiguration()
html = weasyprint.HTML(string=sys.stdin.read())
document = html.render(font_config=fonts, pdf_forms=True)
sys.stdout.buffer.write(document.write_pdf(pdf_tags=True, pdf_forms=True, uncompressed_pdf=True))
"""


def _drawn(shortcuts: bool) -> bytes:
    environment = {**os.environ, "GUIDEPRESS_NO_SHORTCUTS": "" if shortcuts else "1", "PYTHONHASHSEED": "0"}
    page = SPECIMEN.replace("{long}", LONG).encode()
    return subprocess.run(
        [sys.executable, "-c", SCRIPT], env=environment, check=True, capture_output=True, input=page
    ).stdout


def test_a_specimen_of_looks_is_the_same_with_and_without_shortcuts() -> None:
    drawn = _drawn(shortcuts=True)
    assert drawn.startswith(b"%PDF")
    assert drawn == _drawn(shortcuts=False)
