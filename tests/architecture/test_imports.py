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
    "commands": 7,
    "cli": 8,
    "__main__": 9,
}

# Which modules import which libraries: exactly these.
DOORS: dict[str, set[str]] = {
    "yaml": {"sources.yaml_tree"},
    "jsonschema": {"sources.shape"},
    "markdown": {"compose.markdown", "compose.constructs", "compose.structure"},
    "markdown_it": {"notation.reader"},
    "mdit_py_plugins": {"notation.reader"},
    "jinja2": {"compose.templates"},
    "markupsafe": {"compose.templates"},
    "nh3": {"compose.clean"},
    "weasyprint": {
        "targets.pdf.typesetter",
        "engine.fetcher",
        "targets.pdf.grey",
        "engine.library",
        "targets.pdf.page_numbers",
        "engine.patches",
        "engine.patches.boxes",
        "engine.patches.declarations",
        "engine.patches.drawing.asking",
        "engine.patches.drawing.boxes",
        "engine.patches.drawing.lines",
        "engine.patches.drawing.order",
        "engine.patches.drawing.paths",
        "engine.patches.drawing.sides",
        "engine.patches.drawing.streams",
        "engine.patches.drawing.values",
        "engine.patches.fonts",
        "engine.patches.lengths",
        "engine.patches.lines",
        "engine.patches.shaping",
        "engine.patches.sharing",
        "engine.patches.styles",
        "targets.pdf.tags.engine",
    },
    "cffi": {"engine.font_packages"},
    "tinyhtml5": {"engine.patches.parsing"},
    "pydyf": {
        "engine.patches.drawing.streams",
        "engine.patches.drawing.values",
        "targets.pdf.tags.objects",
    },
    "PIL": {"targets.pdf.grey"},
    "pikepdf": {
        "checks.pdf.pages.objects",
        "targets.pdf.impose.booklet",
        "pdfread.navigation",
        "pdfread.reading",
    },
    "textstat": {"checks.sources.readability"},
    "page": {"checks.pdf.validation"},
    "pypdfium2": {"checks.pdf.pages.open_file"},
    "zxingcpp": {"checks.pdf.pages.codes", "compose.qr"},
    "filelock": {"make.lock"},
    "click": {
        "commands.build",
        "commands.check",
        "commands.clean",
        "commands.dump_tags",
        "commands.group",
        "commands.options",
        "commands.printing",
        "commands.stats",
        "commands.stories",
    },
    "rich": {"commands.printing"},
}
IN_SEVERAL_ROOMS = {"pikepdf", "pydyf", "weasyprint", "zxingcpp"}

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


def test_no_import_leads_in_a_circle():
    graph = {module: own(imported_by(tree, for_types=False)) - {module} for module, tree in modules().items()}
    try:
        tuple(TopologicalSorter(graph).static_order())
    except CycleError as circle:
        pytest.fail(f"a circle: {' -> '.join(circle.args[1])}")


def test_a_library_comes_in_through_its_own_doors():
    found: dict[str, set[str]] = {}
    for module, tree in modules().items():
        for name in imported_by(tree, for_types=True):
            library = name.partition(".")[0]
            if library != "guidepress" and library not in sys.stdlib_module_names:
                found.setdefault(library, set()).add(module)
    assert found == DOORS


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
