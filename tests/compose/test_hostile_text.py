"""Whatever stands in a field of the catalogue is text: it brings no element, handler or address to a page.

Each value of the Welsh project is replaced in turn. A field that takes any text prints it, and the pages are as
harmless as before; every other field is refused at its place. The real templates are used.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from shutil import copytree

import pytest
import yaml

from guidepress.checks.sources.project import examine_sources
from guidepress.compose.templates import Templates
from guidepress.core.problems import has_errors
from guidepress.targets.pdf.page import page_of
from projects import CYMRAEG, EDITIONS, REPOSITORY

MARKUP = """x'">]]><script>alert(1)</script><img src=x onerror="alert(1)"></title></svg><p onclick=alert(1)>"""
SUM = "{{ 7777*7 }}{% x %}"
ADDRESS = "javascript:alert(1)"
HARMLESS_SCHEMES = ("http:", "https:", "mailto:")
TEMPLATES = Templates(REPOSITORY / "styles")


@dataclass
class Harm(HTMLParser):
    """Reads a page as browsers do and keeps what could run."""

    found: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"script", "iframe", "object", "embed", "form", "base"}:
            self.found.append(f"<{tag}>")
        for name, value in attrs:
            scheme = (value or "").strip().lower().partition(":")
            if name.startswith("on"):
                self.found.append(f"{name}={value}")
            if (
                name in {"href", "src", "action", "xlink:href"}
                and scheme[1]
                and scheme[0] + ":" not in HARMLESS_SCHEMES
            ):
                self.found.append(f"{name}={value}")
            if tag == "img" and value == "x":
                self.found.append("the image of the hostile text")


def values_of(data: object, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    if isinstance(data, dict | list):
        for key, value in data.items() if isinstance(data, dict) else enumerate(data):
            yield from values_of(value, (*path, key))
    else:
        yield path


def catalogue(name: str) -> object:
    text = (CYMRAEG / "guides" / name).read_text("utf-8")
    return yaml.safe_load(text.split("---\n")[1] if name.endswith(".md") else text)


FIELDS = [
    (name, path)
    for name in ("series.yaml", "stories.yaml", "references.yaml", "gwrando.md")
    for path in values_of(catalogue(name))
]

ANY_TEXT = frozenset(
    {
        "title", "short_title", "description", "publisher", "copyright_holder", "name", "short", "phone", "role",
        "content_note", "facilitator_note", "running_time", "themes", "keywords", "summary", "family", "given",
        "publisher-place", "container-title", "page", "for", "hours", "text",
    }
)  # fmt: skip


def takes_any_text(path: tuple[str | int, ...]) -> bool:
    return [key for key in path if isinstance(key, str)][-1] in ANY_TEXT


OPEN_FIELDS = [(name, path) for name, path in FIELDS if takes_any_text(path)]
NARROW_FIELDS = [(name, path) for name, path in FIELDS if not takes_any_text(path)]

ADDRESSES = [
    (name, path)
    for name, path in FIELDS
    if path[-1] in {"url", "subtitles", "collection_url", "website", "download_page", "email"}
]


def put(folder: Path, name: str, path: tuple[str | int, ...], value: str) -> None:
    data = catalogue(name)
    inner = data
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = value
    text = yaml.safe_dump(data, allow_unicode=True)
    if name.endswith(".md"):
        body = (folder / "guides" / name).read_text("utf-8").split("---\n", 2)[2]
        text = f"---\n{text}---\n{body}"
    (folder / "guides" / name).write_text(text, "utf-8")


def pages_of(folder: Path, *, refused: bool = False) -> list[str]:
    """Gives the pages of two editions; the sources have to be sound, or refused where that is said."""
    examined = examine_sources(folder, REPOSITORY / "styles")
    assert examined.series is not None
    assert has_errors(examined.problems) is refused
    composed = [
        page_of(examined.series, examined.series.guides[0], edition, TEMPLATES) for edition in EDITIONS[:2]
    ]
    assert [one.problems for one in composed] == [(), ()]
    return [one.html for one in composed]


def refused_files(folder: Path) -> set[str]:
    problems = examine_sources(folder, REPOSITORY / "styles").problems
    return {problem.place.path for problem in problems if has_errors([problem]) and problem.place.line}


def harm_in(page: str) -> list[str]:
    harm = Harm()
    harm.feed(page)
    return harm.found


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return Path(copytree(CYMRAEG, tmp_path / "cymraeg"))


def test_the_pages_are_harmless_before_anything_is_replaced(project: Path):
    pages = pages_of(project)
    assert len(pages) == 2
    assert [harm_in(page) for page in pages] == [[], []]


def test_fields_of_either_kind_are_tried():
    assert len(OPEN_FIELDS) > 30
    assert len(NARROW_FIELDS) > 30


@pytest.mark.parametrize(("name", "path"), OPEN_FIELDS, ids=lambda part: str(part))
def test_markup_in_a_field_that_takes_any_text_is_printed_and_does_no_harm(
    name: str, path: tuple[str | int, ...], project: Path
):
    put(project, name, path, MARKUP + SUM)
    for page in pages_of(project):
        assert harm_in(page) == []
        assert "54439" not in page


@pytest.mark.parametrize(("name", "path"), NARROW_FIELDS, ids=lambda part: str(part))
def test_markup_in_any_other_field_is_refused_in_its_file(name: str, path: tuple[str | int, ...], project: Path):
    put(project, name, path, MARKUP + SUM)
    assert f"guides/{name}" in refused_files(project)


def test_markup_in_a_synopsis_does_no_harm_even_where_it_is_composed(project: Path):
    put(project, "stories.yaml", ("stories", 0, "synopsis"), MARKUP + SUM)
    for page in pages_of(project, refused=True):
        assert harm_in(page) == []
        assert "54439" not in page


@pytest.mark.parametrize(("name", "path"), ADDRESSES, ids=lambda part: str(part))
def test_an_address_that_runs_something_is_refused_in_its_file(
    name: str, path: tuple[str | int, ...], project: Path
):
    put(project, name, path, ADDRESS)
    assert f"guides/{name}" in refused_files(project)


def test_a_value_of_the_series_that_a_block_uses_as_an_address_is_cleaned(project: Path):
    series = project / "guides/series.yaml"
    series.write_text(series.read_text("utf-8") + 'values:\n  evil: "javascript:alert(1)"\n', "utf-8")
    (project / "guides/blocks/contact.md").write_text("Write [here]({values.evil}).\n", "utf-8")
    pages = pages_of(project)
    assert len(pages) == 2
    assert [found for page in pages for found in harm_in(page)] == []
    assert all("<a>here</a>" in page for page in pages)


@pytest.mark.parametrize("field_name", ["title", "summary"])
def test_a_title_of_markup_is_printed_letter_by_letter(field_name: str, project: Path):
    put(project, "gwrando.md", (field_name,), "<b>{{ 7*7 }}</b> & {story}")
    pages = pages_of(project)
    assert len(pages) == 2
    for page in pages:
        assert "&lt;b&gt;{{ 7*7 }}&lt;/b&gt; &amp; {story}" in page
