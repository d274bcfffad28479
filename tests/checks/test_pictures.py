"""Pictures under examination: each fault is told at the line that shows the picture, and sound ones pass."""

from __future__ import annotations

import base64
import os
import warnings
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from guidepress.checks.sources.drawings import drawing_faults
from guidepress.checks.sources.photographs import photograph_faults
from guidepress.checks.sources.project import examine
from guidepress.commands.group import run
from guidepress.core.problems import Problem
from projects import copy_of_small

GUIDE = "---\ntitle: Two\nsummary: The second guide.\nkeywords: [two]\n---\n![A picture]({})\n"
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">{}</svg>'
)


def picture(kind: str, mode: str = "RGB", size: tuple[int, int] = (40, 30), **options: object) -> bytes:
    out = BytesIO()
    Image.new(mode, size).save(out, format=kind, **options)
    return out.getvalue()


def animation(kind: str, frames: int) -> bytes:
    out = BytesIO()
    views = [Image.new("L", (8, 8), shade * 40) for shade in range(frames)]
    views[0].save(out, format=kind, save_all=True, append_images=views[1:])
    return out.getvalue()


def problems_with(folder: Path, name: str, content: bytes | None, address: str = "") -> list[Problem]:
    project = copy_of_small(folder)
    if content is not None:
        (project / "guides" / name).write_bytes(content)
    (project / "guides/two.md").write_text(GUIDE.format(address or name), "utf-8")
    return [
        found for found in examine(project, project / "styles").problems if found.place.path == "guides/two.md"
    ]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.png", picture("PNG")),
        ("a.jpg", picture("JPEG")),
        ("a.jpeg", picture("JPEG", "L")),
        ("a.gif", picture("GIF", "P")),
        ("a.webp", picture("WEBP")),
        ("a.svg", SVG.format('<path d="M0 0h9" fill="url(#a)"/><a href="https://example.org/"/>').encode()),
        ("named-otherwise.png", picture("JPEG")),
        ("without-an-ending", picture("PNG", "RGBA")),
        ("a.svg", b"\xef\xbb\xbf" + SVG.format("").encode()),
    ],
)
def test_a_sound_picture_passes(name: str, content: bytes, tmp_path: Path):
    assert problems_with(tmp_path, name, content) == []


@pytest.mark.parametrize(
    ("name", "content", "code", "message"),
    [
        ("a.png", b"<!doctype HTML><title>404</title>", "M071",
         "the picture 'a.png' is a web page and no picture"),
        ("a.jpg", b"\n<html lang='en'>", "M071", "the picture 'a.jpg' is a web page and no picture"),
        ("a.svg", b"<HTML></HTML>", "M071", "the picture 'a.svg' is a web page and no picture"),
        ("a.png", b"", "M071", "the picture 'a.png' is empty"),
        ("a.png", b"just words", "M071", "the picture 'a.png' is of no kind that can be printed"),
        ("a.pdf", b"%PDF-1.7", "M071", "the picture 'a.pdf' is of no kind that can be printed"),
        ("a.eps", b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", "M071",
         "the picture 'a.eps' is of no kind that can be printed"),
        ("a.jpg", picture("JPEG", size=(400, 400))[:700], "M071",
         "the picture 'a.jpg' is cut off: its end is missing"),
        ("a.png", picture("PNG", size=(400, 400))[:90], "M071",
         "the picture 'a.png' is cut off: its end is missing"),
        ("a.jpg", picture("JPEG", "CMYK"), "M073",
         "the picture 'a.jpg' has the colours of a printing press (CMYK)"),
        ("a.png", picture("PNG", "1", (7000, 6000)), "M072",
         "the picture 'a.png' has 7000 × 6000 pixels, which is more than 40 million"),
        ("a.gif", animation("GIF", 3), "M073",
         "the picture 'a.gif' moves: of its 3 pictures the first is printed"),
        ("a.png", animation("PNG", 2), "M073",
         "the picture 'a.png' moves: of its 2 pictures the first is printed"),
        ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><g></svg>", "M071",
         "the picture 'a.svg' can't be read as SVG: mismatched tag in its line 1"),
        ("a.svg", b"<drawing/>", "M071", "the picture 'a.svg' is no drawing: it starts with <drawing>"),
    ],
)  # fmt: skip
def test_a_bad_picture_is_told_at_its_line(name: str, content: bytes, code: str, message: str, tmp_path: Path):
    [problem] = problems_with(tmp_path, name, content)
    assert (problem.code, problem.message, str(problem.place)) == (code, message, "guides/two.md:6:14")
    assert problem.hint


