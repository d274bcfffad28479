"""A folder to a `Series`: reads every source file and gathers the problems of all of them.

Takes the project's folder and its styles' folder, which lies over the default theme; gives a `Sources` with the
series (None where `series.yaml` itself can't be used), the texts by file, and the problems found while reading.
Rules that need the whole series are in `checks.series_rules`.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar

from guidepress.core.model import Block, Guide, Reference, Series, Session, Story, Text
from guidepress.core.problems import Place, Problem
from guidepress.core.theme import Theme, language_file, languages
from guidepress.sources.characters import cleaned, composed
from guidepress.sources.files import LARGEST_TEXT, is_utf8, listed, read_bytes, roots_of
from guidepress.sources.folder import passed_over, unusable_styles
from guidepress.sources.kept import Kept, Nothing
from guidepress.sources.names import GUIDE_NAME
from guidepress.sources.nearest import did_you_mean
from guidepress.sources.records import guide_of, references_of, series_of, stories_of
from guidepress.sources.sessions import sessions_of
from guidepress.sources.shape import check_shape
from guidepress.sources.text import SourceText, relative_name, source_text, text_of
from guidepress.sources.yaml_tree import Tree, parse_yaml, parse_yaml_text

_METADATA = re.compile(r"\s*---[ \t]*\n(?P<yaml>.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_EMPTY = re.compile(r"#[^\n]*|^(?:---|\.\.\.|~|null)[ \t]*$", re.MULTILINE)
"""What a YAML file may hold and still say nothing."""

SESSIONS = "sessions.yaml"
"""The file of `guides/` that holds sessions; a project without sessions has none."""

Item = TypeVar("Item", Story, Reference, Session)


@dataclass(frozen=True, slots=True)
class Sources:
    """What a project's files hold."""

    series: Series | None
    """Everything that could be read; None where there is no usable `series.yaml`."""
    texts: Mapping[str, SourceText] = field(default_factory=dict)
    """The Markdown files by their name, for pointing into."""
    problems: tuple[Problem, ...] = ()
    """What is wrong with the files, in no special order."""
    missing: frozenset[str] = frozenset()
    """The catalogues that are not there, by their names; such a one holds nothing."""


class _Reader:
    """Gathers problems and texts while the files are read; lives for one reading."""

    def __init__(self, project: Path, styles: Path, kept: Kept) -> None:
        self.project = project
        self.kept = kept
        self.roots = roots_of(project, styles)
        self.problems: list[Problem] = []
        self.texts: dict[str, SourceText] = {}
        self.missing: set[str] = set()

    def text(self, path: Path, name: str = "") -> SourceText | None:
        name = name or relative_name(path, self.project)
        raw, problem = read_bytes(path, name, self.roots, LARGEST_TEXT)
        if raw is None:
            self.problems += [problem] if problem else []
            return None
        source, problems = self.kept.of(("text", name, raw), lambda: text_of(name, raw))
        self.problems += problems
        return source

    def tree(self, path: Path, shape: str, name: str = "") -> Tree | None:
        source = self.text(path, name)
        return None if source is None else self._tree(source, shape)

    def catalogue(self, path: Path, shape: str) -> Tree | None:
        """Reads a file that a series may do without: one that is not there or holds nothing is an empty one."""
        name = relative_name(path, self.project)
        if not os.path.lexists(path):
            self.missing.add(name)
            return None
        source = self.text(path)
        if source is None or not _EMPTY.sub("", source.text).strip():
            return None
        return self._tree(source, shape)

    def _tree(self, source: SourceText, shape: str) -> Tree | None:
        tree, problems = self.kept.of((shape, source.path, source.text), lambda: _tree_of(source, shape))
        self.problems += problems
        return tree

    def records(self, of: Callable[[Tree], tuple[Item, ...]], tree: Tree | None) -> tuple[Item, ...]:
        """Gives the records of a tree; none where there is no tree."""
        if tree is None:
            return ()
        known = tree  # kept with its records, so that no other tree can come to have its number
        return self.kept.of(("records", of, id(tree)), lambda: (known, of(known)))[1]


def _tree_of(source: SourceText, shape: str) -> tuple[Tree | None, tuple[Problem, ...]]:
    tree, problems = parse_yaml(source)
    if tree is not None:
        problems = (*problems, *check_shape(shape, tree, source))
    return tree, tuple(problems)


def read_project(project: Path, styles: Path, kept: Kept | None = None) -> Sources:
    """Reads all sources of a project; the language file comes from its theme.

    Whoever reads it again and again keeps the records of files that have not changed in `kept`.
    """
    kept = kept or Nothing()
    kept.start()
    reader = _Reader(project, styles, kept)
    guides = project / "guides"
    if not guides.is_dir():
        hint = "run guidepress in the folder that holds guides/, or name it with --project"
        return Sources(None, {}, (Problem("F001", "there is no folder 'guides'", Place("guides"), hint),))
    _, unreadable = listed(guides, "guides")
    if unreadable is not None:
        return Sources(None, {}, (unreadable,))
    reader.problems += passed_over(guides, project)
    reader.problems += unusable_styles(styles, project, reader.roots)
    tree = reader.tree(guides / "series.yaml", "series")
    stories = reader.catalogue(guides / "stories.yaml", "stories")
    references = reader.catalogue(guides / "references.yaml", "references")
    sessions = reader.tree(guides / SESSIONS, "sessions") if (guides / SESSIONS).exists() else None
    blocks = _read_blocks(reader, guides / "blocks")
    missing = frozenset(reader.missing)
    if tree is None or not isinstance(tree.data, dict):
        _read_guides(reader, guides, None)
        return Sources(None, reader.texts, tuple(reader.problems), missing)
    series = series_of(tree)
    series = replace(
        series,
        guides=_read_guides(reader, guides, tree),
        stories=_by_id(reader, reader.records(stories_of, stories), "story"),
        references=_by_id(reader, reader.records(references_of, references), "reference"),
        sessions=_by_id(reader, reader.records(sessions_of, sessions), "session"),
        blocks=blocks,
        words=_read_words(reader, styles, series.language),
    )
    return Sources(series, reader.texts, tuple(reader.problems), missing)


