"""A record that can't be trusted is noticed, set aside and made anew."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from guidepress.make.checked_json import FORMAT, sealed
from guidepress.make.ledger import Ledger, Made, ledger_bytes, open_ledger

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
        uses={"story:orchard.title": "u"},
    )
    ledger = Ledger(
        inputs="inputs",
        guides=("apples",),
        pictures=("pictures/a.png",),
        editions={"standard": ("standard/apples",)},
        libraries={"pdf": {"/lib/x.so": "1 2"}},
        plugins={"text": {"/lib/text": "p"}},
        outputs={"standard/apples": made},
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
