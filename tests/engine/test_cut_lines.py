"""Lines that are cut from a text shaped once are the lines that the engine sets one by one."""

from __future__ import annotations

import pytest

from guidepress.engine.library import load_weasyprint

TEXTS = {
    "plain words": "Every line of this paragraph is broken, measured and drawn, whatever its words may be.",
    "kerning at a line's end": "To Tawny AVATAR Wave, P. T. Yale; V, W, Y. To Wolverhampton, Ty Tŷ Ffynnon LTA P.",
    "hyphens and dashes": "A well-known half-way house – or re-entry – of twenty-one out-of-date follow-ups.",
    "spaces that hold": "See p.&nbsp;5 and pp.&nbsp;7–10 of ‘No&nbsp;1’, said on 5&nbsp;May&nbsp;2021.",
    "letters of more than one byte": "Gŵyl ddŵr, café naïve, “ﬂour” isn’t flour… œuvre Łódź Ærø ‘fi’ffl, €20–£30.",
    "inline elements": "It <b>was</b> dated <i>January and was</i> released <a>in <b>March</b> of</a> the year.",
    "a word too long": "The Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft met.",
    "an address": "Look at https://www.example.org/a-long/way/to/somewhere?page=1&amp;line=2 for more.",
    "another alphabet": "Alpha Αλφα and Ж, 漢字 and שלום stand among letters that are shaped at once.",
}


def _lines(text: str, width: int, more: str) -> list[tuple[float, float, list[tuple[str, float, float]]]]:
    style = (
        f"@page {{ size: {width}px 3000px; margin: 0 }} p {{ margin: 0; font: 16px 'Source Sans Pro'; {more} }}"
    )
    engine = load_weasyprint()
    page = engine.HTML(string=f"<html lang='en'><p>{text}").render(stylesheets=[engine.CSS(string=style)]).pages[0]
    found = []
    for line in page._page_box.descendants():
        if type(line).__name__ == "LineBox":
            texts = [box for box in line.descendants() if hasattr(box, "pango_layout")]
            pieces = [(box.text, round(box.position_x, 6), round(box.width, 6)) for box in texts]
            found.append((round(line.width, 6), round(line.height, 6), pieces))
    return found


@pytest.mark.parametrize("more", ["overflow-wrap: break-word", "text-indent: 2em", "white-space: nowrap"])
@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_a_line_is_the_same_whether_it_is_cut_or_set(text: str, more: str, monkeypatch: pytest.MonkeyPatch):
    load_weasyprint()
    from weasyprint.layout import inline, preferred

    widths = range(60, 400, 37)
    cut = [_lines(text, width, more) for width in widths]
    engines_own = preferred.split_first_line.__wrapped__
    monkeypatch.setattr(preferred, "split_first_line", engines_own)
    monkeypatch.setattr(inline, "split_first_line", engines_own)
    monkeypatch.setattr(inline, "split_text_box", inline.split_text_box.__wrapped__)
    assert cut == [_lines(text, width, more) for width in widths]