def _by_id(reader: _Reader, items: Iterable[Item], kind: str) -> dict[str, Item]:
    found: dict[str, Item] = {}
    for item in items:
        first = found.get(item.id)
        if first is None:
            found[item.id] = item
        else:
            hint = f"the first one is on line {first.id.place.line}; give one of them another id"
            reader.problems.append(
                Problem("S007", f"the {kind} id '{item.id}' is used twice", item.id.place, hint)
            )
    return found


def _read_blocks(reader: _Reader, folder: Path) -> dict[str, Block]:
    blocks = {}
    found, unreadable = listed(folder, relative_name(folder, reader.project))
    reader.problems += [unreadable] if unreadable else []
    for path in (path for path in found if path.suffix == ".md" and is_utf8(path.name)):
        # one that can't be read counts as empty, so that its one problem draws no others after it
        source = reader.text(path) or source_text(relative_name(path, reader.project), "")
        reader.texts[source.path] = source
        block_id = Text(composed(path.stem), source.place(1))
        blocks[str(block_id)] = Block(block_id, source.text, source.path, 1)
    return blocks


def _read_words(reader: _Reader, styles: Path, language: Text) -> dict[str, Text]:
    if not language:
        return {}
    theme = Theme(styles)
    name = language_file(theme, language)
    if name is None:
        known = languages(theme)
        hint = did_you_mean(language, known, f"there are {', '.join(known)}")
        message = f"there is no language file for '{language}'"
        reader.problems.append(Problem("F001", message, language.place, hint))
        return {}
    tree = reader.tree(theme.path(name), "words", theme.shown(name))
    data = tree.data if tree and isinstance(tree.data, dict) else {}
    return {key: value for key, value in data.items() if isinstance(value, Text)}


def _read_guides(reader: _Reader, folder: Path, tree: Tree | None) -> tuple[Guide, ...]:
    names = {path.stem: path for path in listed(folder, "guides")[0] if path.suffix == ".md"}
    files = {name: path for name, path in names.items() if GUIDE_NAME.fullmatch(name)}
    data = tree.data if tree and isinstance(tree.data, dict) else {}
    wanted = data.get("guides")
    order = [item for item in wanted if isinstance(item, Text)] if isinstance(wanted, list) else []
    reader.problems += _order_problems(reader.project, files, order, tree)
    unlisted = [
        Text(name, Place(relative_name(path, reader.project))) for name, path in files.items() if name not in order
    ]
    guides = []
    for number, guide_id in enumerate([*dict.fromkeys(order), *unlisted], 1):
        guide = _read_guide(reader, files[guide_id], guide_id, number) if guide_id in files else None
        if guide is not None:
            guides.append(guide)
    return tuple(guides)


def _order_problems(
    project: Path, files: Mapping[str, Path], order: list[Text], tree: Tree | None
) -> list[Problem]:
    problems: list[Problem] = []
    seen: dict[str, Text] = {}
    for guide_id in order:
        if guide_id in seen:
            hint = f"it stands already on line {seen[guide_id].place.line}; take one of them out"
            problems.append(Problem("S007", f"the guide '{guide_id}' is listed twice", guide_id.place, hint))
        elif guide_id not in files and GUIDE_NAME.fullmatch(guide_id):  # else Y005 says what a name has to be like
            hint = did_you_mean(guide_id, files, f"write guides/{guide_id}.md, or take it out of the list")
            problems.append(Problem("S001", f"the guide '{guide_id}' has no file", guide_id.place, hint))
        seen.setdefault(guide_id, guide_id)
    if tree is not None:
        for name, path in files.items():
            if name not in seen:
                place = Place(relative_name(path, project), 1)
                hint = f"add '{name}' to the list 'guides' in guides/series.yaml"
                problems.append(Problem("S002", "this guide has no place in the series' order", place, hint))
    return problems


def _read_guide(reader: _Reader, path: Path, guide_id: Text, number: int) -> Guide | None:
    source = reader.text(path)
    if source is None:
        return None
    reader.texts[source.path] = source
    key = ("guide", source.path, source.text, guide_id, guide_id.place, number)
    guide, problems = reader.kept.of(key, lambda: _guide_in(source, guide_id, number))
    reader.problems += problems
    return guide


def _guide_in(source: SourceText, guide_id: Text, number: int) -> tuple[Guide | None, tuple[Problem, ...]]:
    block = _METADATA.match(source.text)
    if block is None:
        closed = (
            "its end, a line of ---, is missing" if source.text.lstrip().startswith("---") else "there is none"
        )
        hint = "a guide starts with a line of ---, its title, summary and keywords, and a line of ---"
        message = f"the metadata block can't be read: {closed}"
        return None, (Problem("M001", message, source.place(1, 1), hint),)
    blank = source.text.count("\n", 0, block.start("yaml"))
    yaml = cleaned(block["yaml"], yaml=True)
    tree, problems = parse_yaml_text(source, yaml, blank + 1)
    if tree is None:
        return None, tuple(problems)
    found = (*problems, *check_shape("guide", tree, source))
    first_line = source.text.count("\n", 0, block.end()) + 1
    return guide_of(
        tree,
        guide_id=guide_id,
        path=source.path,
        number=number,
        markdown=source.text[block.end() :],
        first_line=first_line,
    ), found
