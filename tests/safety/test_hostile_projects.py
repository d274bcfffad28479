"""Hostile projects of a few lines: each is answered in words, and nothing outside is read, written or shown."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from guidepress.commands.group import run
from make.project import Project

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="links and pipes are those of POSIX")

SECRET = "the words of somebody else"
Attack = Callable[[Path, Path], None]


def _text(words: str, name: str = "guides/pears.md") -> Attack:
    def attack(project: Path, outside: Path) -> None:
        with (project / name).open("a", encoding="utf-8") as file:
            file.write("\n" + words.replace("OUTSIDE", str(outside)) + "\n")

    return attack


def _link(name: str, target: str = "OUTSIDE") -> Attack:
    def attack(project: Path, outside: Path) -> None:
        path = project / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.is_dir():
            path.rename(path.with_name("was"))
        path.unlink(missing_ok=True)
        path.symlink_to(target.replace("OUTSIDE", str(outside)))

    return attack


def _pipe(name: str) -> Attack:
    def attack(project: Path, outside: Path) -> None:  # noqa: ARG001
        (project / name).parent.mkdir(parents=True, exist_ok=True)
        (project / name).unlink(missing_ok=True)
        os.mkfifo(project / name)

    return attack


def _template(words: str) -> Attack:
    return _text(words, "styles/templates/guide.html.jinja")


def _sheet(words: str) -> Attack:
    return _text(words, "styles/text.css")


POPEN = "__init__.__globals__.os.popen('echo done > OUTSIDE').read()"
ATTACKS: dict[str, Attack] = {
    "a template runs a command": _template("{{ cycler." + POPEN + " }}"),
    "a template runs a command by joiner": _template("{{ joiner." + POPEN + " }}"),
    "a template runs a command by a filter": _template("{{ (say|attr('__globals__')).os }}"),
    "a template walks the classes": _template("{{ ''.__class__.__mro__[1].__subclasses__() }}"),
    "a template formats its way out": _template("{{ '{0.__class__}'.format(series) }}"),
    "a template includes a file": _template("{% include 'OUTSIDE' %}"),
    "a template includes a file above": _template("{% include '../../../outside.txt' %}"),
    "a template includes itself": _template("{% include 'guide.html.jinja' %}"),
    "a template counts without end": _template(
        "{% for a in range(99999) %}{% for b in range(99999) %}x{% endfor %}{% endfor %}"
    ),
    "a guide is a link": _link("guides/pears.md"),
    "a passage is a link": _link("guides/blocks/closing.md"),
    "a picture is a link": _link("guides/square.png"),
    "a catalogue is a link": _link("guides/stories.yaml"),
    "a template is a link": _link("styles/templates/guide.html.jinja"),
    "a style sheet is a link": _link("styles/text.css"),
    "the words are a link": _link("styles/languages/en-GB.yaml"),
    "a picture is a device": _link("guides/square.png", "/dev/zero"),
    "a picture is a link to itself": _link("guides/square.png", "square.png"),
    "a guide is a pipe": _pipe("guides/pears.md"),
    "a picture is a pipe": _pipe("guides/square.png"),
    "a style sheet is a pipe": _pipe("styles/text.css"),
    "the ledger is a pipe": _pipe("output/.guidepress.json"),
    "the owner is a pipe": _pipe("output/.guidepress.owner"),
    "the owner is a link": _link("output/.guidepress.owner"),
    "the lock is a link": _link("output/.guidepress.lock"),
    "the ledger is a link": _link("output/.guidepress.json"),
    "an output is a link": _link("output/standard/apples.pdf"),
    "the output folder is a link": _link("output", "OUTSIDE/.."),
    "a picture from the root": _text("![x](OUTSIDE)"),
    "a picture by an address of a file": _text("![x](file://OUTSIDE)"),
    "a picture from above": _text("![x](../../outside.txt)"),
    "a picture from the net": _text("![x](http://127.0.0.1:9/x.png)"),
    "a raw picture": _text("<img src='file://OUTSIDE'>"),
    "a script": _text("<script>alert(1)</script>"),
    "a link to a script": _text("[x](javascript:alert(1))"),
    "controls in a link": _text("[x](story:\x1b[2J\u202eno\x9b2J)"),
    "controls in a heading": _text("## A\x1b]0;title\x07 heading"),
    "deep lists": _text("- " * 1000 + "x"),
    "deep quotes": _text("> " * 1000 + "x"),
    "open brackets": _text("[" * 5000),
    "an unclosed link": _text("See [it](https://example.org/Don't_(x) for more."),
    "a sheet from the net": _sheet("@import url(http://127.0.0.1:9/x.css);"),
    "a sheet from outside": _sheet("@import url(file://OUTSIDE);"),
    "a ground from outside": _sheet("p { background: url(file://OUTSIDE) }"),
    "a font from outside": _sheet("@font-face { font-family: x; src: url(file://OUTSIDE) } p { font-family: x }"),
    "an annotation in a name": _text("::error file=x::y\n[x](story:a%0A::warning::b)"),
}


LONG = {"a template includes itself", "a template counts without end"}
"""Those that are ended by the limit of a template's steps, which takes seconds."""


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=pytest.mark.slow if name in LONG else ()) for name in ATTACKS]
)
def test_a_hostile_project_does_no_harm(project: Project, tmp_path: Path, name: str) -> None:
    outside = tmp_path / "outside.txt"
    outside.write_text(SECRET, "utf-8")
    ATTACKS[name](project.folder, outside)
    there = {path.name for path in tmp_path.iterdir()}
    for words in (
        ["check"],
        ["check", "--format", "github"],
        ["build", "--jobs", "1", "--time-limit", "30"],
        ["clean"],
    ):
        code, said = project.run(*words)
        assert code in {0, 1, 2}, said
        assert SECRET not in said
        assert all(sign.isprintable() or sign == "\n" for sign in said), said
        for line in said.splitlines() if "github" in words else ():
            assert line.startswith(("::error file=", "::warning file=")) or "::" not in line
    assert outside.read_text("utf-8") == SECRET
    assert {path.name for path in tmp_path.iterdir()} == there


def test_no_file_of_the_theme_is_copied_through_a_link_that_leads_out(project: Project, tmp_path: Path) -> None:
    (project.folder / "styles").rename(tmp_path / "mine")
    (project.folder / "styles").symlink_to(tmp_path / "mine")
    before = sorted(tmp_path.rglob("*"))
    assert run(["styles", "--project", str(project.folder), "--copy", "templates/imprint.html.jinja"]) == 2
    assert "out of the project" in project.capture.readouterr().err
    assert sorted(tmp_path.rglob("*")) == before
