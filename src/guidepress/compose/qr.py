"""Addresses to QR codes as inline SVG: the door to segno."""

from __future__ import annotations

from functools import cache
from html import escape
from io import BytesIO

import segno

QUIET_ZONE = 4
"""Modules left blank around the code (ISO/IEC 18004:2015, 9.1)."""


@cache
def qr_path(address: str) -> tuple[int, str]:
    """Gives a code's side in modules, quiet zone included, and the SVG path that draws it in strokes of width 1.

    Error correction is level M: about 15 % of the code may be damaged (ISO/IEC 18004:2015, 7.5.1).
    """
    code = segno.make(address, error="m", micro=False, boost_error=False)
    side, _ = code.symbol_size(border=QUIET_ZONE)
    out = BytesIO()
    code.save(
        out,
        kind="svg",
        border=QUIET_ZONE,
        xmldecl=False,
        svgns=False,
        omitsize=True,
        svgclass=None,
        lineclass=None,
    )
    path = out.getvalue().decode().partition(' d="')[2].partition('"')[0]
    return int(side), path


def qr_svg(address: str, title: str) -> str:
    """Gives the code as an SVG element with its alternative text."""
    side, path = qr_path(address)
    return (
        f'<svg class="qr" role="img" viewBox="0 0 {side} {side}" xmlns="http://www.w3.org/2000/svg">'
        f"<title>{escape(title)}</title>"
        f'<path d="{path}" transform="translate(0 0.5)" stroke="#000" fill="none"/></svg>'
    )
