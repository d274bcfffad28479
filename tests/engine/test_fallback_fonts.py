"""Characters that the guides' own font lacks: printed by fallback fonts where those are installed, else told."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from guidepress.checks.sources.project import examine
from guidepress.commands.group import run
from guidepress.engine import font_files
from guidepress.engine.font_files import UNUSUAL, characters_of, fallback_files, without_font
from guidepress.pdfread.dump import dump_tags
from projects import copy_of_small

GUIDE = "---\ntitle: Two\nsummary: The second guide.\nkeywords: [two]\n---\n## Beginning\n\n{}\n"
EMOJI = "A tick ✅, a face 😀 and a **heart ♥**."
needs_fonts = pytest.mark.skipif(not fallback_files(), reason="the extra 'fonts' is not installed")


def with_text(folder: Path, text: str) -> Path:
    project = copy_of_small(folder)
    (project / "guides/two.md").write_text(GUIDE.format(text), "utf-8")
    return project


def test_what_counts_as_usual_is_in_every_upright_font_of_the_guides():
    usual = {chr(number) for number in range(0x21, 0x2123) if not UNUSUAL.match(chr(number))}
    printed = {sign for sign in usual if not sign.isspace()} - set("\u00ad\u2010\u2011")
    upright = [path for path in font_files.font_files() if not re.search("It", path.name)]
    assert [
        (path.name, sorted(printed - characters_of(path))) for path in upright if printed - characters_of(path)
    ] == []


@needs_fonts
@pytest.mark.parametrize(
    "text", [EMOJI, "שלום עולם", "ไทย", "ქართული Հայ አማርኛ", "① ↔ ☎", "\U0001f469\u200d\U0001f467"]
)
def test_most_signs_and_scripts_print(text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    project = with_text(tmp_path, text)
    assert run(["build", "two", "--project", str(project), "--jobs", "1"]) == 0, capsys.readouterr().out
    assert "E001" not in capsys.readouterr().out


@needs_fonts
def test_the_same_signs_give_the_same_bytes_after_other_guides_and_before(tmp_path: Path):
    project = with_text(tmp_path, EMOJI)
    first = project / "guides/one.md"
    first.write_text(first.read_text("utf-8") + "\nשלום ①\n", "utf-8")
    for output, guides in (("a", ["one", "two"]), ("b", ["two", "one"]), ("c", ["two"])):
        words = ["build", *guides, "--project", str(project), "--output", str(tmp_path / output), "--jobs", "1"]
        assert run(words) == 0
    files = [(tmp_path / output / "standard/two.pdf").read_bytes() for output in "abc"]
    assert files[0] == files[1] == files[2]


@needs_fonts
def test_a_guide_without_such_signs_is_the_same_with_fallback_fonts_and_without(tmp_path: Path, monkeypatch):
    project = with_text(tmp_path, "Plain words.")
    assert run(["build", "two", "--project", str(project), "--output", str(tmp_path / "a"), "--jobs", "1"]) == 0
    monkeypatch.setattr(font_files, "fallback_files", lambda: ())
    assert run(["build", "two", "--project", str(project), "--output", str(tmp_path / "b"), "--jobs", "1"]) == 0
    one, other = ((tmp_path / output / "standard/two.pdf").read_bytes() for output in "ab")
    assert one == other


def test_without_fallback_fonts_each_sign_is_told_once_for_a_text(tmp_path: Path, monkeypatch):
    monkeypatch.setattr("guidepress.checks.sources.characters.fallback_files", lambda: ())
    project = with_text(tmp_path, "A tick ✅ and a tick ✅ and\nа face 😀.")
    found = [(it.code, str(it.place), it.message) for it in examine(project, project / "styles").problems]
    assert found == [
        ("M070", "guides/two.md:8:8", "no font has the character '✅', U+2705 (white heavy check mark)"),
        ("M070", "guides/two.md:9:8", "no font has the character '😀', U+1F600 (grinning face)"),
    ]


def test_a_font_that_the_project_brings_counts(tmp_path: Path, monkeypatch):
    project = with_text(tmp_path, "A star ★.")
    assert [it.code for it in examine(project, project / "styles").problems] == ["M070"]
    (project / "styles/own.ttf").write_bytes(b"")
    own = "guidepress.checks.sources.characters.without_font"
    monkeypatch.setattr(
        own, lambda text, files: without_font(text, ()) - {"★" for it in files if it.name == "own.ttf"}
    )
    assert examine(project, project / "styles").problems == ()


def test_hyphens_of_word_processors_print_as_hyphens(tmp_path: Path):
    project = with_text(tmp_path, "A co\u2011operative team, a re\u2010entry and a Wochen\u00adende.")
    assert run(["build", "two", "--project", str(project), "--jobs", "1"]) == 0
    heard = dump_tags((project / "output/standard/two.pdf").read_bytes()).replace("\u2060", "")
    assert "A co-operative team, a re-entry and a Wochenende." in heard
