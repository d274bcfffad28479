"""Which targets there are: those of guidepress by name, and those of plug-ins by entry point.

A target's module is imported when one of its outputs is asked for. The folders of installed packages are looked
through when a name is asked for that is none of guidepress' own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from guidepress.core.errors import UsageError
from guidepress.core.model import Edition, Series
from guidepress.targets.base import Output, Target

if TYPE_CHECKING:
    from importlib.metadata import EntryPoints

GROUP = "guidepress.targets"
"""The group of entry points; each gives an object that is a `Target` or, called with nothing, gives one."""
BUILT_IN = {
    "pdf": "guidepress.targets.pdf.target",
    "slides": "guidepress.targets.slides.target",
    "sessions": "guidepress.targets.sessions.target",
    "web": "guidepress.targets.web.target",
    "epub": "guidepress.targets.epub.target",
}
"""The module of each target of guidepress, which has it as `TARGET`."""
DEFAULT = "pdf"
"""The target of the editions that most builds ask for."""


@cache
def target_named(name: str) -> Target:
    """Gives the target of that name; raises UsageError where there is none or where it can't be loaded."""
    if name in BUILT_IN:
        found: Target = import_module(BUILT_IN[name]).TARGET
        return found
    entries = [entry for entry in _plugins() if entry.name == name]
    if not entries:
        known = sorted({*BUILT_IN, *(entry.name for entry in _plugins())})
        raise UsageError(
            f"an edition asks for the target '{name}', which is not installed. There are: {', '.join(known)}"
        )
    try:
        loaded = entries[0].load()
        target: Target = loaded() if isinstance(loaded, type) else loaded
    except Exception as error:  # a plug-in may fail at anything
        words = " ".join(f"{type(error).__name__}: {error}".split())
        raise UsageError(f"the plug-in with the target '{name}' can't be loaded: {words}") from error
    return target


def edition_of_plugin(name: str) -> Edition | None:
    """Gives the edition that a plug-in's target has without any theme: it bears the target's name."""
    is_there = any(entry.name == name for entry in _plugins())
    return Edition(name, "made by a plug-in", (), target=name) if is_there else None


def _plugins() -> EntryPoints:
    from importlib.metadata import entry_points  # here, since it takes long to load

    return entry_points(group=GROUP)


def load_default() -> None:
    """Loads the tools of the default target, for a process that will most likely open them."""
    import_module(f"guidepress.targets.{DEFAULT}.maker").load()


def outputs_of(series: Series, editions: Sequence[Edition]) -> tuple[Output, ...]:
    """Gives all outputs of a series in these editions, target by target as the editions name them.

    Raises UsageError where a target is unknown or gives an output that it must not give.
    """
    found = []
    for name in dict.fromkeys(edition.target for edition in editions):
        its_own = [edition for edition in editions if edition.target == name]
        found += list(target_named(name).outputs(series, its_own))
    _check(found)
    return tuple(found)


def code_of(name: str) -> tuple[str, ...]:
    """Gives the files and folders that hold a plug-in's code; none for a target of guidepress itself."""
    if name in BUILT_IN:
        return ()
    target = target_named(name)
    module = getattr(target, "__module__", None) or type(target).__module__
    spec = find_spec(module.partition(".")[0])
    if spec is None:
        return ()
    return tuple(spec.submodule_search_locations or ([spec.origin] if spec.origin else []))


def _check(outputs: Iterable[Output]) -> None:
    names: set[str] = set()
    files: set[str] = set()
    for output in outputs:
        fault = _fault(output, names, files)
        if fault:
            raise UsageError(f"the target '{output.target}' can't be used: {fault}")
        names.add(output.name)
        files.update(file.casefold() for file in output.files)


def _fault(output: Output, names: set[str], files: set[str]) -> str:
    """Says what is wrong with an output beside those that have these names and files; empty where nothing is."""
    if output.name in names:
        return f"two outputs are called '{output.name}'"
    if not output.files:
        return f"the output '{output.name}' has no file"
    for file in output.files:
        if not _is_safe(file):
            return f"'{file}' is no name of a file in a folder below the output folder"
        if file.casefold() in files:
            return f"two outputs are written to '{file}'"
    return ""


def _is_safe(name: str) -> bool:
    """Tells whether a name leads to a plain file below the output folder."""
    parts = name.split("/")
    return all(part and not part.startswith(".") and "\\" not in part and "\0" not in part for part in parts) and (
        len(parts) > 1 and not Path(name).is_absolute()
    )