def test_a_picture_of_many_pixels_is_refused_before_it_is_unpacked_and_without_a_warning(tmp_path: Path):
    content = picture("PNG", "1", (14_000, 14_000))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        [problem] = problems_with(tmp_path, "a.png", content)
    assert problem.code == "M072"


@pytest.mark.parametrize(
    ("inside", "what"),
    [
        ('<image href="house.png"/>', "shows what is in another file: 'house.png'"),
        (
            '<image xlink:href="https://example.org/a.png"/>',
            "shows what is in another file: 'https://example.org/a.png'",
        ),
        ('<use href="other.svg#a"/>', "shows what is in another file: 'other.svg#a'"),
        ('<path fill="url(paint.svg#p)"/>', "takes 'paint.svg#p' from outside the drawing"),
        ("<path style=\"filter: url('f.svg#f')\"/>", "takes 'f.svg#f' from outside the drawing"),
        ("<style>@import 'a.css';</style>", "takes a style sheet from outside the drawing"),
        ("<style>path { fill: url(a.svg#b) }</style>", "takes 'a.svg#b' from outside the drawing"),
        (
            "<foreignObject>words</foreignObject>",
            "holds text of another kind (foreignObject), which would be left out",
        ),
        ('<image href="data:image/png;base64,AAAA"/>', "holds a picture that is of no kind that can be printed"),
        ('<image href="data:image/png;base64,A"/>', "holds a picture that can't be read"),
        (
            '<font-face-uri href="data:font/ttf;base64,AAAA"/>',
            "holds data in <font-face-uri>, which would be left out",
        ),
    ],
)
def test_what_a_drawing_takes_from_elsewhere_is_an_error(inside: str, what: str):
    [fault] = drawing_faults(SVG.format(inside).encode())
    assert (fault.what, fault.is_slight) == (what, False)


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        '<set attributeName="x" to="1"/>',
        "<style>@font-face { font-family: F; src: url(f.woff) }</style>",
    ],
)
def test_what_a_drawing_holds_in_vain_is_a_warning(inside: str):
    [fault] = drawing_faults(SVG.format(inside).encode())
    assert (fault.code, fault.is_slight) == ("M074", True)


def test_a_picture_within_a_drawing_is_judged_like_any_other():
    for inner, faults in ((picture("PNG"), []), (picture("JPEG", "CMYK"), ["M073"])):
        data = base64.b64encode(inner).decode()
        drawing = SVG.format(f'<image xlink:href="data:image/png;base64,{data}"/>').encode()
        assert [fault.code for fault in drawing_faults(drawing)] == faults


@pytest.mark.parametrize("edition", ["standard", "print"])
def test_a_drawing_with_pixels_a_typeface_and_a_script_is_built(edition: str, tmp_path: Path, capsys):
    project = copy_of_small(tmp_path)
    data = base64.b64encode(picture("PNG")).decode()
    drawing = SVG.format(
        "<style>@font-face { font-family: F; src: url(data:font/woff;base64,AAAA) } rect { fill: #1e90ff }</style>"
        f'<script>alert(1)</script><rect width="9" height="4"/><image width="4" height="3"'
        f' xlink:href="data:image/png;base64,{data}"/>'
    )
    (project / "guides/a.svg").write_text(drawing, "utf-8")
    (project / "guides/two.md").write_text(GUIDE.format("a.svg"), "utf-8")
    assert run(["build", "two", "--edition", edition, "--project", str(project), "--jobs", "1"]) == 0
    assert "E001" not in capsys.readouterr().out


