"""From files to records: what is read, and that every value knows where it stands."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path

import pytest

from guidepress.core.model import Series, Text
from guidepress.sources.nearest import did_you_mean
from guidepress.sources.project import GUIDE_NAME, read_project
from guidepress.sources.shape import is_calendar_date, is_email, is_web_address
from guidepress.sources.text import source_text
from guidepress.sources.yaml_tree import parse_yaml
from projects import SMALL, copy_of_small


def series_of(project: Path) -> Series:
    series = read_project(project, project / "styles").series
    assert series is not None
    return series


def at(text: Text | None) -> str:
    assert text is not None
    return str(text.place)


def test_every_value_knows_its_file_line_and_column():
    series = series_of(SMALL)
    assert at(series.title) == "guides/series.yaml:1:8"
    assert at(series.licence.short) == "guides/series.yaml:12:10"
    assert at(series.authors[0].email) == "guides/series.yaml:17:12"
    assert at(series.contact.name) == "guides/series.yaml:19:9"
    assert at(series.stories["tears"].themes[0]) == "guides/stories.yaml:15:14"
    assert at(series.references["west-2016"].authors[0].family) == "guides/references.yaml:5:18"
    assert at(series.references["west-2016"].year) == "guides/references.yaml:6:20"
    assert at(series.guides[0].stories[0]) == "guides/one.md:5:11"
    assert at(series.words["month_1"]) == "styles/languages/en-GB.yaml:18:10"


def test_values_that_blocks_may_name_are_the_series_texts_by_dotted_keys():
    values = series_of(SMALL).values
    assert values["licence.name"] == "Creative Commons Attribution"
    assert values["values.team"] == "the small team"
    assert values["release.date"] == "2026-01-31"
    assert "guides" not in values


def test_guides_stand_in_the_order_of_the_series_and_are_numbered_from_1(tmp_path: Path):
    project = copy_of_small(tmp_path)
    path = project / "guides/series.yaml"
    path.write_text(path.read_text("utf-8").replace("[one, two]", "[two, one]"), "utf-8")
    assert [(guide.id, guide.number) for guide in series_of(project).guides] == [("two", 1), ("one", 2)]


def test_a_guides_body_starts_on_the_line_below_its_metadata_block():
    guide = series_of(SMALL).guides[0]
    assert guide.first_line == 7
    assert guide.markdown.startswith("## Beginning\n")


def test_a_guide_with_files_for_people_beside_it_is_still_alone(tmp_path: Path):
    project = copy_of_small(tmp_path)
    (project / "guides/README.md").write_text("For editors.", "utf-8")
    (project / "guides/HOUSE-STYLE.md").write_text("For editors.", "utf-8")
    sources = read_project(project, project / "styles")
    assert [guide.id for guide in series_of(project).guides] == ["one", "two"]
    assert sources.problems == ()


def test_a_horizontal_rule_in_the_text_does_not_end_the_metadata_block_a_second_time(tmp_path: Path):
    project = copy_of_small(tmp_path)
    text = "---\ntitle: Two\nsummary: Second.\nkeywords: [two]\n---\nAbove.\n\n---\n\nBelow.\n"
    (project / "guides/two.md").write_text(text, "utf-8")
    assert series_of(project).guides[1].markdown == "Above.\n\n---\n\nBelow.\n"


def test_numbers_truth_values_and_nothing_stay_what_they_are_and_all_else_is_text():
    text = "a: 7\nb: 1.5\nc: true\nd:\ne: 2026-01-31\nf: '7'\ng: yes\nh: ~\ni: 0x1F\nj: 12:30\nk: 1e3"
    tree, problems = parse_yaml(source_text("x.yaml", text))
    assert problems == ()
    assert tree is not None
    assert tree.data == {
        "a": 7, "b": 1.5, "c": True, "d": None, "e": "2026-01-31", "f": "7",
        "g": "yes", "h": None, "i": "0x1F", "j": "12:30", "k": "1e3",
    }  # fmt: skip


def test_a_tag_of_yaml_runs_nothing():
    tree, problems = parse_yaml(source_text("x.yaml", "a: !!python/object/apply:os.system ['exit 1']"))
    assert problems == ()
    assert tree is not None
    assert tree.data == {"a": ["exit 1"]}


@pytest.mark.parametrize(
    "address",
    [
        "https://www.example.org/",
        "http://example.org",
        "https://example.org:8080/a?b=c#d",
        "https://cy.wikipedia.org/wiki/Tŷ",
    ],
)
def test_sound_web_addresses(address: str):
    assert is_web_address(address)


@pytest.mark.parametrize(
    "address",
    [
        "www.example.org", "https://", "https://example", "ftp://example.org", "https://exa mple.org",
        "https://-a.org", "https://a..org", "javascript:alert(1)", "https://a.org:99999", "https://[::1", "",
        "https://a.org/\n", "https://a.org/<b>", " https://a.org",
    ],
)  # fmt: skip
def test_unsound_web_addresses(address: str):
    assert not is_web_address(address)


@pytest.mark.parametrize("address", ["a@b.org", "first.last+tag@sub.example.org", "o'neil@example.org"])
def test_sound_mail_addresses(address: str):
    assert is_email(address)


@pytest.mark.parametrize(
    "address", ["a", "@b.org", "a@b", "a b@c.org", "a@b.org ", "a@@b.org", "<a@b.org>", "a@b,org"]
)
def test_unsound_mail_addresses(address: str):
    assert not is_email(address)


def test_a_hint_names_the_nearest_name_in_its_own_spelling():
    assert did_you_mean("STAAY", ["stay", "tears"]) == "did you mean 'stay'?"
    assert did_you_mean("doi", ["DOI", "URL"]) == "did you mean 'DOI'?"


def test_a_hint_guesses_nothing_where_nothing_is_near():
    assert did_you_mean("zebra", ["stay", "tears"], "there are 2") == "there are 2"
    assert did_you_mean("zebra", []) == ""


def test_the_schema_and_the_reader_agree_on_what_a_guide_may_be_called():
    schema = json.loads(files("guidepress.sources").joinpath("schemas/series.schema.json").read_text("utf-8"))
    assert schema["properties"]["guides"]["items"]["pattern"] == f"^{GUIDE_NAME.pattern}$"


@pytest.mark.parametrize("date", ["2024-02-29", "2000-02-29", "2026-12-31", "no date", "2026-1-1"])
def test_days_of_the_calendar_and_what_is_no_date_at_all_pass_the_calendar(date: str):
    assert is_calendar_date(date)


@pytest.mark.parametrize(
    "date", ["2026-02-29", "1900-02-29", "2026-04-31", "2026-13-01", "2026-01-00", "0000-01-01"]
)
def test_days_that_no_calendar_has(date: str):
    assert not is_calendar_date(date)
