"""A guide in miniature with everything that a guide may hold, on pages so small that all of it breaks.

Run as a program, it prints a digest of its tagged PDF.
"""

from __future__ import annotations

import base64
import hashlib
import struct
import zlib
from importlib.resources import files
from typing import Any

from guidepress.engine.library import load_weasyprint
from guidepress.targets.pdf.metadata import DocumentMetadata
from guidepress.targets.pdf.tags.tagging import tagged_pdf

METADATA = DocumentMetadata(
    title="Listening: a specimen",
    creator=("A. Author", "B. Öther"),
    description="What may stand in a guide & what becomes of it",
    keywords=("listening", "care"),
    language="en-GB",
    publisher="The Press",
    sponsor="A Sponsor",
    rights="© 2025 The Press. CC BY 4.0",
    licence_url="https://creativecommons.org/licenses/by/4.0/",
    version="1.2.0",
    date="2025-03-01",
    producer="WeasyPrint 70.0",
)

SENTENCE = (
    "a ward at night is quiet until a co-worker with a well-meant question stops beside the door and asks who "
    "listens when nobody has time for listening; the team-based answer – slow, careful, unhurried – comes from "
    "understanding one another’s circumstances, and from extraordinarily patient conversations between "
    "professionals, families and neighbours, whose responsibilities differ but whose uncertainties are comparable"
)
LONG_ADDRESS = "https://example.org/a/very/long/address/that/has/to/break/somewhere/in/the/line"
WORDS = SENTENCE.split()


def prose(seed: int, length: int) -> str:
    """So many words, in an order that differs for each seed, with capitals and a full stop."""
    words = [WORDS[(seed * 17 + place * (7 + seed % 5)) % len(WORDS)] for place in range(length)]
    return " ".join(words).capitalize().rstrip(";,–") + "."


def png(width: int = 4, height: int = 3) -> str:
    """A small grey picture as a data URL."""
    rows = (b"\0" + b"\x99" * 3 * width) * height
    chunks = (
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)),
        (b"IDAT", zlib.compress(rows)),
        (b"IEND", b""),
    )
    body = b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in chunks
    )
    return "data:image/png;base64," + base64.b64encode(b"\x89PNG\r\n\x1a\n" + body).decode()


def qr(title: str) -> str:
    """A stand-in for a QR code: an inline drawing with a title."""
    return (
        '<svg role="img" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 21 21" width="40" height="40">'
        f'<title>{title}</title><path d="M0 0h7v7h-7z M14 0h7v7h-7z M0 14h7v7h-7z M9 9h3v3h-3z"/></svg>'
    )


def face(name: str, weight: int, style: str) -> str:
    """A font-face rule for one file of Source Sans Pro."""
    address = (files("font_source_sans_pro") / "files" / f"SourceSansPro-{name}.ttf").as_uri()
    return (
        f"@font-face {{ font-family: 'Source Sans Pro'; src: url({address}); "
        f"font-weight: {weight}; font-style: {style} }}"
    )


FACES = (("Regular", 400, "normal"), ("It", 400, "italic"), ("Bold", 700, "normal"), ("BoldIt", 700, "italic"))
STYLES = (
    "\n".join(face(*face_of) for face_of in FACES)
    + """
@page { size: 105mm 100mm; margin: 14mm 12mm; background: #fffef8;
  @top-left { content: string(guide); border-bottom: 1pt solid #999 }
  @top-right { content: element(sign) }
  @bottom-center { content: counter(page) } }
@page :first { @top-left { content: none; border: 0 } @bottom-center { content: none } }
html { font: 9.5pt/1.35 'Source Sans Pro'; hyphens: auto; hyphenate-character: '-'; orphans: 1; widows: 1 }
h1 { string-set: guide content() }
p, li, td { text-align: justify }
.cover { break-after: page }
.sign { position: running(sign) }
nav.contents ol { list-style: none; padding: 0 }
.epigraph { opacity: 0.8 }
.note { border-left: 2pt solid #36c; background: #eef; padding-left: 4mm }
table { border-collapse: collapse; width: 100% }
th, td { border: 0.5pt solid #666; padding: 1mm; vertical-align: top }
caption { caption-side: bottom }
blockquote { margin: 2mm 6mm }
q::before { content: '“' } q::after { content: '”' }
ol ul { list-style-type: '– ' }
ul.themes { display: block; padding: 0 } ul.themes li { display: inline-block; list-style: none; padding: 0 1mm }
.print-only { float: right }
hr { border-top: 1pt solid #ccc }
a { color: #136; text-decoration: underline }
.shout { text-transform: uppercase }
"""
)