def test_a_long_address_in_a_drawing_costs_few_characters(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    project = copy_of_small(tmp_path)
    drawing = SVG.format(f'<image href="data:image/png;base64,{"A" * 700_000}"/><use href="{"b" * 9000}"/>')
    (project / "guides/a.svg").write_text(drawing, "utf-8")
    (project / "guides/two.md").write_text(GUIDE.format("a.svg"), "utf-8")
    for form in ("text", "json", "github"):
        assert run(["check", "--project", str(project), "--format", form]) == 1
        assert max(map(len, capsys.readouterr().out.splitlines())) < 400


@pytest.mark.parametrize(
    ("on_disk", "written"),
    [("ty\u0302.png", "tŷ.png"), ("tŷ.png", "ty\u0302.png"), ("a\u030a/e\u0301.png", "å/é.png")],
)
def test_a_picture_is_found_however_its_letters_are_stored(on_disk: str, written: str, tmp_path: Path, capsys):
    project = copy_of_small(tmp_path)
    path = project / "guides" / on_disk
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(picture("PNG"))
    (project / "guides/two.md").write_text(GUIDE.format(written), "utf-8")
    assert run(["build", "two", "--project", str(project), "--jobs", "1"]) == 0
    assert "problem" not in capsys.readouterr().out


def test_a_missing_picture_proposes_pictures_only(tmp_path: Path):
    project = copy_of_small(tmp_path)
    (project / "guides/backing-up.md").write_text("", "utf-8")
    (project / "guides/two.md").write_text(GUIDE.format("backing1.png"), "utf-8")
    [problem] = [found for found in examine(project, project / "styles").problems if found.code == "M006"]
    assert problem.hint == "names of pictures are relative to the guide's folder"
    (project / "guides/backing.png").write_bytes(picture("PNG"))
    [problem] = [found for found in examine(project, project / "styles").problems if found.code == "M006"]
    assert problem.hint.startswith("did you mean 'backing.png'?")


def test_a_link_to_itself_a_pipe_and_a_folder_are_no_pictures(tmp_path: Path):
    project = copy_of_small(tmp_path)
    (project / "guides/loop.png").symlink_to("loop.png")
    os.mkfifo(project / "guides/pipe.png")
    (project / "guides/folder.png").mkdir()
    for name, message in (
        ("loop.png", "the image 'loop.png' can't be read: this link leads to itself"),
        ("pipe.png", "'pipe.png' is no picture: this is a named pipe, and no file"),
        ("folder.png", "'folder.png' is no picture: this is a folder, and no file"),
    ):
        (project / "guides/two.md").write_text(GUIDE.format(name), "utf-8")
        found = [it for it in examine(project, project / "styles").problems if it.place.path == "guides/two.md"]
        assert [(it.code, it.message) for it in found] == [("M006", message)]


def test_a_picture_that_is_a_link_out_of_the_project_is_refused(tmp_path: Path):
    project = copy_of_small(tmp_path)
    (tmp_path / "secret.png").write_bytes(picture("PNG"))
    (project / "guides/a.png").symlink_to(tmp_path / "secret.png")
    (project / "guides/two.md").write_text(GUIDE.format("a.png"), "utf-8")
    [problem] = [found for found in examine(project, project / "styles").problems if found.code == "M006"]
    assert problem.message == "the image 'a.png' lies outside the project"


def test_a_photograph_of_a_telephone_with_a_second_view_is_no_animation():
    out = BytesIO()
    views = [Image.new("RGB", (8, 8)), Image.new("RGB", (8, 8), "red")]
    views[0].save(out, format="MPO", save_all=True, append_images=views[1:])
    assert list(photograph_faults(out.getvalue())) == []
