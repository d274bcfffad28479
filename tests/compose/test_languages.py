"""The language files: each says all that the templates ask for, with the same names in braces."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from guidepress.compose.punctuation import curl, en_ranges, short_address
from guidepress.compose.words import Words, words_of
from guidepress.core.model import Series, Text
from guidepress.core.theme import DEFAULT_THEME
from guidepress.notation.records import NOTE_KINDS
from guidepress.sources.project import read_project
from guidepress.sources.shape import check_shape
from guidepress.sources.text import source_text
from guidepress.sources.yaml_tree import parse_yaml
from projects import REPOSITORY, SMALL

LANGUAGES = sorted((DEFAULT_THEME / "languages").glob("*.yaml"))


def words_in(path: Path) -> dict[str, str]:
    source = source_text(path.name, path.read_text("utf-8"))
    tree, problems = parse_yaml(source)
    assert tree is not None
    assert (*problems, *check_shape("words", tree, source)) == ()
    return {str(key): str(value) for key, value in tree.data.items()}


ENGLISH = words_in(DEFAULT_THEME / "languages/en-GB.yaml")


OF_OTHERS = ("depth_", "month_", "note_", "report_", "edition_", "changes_", "site_", "quotation_marks")
OF_SOME = {"and_before", "space_before", "day_1"}
"""What some languages have and others do not."""


def names_in_braces(word: str) -> list[str]:
    return sorted(re.findall(r"\{(\w*)\}", word))


@pytest.mark.parametrize("path", LANGUAGES, ids=lambda path: path.stem)
def test_every_language_has_words_for_the_same_keys(path: Path):
    assert set(words_in(path)) - OF_SOME == set(ENGLISH)


@pytest.mark.parametrize("path", LANGUAGES, ids=lambda path: path.stem)
def test_every_language_fills_in_the_same_names(path: Path):
    words = words_in(path)
    assert {key: names_in_braces(words[key]) for key in ENGLISH if key in words} == {
        key: names_in_braces(word) for key, word in ENGLISH.items() if key in words
    }


@pytest.mark.parametrize("path", LANGUAGES, ids=lambda path: path.stem)
def test_words_have_curled_quotation_marks(path: Path):
    assert [word for word in words_in(path).values() if "'" in word or '"' in word] == []


@pytest.mark.parametrize("path", LANGUAGES, ids=lambda path: path.stem)
def test_every_language_has_a_word_of_its_own_for_each_kind_of_note(path: Path):
    words = words_in(path)
    assert len({words[f"note_{kind}"] for kind in NOTE_KINDS}) == len(NOTE_KINDS)


def test_the_templates_ask_for_no_words_that_the_language_files_lack():
    asked = {
        key
        for template in (DEFAULT_THEME / "templates").iterdir()
        for key in re.findall(r"say\('(\w+)'", template.read_text("utf-8"))
        if not key.endswith("_")  # the beginning of a key that a template completes
    }
    assert asked <= set(ENGLISH)


def test_every_word_has_a_user():
    """Months, notes and the report's rules have keys that are put together; marks are for whatever curls."""
    templates = [path.read_text("utf-8") for path in (DEFAULT_THEME / "templates").iterdir()]
    modules = [path.read_text("utf-8") for path in (REPOSITORY / "src/guidepress").glob("*/**/*.py")]
    used = set(re.findall(r"""['"](\w+)['"]""", "\n".join([*templates, *modules])))
    assert [key for key in ENGLISH if key not in used and not key.startswith(OF_OTHERS)] == []


def small() -> Series:
    series = read_project(SMALL, SMALL / "styles").series
    assert series is not None
    return series


def words(**known: str) -> Words:
    return Words({key: Text(word) for key, word in known.items()}, Text("cy"))


def test_a_date_is_written_out_in_the_language_of_the_series():
    assert words(month_1="Ionawr").date("2026-01-09") == "9 Ionawr 2026"


@pytest.mark.parametrize("text", ["", "soon", "2026-13-01", "2026-1-1", "2026-01-01-01"])
def test_what_is_no_date_stays_as_it_is(text: str):
    assert words(month_1="Ionawr").date(text) == text


