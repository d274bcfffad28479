"""The engine's own code, compared with the code that patches were written for.

Takes names such as `weasyprint.layout.inline:split_text_box`; gives those whose source is another than the
digests in `known_code.json` say. Whole files are compared first, which takes a millisecond; only in those that
differ is the source of each name cut out, as text, so that every Python gives the same digest. What can't be
found, or was never recorded, differs.

After looking through the patches that an engine's change touches: `python -m guidepress.engine.renew_code`
writes the file anew from the installed engine.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable
from functools import cache
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path

KNOWN = Path(__file__).with_name("known_code.json")
"""The digests of the code that patches were written for, by its name."""


def code_that_differs(names: Iterable[str]) -> frozenset[str]:
    """Gives those of the names whose code is not the code that is known."""
    known = json.loads(KNOWN.read_bytes())
    files, code = known["files"], known["code"]
    wanted = set(names)
    modules = {name.partition(":")[0] for name in wanted}
    same = {module for module in modules if files.get(module) == digest_of_file(module)}
    try:
        return frozenset(
            name
            for name in wanted
            if name not in code or (name.partition(":")[0] not in same and code[name] != digest_of(name))
        )
    finally:
        _text_of.cache_clear()


def digest_of(name: str) -> str:
    """Gives the digest of a function's, class's or constant's source; `absent` where there is no such thing."""
    source = source_of(name)
    return sha256(source.encode()).hexdigest()[:16] if source else "absent"


def source_of(name: str) -> str:
    """Gives the source of what a name names, from its own line to the last that is indented deeper."""
    module, _, path = name.partition(":")
    text, start = _text_of(module), 0
    for depth, part in enumerate(path.split(".")):
        indent = " " * 4 * depth
        at = _start(text, indent, part, start)
        if at < 0:
            return ""
        start = at
    end = _end_of(depth).search(text, start + 1)
    body = text[start : end.start() if end else len(text)]
    lines = body.rstrip().split("\n")
    while lines and (not lines[-1].strip() or lines[-1].lstrip().startswith("#")):
        lines.pop()  # a comment on what comes next
    return _decorators(text, start, indent) + "\n".join(lines)


def _start(text: str, indent: str, name: str, start: int) -> int:
    """Finds the line on which something is defined; -1 where it is not."""
    heads = (f"def {name}(", f"class {name}(", f"class {name}:", f"{name} = ")
    for opening in (f"\n{indent}{head}" for head in heads):
        at = text.find(opening, start)
        if at >= 0:
            return at
    return -1


@cache
def _end_of(depth: int) -> re.Pattern[str]:
    """The start of a line that is indented no deeper, is no comment and closes no bracket."""
    return re.compile(rf"\n(?= {{0,{4 * depth}}}[^\s)\]}}#])")


def _decorators(text: str, start: int, indent: str) -> str:
    """Gives the lines directly above that decorate what starts at a place."""
    found = ""
    while True:
        before = text.rfind("\n", 0, start)
        line = text[before:start] if before >= 0 else ""
        if not line.startswith(f"\n{indent}@"):
            return found
        found, start = line + found, before


@cache
def _text_of(module: str) -> str:
    """Gives the text of a module's file, after a line's end; empty where there is none."""
    return "\n" + _bytes_of(module).decode("utf-8", "replace").replace("\r\n", "\n")


def digest_of_file(module: str) -> str:
    """Gives the digest of a module's whole file."""
    return sha256(_bytes_of(module)).hexdigest()[:16]


def _bytes_of(module: str) -> bytes:
    """Gives the bytes of a module's file; none where there is none."""
    path = getattr(sys.modules.get(module), "__file__", None)
    try:
        if path is None:
            spec = find_spec(module)
            path = spec.origin if spec else None
        if path is None:
            return b""
        with open(path, "rb", buffering=0) as file:  # noqa: PTH123  # a third of the time
            return file.readall()
    except (ImportError, OSError, ValueError, TypeError):
        return b""
