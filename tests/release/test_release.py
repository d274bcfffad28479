"""A release as a whole: what is in its folder, and that it can be trusted."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import stat
import subprocess
import zipfile
from pathlib import Path
from urllib.parse import unquote, urlsplit

import jsonschema
import pytest

import guidepress
from guidepress.compose.anchors import ids_in
from guidepress.release.manifest import read_manifest

from .project import Garden

SCHEMA = Path(guidepress.__file__).parent / "release" / "schemas" / "manifest.schema.json"


@pytest.fixture
def release(built_garden: Path) -> Path:
    return built_garden / "output" / "releases" / "1.0"


def files_in(folder: Path) -> dict[str, bytes]:
    return {it.relative_to(folder).as_posix(): it.read_bytes() for it in folder.rglob("*") if it.is_file()}


def test_the_manifest_has_the_form_of_its_schema(release: Path):
    data = json.loads((release / "manifest.json").read_text("utf-8"))
    jsonschema.Draft202012Validator(json.loads(SCHEMA.read_text("utf-8"))).validate(data)


def test_the_manifest_names_every_file_with_its_size_and_digest(release: Path):
    manifest = read_manifest((release / "manifest.json").read_bytes())
    found = files_in(release)
    derived = {
        "manifest.json",
        "SHA256SUMS",
        "provenance.intoto.json",
        "packages.cdx.json",
        "feed.atom",
        "feed.json",
    }
    assert {file.name for file in manifest.files} == set(found) - derived
    for file in manifest.files:
        assert (file.size, file.sha256) == (len(found[file.name]), hashlib.sha256(found[file.name]).hexdigest())


def test_the_sums_are_those_that_sha256sum_checks(release: Path):
    if shutil.which("sha256sum") is None:
        pytest.skip("there is no sha256sum here")
    done = subprocess.run(
        ["sha256sum", "-c", "SHA256SUMS"], cwd=release, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout
    assert done.stdout.count(": OK") == len(files_in(release)) - 1


def test_every_edition_of_every_guide_can_be_downloaded_under_a_name_of_its_own(release: Path):
    names = {path.name for path in (release / "downloads").iterdir()}
    printed = (".pdf", "-print.pdf", "-large-print.pdf", "-booklet.pdf")
    others = ("-epub.epub", "-slides.pptx", "-slides.pdf", "-notes.pdf")
    assert names == {f"{guide}{ending}" for guide in ("apples", "pears") for ending in (*printed, *others)}


def test_the_manifest_says_what_was_tested_by_whom(release: Path):
    manifest = read_manifest((release / "manifest.json").read_bytes())
    [file] = [it for it in manifest.files if it.name == "downloads/apples.pdf"]
    assert {it.standard for it in file.conforms} >= {"PDF/UA-1 (ISO 14289-1)", "PDF/A-2a (ISO 19005-2)"}
    assert all(re.search(r"\d", it.checker) and it.rules and not it.failed for it in file.conforms)
    assert (file.language, file.accessibility["accessModeSufficient"]) == ("en-GB", ("textual",))
    assert (release / file.report).is_file()


def test_every_link_within_a_release_leads_somewhere(release: Path):
    pages = {name: content.decode() for name, content in files_in(release).items() if name.endswith(".html")}
    for name, html in pages.items():
        for address in re.findall(r'(?:href|src)="([^"]+)"', html):
            parts = urlsplit(address)
            if parts.scheme or (name, address) == ("handout.html", "#"):
                continue
            target = (release / name).parent / unquote(parts.path) if parts.path else release / name
            assert target.resolve().is_file() or target.resolve() == release.parent / "index.html", (name, address)
            if parts.fragment and target.suffix == ".html":
                assert unquote(parts.fragment) in ids_in(target.read_text("utf-8")), (name, address)


def test_the_page_of_downloads_names_type_size_and_pages(release: Path):
    html = (release / "index.html").read_text("utf-8")
    size = (release / "downloads" / "apples-large-print.pdf").stat().st_size
    manifest = read_manifest((release / "manifest.json").read_bytes())
    [file] = [it for it in manifest.files if it.name == "downloads/apples-large-print.pdf"]
    words = f"Apples, Large-print PDF (PDF, {round(size / 1000)} kB, {file.pages} pages)"
    assert f'<a href="downloads/apples-large-print.pdf">{words}</a>' in html
    assert html.index('href="guides/apples.html"') < html.index('href="downloads/apples.pdf"')
    assert re.search(r'<img src="covers/apples.png" alt=""', html)


def test_the_statement_and_the_bill_follow_their_standards(release: Path):
    statement = json.loads((release / "provenance.intoto.json").read_text("utf-8"))
    assert statement["_type"] == "https://in-toto.io/Statement/v1"
    assert statement["predicateType"] == "https://slsa.dev/provenance/v1"
    assert set(statement["predicate"]) == {"buildDefinition", "runDetails"}
    assert {"buildType", "externalParameters", "resolvedDependencies"} <= set(
        statement["predicate"]["buildDefinition"]
    )
    subjects = {it["name"]: it["digest"]["sha256"] for it in statement["subject"]}
    assert (
        subjects["downloads/pears.pdf"]
        == hashlib.sha256((release / "downloads/pears.pdf").read_bytes()).hexdigest()
    )
    bill = json.loads((release / "packages.cdx.json").read_text("utf-8"))
    assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.6")
    assert {"weasyprint", "guidepress"} <= {it["name"] for it in bill["components"]}
    assert all(it["hashes"] for it in bill["components"] if it["type"] == "data")


def test_verify_finds_nothing_wrong_with_a_release_that_nobody_touched(released: Garden):
    code, said = released.run("release", "--verify", str(released.folder / "output/releases/1.0"))
    assert (code, "every file is what it was" in said) == (0, True)


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (lambda folder: (folder / "downloads/pears.pdf").unlink(), "L013"),
        (lambda folder: (folder / "downloads/pears.pdf").write_bytes(b"%PDF-1.7"), "L014"),
        (lambda folder: (folder / "extra.txt").write_text("more"), "L015"),
        (lambda folder: (folder / "feed.atom").write_text("<feed/>"), "L016"),
        (lambda folder: (folder / "SHA256SUMS").write_text(""), "L016"),
        (lambda folder: (folder / "manifest.json").write_text("{}"), "L017"),
        (lambda folder: (folder / "manifest.json").unlink(), "L017"),
    ],
)
def test_verify_finds_every_kind_of_change(released: Garden, spoil, code: str):
    folder = released.folder / "output/releases/1.0"
    spoil(folder)
    found, said = released.run("release", "--verify", str(folder))
    assert (found, f"error {code}" in said) == (1, True), said


def test_files_of_a_release_are_read_only(release: Path):
    for path in release.rglob("*"):
        if path.is_file():
            assert not path.stat().st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH)


def test_the_e_book_of_a_release_is_an_e_book(release: Path):
    with zipfile.ZipFile(release / "downloads/apples-epub.epub") as book:
        assert book.read("mimetype") == b"application/epub+zip"


def test_the_page_of_stories_says_where_each_is_used(release: Path):
    html = (release / "stories.html").read_text("utf-8")
    assert re.search(r'<a href="guides/apples.html#story-orchard">Apples, page \d+</a>', html)
    assert 'data-theme="trees|patience"' in html
    assert html.count("<li id=") == 3


@pytest.mark.slow
def test_sessions_that_are_marked_for_it_are_released_with_their_guide(garden: Garden):
    steps = [
        {"minutes": 5, "part": "warning", "they_do": "Sit down"},
        {"minutes": 10, "part": "story", "story": "orchard", "they_do": "Watch"},
        {"minutes": 5, "part": "ending", "they_do": "Go home"},
    ]
    sessions = [
        {"id": name, "guide": "apples", "title": title, "minutes": 20, "stories": ["orchard"], "questions": [1],
         "plan": steps, "publish": name == "shown"}
        for name, title in (("shown", "Under the tree"), ("ours", "For us alone"))
    ]  # fmt: skip
    (garden.folder / "guides" / "sessions.yaml").write_text(json.dumps({"sessions": sessions}), "utf-8")
    code, told = garden.run("release", "1.0", "--allow-dirty")
    assert code == 0, told
    release = garden.folder / "output" / "releases" / "1.0"
    kinds = (
        "facilitator.pdf",
        "handout-large-print.pdf",
        "handout.pdf",
        "slides-notes.pdf",
        "slides.pdf",
        "slides.pptx",
    )
    found = sorted(path.name for path in (release / "downloads").glob("session-*"))
    assert found == [f"session-shown-{kind}" for kind in kinds]
    manifest = read_manifest((release / "manifest.json").read_bytes())
    assert {file.guide for file in manifest.files if file.session == "shown"} == {"apples"}
    page = (release / "index.html").read_text("utf-8")
    assert "Under the tree, 20 minutes" in page
    assert "For us alone" not in page
    assert set(re.findall(r'href="(downloads/session-[^"]*)"', page)) == {f"downloads/{name}" for name in found}
