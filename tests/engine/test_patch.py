"""A patch is put in place where the engine's code is what it was written for, whole or not at all."""

from __future__ import annotations

import ast
import sys
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType

import pytest

from guidepress.engine import code
from guidepress.engine.library import load_weasyprint
from guidepress.engine.patch import Patch, put, take
from guidepress.engine.patches import PATCHES

SOURCE = """\
LIMIT = 3


@cache
def first(
    value,
):
    # a comment
    text = '''
  two'''

    return text


class Thing(Base):
    size = 1

    def first(self):
        return 2


def last(): return 4
"""


@pytest.fixture
def engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """A module that stands for the engine, with its code recorded."""
    path = tmp_path / "toy_engine.py"
    path.write_text(SOURCE.replace("@cache\n", "").replace("(Base)", ""))
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setattr(code, "KNOWN", tmp_path / "known.json")
    module = ModuleType("toy_engine")
    module.__file__ = str(path)
    exec(compile(path.read_text(), str(path), "exec"), module.__dict__)
    monkeypatch.setitem(sys.modules, "toy_engine", module)
    names = ("toy_engine:first", "toy_engine:Thing.first", "toy_engine:last")
    recorded = ", ".join(f'"{name}": "{code.digest_of(name)}"' for name in names)
    (tmp_path / "known.json").write_text(f'{{"files": {{}}, "code": {{{recorded}}}}}')
    code._text_of.cache_clear()
    return module


def _putting(engine: ModuleType, name: str) -> Patch:
    return Patch(name, (f"toy_engine:{name}",), apply=lambda: put(engine, name, None))


def test_a_patch_that_fits_is_put_in_place(engine: ModuleType):
    taken = take([_putting(engine, "first")])
    assert (taken.names, engine.first) == ({"first"}, None)


def test_a_patch_whose_function_has_changed_is_left_out_and_so_is_what_needs_it(engine: ModuleType):
    path = Path(str(engine.__file__))
    path.write_text(path.read_text().replace("return text", "return text + ''"))
    needing = Patch("needing", ("toy_engine:last",), needs=("first",), apply=lambda: put(engine, "last", None))
    taken = take([_putting(engine, "first"), needing, Patch("alone", ("toy_engine:Thing.first",))])
    assert taken.names == {"alone"}
    assert taken.left_out == {"first": "toy_engine.first has changed", "needing": "it needs first"}
    assert engine.first is not None


def test_a_patch_that_leans_on_what_is_gone_or_was_never_recorded_is_left_out(engine: ModuleType):
    del engine
    taken = take([Patch("a", (), ("toy_engine:gone",)), Patch("b", (), ("no_such_module:gone",))])
    assert set(taken.left_out) == {"a", "b"}


def test_a_patch_that_fails_halfway_is_taken_back(engine: ModuleType):
    def fail() -> None:
        put(engine, "first", None)
        put(engine, "new", None)
        raise LookupError("halfway")

    before = engine.first
    taken = take([Patch("failing", apply=fail, replaces=())])
    assert taken.left_out == {"failing": "LookupError: halfway"}
    assert engine.first is before
    assert not hasattr(engine, "new")


def test_without_shortcuts_the_mends_are_put_in_place(engine: ModuleType):
    mend = Patch("mend", ("toy_engine:last",), is_shortcut=False)
    assert take([mend, _putting(engine, "first")], shortcuts=False).names == {"mend"}


def test_source_is_cut_out_with_its_decorators_and_to_its_end(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(code, "_text_of", lambda module: "\n" + SOURCE)  # noqa: ARG005
    assert code.source_of("toy:LIMIT") == "\nLIMIT = 3"
    assert code.source_of("toy:Thing.first") == "\n    def first(self):\n        return 2"
    assert code.source_of("toy:last") == "\ndef last(): return 4"
    assert code.source_of("toy:Thing").endswith("return 2")
    assert code.source_of("toy:first").startswith("\n@cache\ndef first(")


def test_every_function_and_class_that_a_patch_names_is_cut_out_whole():
    """What is cut out as text is what Python's own parser finds."""
    load_weasyprint()
    seen = 0
    for name in sorted({name for patch in PATCHES for name in patch.code}):
        module, _, path = name.partition(":")
        spec = find_spec(module)
        assert spec is not None
        text = Path(str(spec.origin)).read_text("utf-8")
        place: ast.AST | None = ast.parse(text)
        for part in path.split("."):
            place = next((node for node in place.body if getattr(node, "name", "") == part), None)  # type: ignore[union-attr]
            if place is None:
                break
        if place is None:  # a constant
            continue
        first = min(node.lineno for node in (place, *place.decorator_list))  # type: ignore[attr-defined]
        lines = text.splitlines()[first - 1 : place.end_lineno]  # type: ignore[attr-defined]
        assert code.source_of(name).strip("\n") == "\n".join(lines), name
        seen += 1
    assert seen > 80
