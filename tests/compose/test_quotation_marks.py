"""Quotation marks are curled in each language's marks, next to any markup; values worked out by hand."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from guidepress.checks.sources.project import examine
from guidepress.commands.options import folders
from guidepress.compose.constructs import Setting
from guidepress.compose.guide import compose
from guidepress.compose.markdown import render, render_short
from guidepress.compose.punctuation import ENGLISH, Quotes, quotes_of
from guidepress.compose.templates import Templates
from projects import copy_of_small

GERMAN = Quotes("„“‚‘")
FRENCH = Quotes("«»“”", ";:!?»")
POLISH = Quotes("„”«»")


def rendered(text: str, quotes: Quotes) -> str:
    """Gives a text's HTML on one line, `~` for each no-break space."""

    def nothing(_: object) -> None:
        return None

    setting = Setting(nothing, nothing, nothing, lambda _: "", quotes=quotes)
    html = render(text, setting, "").html
    return re.sub(r"\s*\n\s*", " ", html.replace("&nbsp;", "~")).removeprefix("<p>").removesuffix("</p>")


@pytest.mark.parametrize(
    ("typed", "english"),
    [
        ('"*Title*"', "“<em>Title</em>”"),
        ("'[Water](https://e.org/)'", '‘<a href="https://e.org/">Water</a>’'),
        ("'_Water_' -- a film", "‘<em>Water</em>’ – a film"),
        ('**"bold"**', "<strong>“bold”</strong>"),
        ('"**bold**"', "“<strong>bold</strong>”"),
        ('_"x"_', "<em>“x”</em>"),
        ('["a"](https://e.org/)', '<a href="https://e.org/">“a”</a>'),
        ('("*in*")', "(“<em>in</em>”)"),
        ('"...and so"', "“…and so”"),
        ("'tis so, and 'twas", "’tis so, and ’twas"),
        ("*'tis*", "<em>’tis</em>"),
        ("rock 'n' roll of the '90s", "rock ’n’ roll of the ’90s"),
        ("he said--\"", "he said–”"),
        ('say--"yes"--now', "say–“yes”–now"),
        ("\"'Stay' he said\"", "“‘Stay’ he said”"),
        ("\"He said 'stay'\"", "“He said ‘stay’”"),
        ('`"z"` "y"', '<code>"z"</code> “y”'),
        ('"`z`"', "“<code>z</code>”"),
        ('a "<b>b</b>" c', "a “<b>b</b>” c"),
        ('\\"as typed\\"', '"as typed"'),
        ('"&amp;"', "“&amp;”"),
        ('- "*i*"', "<ul> <li>“<em>i</em>”</li> </ul>"),
        ('## "*Heading*"', '<h2 id="heading">“<em>Heading</em>”</h2>'),
        ("the nurses' room's '*own*'", "the nurses’ room’s ‘<em>own</em>’"),
        ('"one\\\ntwo"', "“one<br> two”"),
    ],
)  # fmt: skip
def test_marks_next_to_markup_belong_to_the_words(typed: str, english: str):
    assert rendered(typed, ENGLISH) == english


@pytest.mark.parametrize(
    ("typed", "german", "french"),
    [
        ('"*Titel*"', "„<em>Titel</em>“", "«~<em>Titel</em>~»"),
        ("\"a 'b' c\"", "„a ‚b‘ c“", "«~a “b” c~»"),
        ("l'homme 'et' geht's", "l’homme ‚et‘ geht’s", "l’homme “et” geht’s"),
        ("'tis", "’tis", "’tis"),
        ('"a" ? 10:30', "„a“ ? 10:30", "«~a~»~? 10:30"),
        ("« *mot* » : oui !", "« <em>mot</em> » : oui !", "«~<em>mot</em>~»~: oui~!"),
        ('**"a"**, ["b"](https://e.org/)', '<strong>„a“</strong>, <a href="https://e.org/">„b“</a>',
         '<strong>«~a~»</strong>, <a href="https://e.org/">«~b~»</a>'),
    ],
)  # fmt: skip
def test_each_language_has_its_own_marks(typed: str, german: str, french: str):
    assert (rendered(typed, GERMAN), rendered(typed, FRENCH)) == (german, french)


def test_a_closing_mark_and_an_apostrophe_are_told_apart():
    assert POLISH.curl("\"O'Neill mówi 'tak'\"") == "„O’Neill mówi «tak»”"


def test_short_texts_of_the_catalogue_have_the_marks_of_the_language():
    assert render_short('Ein "*Garten*"', GERMAN) == "<p>Ein „<em>Garten</em>“</p>"


@pytest.mark.parametrize(
    ("quotes", "title", "printed"),
    [
        (ENGLISH, "The King's 'own' \"x\"", "‘The King’s “own” “x”’"),
        (ENGLISH, "On ‘care’", "‘On “care”’"),
        (GERMAN, "Wasser \"und\" mehr", "„Wasser ‚und‘ mehr“"),
        (FRENCH, "L'eau \"vive\"", "«~L’eau “vive”~»"),
    ],
)  # fmt: skip
def test_the_title_of_an_article_has_marks_and_its_own_stand_within(quotes: Quotes, title: str, printed: str):
    assert quotes.title(title).replace("\u00a0", "~") == printed


def test_a_language_file_without_four_marks_means_those_of_english():
    assert quotes_of({"quotation_marks": "«»"}) == ENGLISH


def test_a_project_in_german_has_german_marks_in_text_and_links(tmp_path: Path):
    project = copy_of_small(tmp_path)
    words = project / "styles/languages/en-GB.yaml"
    words.write_text(words.read_text("utf-8") + '\nquotation_marks: "„“‚‘"\n', "utf-8")
    guide = project / "guides/one.md"
    head = guide.read_text("utf-8").partition("## ")[0]
    guide.write_text(f'{head}## A\n\nEin "*Wort*".\n', "utf-8")
    root, styles = folders(project, None)
    series = examine(root, styles).series
    assert series is not None
    document = compose(series, series.guides[0], Templates(styles))
    assert "Ein „<em>Wort</em>“." in "".join(part.html for part in document.blocks)
