"""Every page of a release in a browser: accessible in light and dark, valid, narrow, and alone."""

from __future__ import annotations

import json
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SIZES = ((320, 800), (1280, 900))


def pages_of(release: Path) -> list[Path]:
    return [*sorted(release.rglob("*.html")), release.parent / "index.html"]


def violations(page: Any, axe: str) -> list[str]:
    page.evaluate(axe)
    found = page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)["violations"]
    return [f"{it['id']}: {it['nodes'][0]['html'][:150]}" for it in found]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_any_page(
    opened: Callable[..., Any], releases: tuple[Path, ...], axe: str, scheme: str
):
    for release in releases:
        for path in pages_of(release):
            page = opened(path, color_scheme=scheme, viewport={"width": 1280, "height": 900})
            assert violations(page, axe) == [], path.relative_to(release.parent)
            page.close()


def test_no_page_is_wider_than_a_window_of_320_pixels(opened: Callable[..., Any], releases: tuple[Path, ...]):
    for release in releases:
        for path in pages_of(release):
            page = opened(path, viewport={"width": 320, "height": 800})
            assert page.evaluate("document.documentElement.scrollWidth") <= 320, path.relative_to(release.parent)
            page.close()


def test_the_html_checker_finds_no_errors(releases: tuple[Path, ...], checker: Path):
    paths = [str(path) for release in releases for path in pages_of(release)]
    command = ["java", "-jar", str(checker), "--errors-only", "--format", "json", "--stdout", *paths]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert [it["message"] for it in json.loads(done.stdout)["messages"]] == []


def test_axe_finds_nothing_in_the_files_of_e_books(
    opened: Callable[..., Any], releases: tuple[Path, ...], axe: str, tmp_path: Path
):
    for release in releases:
        for path in sorted(release.glob("downloads/*.epub")):
            folder = tmp_path / release.name / path.stem
            with zipfile.ZipFile(path) as book:
                book.extractall(folder)
            for file in sorted(folder.rglob("*.xhtml")):
                page = opened(file)
                rules = [it for it in violations(page, axe) if not it.startswith(EBOOK_EXCEPTIONS)]
                assert rules == [], file.relative_to(tmp_path)
                page.close()


EBOOK_EXCEPTIONS = ("region", "landmark-one-main", "page-has-heading-one", "bypass")
"""What a page of a book has not: landmarks of a website, and a way past what comes on every page."""


def test_pages_say_all_with_script_off_but_for_search_and_handout(
    opened: Callable[..., Any], garden_release: Path
):
    page = opened(garden_release / "stories.html", java_script_enabled=False)
    assert page.locator("#story-list > li:visible").count() == 3
    assert page.locator("#story-filters").is_hidden()
    page = opened(garden_release / "handout.html", java_script_enabled=False)
    assert page.locator("#handout-without").is_visible()
    assert page.locator("#handout-form").is_hidden()
    page = opened(garden_release / "guides" / "apples.html", java_script_enabled=False)
    assert page.locator("main").inner_text().count("Orchard") >= 1


def test_a_page_of_the_pdf_is_found_by_its_number(opened: Callable[..., Any], real_release: Path):
    page = opened(real_release / "guides" / "compassion.html")
    page.locator(".page-list a", has_text="7").first.click()
    assert page.url.endswith("#page-7")
    assert page.locator("#page-7").is_visible()


def test_the_changes_of_a_release_are_shown_with_pictures(opened: Callable[..., Any], garden_release: Path):
    page = opened(garden_release / "changes.html")
    assert page.locator("ins", has_text="last of all").count() == 1
    assert page.locator("del", has_text="late").count() == 1
    assert page.evaluate("[...document.images].every(it => it.complete && it.naturalWidth > 0 && it.alt)")
    assert "print again" in page.locator("#reprint + p + ul").inner_text()
