"""The editions of a theme: `editions.yaml` of the default theme, and a project's own over it, to records.

Takes the project's styles' folder; gives the editions in their order, the default theme's first, with the problems
of both files. A project adds editions or changes single values; one that is not whole is left out, and a problem
says why.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from guidepress.core.limits import DEFAULT, Limits, PaperSize
from guidepress.core.measures import Length
from guidepress.core.model import Edition, Text
from guidepress.core.problems import Problem
from guidepress.core.theme import DEFAULT_THEME, Theme
from guidepress.sources.nearest import did_you_mean
from guidepress.sources.shape import check_shape
from guidepress.sources.text import read_text
from guidepress.sources.yaml_tree import Tree, parse_yaml

FILE = "editions.yaml"
ALL = "all"
"""What the command line calls all editions together; no edition has that name."""
_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_FLAGS = (
    "tagged",
    "grey",
    "even_pages",
    "printed_addresses",
    "stacked_plans",
    "numbered_from_first",
    "with_notes",
    "imposed",
)
_NEEDED = ("purpose", "style_sheets")


@dataclass(frozen=True, slots=True)
class Editions:
    """What the two files hold."""

    known: tuple[Edition, ...]
    """The editions, those of the default theme first."""
    problems: tuple[Problem, ...]
    """What is wrong with the files."""


def read_editions(styles: Path) -> Editions:
    """Reads the editions of a theme. The files are named as `Theme.shown` names them."""
    editions: dict[str, Edition] = {}
    problems: list[Problem] = []
    theme = Theme(styles)
    files = [(DEFAULT_THEME / FILE, f"theme/{FILE}")]
    if theme.overrides(FILE):
        files.append((styles / FILE, f"styles/{FILE}"))
    for path, name in files:
        tree, found = _tree(path, name)
        problems += found
        if tree is None:
            continue
        for edition_name, values in _groups(tree):
            edition, wrong = _edition(edition_name, values, editions.get(edition_name), tree, theme)
            problems += wrong
            if edition is not None:
                editions[edition_name] = edition
    return Editions(tuple(editions.values()), tuple(problems))


def _tree(path: Path, name: str) -> tuple[Tree | None, tuple[Problem, ...]]:
    source, unreadable = read_text(path, path.parent, name)
    if source is None:
        return None, unreadable
    tree, invalid = parse_yaml(source)
    if tree is None or tree.data is None:  # a file with nothing in it changes nothing
        return None, invalid
    misshapen = check_shape("editions", tree, source)
    return (None if misshapen else tree), (*invalid, *misshapen)


def _groups(tree: Tree) -> Iterator[tuple[str, Mapping[str, Any]]]:
    data: Any = tree.data
    yield from data["editions"].items()


def _edition(
    name: str, values: Mapping[str, Any], before: Edition | None, tree: Tree, theme: Theme
) -> tuple[Edition | None, list[Problem]]:
    """Gives an edition with the values of a file over those it had; None and why where it is not whole."""
    place = tree.keys["editions", name]
    if not _NAME.fullmatch(name) or name == ALL:
        hint = "names hold small letters, digits and hyphens, and 'all' means all editions"
        return None, [Problem("Y005", f"an edition can't be called '{name[:60]}'", place, hint)]
    missing = [key for key in _NEEDED if key not in values] if before is None else []
    problems = [
        Problem("Y004", f"the key '{key}' is missing in '{name}'", place, "a new edition needs it")
        for key in missing
    ]
    problems += _missing_sheets(name, values, tree, theme)
    if problems:
        return None, problems
    start = before or Edition(name, str(values["purpose"]), ())
    flags = {key: values[key] for key in _FLAGS if key in values}
    return replace(
        start,
        purpose=str(values.get("purpose", start.purpose)),
        target=str(values.get("target", start.target)),
        style_sheets=tuple(map(str, values.get("style_sheets", start.style_sheets))),
        limits=_limits(values.get("limits", {}), start.limits if before else DEFAULT),
        **flags,
    ), []


def _missing_sheets(name: str, values: Mapping[str, Any], tree: Tree, theme: Theme) -> list[Problem]:
    known = [sheet for sheet in theme.names() if sheet.endswith(".css")]
    sheets: list[Text] = values.get("style_sheets", [])
    return [
        Problem(
            "F001",
            f"the theme has no style sheet '{sheet}'",
            tree.places["editions", name, "style_sheets", at],
            did_you_mean(sheet, known, f"write styles/{sheet}"),
        )
        for at, sheet in enumerate(sheets)
        if sheet not in known
    ]


def _limits(values: Mapping[str, Any], before: Limits) -> Limits:
    page = values.get("page_mm")
    return replace(
        before,
        smallest_text=values.get("smallest_text_pt", before.smallest_text),
        body_text=values.get("body_text_pt", before.body_text),
        line_spacing=values.get("line_spacing", before.line_spacing),
        fewest_characters=values.get("fewest_characters", before.fewest_characters),
        most_characters=values.get("most_characters", before.most_characters),
        margin=_length(values.get("margin_mm"), before.margin),
        inked_area=values["inked_percent"] / 100 if "inked_percent" in values else before.inked_area,
        code_side=_length(values.get("code_side_mm"), before.code_side),
        trim=before.trim if page is None else PaperSize(Length.mm(page[0]), Length.mm(page[1])),
    )


def _length(millimetres: float | None, before: Length) -> Length:
    return before if millimetres is None else Length.mm(millimetres)