def table(rows: int) -> str:
    """A table with column and row headers that runs over pages; one cell spans two columns."""
    body = "".join(
        f'<tr><th scope="row">Row {row}</th><td>{prose(row, 9)}</td>'
        + (
            f"<td>{prose(row + 40, 6)}</td><td></td></tr>"
            if row % 3
            else f'<td colspan="2">{prose(row, 12)}</td></tr>'
        )
        for row in range(1, rows + 1)
    )
    return (
        "<table><caption>What was said, <em>row by row</em></caption><thead><tr>"
        '<th scope="col">Time</th><th scope="col">Said</th><th scope="col">Meant</th><th scope="col">Done</th>'
        f'</tr></thead><tbody>{body}</tbody><tfoot><tr><th scope="row">All</th><td colspan="3">{prose(3, 5)}</td>'
        "</tr></tfoot></table>"
    )


def card(number: int) -> str:
    """A story card."""
    return (
        f'<article class="story" id="story-{number}"><h3>Story number {number}</h3>'
        f'<p class="teller">Told by Teller {number}</p><p>{prose(number + 50, 90)}</p>'
        '<ul class="themes"><li>grief</li> <li>work</li> <li>staying</li></ul>'
        f'<p><a href="https://stories.example.org/story/{number}">Watch “Story number {number}”</a>'
        f'<span class="print-only" aria-hidden="true">stories.example.org/story/{number}</span></p>'
        f"{qr(f'QR code: opens Story number {number}')}</article>"
    )


def nested_list() -> str:
    """A numbered list with bullets in it, long enough for three pages."""
    items = "".join(
        f"<li>{prose(n, 25)}<ul><li>{prose(n + 9, 18)}</li>"
        f"<li><p>{prose(n + 11, 30)}</p><p>{prose(n + 12, 8)}</p></li></ul>{prose(n + 2, 6)}</li>"
        for n in range(1, 7)
    )
    return f"<ol>{items}</ol>"


