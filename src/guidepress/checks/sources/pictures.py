"""Rules on pictures: they exist inside the project, say in words what they show, and can be printed.

Takes a text and its marks; gives problems at the lines that show a picture, so that nobody has to guess what the
engine, or a reader of the finished page, would find.
"""

from __future__ import annotations

import os.path
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from urllib.parse import unquote

from guidepress.checks.sources.drawings import drawing_faults
from guidepress.checks.sources.passage import Passage
from guidepress.checks.sources.photographs import Fault, photograph_faults
from guidepress.core.problems import Problem, Severity
from guidepress.notation.marks import Mark, MarkKind
from guidepress.sources.files import LARGEST_FILE, file_named, is_utf8, read_bytes, roots_of
from guidepress.sources.nearest import did_you_mean

ENDINGS = (".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp")
"""What files of pictures are called at their end."""
_WHERE = "names of pictures are relative to the guide's folder"


def images_are_sound(passage: Passage) -> Iterator[Problem]:
    """M006, M007, M071 to M074: an image is in the project, has an alternative text, and can be printed.

    The alternative text is asked for by WCAG 2.2, 1.1.1.
    """
    for mark in passage.of_kind(MarkKind.IMAGE):
        if not mark.text.strip():
            hint = "say between the square brackets what the picture tells; decoration belongs in the style sheets"
            yield Problem("M007", "this image has no alternative text", mark.place, hint)
        yield from _picture(mark, passage)


def _picture(mark: Mark, passage: Passage) -> Iterator[Problem]:
    folder = (passage.project / passage.source.path).parent
    roots = roots_of(passage.project)
    path = file_named(folder, mark.name)
    if not os.path.lexists(path) and "%" in mark.name:
        path = file_named(folder, unquote(mark.name))
    is_address = ":" in mark.name or mark.name.startswith("//")
    if is_address or not Path(os.path.normpath(path)).is_relative_to(passage.project):
        hint = "copy the picture into guides/ and name it from there"
        yield Problem("M006", f"the image '{mark.name}' lies outside the project", mark.place, hint)
        return
    raw, problem = read_bytes(path, mark.name, roots, LARGEST_FILE)
    if problem is not None:
        yield _unread(problem, mark, path)
        return
    is_drawing = path.suffix.lower() == ".svg"
    for fault in _faults(raw or b"", is_drawing):
        severity = Severity.WARNING if fault.is_slight else Severity.ERROR
        yield Problem(fault.code, f"the picture '{mark.name}' {fault.what}", mark.place, fault.hint, severity)


def _unread(problem: Problem, mark: Mark, path: Path) -> Problem:
    """Says at the guide's line why a picture's file can't be read."""
    if problem.code == "F011":
        hint = "copy the picture into guides/ and name it from there"
        return Problem("M006", f"the image '{mark.name}' lies outside the project", mark.place, hint)
    if problem.code == "F013":
        hint = "make it smaller, at most 4000 pixels wide; nothing of it was read"
        return Problem("M072", f"the picture '{mark.name}' is too large: {problem.message}", mark.place, hint)
    if problem.code == "F012":
        return Problem("M006", f"'{mark.name}' is no picture: {problem.message}", mark.place, problem.hint)
    if os.path.lexists(path):
        return Problem(
            "M006", f"the image '{mark.name}' can't be read: {problem.message}", mark.place, problem.hint
        )
    return Problem("M006", f"there is no image '{mark.name}'", mark.place, _nearest(path))


def _nearest(path: Path) -> str:
    """Proposes pictures only: a text of nearly the same name is none."""
    try:
        names = [file.name for file in path.parent.iterdir() if is_utf8(file.name)]
    except (OSError, ValueError):
        names = []
    return did_you_mean(path.name, [name for name in names if name.lower().endswith(ENDINGS)], _WHERE)


@lru_cache(maxsize=512)
def _faults(raw: bytes, is_drawing: bool) -> tuple[Fault, ...]:
    """Judges a picture by its content; one that several guides show is judged once."""
    start = raw[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<!doctype html", b"<html", b"<head", b"<body")):
        hint = "open the address in a browser, and save the picture itself in place of the page"
        return (Fault("M071", "is a web page and no picture", hint),)
    if is_drawing or start.startswith((b"<?xml", b"<svg", b"<!doctype svg")):
        return tuple(drawing_faults(raw))
    return tuple(photograph_faults(raw))
