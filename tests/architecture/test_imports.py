"""The shape of src/: rooms import from lower floors only, in no circle, and each library comes in by one door."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

import guidepress

PACKAGE = Path(guidepress.__file__).parent

FLOORS = {
    "": 0,
    "core": 0,
    "sources": 1,
    "notation": 2,
    "theme": 2,
    "compose": 3,
    "engine": 3,
    "pdfread": 3,
    "targets": 4,
    "checks": 5,
    "make": 6,
    "release": 7,
    "preview": 7,
    "commands": 8,
    "cli": 9,
    "__main__": 10,
}

# Which modules import which libraries: exactly these.
DOORS: dict[str, set[str]] = {
    "yaml": {"sources.yaml_tree"},
    "jsonschema": {"sources.shape"},
    "markdown": {
        "compose.markdown",
        "compose.constructs",
        "compose.inline",
        "compose.quotation_marks",
        "compose.structure",
    },
    "markdown_it": {"notation.reader"},
    "mdit_py_plugins": {"notation.reader"},
    "pptx": {"targets.slides.pptx"},
    "jinja2": {
        "compose.charged_templates",
        "compose.sandbox",
        "compose.step_budget",
        "compose.template_tools",
        "compose.templates",
    },
    "markupsafe": {"compose.templates"},
    "nh3": {"compose.clean"},
    "fontTools": {"engine.font_files"},
    "PIL": {"checks.sources.photographs", "pdfread.pictures", "preview.pictures", "targets.pdf.grey"},
    "pikepdf": {
        "checks.pdf.pages.objects",
        "targets.pdf.impose.booklet",
        "pdfread.navigation",
        "pdfread.reading",
        "pdfread.ties",
    },
    "tinycss2": {"theme.style_sheets"},
    "textstat": {"checks.sources.readability"},
    "page": {"checks.pdf.validation"},
    "pypdfium2": {"checks.pdf.pages.open_file", "pdfread.pictures", "preview.pictures"},
    "starlette": {"preview.server"},
    "uvicorn": {"preview.server"},
    "watchfiles": {"preview.watching"},
    "zxingcpp": {"checks.pdf.pages.codes", "compose.qr"},
    "filelock": {"make.lock"},
    "click": {
        "commands.build",
        "commands.changes",
        "commands.check",
        "commands.clean",
        "commands.dump_tags",
        "commands.editions",
        "commands.group",
        "commands.options",
        "commands.preview",
        "commands.printing",
        "commands.release",
        "commands.session",
        "commands.stats",
        "commands.stories",
        "commands.styles",
    },
    "rich": {"commands.printing"},
}
IN_SEVERAL_ROOMS = {"PIL", "pypdfium2", "pikepdf", "zxingcpp"}

# Libraries that one package is all about: any of its modules may import them, and no other module.
IN_ONE_PACKAGE = {"cffi": "engine", "pydyf": "engine", "tinyhtml5": "engine", "weasyprint": "engine"}

REAL_NAMES = (
    "patient voices",
    "patientvoices",
    "pilgrim",
    "dna of care",
    "dna-of-care",
    "compassion",
    "resilience",
)


def module_of(path: Path) -> str:
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__")


@cache
def modules() -> dict[str, ast.Module]:
    return {module_of(path): ast.parse(path.read_text("utf-8")) for path in sorted(PACKAGE.rglob("*.py"))}


def imported_by(tree: ast.AST, *, for_types: bool) -> Iterator[str]:
    """Gives what a module imports, within functions too; what only type checkers import where that is asked."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING" and not for_types:
            continue
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports name their module in full"
            assert node.module
            for name in node.names:
                inner = f"{node.module}.{name.name}"
                yield inner if inner.removeprefix("guidepress.") in modules() else node.module
        elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith("import_module"):
            yield from (argument.value for argument in node.args[:1] if isinstance(argument, ast.Constant))
        yield from imported_by(node, for_types=for_types)


def own(names: Iterator[str]) -> set[str]:
    return {name.partition(".")[2] for name in names if name.partition(".")[0] == "guidepress"}


def room_of(module: str) -> str:
    return module.partition(".")[0]


@pytest.mark.parametrize("module", sorted(modules()))
def test_a_module_imports_from_its_own_room_and_from_lower_floors_only(module: str):
    room = room_of(module)
    imports = own(imported_by(modules()[module], for_types=True))
    assert [name for name in imports if room_of(name) != room and FLOORS[room_of(name)] >= FLOORS[room]] == []


def test_what_makes_outputs_knows_no_target():
    above = [tree for module, tree in modules().items() if room_of(module) in {"make", "commands", "cli"}]
    found = {name for tree in above for name in own(imported_by(tree, for_types=True))}
    assert {name for name in found if name.startswith("targets")} == {"targets.base", "targets.registry"}


@pytest.mark.parametrize("module", sorted(name for name in modules() if room_of(name) in {"make", "commands"}))
def test_what_makes_outputs_has_no_word_for_one_kind_of_file(module: str):
    if module == "commands.dump_tags":
        return  # which reads files of that kind and no others
    words = [node.value for node in ast.walk(modules()[module]) if isinstance(node, ast.Constant)]
    texts = [word for word in words if isinstance(word, str) and word not in {"pikepdf", "pydyf"}]
    assert [text for text in texts if re.search(r"(?i)\bpdf\b", text)] == []


def test_no_import_leads_in_a_circle():
    graph = {module: own(imported_by(tree, for_types=False)) - {module} for module, tree in modules().items()}
    try:
        tuple(TopologicalSorter(graph).static_order())
    except CycleError as circle:
        pytest.fail(f"a circle: {' -> '.join(circle.args[1])}")


def doors_found() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for module, tree in modules().items():
        for name in imported_by(tree, for_types=True):
            library = name.partition(".")[0]
            if library != "guidepress" and library not in sys.stdlib_module_names:
                found.setdefault(library, set()).add(module)
    return found


def test_a_library_comes_in_through_its_own_doors():
    found = doors_found()
    assert {library: doors for library, doors in found.items() if library not in IN_ONE_PACKAGE} == DOORS


def test_the_engine_comes_in_through_its_own_package():
    found = doors_found()
    assert {library: {room_of(module) for module in found[library]} for library in IN_ONE_PACKAGE} == {
        library: {package} for library, package in IN_ONE_PACKAGE.items()
    }


def test_a_library_is_used_in_one_room_but_for_those_that_are_named():
    rooms = {library: {room_of(module) for module in doors} for library, doors in DOORS.items()}
    assert {library for library, used in rooms.items() if len(used) > 1} == IN_SEVERAL_ROOMS


def test_every_room_stands_on_a_floor():
    assert {room_of(module) for module in modules()} == set(FLOORS)


def test_only_the_printer_prints():
    printing = {
        module
        for module, tree in modules().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "print"
    }
    assert printing == {"commands.printing", "cli"}  # cli: the quick answer, before the printer is loaded


def test_every_module_says_what_it_is_for():
    assert [module for module, tree in modules().items() if not ast.get_docstring(tree)] == []


@pytest.mark.parametrize("name", REAL_NAMES)
def test_no_guide_story_or_publisher_of_the_real_series_is_named_in_the_code_or_the_default_theme(name: str):
    files = [path for path in PACKAGE.rglob("*") if path.suffix in {".css", ".jinja", ".json", ".py", ".yaml"}]
    word = re.compile(rf"(?<![a-z]){re.escape(name)}(?![a-z])", re.IGNORECASE)
    assert [path.name for path in files if word.search(path.read_text("utf-8"))] == []
