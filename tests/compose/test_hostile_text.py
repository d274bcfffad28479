"""Whatever stands in a field of the catalogue is text: it brings no element, handler or address to a page.

Each value of the Welsh project is replaced in turn; then the sources are refused, or the pages are as harmless as
before. The real templates are used.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from shutil import copytree

import pytest
import yaml

from guidepress.checks.project import examine_sources
from guidepress.compose.guide import compose
from guidepress.compose.templates import Templates
from guidepress.model import EDITIONS
from guidepress.problems import has_errors
from projects import CYMRAEG, REPOSITORY

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

ADDRESSES = [(name, path) for name, path in FIELDS if path[-1] in {"url", "website", "download_page", "email"}]


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


def pages_of(folder: Path) -> list[str]:
    """Gives the pages, or none where the sources are refused."""
    examined = examine_sources(folder, REPOSITORY / "styles")
    if examined.series is None or has_errors(examined.problems):
        return []
    composed = [
        compose(examined.series, examined.series.guides[0], edition, TEMPLATES) for edition in EDITIONS[:2]
    ]
    assert [one.problems for one in composed] == [(), ()]
    return [one.html for one in composed]


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


@pytest.mark.parametrize(("name", "path"), FIELDS, ids=lambda part: str(part))
def test_markup_in_any_field_is_printed_or_refused(name: str, path: tuple[str | int, ...], project: Path):
    put(project, name, path, MARKUP + SUM)
    for page in pages_of(project):
        assert harm_in(page) == []
        assert "54439" not in page


@pytest.mark.parametrize(("name", "path"), ADDRESSES, ids=lambda part: str(part))
def test_an_address_that_runs_something_in_any_field_is_printed_or_refused(
    name: str, path: tuple[str | int, ...], project: Path
):
    put(project, name, path, ADDRESS)
    assert [found for page in pages_of(project) for found in harm_in(page)] == []


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
    for page in pages_of(project):
        assert "&lt;b&gt;{{ 7*7 }}&lt;/b&gt; &amp; {story}" in page
