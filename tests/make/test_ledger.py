"""A record that can't be trusted is noticed, set aside and made anew."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from typing import Any

import pytest

from guidepress.make.checked_json import FORMAT, digest, sealed
from guidepress.make.ledger import Ledger, Made, ledger_bytes, open_ledger
from guidepress.make.unchanged import quick_answer

from .project import Project

BOTH = ["standard/apples", "standard/pears"]


def _flip(content: bytes) -> bytes:
    at = len(content) // 2
    return content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]


FAULTS: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "empty": (lambda content: b"", "is damaged"),  # noqa: ARG005
    "cut short": (lambda content: content[: len(content) // 2], "is damaged"),
    "one byte wrong": (_flip, "is damaged"),
    "not JSON": (lambda content: b"\x00\xff" * 100, "is damaged"),  # noqa: ARG005
    "of another shape": (lambda content: sealed([1, 2]), "is damaged"),  # noqa: ARG005
    "with other keys": (lambda content: sealed({"colour": "red"}), "is damaged"),  # noqa: ARG005
    "from another version": (
        lambda content: content.replace(f'"format": {FORMAT}'.encode(), b'"format": 1', 1),
        "is from another version of guidepress",
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_record_that_can_not_be_trusted_is_set_aside_and_all_is_made_again(built: Project, fault: str) -> None:
    damage, words = FAULTS[fault]
    path = built.folder / "output" / ".guidepress.json"
    wrong = damage(path.read_bytes())
    path.write_bytes(wrong)
    said = built.build("--explain")
    assert f"{words}; it is set aside" in said
    assert said.count("it was not made before") == 2
    assert (path.parent / ".guidepress.set-aside.json").read_bytes() == wrong
    assert built.made() == []


def _changed(*path: str, to: object) -> Callable[[Any], None]:
    def change(data: Any) -> None:
        for key in path[:-1]:
            data = data[key]
        data[path[-1]] = to

    return change


APPLES = ("outputs", "standard/apples")
HOSTILE: dict[str, Callable[[Any], None]] = {
    "a field too many": _changed("colour", to="red"),
    "a field too few": lambda data: data.pop("plugins"),
    "inputs that are no text": _changed("inputs", to=[]),
    "guides that are no list": _changed("guides", to={"apples": 1}),
    "a guide that is no text": _changed("guides", to=[["apples"]]),
    "a picture with U+0000": _changed("pictures", to=["a\0.png"]),
    "a picture outside": _changed("pictures", to=["../../../etc/passwd"]),
    "a picture from the root": _changed("pictures", to=["/etc/passwd"]),
    "a picture on a drive": _changed("pictures", to=["C:/a.png"]),
    "a picture of no file": _changed("pictures", to=[""]),
    "editions that are null": _changed("editions", to=None),
    "an edition's outputs as a text": _changed("editions", to={"standard": "standard/apples"}),
    "libraries as a list": _changed("libraries", to=[]),
    "libraries that are null": _changed("libraries", to=None),
    "a library with U+0000": _changed("libraries", "pdf", to={"/lib/a\0": "1 2"}),
    "plug-ins as a text": _changed("plugins", to="text"),
    "outputs as a list": _changed("outputs", to=[]),
    "an output that is null": _changed(*APPLES, to=None),
    "an output of a long name": _changed("outputs", "x" * 5000, to={}),
    "parts as a text": _changed(*APPLES, "parts", to="parts"),
    "parts that are null": _changed(*APPLES, "parts", to=None),
    "a part that is a list": _changed(*APPLES, "parts", "guide", to=["g"]),
    "no files": _changed(*APPLES, "files", to={}),
    "a file outside": _changed(*APPLES, "files", to={"../apples.pdf": "d"}),
    "a file of a long name": _changed(*APPLES, "files", to={"x" * 256: "d"}),
    "a digest that is a number": _changed(*APPLES, "files", "standard/apples.pdf", to=3),
    "facts as a list": _changed(*APPLES, "facts", to=[]),
    "facts without end": _changed(*APPLES, "facts", "pages", to=[[[[[[[[[[]]]]]]]]]]),
    "uses that are null": _changed(*APPLES, "uses", to=None),
    "uses that are not there": _changed(*APPLES, "uses", "story", to="no such key"),
    "sets of uses as a list": _changed("uses", to=[]),
    "a subject that is a list": _changed(*APPLES, "subject", to=["apples"]),
}


@pytest.mark.parametrize("fault", HOSTILE)
def test_a_rightly_sealed_record_of_another_shape_is_damaged_for_every_command(built: Project, fault: str) -> None:
    path = built.folder / "output" / ".guidepress.json"
    data = json.loads(path.read_bytes().partition(b"\n")[2])
    HOSTILE[fault](data)
    path.write_bytes(sealed(data))
    assert open_ledger(path.parent) == (None, "is damaged")
    assert quick_answer(["--project", str(built.folder)]) is None
    assert built.run("stats")[0] == 0
    assert "removed 0 files" in built.run("clean")[1]


@pytest.mark.parametrize("content", [b"[" * 100_000, b"{}\n{}", b"3\n3", b'{"format": 4}\n', b"9" * 5000 + b"\n"])
def test_a_record_that_is_no_record_is_damaged(built: Project, content: bytes) -> None:
    path = built.folder / "output" / ".guidepress.json"
    path.write_bytes(content)
    assert open_ledger(path.parent) == (None, "is damaged")
    assert quick_answer(["--project", str(built.folder)]) is None


def test_lists_within_lists_under_a_right_seal_are_damage(built: Project) -> None:
    body = b"[" * 100_000
    path = built.folder / "output" / ".guidepress.json"
    path.write_bytes(f'{{"format": {FORMAT}, "seal": "{digest(body)}"}}\n'.encode() + body)
    assert open_ledger(path.parent) == (None, "is damaged")
    assert built.run("stats")[0] == 0


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
def test_a_pipe_in_the_records_place_is_not_waited_for(built: Project) -> None:
    path = built.folder / "output" / ".guidepress.json"
    path.unlink()
    os.mkfifo(path)
    assert "is no file; it is set aside" in built.build()
    assert built.made() == []


def test_a_folder_in_the_records_place_is_set_aside_and_named_by_clean(built: Project) -> None:
    path = built.folder / "output" / ".guidepress.json"
    path.unlink()
    path.mkdir()
    assert "is no file; it is set aside" in built.build()
    code, said = built.run("clean")
    assert code == 1
    assert ".guidepress.set-aside.json: error F003: can't be removed: is a directory" in said


def test_a_record_of_the_last_format_is_set_aside_in_words(built: Project) -> None:
    path = built.folder / "output" / ".guidepress.json"
    body = json.dumps({"inputs": "", "guides": [], "pictures": [], "libraries": {}, "outputs": {}}).encode()
    path.write_bytes(f'{{"format": 2, "seal": "{digest(body)}"}}\n'.encode() + body)
    assert "is from another version of guidepress; it is set aside" in built.build()


def test_a_record_that_names_the_wrong_bytes_serves_no_wrong_file(built: Project) -> None:
    path = built.folder / "output" / ".guidepress.json"
    _, _, body = path.read_bytes().partition(b"\n")
    data = json.loads(body)
    wrong = data["outputs"]["standard/pears"]["files"]["standard/pears.pdf"]
    data["outputs"]["standard/apples"]["files"]["standard/apples.pdf"] = wrong
    path.write_bytes(sealed(data))
    assert built.made() == ["standard/apples"]


def test_a_file_of_another_guide_in_an_outputs_place_is_not_served(built: Project) -> None:
    right = built.pdf("apples").read_bytes()
    built.pdf("apples").write_bytes(built.pdf("pears").read_bytes())
    assert built.made() == ["standard/apples"]
    assert built.pdf("apples").read_bytes() == right


def test_what_is_recorded_is_read_back(project: Project) -> None:
    made = Made(
        target="pdf",
        scope="guide",
        subject="apples",
        edition="standard",
        parts={"guide": "g"},
        inputs="inputs",
        files={"standard/apples.pdf": "d", "standard/apples.txt": "e"},
        facts={"pages": 3, "anchors": {"top": [1, 2]}},
        uses={"story": "k"},
    )
    ledger = Ledger(
        inputs="inputs",
        guides=("apples",),
        pictures=("pictures/a.png",),
        editions={"standard": ("standard/apples",)},
        libraries={"pdf": {"/lib/x.so": "1 2"}},
        plugins={"text": {"/lib/text": "p"}},
        outputs={"standard/apples": made},
        uses={"k": {"story:orchard.title": "u"}},
    )
    (project.folder / ".guidepress.json").write_bytes(ledger_bytes(ledger))
    assert open_ledger(project.folder) == (ledger, "")


def test_a_missing_record_is_no_fault(project: Project) -> None:
    assert open_ledger(project.folder) == (None, "")


def test_clean_removes_what_was_made_and_nothing_else(built: Project) -> None:
    own = built.folder / "output" / "standard" / "notes.txt"
    own.write_text("mine", "utf-8")
    assert "removed 2 files" in built.run("clean")[1]
    left = [path.name for path in (built.folder / "output").rglob("*") if path.is_file()]
    assert sorted(left) == [".guidepress.lock", "notes.txt"]
