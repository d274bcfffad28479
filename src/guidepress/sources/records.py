"""Checked trees to records: the one place that knows both the files' keys and the model's fields.

Each function takes a mapping that its schema has accepted and gives a record; none of them finds problems.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from guidepress.core.model import (
    Contact,
    Guide,
    HelpLine,
    Licence,
    Name,
    Permission,
    Reference,
    Release,
    Series,
    Story,
    Text,
)
from guidepress.core.problems import Place
from guidepress.sources.yaml_tree import Path, Tree

NO_TEXT = Text("")


def text_at(tree: Tree, data: Mapping[str, Any], path: Path, key: str) -> Text | None:
    """Gives a value as a `Text`, a number too; None where the key is missing or empty."""
    value = data.get(key)
    if value is None:
        return None
    return value if isinstance(value, Text) else Text(str(value), tree.places.get((*path, key), Place("")))


def texts(data: Mapping[str, Any], key: str) -> tuple[Text, ...]:
    """Gives a list of texts; empty where the key is missing or its value is none."""
    values = data.get(key)
    return tuple(value for value in values if isinstance(value, Text)) if isinstance(values, list) else ()


def stories_of(tree: Tree) -> tuple[Story, ...]:
    """Gives the catalogue's stories in the file's order."""
    return tuple(_story(tree, data, ("stories", at)) for at, data in items(tree, "stories"))


def references_of(tree: Tree) -> tuple[Reference, ...]:
    """Gives the bibliography's works in the file's order."""
    return tuple(_reference(tree, data, ("references", at)) for at, data in items(tree, "references"))


def items(tree: Tree, key: str) -> list[tuple[int, Mapping[str, Any]]]:
    """Gives the groups of a list that have an id, with their places in the list."""
    data = tree.data if isinstance(tree.data, dict) else {}
    items = data.get(key)
    if not isinstance(items, list):
        return []
    return [
        (at, item) for at, item in enumerate(items) if isinstance(item, dict) and isinstance(item.get("id"), Text)
    ]


def _story(tree: Tree, data: Mapping[str, Any], path: Path) -> Story:
    def field(key: str) -> Text | None:
        return text_at(tree, data, path, key)

    return Story(
        id=field("id") or NO_TEXT,
        title=field("title") or NO_TEXT,
        storyteller=field("storyteller"),
        role=field("role") or NO_TEXT,
        url=field("url"),
        subtitles=field("subtitles"),
        collection_url=field("collection_url"),
        collection=field("collection") or NO_TEXT,
        themes=texts(data, "themes"),
        synopsis=field("synopsis") or NO_TEXT,
        content_note=field("content_note"),
        facilitator_note=field("facilitator_note"),
        running_time=field("running_time"),
        year=field("year"),
        licence=field("licence"),
        permission=_permission(tree, data, path),
    )


def _permission(tree: Tree, data: Mapping[str, Any], path: Path) -> Permission | None:
    inner = data.get("permission")
    if not isinstance(inner, dict):
        return None
    below = (*path, "permission")
    return Permission(text_at(tree, inner, below, "until"), text_at(tree, inner, below, "withdrawn"))


def _reference(tree: Tree, data: Mapping[str, Any], path: Path) -> Reference:
    def field(key: str) -> Text | None:
        return text_at(tree, data, path, key)

    issued = data.get("issued")
    return Reference(
        id=field("id") or NO_TEXT,
        kind=field("type") or NO_TEXT,
        title=field("title") or NO_TEXT,
        authors=_names(tree, data, path, "author"),
        editors=_names(tree, data, path, "editor"),
        year=text_at(tree, issued, (*path, "issued"), "year") if isinstance(issued, dict) else None,
        container=field("container-title"),
        publisher=field("publisher"),
        publisher_place=field("publisher-place"),
        edition=field("edition"),
        volume=field("volume"),
        issue=field("issue"),
        pages=field("page"),
        number=field("number"),
        doi=field("DOI"),
        url=field("URL"),
    )


def _names(tree: Tree, data: Mapping[str, Any], path: Path, key: str) -> tuple[Name, ...]:
    return tuple(
        Name(
            family=text_at(tree, person, where, "family") or text_at(tree, person, where, "literal") or NO_TEXT,
            given=text_at(tree, person, where, "given"),
        )
        for where, person in _groups(data, path, key)
    )


def _groups(data: Mapping[str, Any], path: Path, key: str) -> list[tuple[Path, Mapping[str, Any]]]:
    """Gives the groups of a list with their paths, and passes over what is none."""
    items = data.get(key)
    found = enumerate(items) if isinstance(items, list) else ()
    return [((*path, key, at), item) for at, item in found if isinstance(item, dict)]


def guide_of(tree: Tree, *, guide_id: Text, path: str, number: int, markdown: str, first_line: int) -> Guide:
    """Gives a guide from its metadata block and its body."""
    data = tree.data if isinstance(tree.data, dict) else {}

    def field(key: str) -> Text | None:
        return text_at(tree, data, (), key)

    return Guide(
        id=guide_id,
        path=path,
        number=number,
        title=field("title") or NO_TEXT,
        summary=field("summary") or NO_TEXT,
        keywords=texts(data, "keywords"),
        accent=field("accent"),
        stories=texts(data, "stories"),
        further_stories=texts(data, "further_stories"),
        markdown=markdown,
        first_line=first_line,
    )


def series_of(tree: Tree) -> Series:
    """Gives the series without what has files of its own: guides, stories, references, blocks, words."""
    data: Mapping[str, Any] = tree.data if isinstance(tree.data, dict) else {}

    def field(key: str) -> Text:
        return text_at(tree, data, (), key) or NO_TEXT

    release, licence = _group(data, "release"), _group(data, "licence")
    return Series(
        title=field("title"),
        short_title=field("short_title"),
        description=field("description"),
        language=field("language"),
        release=Release(
            version=text_at(tree, release, ("release",), "version") or NO_TEXT,
            date=text_at(tree, release, ("release",), "date") or NO_TEXT,
        ),
        publisher=field("publisher"),
        sponsor=text_at(tree, data, (), "sponsor"),
        copyright_holder=field("copyright_holder"),
        licence=Licence(
            name=text_at(tree, licence, ("licence",), "name") or NO_TEXT,
            short=text_at(tree, licence, ("licence",), "short") or NO_TEXT,
            url=text_at(tree, licence, ("licence",), "url"),
        ),
        website=field("website"),
        download_page=field("download_page"),
        authors=tuple(_contact(tree, item, where) for where, item in _groups(data, (), "authors")),
        contact=_contact(tree, _group(data, "contact"), ("contact",)),
        help=tuple(_help_line(tree, item, where) for where, item in _groups(data, (), "help")),
        collection=field("collection"),
        values=_values(data, ""),
        guides=(),
        stories={},
        references={},
        blocks={},
        words={},
        contents_levels=2 if data.get("contents_levels") == 2 else 1,
    )


def _group(data: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    group = data.get(key)
    return group if isinstance(group, dict) else {}


def _contact(tree: Tree, data: Mapping[str, Any], path: Path) -> Contact:
    return Contact(
        name=text_at(tree, data, path, "name") or NO_TEXT,
        email=text_at(tree, data, path, "email"),
        phone=text_at(tree, data, path, "phone"),
    )


def _help_line(tree: Tree, data: Mapping[str, Any], path: Path) -> HelpLine:
    def field(key: str) -> Text | None:
        return text_at(tree, data, path, key)

    return HelpLine(
        id=field("id") or NO_TEXT,
        name=field("name") or NO_TEXT,
        phone=field("phone"),
        text=field("text"),
        url=field("url"),
        purpose=field("for") or NO_TEXT,
        hours=field("hours"),
        checked=field("checked") or NO_TEXT,
    )


def _values(data: Mapping[str, Any], prefix: str) -> dict[str, Text]:
    values: dict[str, Text] = {}
    for key, value in data.items():
        if isinstance(value, Text):
            values[prefix + key] = value
        elif isinstance(value, dict):
            values |= _values(value, f"{prefix}{key}.")
    return values
