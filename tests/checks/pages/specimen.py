"""Small guides, typeset for real, that keep every rule until a test breaks one."""

from __future__ import annotations

from functools import cache
from typing import Any

from guidepress.checks.pdf.pages.check import check_finished
from guidepress.checks.pdf.pages.expected import Expected, expected_from
from guidepress.compose.qr import qr_svg
from guidepress.core.model import Contact, Edition, Guide, Licence, Release, Series, Story, Text
from guidepress.core.problems import Problem
from guidepress.engine.library import load_weasyprint
from guidepress.targets.pdf.impose.booklet import impose_booklet
from projects import edition_named

NAME = "guide.pdf"
PLAIN = Edition("plain", "no edition that the limits know", ())
ADDRESS = "https://stories.example.org/stay.htm"

STYLE = """
@page { size: A4; margin: 25mm; @bottom-right { content: "Folio " counter(page) } }
html { font-family: "Source Sans Pro"; font-size: 12pt; line-height: 20pt }
body { margin: 0 }
p { margin: 0; orphans: 1; widows: 1 }
h2, h3 { margin: 0; font-size: 16pt; line-height: 20pt; break-after: auto }
svg.qr { width: 40mm; height: 40mm }
"""
"""On A4 with these margins, a page holds 35 lines of 20 pt."""
LINES_A_PAGE = 35


def lines(count: int, word: str = "Listening") -> str:
    """Gives a paragraph of so many lines, each about 60 characters long and unlike all others."""
    texts = [
        f"{word} {number}: we hear more when somebody takes the time to ask" for number in range(1, count + 1)
    ]
    return f"<p>{'<br>'.join(texts)}</p>"


def card(story_id: str = "stay", address: str = ADDRESS, content: str = "") -> str:
    """Gives a story's card with a QR code."""
    code = f'<div class="code">{qr_svg(address, "code")}</div>'
    text = content or lines(3, "Staying")
    return f'<article class="story" id="story-{story_id}">{code}<h3>Stay</h3>{text}</article>'


def pdf_of(html: str, style: str = "") -> bytes:
    """Typesets HTML with `STYLE` and whatever the test adds."""
    weasyprint: Any = load_weasyprint()
    sheet = weasyprint.CSS(string=STYLE + style, font_config=_fonts())
    pdf: bytes = weasyprint.HTML(string=html).write_pdf(stylesheets=[sheet], font_config=_fonts())
    return pdf


@cache
def _fonts() -> Any:
    return load_weasyprint().text.fonts.FontConfiguration()


def edition(name: str) -> Edition:
    found = edition_named(name)
    assert found is not None
    return found


def expected(html: str, *stories: Story) -> Expected:
    """Reads what the HTML promises, in a series of one guide with these stories."""
    guide = a_guide(tuple(story.id for story in stories))
    return expected_from(html, a_series(guide, stories), guide)


def found(
    html: str, style: str = "", *, edition: Edition = PLAIN, stories: tuple[Story, ...] = ()
) -> tuple[Problem, ...]:
    """Typesets, imposes where the edition asks for it, and checks."""
    pdf = pdf_of(html, style)
    if edition.imposed:
        pdf = impose_booklet(pdf)
    return check_finished(pdf, edition, NAME, expected(html, *stories))


def codes(problems: tuple[Problem, ...]) -> list[str]:
    return [problem.code for problem in problems]


def a_story(address: str | None = ADDRESS) -> Story:
    return Story(
        id=Text("stay"),
        title=Text("Stay"),
        storyteller=None,
        role=Text("midwife"),
        url=None if address is None else Text(address),
        subtitles=None,
        collection_url=None,
        collection=Text("main"),
        themes=(),
        synopsis=Text("A story."),
        content_note=None,
        facilitator_note=None,
        running_time=None,
        year=None,
        licence=None,
    )


def a_guide(stories: tuple[Text, ...] = ()) -> Guide:
    return Guide(
        id=Text("guide"),
        path="guides/guide.md",
        number=1,
        title=Text("Guide"),
        summary=Text("A guide."),
        keywords=(),
        accent=None,
        stories=stories,
        further_stories=(),
        markdown="",
        first_line=1,
    )


def a_series(guide: Guide, stories: tuple[Story, ...] = ()) -> Series:
    name = Text("The Press")
    return Series(
        title=name,
        short_title=name,
        description=name,
        language=Text("en-GB"),
        release=Release(Text("1.0"), Text("2025-01-31")),
        publisher=name,
        sponsor=None,
        copyright_holder=name,
        licence=Licence(name, name, None),
        website=Text("https://example.org/"),
        download_page=Text("https://example.org/guides"),
        authors=(),
        contact=Contact(name, None, None),
        help=(),
        collection=Text("main"),
        values={},
        guides=(guide,),
        stories={story.id: story for story in stories},
        references={},
        blocks={},
        words={},
    )