@pytest.mark.parametrize(
    "word", ["{nobody}", "{}", "{0}", "{number.real}", "{number!r}", "{number:>9}", "{", "}", "{number[0]}"]
)
def test_braces_that_cannot_be_filled_in_are_a_problem_and_no_crash(word: str):
    some = words(version=word)
    assert some.say("version", number=1) == word
    assert [problem.code for problem in some.problems] == ["S010"]


def test_words_that_are_lacking_are_one_problem_however_often_they_are_asked_for():
    some = words(version="Version")
    assert [some.say("edition"), some.say("edition")] == ["", ""]
    assert [problem.message for problem in some.problems] == ["the language file has no words for 'edition'"]


def test_a_language_file_that_is_not_there_is_reported_where_it_is_read_and_not_word_by_word():
    none = words_of(replace(small(), words={}))
    assert none.say("version") == ""
    assert none.problems == ()


@pytest.mark.parametrize(
    ("straight", "curled"),
    [
        ("The King's Fund", "The King’s Fund"),
        ("'Stay' and \"Tears\"", "‘Stay’ and “Tears”"),
        ("the nurses' room", "the nurses’ room"),
        ("The '90s", "The ’90s"),
        ("'24 hours'", "‘24 hours’"),
        ("('in brackets')", "(‘in brackets’)"),
        ("'outer \"inner\"'", "‘outer “inner”’"),
        ("And then...", "And then…"),
        ("already ‘curled’", "already ‘curled’"),
    ],
)
def test_quotation_marks_of_titles_are_curled(straight: str, curled: str):
    assert curl(straight) == curled


def test_hyphens_between_digits_become_dashes_and_others_stay():
    assert en_ranges("pp. 726-727, well-being, Covid-19") == "pp. 726–727, well-being, Covid-19"


@pytest.mark.parametrize(
    ("address", "short"),
    [
        ("https://www.example.org/", "example.org"),
        ("http://example.org/a/?b=c", "example.org/a/?b=c"),
        ("https://wwwexample.org", "wwwexample.org"),
    ],
)
def test_addresses_are_printed_as_people_read_them_out(address: str, short: str):
    assert short_address(address) == short


def shipped(language: str) -> Words:
    path = next(path for path in LANGUAGES if path.stem == language)
    return Words({key: Text(word) for key, word in words_in(path).items()}, Text(language))


def test_every_language_says_which_quotation_marks_it_has():
    marks = {path.stem: words_in(path)["quotation_marks"] for path in LANGUAGES}
    assert marks == {
        "cy": "“”‘’",
        "de": "„“‚‘",
        "en-GB": "“”‘’",
        "es": "«»“”",
        "fr": "«»“”",
        "pl": "„”«»",
    }


@pytest.mark.parametrize(
    ("language", "iso", "date"),
    [
        ("cy", "2026-03-09", "9 Mawrth 2026"),
        ("de", "2026-03-09", "9. März 2026"),
        ("en-GB", "2026-03-09", "9 March 2026"),
        ("es", "2026-03-09", "9 de marzo de 2026"),
        ("fr", "2026-08-01", "1er août 2026"),
        ("fr", "2026-08-11", "11 août 2026"),
        ("pl", "2026-10-09", "9 października 2026"),
    ],
)
def test_dates_are_written_as_each_language_does(language: str, iso: str, date: str):
    assert shipped(language).date(iso) == date


@pytest.mark.parametrize(
    ("language", "name", "word"),
    [
        ("cy", "Evans", "ac"), ("cy", "Jones", "a"), ("cy", "Ŵyn", "ac"), ("es", "Iglesias", "e"),
        ("es", "Hidalgo", "e"), ("es", "Eco", "y"), ("en-GB", "Evans", "and"), ("de", "Adler", "und"),
    ],
)  # fmt: skip
def test_and_has_the_form_that_suits_the_name_behind_it(language: str, name: str, word: str):
    assert shipped(language).say("and", before=name) == word