def specimen() -> str:
    """The whole guide as one HTML page."""
    contents = "".join(f'<li><a href="#part-{n}">Part {n}: what was heard and kept</a></li>' for n in range(1, 5))
    return f"""<!DOCTYPE html><html lang="en-GB"><head><title>Listening: a specimen</title>
<style>{STYLES}</style></head><body>
<section class="cover"><h1>Listening: a specimen guide</h1><p class="summary">{prose(1, 20)}</p></section>
<p class="sign">Running <em>sign</em></p>
<section class="imprint" aria-labelledby="imprint"><h2 id="imprint">About this guide</h2>
<p>© 2025 The Press. <a href="https://creativecommons.org/licenses/by/4.0/">Creative Commons Attribution 4.0</a>.
Write to <a href="mailto:post@example.org">post@example.org</a>.</p>
<address>The Press<br>1 Long Street<br>Town</address>
<div class="loose">Loose text in a <em>box</em>.</div></section>
<nav class="contents" aria-labelledby="toc"><h2 id="toc">Contents</h2><ol>{contents}</ol></nav>
<main>
<section id="part-1"><h2>Part 1: paragraphs</h2>
<figure class="quote epigraph"><blockquote><p>{prose(5, 30)}</p></blockquote>
<figcaption>A. Person, <cite>A Book</cite></figcaption></figure>
<p>{prose(2, 40)} <em>Stressed</em> <strong>strongly</strong> and
<abbr title="World Health Organization">WHO</abbr>,
<q>a quoted word</q>, <time datetime="2025-03-01">1 March 2025</time>,
<span lang="fr">c’est la vie quotidienne</span>,
a note<sup id="fnref:1"><a class="footnote-ref" href="#fn:1">1</a></sup> and another<sup id="fnref:2"><a
class="footnote-ref" href="#fn:2">2</a></sup>. See <a href="#part-3">the table of {prose(4, 14)}</a></p>
<p>{prose(6, 420)}</p>
<p class="shout">{prose(7, 40)}</p>
<p lang="de">
Die Verantwortlichkeiten der Gesundheitsversorgung unterscheiden sich, aber die Unsicherheiten nicht.</p>
<aside class="note"><h3>A note in between</h3><p>{prose(8, 120)}</p><dl><dt>Ward</dt><dd>{prose(9, 40)}</dd>
<dt>Door</dt><dt>Gate</dt><dd>{prose(10, 30)}</dd></dl></aside></section>
<section id="part-2"><h2>Part 2: lists</h2><p>{prose(11, 12)}</p>{nested_list()}
<ul><li>One</li><li>Two <code>dump-tags</code></li></ul></section>
<section id="part-3"><h2>Part 3: a table and <em>quotations</em></h2>{table(14)}
<hr>
<blockquote><p>{prose(13, 160)}</p><p>{prose(14, 200)}</p></blockquote>
<figure><img src="{png()}" alt="A grey field" width="60"><figcaption>Fig. 1: a field, in grey</figcaption></figure>
<p><img src="{png()}" alt="" width="10"> Text after an ornament, <a href="#part-1">back to
<strong>part <em>one</em></strong></a>.</p></section>
<section id="part-4"><h2>Part 4: stories and questions</h2>{card(1)}{card(2)}{card(3)}
<h3>Questions</h3>
<ol class="questions"><li>{prose(21, 30)}</li><li>{prose(22, 70)}</li><li>{prose(23, 40)}</li></ol>
<h3>References</h3><ul class="references"><li>West, A. (2016). <cite>Listening</cite>.
<a href="{LONG_ADDRESS}">{LONG_ADDRESS}</a></li>
<li>Wu, B. (2000). {prose(24, 20)}</li></ul></section>
</main>
<div class="footnote"><hr><ol><li id="fn:1"><p>{prose(31, 60)} <a class="footnote-backref" href="#fnref:1"
title="Back to the text at note 1">back</a></p></li><li id="fn:2"><p>{prose(32, 60)} <a class="footnote-backref"
href="#fnref:2" title="Back to the text at note 2">back</a></p></li></ol></div>
</body></html>"""


SMALL_PAGES = "@page { size: 90mm 80mm; margin: 10mm } html { font: 9pt 'Source Sans Pro'; orphans: 1; widows: 1 }"


def page_of(body: str, styles: str = "") -> str:
    """A page of HTML with little on it."""
    return (
        f'<!DOCTYPE html><html lang="en-GB"><head><title>Small</title><style>{SMALL_PAGES} {styles}</style></head>'
        f"<body>{body}</body></html>"
    )


def laid_out(html: str) -> Any:
    """A page of HTML laid out by the engine."""
    return load_weasyprint().HTML(string=html).render()


def folios(page_count: int) -> list[str | None]:
    """The specimen's folios: none on the cover, then figures."""
    return [None, *(str(number) for number in range(2, page_count + 1))]


def specimen_pdf() -> bytes:
    """The specimen as a tagged PDF."""
    document = laid_out(specimen())
    return tagged_pdf(document, METADATA, folios(len(document.pages)))


if __name__ == "__main__":
    print(hashlib.sha256(specimen_pdf()).hexdigest())
