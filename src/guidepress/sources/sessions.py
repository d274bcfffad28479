"""A checked tree of `sessions.yaml` to records of sessions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from guidepress.core.model import COMPANIONS, Filling, Session, Step, Text
from guidepress.core.problems import Place
from guidepress.sources.records import NO_TEXT, items, text_at, texts
from guidepress.sources.yaml_tree import Path, Tree

ALL = "all"
"""What stands in place of numbers where a session asks every question of its guide."""


def sessions_of(tree: Tree) -> tuple[Session, ...]:
    """Gives the sessions in the file's order; a value of a wrong kind counts as missing."""
    return tuple(_session(tree, data, ("sessions", at)) for at, data in items(tree, "sessions"))


def _session(tree: Tree, data: Mapping[str, Any], path: Path) -> Session:
    def field(key: str) -> Text | None:
        value = data.get(key)
        return None if isinstance(value, list | dict) else text_at(tree, data, path, key)

    chosen = texts(data, "companions")
    is_all = data.get("questions") == ALL
    return Session(
        id=field("id") or NO_TEXT,
        guide=field("guide") or NO_TEXT,
        title=field("title") or NO_TEXT,
        about=field("about"),
        minutes=field("minutes") or NO_TEXT,
        stories=texts(data, "stories"),
        questions=None if is_all else tuple(_numbers(tree, data.get("questions"), (*path, "questions"))),
        blanks=tuple(_fillings(tree, data.get("blanks"), (*path, "blanks"))),
        plan=field("plan"),
        steps=tuple(_steps(tree, data.get("plan"), (*path, "plan"))),
        companions=tuple(Text(name) for name in COMPANIONS if not chosen or name in chosen),
        date=field("date"),
        where=field("place"),
        who=field("who"),
        publish=data.get("publish") is True,
    )


def _numbers(tree: Tree, values: object, path: Path) -> Iterator[Text]:
    """Gives the numbers of a list from 1 on, each with its place."""
    for at, value in enumerate(values if isinstance(values, list) else ()):
        if isinstance(value, int) and value > 0:
            yield Text(str(value), tree.places.get((*path, at), Place("")))


def _fillings(tree: Tree, groups: Any, path: Path) -> Iterator[Filling]:  # noqa: ANN401  # any value of YAML
    for number, value in groups.items() if isinstance(groups, dict) else ():
        where = (*path, number)
        stories = [value] if isinstance(value, Text) else list(texts(groups, number))
        yield Filling(Text(number, tree.keys.get(where, Place(""))), tuple(stories))


def _steps(tree: Tree, rows: object, path: Path) -> Iterator[Step]:
    for at, row in enumerate(rows if isinstance(rows, list) else ()):
        if isinstance(row, dict):
            yield _step(tree, row, (*path, at))


def _step(tree: Tree, data: Mapping[str, Any], path: Path) -> Step:
    def field(key: str) -> Text | None:
        return text_at(tree, data, path, key)

    return Step(
        minutes=field("minutes") or NO_TEXT,
        part=field("part"),
        story=field("story"),
        you_do=field("you_do"),
        they_do=field("they_do") or NO_TEXT,
        say=field("say"),
        need=field("need"),
    )
