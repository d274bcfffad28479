"""Pages and style sheets at random, each from its number, and what the engine makes of them.

Run as a program it reads one number a line, and answers each with a line: the digest of that page's PDF.
"""

from __future__ import annotations

import logging
import sys
from hashlib import sha256
from random import Random
from typing import Any

WORDS = (
    "a", "of", "the", "in", "to", "day", "staff", "people", "listening", "reflection", "well-known", "and/or",
    "half-way", "48-hour", "hand-over", "AVATAR", "Wave", "Ty", "P.", "V.A.", "e.g.", "???", "€20", "fi",
    "office", "ŵy", "ŷ", "café", "cafe\u0301", "reflecti\u1ecdn", "‘single’", "“double”", "–", "—", "…",
    "10\u00a0%", "No\u00a01", "5\u2009km", "p.\u00a0", "self\u00adcare", "over\u2060all", "und",
    "https://example.org/a-long/way?x=1&amp;y=2", "Donaudampfschifffahrtsgesellschaft", "naïve", "½",
    "re-entry", "x", "I", "W.", "LTA",
)  # fmt: skip
INLINE = ("b", "i", "a", "span", "code", "em", "small", "sup", "q")
GAPS = (" ", " ", " ", " ", " ", "\n", "  ", "", "\u00a0", "<br>", " \u00a0")
VALUES = {
    "width": ("8mm", "12mm", "15mm", "23mm", "31mm", "50%", "auto"),
    "font-size": ("7pt", "10pt", "11.3pt", "15pt"),
    "font-weight": ("300", "400", "700"),
    "font-style": ("italic", "normal"),
    "letter-spacing": ("0.05em", "normal", "-0.2px"),
    "word-spacing": ("1mm", "0"),
    "text-align": ("justify", "right", "center", "left"),
    "text-indent": ("2em", "-1em", "0"),
    "line-height": ("1.1", "1.6", "normal"),
    "hyphens": ("auto", "manual", "none"),
    "overflow-wrap": ("break-word", "anywhere", "normal"),
    "white-space": ("normal", "nowrap", "pre-wrap", "pre-line"),
    "padding": ("1mm", "0 2mm", "3px 1px"),
    "margin": ("0", "2mm 0", "1mm 3mm"),
    "border": ("1px solid", "0", "2px dotted red"),
    "background": ("#eee", "none", "#def"),
    "color": ("#135", "red", "black"),
    "float": ("left", "right", "none", "none"),
    "display": ("block", "inline-block", "inline", "flex"),
    "columns": ("2", "auto", "auto"),
    "text-transform": ("uppercase", "none"),
    "font-variant-caps": ("small-caps", "normal"),
    "text-decoration": ("underline", "none", "line-through"),
    "position": ("static", "relative"),
    "vertical-align": ("baseline", "super", "middle"),
    "direction": ("ltr", "ltr", "ltr", "rtl"),
    "opacity": ("1", "1", "0.5"),
    "box-sizing": ("border-box", "content-box"),
    "font-kerning": ("none", "auto"),
    "orphans": ("1", "3"),
    "break-inside": ("avoid", "auto"),
}
INNER = tuple(name for name in VALUES if name not in ("columns", "width", "break-inside", "orphans"))
SELECTORS = (
    "p", "p", "li", "td", "th", "h2", "div", ".a", ".b", "b", "i", "a", "span", "code", "em", "q::before",
    "p::first-letter", "p::first-line", "li::marker", "td p", "p:nth-child(2n)", "ul > li + li", "table",
    "tr:first-child td",
)  # fmt: skip


def page(number: int) -> str:
    """Gives the page of a number, styles and all."""
    random = Random(number)
    rules = "\n".join(_rule(random) for _ in range(random.randint(1, 9)))
    size = random.choice(("60mm 90mm", "40mm 120mm", "105mm 148mm"))
    body = "\n".join(_block(random, 0) for _ in range(random.randint(1, 7)))
    opening = "<!DOCTYPE html>" if random.random() < 0.6 else ""
    return (
        f'{opening}<html lang="{random.choice(("en-GB", "cy", "de"))}"><head><title>Random</title><style>\n'
        f"@page {{ size: {size}; margin: 6mm; @bottom-center {{ content: counter(page) }} }}\n"
        f'html {{ font: 10pt/1.4 "Source Sans Pro" }}\n{rules}\n</style></head>\n<body>\n{body}\n</body></html>\n'
    )


def _rule(random: Random) -> str:
    selector = random.choice(SELECTORS)
    inner = "::" in selector or selector in INLINE
    names = random.sample(INNER if inner else tuple(VALUES), random.randint(1, 3))
    if "marker" in selector:
        names = ["color"]
    if "first-letter" in selector:
        names = [name for name in names if name != "float"] or ["color"]
    content = 'content: "“ "; ' if "before" in selector else ""
    return f"{selector} {{ {content}{'; '.join(f'{name}: {random.choice(VALUES[name])}' for name in names)} }}"


def _block(random: Random, depth: int) -> str:
    kind = random.random()
    name = random.choice(("a", "b", "c"))
    if depth > 2 or kind < 0.45:
        return f'<p class="{name}">{_text(random, 0)}</p>'
    if kind < 0.55:
        return f'<h2 id="h{random.randint(0, 999999)}">{_text(random, 1)}</h2>'
    if kind < 0.7:
        tag = random.choice(("ul", "ol"))
        items = "".join(f"<li>{_item(random, depth)}</li>" for _ in range(random.randint(1, 4)))
        return f"<{tag}>{items}</{tag}>"
    if kind < 0.85:
        columns = random.randint(1, 4)
        rows = "".join(
            "<tr>" + "".join(f"<td>{_text(random, 1)}</td>" for _ in range(columns)) + "</tr>"
            for _ in range(random.randint(1, 3))
        )
        return f"<table><tbody>{rows}</tbody></table>"
    inside = "".join(_block(random, depth + 1) for _ in range(random.randint(1, 3)))
    return f'<div class="{name}">{_text(random, 1)}{inside}</div>'


def _item(random: Random, depth: int) -> str:
    return _text(random, 0) if random.random() < 0.7 else _text(random, 1) + _block(random, depth + 1)


def _text(random: Random, depth: int) -> str:
    parts = []
    for _ in range(random.randint(1, 22 if depth == 0 else 6)):
        if depth < 3 and random.random() < 0.14:
            tag = random.choice(INLINE if depth < 2 else INLINE[:2])
            parts.append(f"<{tag}>{_text(random, depth + 1)}</{tag}>")
        else:
            parts.append(random.choice(WORDS))
        parts.append(random.choice(GAPS))
    return "".join(parts)


def pdf(number: int, weasyprint: Any, fonts: Any) -> bytes:
    """Gives a page's file; what the engine itself stumbles over is the name of its exception."""
    try:
        document = weasyprint.HTML(string=page(number)).render(font_config=fonts)
        return bytes(document.write_pdf(uncompressed_pdf=True))
    except Exception as error:
        return type(error).__name__.encode()


def main() -> None:
    from guidepress.engine.library import load_weasyprint

    logging.disable()
    weasyprint = load_weasyprint()
    fonts = weasyprint.text.fonts.FontConfiguration()
    for line in sys.stdin:
        print(sha256(pdf(int(line), weasyprint, fonts)).hexdigest(), flush=True)


if __name__ == "__main__":
    main()
